import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, DockerfileInstruction, FileTransfer } from '../../model/dockerfile.ts';
import { NO_VERDICT, type Problem } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import { parseImageReference } from '../../model/image-reference.ts';
import { visibleText } from '../../model/visible-text.ts';
import { builtStages } from './built-stages.ts';
import { CIS_SETUID, DOCKERFILE_RUN, DOCKERFILE_SYNTAX, NIST_UNTRUSTED_IMAGES } from './references.ts';

const META = { id: 'no-insecure-build-steps', severity: 'high' } as const;

/** No step of the build gets more rights than a build needs, and none gives them to a file. */
export const noInsecureBuildSteps = defineCheck({
  ...META,
  title: 'No build step asks for special rights',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [CIS_SETUID, NIST_UNTRUSTED_IMAGES, DOCKERFILE_RUN, DOCKERFILE_SYNTAX],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

function judge(dockerfile: DockerfileFacts): CheckResult {
  const stages = builtStages(dockerfile);
  const built = new Set(stages.map(({ index }) => index));
  const transfers = dockerfile.transfers.filter(({ stage }) => built.has(stage));
  const findings = [
    ...foreignFrontend(dockerfile),
    ...stages.flatMap(({ instructions }) => instructions.flatMap((instruction) => runFlags(dockerfile, instruction))),
    ...transfers.filter(setsIdBits).map((transfer) => idBits(dockerfile, transfer)),
  ];
  const unknown = transfers.find(hasUnknownMode);
  if (findings.length === 0 && unknown !== undefined) {
    return { kind: 'undecided', problem: unknownMode(dockerfile, unknown) };
  }
  const seen =
    findings[0]?.seen ?? `${stages.length} stage${stages.length === 1 ? '' : 's'} built, no such step in them`;
  return { kind: 'judged', seen, findings };
}

/** Both are published by Docker: releases, and the newest state of the same sources. */
const FRONTENDS = ['docker/dockerfile', 'docker/dockerfile-upstream'];

function foreignFrontend({ path, syntax }: DockerfileFacts): readonly Finding[] {
  if (syntax === undefined) return [];
  const reference = parseImageReference(syntax);
  if (reference?.registry === 'docker.io' && FRONTENDS.includes(reference.path)) return [];
  const shown = visibleText(syntax, 120);
  const found = finding(META, {
    key: `syntax:${reference === undefined ? shown : `${reference.registry}/${reference.path}`}`,
    severity: 'medium',
    title: 'The build is handed to a frontend that is not Docker\u2019s',
    detail:
      'The image in the syntax directive is a program that decides what the build does, whatever the lines below say.',
    seen: `# syntax=${shown}`,
    // Directives stand at the top of the file, before anything else.
    location: { file: path, lines: { first: 1, last: 1 } },
    fix: { text: 'Use Docker\u2019s own, or leave the directive out.', lines: ['# syntax=docker/dockerfile:1'] },
  });
  return [found];
}

function runFlags(
  { path }: DockerfileFacts,
  { keyword, flags, lines, rest }: DockerfileInstruction,
): readonly Finding[] {
  if (keyword !== 'RUN') return [];
  const location = { file: path, lines };
  const [program = ''] = rest.split(/[\s=]/, 1);
  const key = visibleText(program, 60);
  return flags.flatMap((flag) => {
    if (flag === '--security=insecure') {
      const found = finding(META, {
        key: `security:${key}`,
        title: 'A build step runs without a sandbox',
        detail: 'The step has all privileges on the machine that builds: what it runs can take over that machine.',
        seen: `RUN --security=insecure in line ${lines.first}`,
        location,
        fix: { text: 'Remove --security=insecure; do what needs privileges outside of the build.' },
      });
      return [found];
    }
    if (flag !== '--network=host') return [];
    const found = finding(META, {
      key: `network:${key}`,
      severity: 'medium',
      title: 'A build step uses the network of the host',
      detail:
        'The step reaches every service that listens on the building machine alone, such as metadata and admin ports.',
      seen: `RUN --network=host in line ${lines.first}`,
      location,
      fix: { text: 'Remove --network=host; the network that a build step has anyway reaches the outside.' },
    });
    return [found];
  });
}

/** `4755`, `02755`, `u+s`, `ug=rwxs`; the sticky bit (1777) gives nobody rights. chmod(1). */
function setsIdBits({ chmod }: FileTransfer): boolean {
  const mode = chmod?.expanded ?? '';
  if (/^[0-7]{1,7}$/.test(mode)) return (Number.parseInt(mode, 8) & 0o6000) !== 0;
  return mode.split(',').some((clause) => /^[ugoa]*[+=][rwxXst]*s[rwxXst]*$/.test(clause));
}

function hasUnknownMode({ chmod }: FileTransfer): boolean {
  return chmod?.raw.includes('$') === true && (chmod.expanded === undefined || chmod.unset.length > 0);
}

function idBits({ path }: DockerfileFacts, transfer: FileTransfer): Finding {
  const { keyword, lines, chmod, sources } = transfer;
  const mode = visibleText(chmod?.expanded ?? '', 40);
  const files = sources.slice(0, 3).map(({ raw }) => visibleText(raw, 80));
  return finding(META, {
    key: `chmod:${files.join(' ')}`,
    title: 'A copied file gets the setuid or setgid bit',
    detail:
      'Whoever runs such a file gets the rights of its owner or group, usually root: a way back for a process that gave root up.',
    seen: `${keyword} --chmod=${mode} ${files.join(' ')} in line ${lines.first}`,
    location: { file: path, lines },
    fix: { text: `Leave the bit out: --chmod=${withoutIdBits(mode)}.` },
  });
}

function withoutIdBits(mode: string): string {
  if (/^[0-7]+$/.test(mode)) return (Number.parseInt(mode, 8) & 0o1777).toString(8).padStart(4, '0');
  return '0755';
}

function unknownMode({ path }: DockerfileFacts, { keyword, lines, chmod }: FileTransfer): Problem {
  return {
    code: 'DOCKERFILE-UNREADABLE',
    what: `${visibleText(path)} line ${lines.first}: it cannot be known which mode ${keyword} --chmod=${visibleText(chmod?.raw ?? '', 80)} sets, because its variable has no value in the Dockerfile.`,
    means: NO_VERDICT,
    todo: 'Write the mode as a number, or declare the variable in the stage with ARG and a default.',
  };
}
