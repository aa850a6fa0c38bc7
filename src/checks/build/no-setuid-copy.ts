import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, FileTransfer } from '../../model/dockerfile.ts';
import { NO_VERDICT, type Problem } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { builtStages } from './built-stages.ts';
import { CIS_SETUID, DOCKERFILE_CHMOD } from './references.ts';

const META = { id: 'no-setuid-copy', severity: 'high' } as const;

/** No COPY or ADD gives a file the setuid or setgid bit. */
export const noSetuidCopy = defineCheck({
  ...META,
  title: 'No copied file gets the setuid or setgid bit',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [CIS_SETUID, DOCKERFILE_CHMOD],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

/** A bit survives COPY --from: stages that are copied from count too. */
function judge(dockerfile: DockerfileFacts): CheckResult {
  const built = new Set(builtStages(dockerfile).map(({ index }) => index));
  const transfers = dockerfile.transfers.filter(({ stage, chmod }) => built.has(stage) && chmod !== undefined);
  if (transfers.length === 0) {
    return { kind: 'not-applicable', observed: 'The stages that are built have no COPY or ADD with --chmod.' };
  }
  const findings = transfers.filter(setsIdBits).map((transfer) => idBits(dockerfile, transfer));
  const unknown = transfers.find(hasUnknownMode);
  if (findings.length === 0 && unknown !== undefined) {
    return { kind: 'undecided', problem: unknownMode(dockerfile, unknown) };
  }
  const modes = [...new Set(transfers.map(({ chmod }) => visibleText(chmod?.expanded ?? chmod?.raw ?? '', 20)))];
  const seen = `--chmod=${modes.slice(0, 5).join(', ')}${modes.length > 5 ? ' and more' : ''}`;
  return { kind: 'judged', seen, findings };
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
