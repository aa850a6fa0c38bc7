import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, DockerfileInstruction, ExpandedText, FileTransfer } from '../../model/dockerfile.ts';
import { NO_VERDICT, type Problem } from '../../model/errors.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { builtStages } from './built-stages.ts';
import { CIS_ADD, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD } from './references.ts';
import { remoteKind } from './remote-source.ts';

const META = { id: 'copy-not-add', severity: 'low' } as const;

/** ADD is used for what COPY can't do. */
export const copyNotAdd = defineCheck({
  ...META,
  title: 'Files that are no archives come in by COPY',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [CIS_ADD, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

function judge(dockerfile: DockerfileFacts): CheckResult {
  const built = new Set(builtStages(dockerfile).map(({ index }) => index));
  const adds = dockerfile.transfers.filter(({ keyword, stage }) => keyword === 'ADD' && built.has(stage));
  if (adds.length === 0) return { kind: 'not-applicable', observed: 'The stages that are built have no ADD.' };
  const judged = adds.map((add) => ({ add, kinds: add.sources.map(kindOf) }));
  const plain = judged.filter(({ kinds }) => kinds.includes('file'));
  const open = judged.find(({ kinds }) => kinds.includes('unknown'));
  if (plain.length === 0 && open !== undefined) {
    return { kind: 'undecided', problem: unknownSource(dockerfile, open.add) };
  }
  const instructions = addInstructions(dockerfile);
  const findings = plain.map(({ add }) => plainFile(dockerfile, add, instructions.get(add.lines.first)));
  // The same files added twice are one finding: of one cure.
  const distinct = [...new Map(findings.toReversed().map((found) => [found.fingerprint, found])).values()].reverse();
  const lines = adds.slice(0, 10).map((add) => add.lines.first);
  const seen = `ADD in line ${lines.join(', ')}${adds.length > 10 ? ' and more' : ''}`;
  return { kind: 'judged', seen, findings: distinct };
}

type Kind = 'remote' | 'archive' | 'file' | 'unknown';

/** What ADD unpacks, by the usual endings (docs.docker.com/reference/dockerfile, "Adding local tar archives"). */
const ARCHIVES = [
  'tar',
  'tar.gz',
  'tgz',
  'taz',
  'tar.bz2',
  'tbz',
  'tbz2',
  'tb2',
  'tar.xz',
  'txz',
  'tar.zst',
  'tzst',
  'tzstd',
];
const ARCHIVE = new RegExp(`\\.(?:${ARCHIVES.join('|').replaceAll('.', '\\.')})$`, 'i');

function kindOf(source: ExpandedText): Kind {
  const text = source.expanded ?? source.raw;
  if (remoteKind(text) !== undefined) return 'remote';
  // The ending stays open when a variable without a value is in it, or everything is one.
  const isOpen = source.expanded === undefined ? source.raw.includes('$') : source.unset.length > 0;
  if (isOpen && !/\.[A-Za-z0-9]+$/.test(source.raw)) return 'unknown';
  if (ARCHIVE.test(text)) return 'archive';
  const [, ending] = /[*?\]]([^*?\]/]*)$/.exec(text) ?? [];
  // `rootfs*`, `*.gz`: a pattern whose matches may be archives.
  const maybe = ending !== undefined && ARCHIVES.some((archive) => `x.${archive}`.endsWith(ending.toLowerCase()));
  return maybe ? 'archive' : 'file';
}

/** By their first lines. */
function addInstructions({ stages }: DockerfileFacts): ReadonlyMap<number, DockerfileInstruction> {
  const all = stages.flatMap(({ instructions }) => instructions).filter(({ keyword }) => keyword === 'ADD');
  return new Map(all.map((instruction) => [instruction.lines.first, instruction]));
}

function plainFile({ path }: DockerfileFacts, add: FileTransfer, instruction?: DockerfileInstruction): Finding {
  const files = add.sources.filter((source) => kindOf(source) === 'file');
  const shown = files.slice(0, 3).map(({ raw }) => visibleText(raw, 80));
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
  return finding(META, {
    key: shown.join(' '),
    title: 'ADD is used where COPY does it',
    detail:
      'ADD also unpacks archives and fetches from addresses. What a file is that somebody puts there tomorrow decides ' +
      'what happens; COPY only copies.',
    seen: `ADD ${shown.join(' ')}${more} in line ${add.lines.first}`,
    location: { file: path, lines: add.lines },
    fix: cure(add, instruction),
  });
}

function cure(add: FileTransfer, instruction: DockerfileInstruction | undefined): Fix {
  if (add.sources.some((source) => kindOf(source) !== 'file')) {
    return { text: 'Take the files that are no archives into a COPY of their own.' };
  }
  const text = 'Write COPY in place of ADD.';
  if (instruction === undefined || !canBeCopied(instruction)) return { text };
  return { text, lines: [`COPY ${visibleText(instruction.text, 500)}`], placement: 'replace' };
}

/** One line, whole, with flags that COPY has too. */
function canBeCopied({ lines, text, flags, heredocs }: DockerfileInstruction): boolean {
  if (lines.first !== lines.last || heredocs.length > 0 || text.length > 400) return false;
  return flags.every((flag) => /^--(?:chown|chmod|link|exclude)(?:=|$)/.test(flag));
}

function unknownSource({ path }: DockerfileFacts, add: FileTransfer): Problem {
  const source = add.sources.find((candidate) => kindOf(candidate) === 'unknown');
  return {
    code: 'DOCKERFILE-UNREADABLE',
    what: `${visibleText(path)} line ${add.lines.first}: it cannot be known whether ADD ${visibleText(source?.raw ?? '', 120)} takes an archive, because its variable has no value in the Dockerfile.`,
    means: NO_VERDICT,
    todo: 'Declare the variable in the stage with ARG and a default, or use COPY for files that are no archives.',
  };
}
