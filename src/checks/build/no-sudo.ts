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
  readonly use: SudoUse;
}

function judge(dockerfile: DockerfileFacts): CheckResult {
  const instructions = ownInstructions(dockerfile);
  if (!instructions.some(({ keyword }) => /^(?:RUN|COPY|ADD)$/.test(keyword))) {
    return { kind: 'not-applicable', observed: 'The image\u2019s own stages have no RUN, COPY or ADD.' };
  }
  const steps = runSteps(dockerfile).filter(({ inImage }) => inImage);
  const runs = sudoUses(steps).map(({ step, use }) => ({ instruction: step.instruction, use }));
  const copies = instructions.flatMap((instruction): readonly Line[] => {
    const file = copiedRules(instruction);
    return file === undefined ? [] : [{ instruction, use: { kind: 'configures', what: file } }];
  });
  const lines = [...runs, ...copies].sort((a, b) => a.instruction.lines.first - b.instruction.lines.first);
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

function sudoFinding(dockerfile: DockerfileFacts, { instruction, use }: Line, key: string): Finding {
  const { lines } = instruction;
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
    fix: { text: cure(dockerfile, instruction, use) },
  });
}

function cure(dockerfile: DockerfileFacts, instruction: DockerfileInstruction, { kind }: SudoUse): string {
  const user = userAt(dockerfile, instruction);
  if (kind !== 'uses') {
    const what = kind === 'installs' ? 'Take sudo out of the list of packages' : 'Remove the rules';
    return `${what}. Steps that need root stand between USER root and ${userLine(user)}; the running program needs none.`;
  }
  if (user !== undefined && isRoot(user)) return 'The step runs as root there already: leave the word sudo out.';
  return `Step up in the Dockerfile: USER root before the line, the same line without sudo, and ${userLine(user)} behind it.`;
}

/** The USER that a RUN runs as, as written; undefined when it comes from the base image. */
function userAt(dockerfile: DockerfileFacts, instruction: DockerfileInstruction): string | undefined {
  const instructions = ownInstructions(dockerfile);
  const before = instructions.slice(0, instructions.indexOf(instruction));
  return before.findLast(({ keyword }) => keyword === 'USER')?.rest;
}

function isRoot(user: string): boolean {
  return /^["']?(?:root|0+)["']?(?::|$)/.test(user);
}

function userLine(user: string | undefined): string {
  return user === undefined || isRoot(user) ? 'USER <the user of the image>' : `USER ${visibleText(user, 60)}`;
}
