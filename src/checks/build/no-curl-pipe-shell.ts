import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { type PipedDownload, pipedDownload } from './piped-download.ts';
import { CIS_VERIFIED, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD } from './references.ts';
import { programOf } from './run-commands.ts';
import { describeSteps, type RunStep, runSteps } from './run-steps.ts';
import { shownUrl } from './shown-url.ts';

const META = { id: 'no-curl-pipe-shell', severity: 'medium' } as const;

/** No step of the build runs a download before anybody could verify it. */
export const noCurlPipeShell = defineCheck({
  ...META,
  title: 'No download is handed straight to an interpreter',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [CIS_VERIFIED, DOCKER_BEST_PRACTICES, DOCKERFILE_ADD],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

interface Found {
  readonly step: RunStep;
  readonly piped: PipedDownload;
  readonly shown: string;
}

function judge(dockerfile: DockerfileFacts): CheckResult {
  const steps = runSteps(dockerfile);
  if (steps.length === 0) return { kind: 'not-applicable', observed: 'The stages that are built have no RUN.' };
  const all = steps.flatMap((step) => {
    const piped = step.pipelines.flatMap((pipeline) => pipedDownload(pipeline) ?? []);
    return piped.map((one) => ({ step, piped: one, shown: showPiped(one) }));
  });
  // One finding for the same words in several places: the cure is the same.
  const groups = Map.groupBy(all, ({ shown }) => shown);
  const findings = [...groups.values()].flatMap((group) => unverified(dockerfile, group) ?? []);
  return { kind: 'judged', seen: findings[0]?.seen ?? describeSteps(steps), findings };
}

/** `curl https://x/y | bash`, `sh -c "$(curl https://x/y)"`. */
function showPiped({ download, interpreter, by }: PipedDownload): string {
  const address = addressOf(download);
  const fetched = `${visibleText(programOf(download), 20)} ${address === undefined ? '…' : shownUrl(address)}`;
  const program = visibleText(interpreter, 20);
  if (by === '|') return `${fetched} | ${program}`;
  if (by === '>(') return `${fetched} >(${program})`;
  if (by === '<(') return `${program} <(${fetched})`;
  return program === '' ? `$(${fetched})` : `${program} "$(${fetched})"`;
}

function addressOf({ words }: PipedDownload['download']): string | undefined {
  const operands = words.slice(1).filter((word) => !word.startsWith('-'));
  return (
    operands.find((word) => word.includes('://')) ?? operands.findLast((word) => /^[\w-]+(?:\.[\w-]+)+\/?/.test(word))
  );
}

function unverified({ path }: DockerfileFacts, group: readonly Found[]): Finding | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const lines = [...new Set(group.map(({ step }) => step.instruction.lines.first))];
  const more = lines.length > 10 ? ' and more' : '';
  return finding(META, {
    key: first.shown,
    title: 'A download is run before it is verified',
    detail:
      'Whoever controls the address, or the way to it, runs commands in the build: nothing holds what comes to what was ' +
      'reviewed, and a download that breaks off is run up to there.',
    seen: `${first.shown} in line ${lines.slice(0, 10).join(', ')}${more}`,
    location: { file: path, lines: first.step.instruction.lines },
    fix: { text: cure(first.piped) },
  });
}

function cure({ download, interpreter }: PipedDownload): string {
  const address = addressOf(download);
  const url = address === undefined || address.includes('$') ? '<url>' : shownUrl(address);
  const program = /^(?:|eval|\.|source|su|iex|invoke-expression)$/i.test(interpreter)
    ? 'sh'
    : visibleText(interpreter, 20);
  return (
    'Download to a file, hold it to the digest of the script that you reviewed, then run it: ' +
    `curl -fsSL -o /tmp/script ${url} && echo "<sha256>  /tmp/script" | sha256sum -c - && ${program} /tmp/script; ` +
    `or ADD --checksum=sha256:<digest> ${url} /tmp/script, and RUN ${program} /tmp/script. ` +
    'Where a vendor has signed packages, its package repository needs no script.'
  );
}
