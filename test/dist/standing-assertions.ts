import { expect } from 'vitest';
import { ERROR_CODES } from '../../src/model/errors.ts';
import type { GitHubApi } from '../fakes/github-api.ts';
import { type ActionRun, CANARY } from './action-run.ts';

const EXIT_CODES: Readonly<Record<string, number>> = { pass: 0, fail: 1, error: 2 };
const OUR_COMMANDS = new Set(['add-mask', 'group', 'endgroup', 'notice', 'error', 'debug']);

export interface Exceptions {
  /** The row is about a run that was killed: it has no last word of its own. */
  readonly killed?: boolean;
  /** Output paths that the row asked for, below the job's folder. */
  readonly files?: readonly string[];
  readonly maxMs?: number;
  /** The policy has mode: warn, so a fail ends with exit code 0. */
  readonly warn?: boolean;
  /** The row is about a report file that can't be written. */
  readonly noReport?: boolean;
}

/** What holds for every run, whatever it is about (S1–S10 of docs/faults.md). */
export function expectStanding(run: ActionRun, api?: GitHubApi, exceptions: Exceptions = {}): void {
  const verdict = run.outputs.get('verdict') ?? '';
  if (exceptions.killed !== true) {
    expect(run.exitCode, 'S1: exit code and verdict agree').toBe(
      exceptions.warn === true && verdict === 'fail' ? 0 : EXIT_CODES[verdict],
    );
    expect(run.verdicts, 'S2: one final verdict, after the first word').toHaveLength(2);
  }
  expect(run.verdicts[0], 'S2: starts as error').toBe('error');
  expectNoSecret(run, api);
  expectOwnCommands(run);
  expectOwnFiles(run, exceptions);
  expect(run.leftovers, 'S6: no child is left').toEqual([]);
  if (exceptions.killed !== true) expect(run.docker.containers, 'S6: no container is left').toEqual([]);
  expect(run.durationMs, 'S7: time').toBeLessThan(exceptions.maxMs ?? 60_000);
  expect(run.peakBytes, 'S7: memory').toBeLessThan(512 * 1024 * 1024);
  expect(`${run.stdout}${run.stderr}`, 'S9: no stack trace').not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  if (verdict === 'pass' && exceptions.noReport !== true) expectEvidence(run);
  expect(run.environmentFiles, 'GITHUB_ENV and GITHUB_PATH are untouched').toBe('');
  for (const [name, value] of run.outputs)
    expect(value, `the output ${name} is harmless`).toMatch(/^[A-Za-z0-9._:,/@+#-]*$/);
}

function expectNoSecret(run: ActionRun, api: GitHubApi | undefined): void {
  const spellings = [
    CANARY,
    Buffer.from(CANARY).toString('base64').replace(/=+$/, ''),
    encodeURIComponent(CANARY),
    JSON.stringify(CANARY).slice(1, -1),
    [...CANARY].reverse().join(''),
  ];
  const masked = run.stdout
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n');
  const sinks = {
    stdout: masked,
    stderr: run.stderr,
    summary: run.summary,
    outputs: [...run.outputs.values()].join('\n'),
    state: [...run.state.values()].join('\n'),
    report: JSON.stringify(run.report ?? ''),
    children: JSON.stringify(run.calls),
    comments: JSON.stringify(api?.state.comments ?? []),
  };
  for (const [sink, text] of Object.entries(sinks)) {
    for (const spelling of spellings) expect(text.includes(spelling), `S3: no secret in ${sink}`).toBe(false);
  }
}

function expectOwnCommands(run: ActionRun): void {
  for (const command of run.commands) {
    expect(OUR_COMMANDS.has(command.name), `S4: ${command.name} is a command of the gate`).toBe(true);
    if (command.name !== 'error' && command.name !== 'notice') continue;
    const code = command.properties.get('title') ?? '';
    expect(ERROR_CODES, 'S4: an annotation of ours').toContain(code);
    expect(command.data, 'S8: code, what happened, what it means, what to do').toMatch(
      new RegExp(`^${code}: \\S.*[.!?)]\\s\\S.*[.!?)]\\s\\S.*[.!?)]$`, 's'),
    );
  }
}

function expectOwnFiles(run: ActionRun, { files = [], killed }: Exceptions): void {
  const allowed = new Set(files);
  const automatic = /^temp\/([^/]+\/)?docker-security-gate-[a-z0-9._-]+-[0-9a-f]{8}\.json$/;
  const extra = run.newFiles.filter(
    (file) => !allowed.has(file) && !automatic.test(file) && !(killed === true && file.startsWith('temp/')),
  );
  expect(extra, 'S5: no other file is made').toEqual([]);
  expect(
    run.changedFiles.filter((file) => !allowed.has(file)),
    'S5: no file is changed',
  ).toEqual([]);
}

/** S10: a pass has positive evidence for every check, and nothing stayed open. */
function expectEvidence({ report }: ActionRun): void {
  expect(report?.verdict.verdict, 'S10: the report says pass').toBe('pass');
  expect(report?.verdict.problems, 'S10: nothing stayed open').toEqual([]);
  expect(report?.image?.id, 'S10: about an image').toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(report?.checks.length, 'S10: checks ran').toBeGreaterThan(0);
  const seen = report?.checks.map(({ outcome }) =>
    'seen' in outcome ? outcome.seen : 'observed' in outcome ? outcome.observed : 'by' in outcome ? outcome.by : '',
  );
  expect(
    seen?.every((text) => text !== ''),
    'S10: each says what was seen',
  ).toBe(true);
}
