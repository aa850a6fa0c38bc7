import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, ExpandedText, FileTransfer } from '../../model/dockerfile.ts';
import { NO_VERDICT, type Problem } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { builtStages } from './built-stages.ts';
import { CIS_ADD, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD } from './references.ts';
import { remoteKind } from './remote-source.ts';
import { shownUrl } from './shown-url.ts';

const META = { id: 'no-remote-add', severity: 'medium' } as const;

/** What ADD fetches from elsewhere is held to a digest or a commit. */
export const noRemoteAdd = defineCheck({
  ...META,
  title: 'ADD fetches nothing that is not verified',
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
  const findings = adds.flatMap((add) => add.sources.flatMap((source) => judgeSource(dockerfile, add, source) ?? []));
  const unknown = adds.find((add) => add.sources.some((source) => isUnknown(add, source)));
  if (findings.length === 0 && unknown !== undefined) {
    return { kind: 'undecided', problem: unknownSource(dockerfile, unknown) };
  }
  const distinct = findings.filter(({ fingerprint }, index) => {
    return findings.findIndex((other) => other.fingerprint === fingerprint) === index;
  });
  const lines = adds.slice(0, 10).map((add) => add.lines.first);
  return {
    kind: 'judged',
    seen: `ADD in line ${lines.join(', ')}${adds.length > 10 ? ' and more' : ''}`,
    findings: distinct,
  };
}

/** A variable without a known value at its start may be the address of anything. */
function isUnknown(add: FileTransfer, source: ExpandedText): boolean {
  if (add.checksum !== undefined || !/^["']?\$/.test(source.raw)) return false;
  return source.expanded === undefined || (source.unset.length > 0 && !isRemote(source.expanded));
}

function isRemote(source: string): boolean {
  return remoteKind(source) !== undefined;
}

function judgeSource(dockerfile: DockerfileFacts, add: FileTransfer, source: ExpandedText): Finding | undefined {
  const text = source.expanded ?? source.raw;
  const kind = remoteKind(text);
  if (kind === undefined || add.checksum !== undefined || (kind === 'git' && namesCommit(text))) return undefined;
  const shown = shownUrl(text);
  return finding(META, {
    key: shownUrl(source.raw),
    title: kind === 'git' ? 'ADD takes a Git repository without a commit' : 'ADD downloads a file that is not verified',
    detail:
      'Whoever controls the address, or the way to it, decides what comes into the build: nothing holds it to what was reviewed.',
    seen: `ADD ${shown} in line ${add.lines.first}`,
    location: { file: dockerfile.path, lines: add.lines },
    fix: {
      text:
        kind === 'git'
          ? `Name the commit that you reviewed with all its digits: ADD ${withoutFragment(shown)}#<40 hex digits>.`
          : `Give the digest of the file that you reviewed (curl -fsSL ${shown} | sha256sum): ADD --checksum=sha256:<digest> ${shown}.`,
    },
  });
}

const COMMIT = '(?:[0-9a-f]{40}|[0-9a-f]{64})';
const FRAGMENT = new RegExp(`#${COMMIT}(?::|$)`);
const QUERY = new RegExp(`[?&](?:ref|commit|checksum)=${COMMIT}(?:&|#|$)`);

/** `#<commit>`, `#<commit>:folder`, or the same in the query form of newer builders. */
function namesCommit(source: string): boolean {
  return FRAGMENT.test(source) || QUERY.test(source);
}

function withoutFragment(source: string): string {
  return source.split('#', 1)[0] ?? source;
}

function unknownSource({ path }: DockerfileFacts, add: FileTransfer): Problem {
  const source = add.sources.find((candidate) => isUnknown(add, candidate));
  return {
    code: 'DOCKERFILE-UNREADABLE',
    what: `${visibleText(path)} line ${add.lines.first}: it cannot be known what ADD ${visibleText(source?.raw ?? '', 120)} takes, because its variable has no value in the Dockerfile.`,
    means: NO_VERDICT,
    todo: 'Declare the variable in the stage with ARG and a default, or use COPY for files of the build context.',
  };
}
