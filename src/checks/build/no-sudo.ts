import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, DockerfileInstruction } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { numberedKeys } from './numbered-keys.ts';
import { CIS_PACKAGES, DOCKER_BEST_PRACTICES, DOCKERFILE_USER } from './references.ts';
import { describeSteps, runSteps } from './run-steps.ts';
import { copiedRules, type SudoUse, sudoUses } from './sudo-use.ts';

const META = { id: 'no-sudo', severity: 'medium' } as const;

/** The image has no sudo, and its build needs none. */
export const noSudo = defineCheck({
  ...META,
  title: 'The image is built without sudo',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [DOCKER_BEST_PRACTICES, CIS_PACKAGES, DOCKERFILE_USER],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

interface Line {
  readonly instruction: DockerfileInstruction;
  /** The USER that it runs as, as written; undefined when that comes from the base image. */
  readonly user: string | undefined;
  readonly use: SudoUse;
}

function judge(dockerfile: DockerfileFacts): CheckResult {
  const steps = runSteps(dockerfile).filter(({ inImage }) => inImage);
  const runs = new Map(sudoUses(steps).map(({ step, use }) => [step.instruction, use]));
  const lines: Line[] = [];
  let user: string | undefined;
  let count = 0;
  for (const instruction of ownInstructions(dockerfile)) {
    const { keyword, rest } = instruction;
    if (keyword === 'USER') user = rest;
    if (/^(?:RUN|COPY|ADD)$/.test(keyword)) count += 1;
    const file = copiedRules(instruction);
    const use = runs.get(instruction) ?? (file === undefined ? undefined : { kind: 'configures', what: file });
    if (use !== undefined) lines.push({ instruction, user, use });
  }
  if (count === 0) {
    return { kind: 'not-applicable', observed: 'The image\u2019s own stages have no RUN, COPY or ADD.' };
  }
  const keys = numberedKeys(lines.map(({ use }) => `${use.kind}:${visibleText(use.what, 60)}`));
  const findings = lines.map((line, index) => sudoFinding(dockerfile, line, keys[index] ?? ''));
  return { kind: 'judged', seen: findings[0]?.seen ?? describeSteps(steps), findings };
}

/** Those of the stages that the image is made from by FROM, in the order in which they take effect. */
function ownInstructions({ stages, lineage }: DockerfileFacts): readonly DockerfileInstruction[] {
  return lineage.toReversed().flatMap((index) => stages[index]?.instructions ?? []);
}

function titleOf({ kind, what }: SudoUse): string {
  const tool = what.includes('doas') ? 'doas' : 'sudo';
  if (kind === 'installs') return `${tool} is installed in the image`;
  return kind === 'uses' ? `A build step uses ${tool}` : `The image gets rules for ${tool}`;
}

function sudoFinding(dockerfile: DockerfileFacts, line: Line, key: string): Finding {
  const { use } = line;
  const { lines } = line.instruction;
  const what = visibleText(use.what, 80);
  const seen = {
    installs: `${what} installed in line ${lines.first}`,
    configures: `${what} written in line ${lines.first}`,
    uses: `${what} in line ${lines.first}`,
  }[use.kind];
  return finding(META, {
    key,
    title: titleOf(use),
    detail:
      use.kind === 'uses'
        ? 'The image has to have sudo, with rules that ask for no password: a way back to root for everything that runs in it.'
        : 'sudo is a way back to root for everything that runs in the image: USER is worth no more than its rules.',
    seen,
    location: { file: dockerfile.path, lines },
    fix: { text: cure(line) },
  });
}

function cure({ user, use }: Line): string {
  if (use.kind !== 'uses') {
    const what = use.kind === 'installs' ? 'Take sudo out of the list of packages' : 'Remove the rules';
    return `${what}. Steps that need root stand between USER root and ${userLine(user)}; the running program needs none.`;
  }
  if (user !== undefined && isRoot(user)) return 'The step runs as root there already: leave the word sudo out.';
  return `Step up in the Dockerfile: USER root before the line, the same line without sudo, and ${userLine(user)} behind it.`;
}

function isRoot(user: string): boolean {
  return /^["']?(?:root|0+)["']?(?::|$)/.test(user);
}

function userLine(user: string | undefined): string {
  return user === undefined || isRoot(user) ? 'USER <the user of the image>' : `USER ${visibleText(user, 60)}`;
}
