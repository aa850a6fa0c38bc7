import { execFileSync } from 'node:child_process';
import { chmod, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/model/errors.ts';
import { type ActionOptions, type ActionRun, type Place, runAction } from './action-run.ts';
import { faultTally } from './fault-tally.ts';
import {
  LOOSE,
  POLICY,
  type PullRequestOptions,
  type PullRequestRun,
  ROOT_IMAGE,
  runPullRequest,
} from './policy-place.ts';
import { expectStanding } from './standing-assertions.ts';

const count = faultTally('input faults through the bundle');

/** Writes every program that the process starts into a file when it ends: name and arguments, a line each. */
const TELL_CHILDREN = `data:text/javascript,${encodeURIComponent(`
  import { subscribe } from 'node:diagnostics_channel';
  import { writeFileSync } from 'node:fs';
  const children = [];
  subscribe('child_process', ({ process: child }) => children.push(child));
  const lines = () => children.map(({ spawnfile, spawnargs }) => JSON.stringify([spawnfile, spawnargs]) + '\\n');
  process.on('exit', () => writeFileSync(process.env.CHILDREN_FILE, lines().join('')));
`)}`;

interface WatchedRun {
  readonly run: ActionRun;
  /** The programs that it started, by their file name. */
  readonly started: readonly string[];
}

/** A run, and which programs it started. */
async function watched(options: ActionOptions): Promise<WatchedRun> {
  const env: Record<string, string | undefined> = { ...options.env, NODE_OPTIONS: `--import=${TELL_CHILDREN}` };
  const list = (place: Place) => path.join(place.base, 'fake/children');
  const run = await runAction({
    ...options,
    env,
    prepare: async (place) => {
      env['CHILDREN_FILE'] = list(place);
      await options.prepare?.(place);
    },
  });
  const lines = (await readFile(list(run.place), 'utf8')).split('\n').filter((line) => line !== '');
  return { run, started: lines.map((line): string => path.basename(JSON.parse(line)[0])) };
}

/** What holds when an input is refused: no verdict, the code alone, words, nothing started, nothing made. */
function expectRefused({ run, started }: WatchedRun, code: ErrorCode, words: RegExp): void {
  expectStanding(run);
  expect(run.exitCode).toBe(2);
  expect(run.outputs.get('error-codes')).toBe(code);
  const problem = run.report?.verdict.problems.find((found) => found.code === code);
  expect(`${problem?.what} ${problem?.details?.join('\n')}`).toMatch(words);
  expect(run.calls, 'no docker').toEqual([]);
  expect(started, 'no program at all').toEqual([]);
  expect(`${run.stdout}${run.stderr}`.length, 'the log stays short').toBeLessThan(20_000);
}

/** How long a run takes that refuses an input at once, here and now. */
async function plainRun(): Promise<number> {
  const run = await runAction({ inputs: { image: '--privileged' } });
  await using _ = run.place;
  return run.durationMs;
}

let plainMs = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  for (let index = 0; index < 3; index += 1) plainMs = Math.min(plainMs, await plainRun());
});

/**
 * @param limitMs over a run that refuses at once. On a machine that has become busy both are measured again, side by
 *   side, up to three times: what takes long by itself takes long each time
 */
async function expectQuick(limitMs: number, first: ActionRun, again: () => Promise<ActionRun>): Promise<void> {
  let over = first.durationMs - plainMs;
  for (let index = 0; index < 3 && over >= limitMs; index += 1) {
    const plain = await plainRun();
    const run = await again();
    await using _ = run.place;
    over = run.durationMs - plain;
  }
  expect(over, 'time over a run that refuses at once').toBeLessThan(limitMs);
}

const inputs = (name: string, ...texts: readonly string[]) => texts.map((text) => ({ [name]: text }));

/** Row, the code, its words, and the inputs, each of which must be refused. */
const REFUSED: readonly (readonly [string, ErrorCode, RegExp, readonly Readonly<Record<string, string>>[]])[] = [
  ['T002', 'INPUT-INVALID', /^image is not an image ref/, inputs('image', '--privileged', '-v/:/h', '-', '--', '-v=/')],
  [
    'T003',
    'INPUT-INVALID',
    /^image is not an image reference/,
    inputs(
      'image',
      ...['a;touch x', '$(touch x)', '$(id)', '`touch x`', '%PATH%', '|', 'a|touch x', 'a||touch x', 'a&touch x'],
      ...['a&&touch x', 'a>x', 'a<x', "a';touch x;'", 'a";touch x;"', 'a\\', '$IFS', '*', '~', 'a b', '!x'],
      ...['(touch x)', '{a,b}', '#x', 'a^b', '\\\\host\\share'],
    ),
  ],
  ['T003b', 'INPUT-INVALID', /^target is not a name/, inputs('target', 'a;touch x', '$(id)', '`id`', '%PATH%', '|')],
  [
    'T004',
    'INPUT-INVALID',
    /^image (holds a control or invisible character: a|must be one line)/,
    inputs(
      'image',
      ...['a\nb', 'a\r\nb', 'a\u0007', 'a\u001b[31m', 'a\u007f', 'a\u0085', 'a\u202ek', 'a\u2066k', 'a\u200b'],
      ...['a\u00ad', 'a\u2028k', 'a\u{e0041}', 'a\ufeffb', 'a\u3164'],
    ),
  ],
  [
    'T004b',
    'INPUT-INVALID',
    /^(context|file|target|policy|tags|comment-key) .*u\{202e\}/,
    ['context', 'file', 'target', 'policy', 'tags', 'comment-key'].flatMap((name) => inputs(name, 'a\u202ek')),
  ],
  [
    'T005',
    'INPUT-INVALID',
    /^build-args (entry 2 is not NAME=value|has an entry that starts with "-")/,
    inputs(
      'build-args',
      ...['--allow security.insecure', '-x', '=x', 'B C=1', '1=x', 'B;C=1'].map((bad) => `A=1\n${bad}`),
    ),
  ],
  [
    'T006',
    'INPUT-INVALID',
    /^(pull|no-cache|job-summary) is .*; write true or false/,
    ['ture', '1', '0', 'yes', 'no', 'on', 'off', 'tRuE'].map((no) => ({ pull: no, 'no-cache': no, 'job-summary': no })),
  ],
  ['T007', 'INPUT-INVALID', /^fail-on is hgih; write one of .*did you mean high\?/, inputs('fail-on', 'hgih')],
  [
    'T007b',
    'INPUT-INVALID',
    /^fail-on is .*; write one of crit/,
    inputs('fail-on', 'unknown', 'none', 'HIGH', '3', 'a'),
  ],
  ['T007c', 'INPUT-INVALID', /^comment is alway; .*did you mean always\?/, inputs('comment', 'alway')],
  ['T007d', 'INPUT-INVALID', /^scanner is grpye; .*did you mean grype\?/, inputs('scanner', 'grpye')],
  [
    'T017',
    'INPUT-CONFLICT',
    /contradict each other/,
    [
      { image: 'app:1', context: '.' },
      { image: 'app:1', target: 'x' },
      { image: 'app:1', 'build-args': 'A=1' },
      { scanner: 'none,grype' },
    ],
  ],
];

describe('an input that is refused starts nothing and makes nothing (G1)', () => {
  const cases = REFUSED.flatMap(([row, code, words, given]) => given.map((some) => [row, code, some, words] as const));
  it.each(cases)('%s %s %j', async (row, code, some, words) => {
    count(row);
    const result = await watched({ inputs: some });
    await using _ = result.run.place;
    expectRefused(result, code, words);
    const told = result.run.report?.verdict.problems.map(({ what }) => what).join('\n');
    for (const name of Object.keys(some)) expect(told, 'all that is wrong is told at once').toContain(name);
    const shown = [result.run.stdout, result.run.stderr, result.run.summary, JSON.stringify(result.run.report)].join(
      '',
    );
    expect(shown, 'what is echoed is visible').not.toMatch(/(?![\n\r\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164]/u);
  });

  it.each([
    { image: 'app:1' },
    { image: ' app:1\n' },
    { image: 'app:1', pull: 'FALSE', 'job-summary': 'True' },
    { image: 'app:1', 'fail-on': 'high', comment: 'never', scanner: 'none' },
  ])('the positive twin %j: programs are started, no shell among them', async (some) => {
    const { run, started } = await watched({
      inputs: some,
      docker: { images: { 'app:1': { config: { User: '1000:1000' } } } },
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
    expect(started).toContain('docker');
    expect(started.filter((program) => program !== 'docker' && program !== 'git')).toEqual([]);
  });

  it('T008: no input is a number yet', async () => {
    const { SETTINGS, SETTING_NAMES } = await import('../../src/settings/schema.ts');
    const { safeParse } = await import('valibot');
    const numbers = SETTING_NAMES.filter((name) => typeof safeParse(SETTINGS[name].schema, '5').output === 'number');
    expect(numbers, 'give -1, 1e9, NaN, 5 min and 0x10 rows above, as threats T008 asks').toEqual([]);
  });
});

describe('inputs as large as a process can be given them (T015, T020)', () => {
  // Linux gives a process no longer string than 128 KiB (execve(2), MAX_ARG_STRLEN), so no input of 1 MB arrives.
  const LARGEST = 130_000;

  it.each([
    'image',
    'context',
    'file',
    'target',
    'build-args',
    'tags',
    'platforms',
    'policy',
    'fail-on',
    'comment-key',
  ])('T020 %s', async (name) => {
    count('T020');
    const again = () => runAction({ inputs: { [name]: 'k'.repeat(LARGEST) } });
    const run = await again();
    await using _ = run.place;
    expectRefused({ run, started: [] }, 'INPUT-INVALID', new RegExp(`^${name} has 130000 characters, the limit is`));
    const shown = [run.stdout, run.stderr, run.summary, JSON.stringify(run.report)].join('');
    expect(shown, 'only its length is echoed').not.toContain('kkkkk');
    await expectQuick(1_000, run, again);
  });

  const LONG = 65_536;
  it.each<[name: string, unit: string, end?: string]>([
    ['image', 'a'],
    ['image', 'a/'],
    ['image', 'a-'],
    ['image', 'a__'],
    ['image', 'a.'],
    ['image', 'a:1/'],
    ['tags', 'a-a/'],
    ['tags', '@,'],
    ['target', 'a/'],
    ['policy', './', '\\'],
    ['policy', '/'],
    ['policy', 'a/../'],
    ['fail-on', 'hi'],
    ['comment-key', 'a-'],
    ['build-args', 'A-\n'],
    ['build-args', '-\n'],
    ['labels', 'a/'],
    ['platforms', 'a,'],
  ])('T015 64 KB of %s %j: no pattern goes back and forth in it', async (name, unit, end = '!') => {
    count('T015');
    const text = unit.repeat(Math.floor((LONG - 1) / unit.length)) + end;
    const again = () => runAction({ inputs: { [name]: text } });
    const run = await again();
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.calls).toEqual([]);
    expect(`${run.stdout}${run.stderr}${run.summary}`.length).toBeLessThan(40_000);
    await expectQuick(300, run, again);
  });

  it.each([
    ['a key', `${'a'.repeat(LONG)}: 1\n`],
    ['a check', `checks:\n  ${'a-'.repeat(LONG / 2)}: off\n`],
    ['a value', `fail-on: ${'high'.repeat(LONG / 4)}\n`],
    ['a pattern', `checks:\n  "${'(a+)+'.repeat(LONG / 5)}$": off\n`],
  ])('T015 64 KB of %s in the policy', async (_, text) => {
    count('T015');
    const time = async (policy: string): Promise<number> => {
      let durationMs = 0;
      await runPullRequest({ base: { [POLICY]: policy } }, ({ run, api }) => {
        expectStanding(run, api);
        expect(run.outputs.get('error-codes')).toMatch(/^POLICY-(INVALID|TOO-NEW)$/);
        expect(run.summary.length).toBeLessThan(20_000);
        durationMs = run.durationMs;
      });
      return durationMs;
    };
    const plain = await time('fail-onn: high\n');
    const first = await time(text);
    const long = first < 3 * plain ? first : await time(text);
    expect(long).toBeLessThan(3 * plain);
  });
});

/** What stands in the workspace and must not be followed, opened or waited for. */
async function traps({ workspace, home }: Place): Promise<void> {
  await writeFile(path.join(home, 'Dockerfile'), 'FROM scratch\n');
  await symlink(home, path.join(workspace, 'out'));
  await symlink(path.join(home, 'Dockerfile'), path.join(workspace, 'out-file'));
  await symlink('/dev/zero', path.join(workspace, 'zero'));
  await symlink('loop', path.join(workspace, 'loop'));
  execFileSync('mkfifo', [path.join(workspace, 'fifo'), path.join(home, 'pipe')]);
}

const REPORT = 'REPORT-UNWRITABLE';

describe('paths (T016)', () => {
  const refused = (name: string, code: ErrorCode, ...given: readonly string[]) =>
    given.map((text): [string, ErrorCode, string] => [name, code, text]);

  it.each([
    ...refused(
      'context',
      'PATH-REFUSED',
      '..',
      '../..',
      '/',
      '/etc',
      '/dev',
      'out',
      'loop',
      'fifo',
      'zero',
      '/dev/zero',
    ),
    ...refused(
      'file',
      'PATH-REFUSED',
      '../x',
      '../../etc/hostname',
      '/etc/hostname',
      'out-file',
      'out/Dockerfile',
      'loop',
    ),
    ...refused('file', 'PATH-REFUSED', 'zero', '/dev/zero', '/dev/stdin', 'fifo'),
    ...refused(
      'policy',
      'INPUT-INVALID',
      '../x.yml',
      '/etc/hostname',
      '/dev/zero',
      'a/../../x.yml',
      '.',
      'a//b',
      '..\\x',
    ),
    ...refused('policy', 'POLICY-NOT-FOUND', 'fifo', 'zero', 'out-file', 'out/Dockerfile', 'loop'),
    ...refused(
      'report-file',
      REPORT,
      '../x.json',
      '{home}/x.json',
      '{home}/Dockerfile',
      '{home}/pipe',
      'out/x.json',
      'out/Dockerfile',
      'loop/x.json',
      '.',
    ),
  ])('%s: %s for %s', async (name, code, text) => {
    count('T016');
    const again = () => {
      const given: Record<string, string> = {};
      const prepare = async (place: Place) => {
        // Reports are only ever asked for below the job's own folder: should the gate write one, nothing is harmed.
        given[name] = text.replace('{home}', place.home);
        await traps(place);
      };
      return runAction({ inputs: given, prepare });
    };
    const run = await again();
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe(code);
    expect(
      run.calls.filter(({ args }) => args.includes('build')),
      'nothing is built',
    ).toEqual([]);
    await expectQuick(1_000, run, again);
  });

  it.each(['report.json', 'deep/er/report.json', 'fifo', 'zero', 'out-file', 'out'])(
    'a report at %s of the workspace is written there, and nothing is followed or waited for',
    async (name) => {
      count('T016');
      const run = await runAction({ inputs: { 'report-file': name }, prepare: traps });
      await using place = run.place;
      expectStanding(run, undefined, { files: [`workspace/${name}`] });
      expect(run.exitCode).toBe(0);
      expect(await readFile(path.join(place.home, 'Dockerfile'), 'utf8')).toBe('FROM scratch\n');
      expect(await readdir(place.home)).toEqual(['Dockerfile', 'pipe']);
      expect(run.report?.verdict.verdict).toBe('pass');
    },
  );

  it('a context and a Dockerfile inside of the workspace are used', async () => {
    const files = { 'service/Dockerfile.web': 'FROM alpine:3.22\nUSER 20002\n' };
    const run = await runAction({
      files,
      inputs: { context: 'service', file: './service/Dockerfile.web' },
      prepare: traps,
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
  });
});

describe('the environment of children (T018)', () => {
  const FOREIGN = {
    ...{
      GRYPE_DB_VALIDATE_AGE: 'false',
      GRYPE_ONLY_FIXED: 'true',
      GRYPE_CONFIG: '/tmp/x.yaml',
      GRYPE_FAIL_ON_SEVERITY: '',
    },
    ...{ SNYK_API: 'http://evil.example', SNYK_TOKEN: 't', SNYK_CFG_ORG: 'x', SNYK_DISABLE_ANALYTICS: '1' },
    ...{ SYFT_CONFIG: '/tmp/x.yaml', SYFT_FILE_METADATA_CATALOGER_ENABLED: 'false' },
    ...{ TRIVY_IGNORE_UNFIXED: 'true', TRIVY_SEVERITY: 'LOW', TRIVY_IGNOREFILE: '/tmp/x', ANCHORE_CLI_PASS: 'p' },
    ...{ GIT_DIR: '/tmp/x', GIT_SSH_COMMAND: 'touch x', DOCKER_BUILDKIT: '0', DOCKER_CONTENT_TRUST: '0' },
  };

  it('has nothing of what steers scanners, git or builds from outside', async () => {
    count('T018');
    const environments: string[] = [];
    const run = await runAction({
      env: FOREIGN,
      prepare: async ({ base, bin }) => {
        await rm(path.join(bin, 'git'));
        const script = `#!/bin/sh\n/usr/bin/env >> '${base}/fake/git-env'\nexec /usr/bin/git "$@"\n`;
        await writeFile(path.join(bin, 'git'), script);
        await chmod(path.join(bin, 'git'), 0o755);
      },
    });
    await using place = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
    expect(run.calls.length).toBeGreaterThan(3);
    environments.push(...run.calls.map(({ env }) => JSON.stringify(Object.keys(env))));
    const git = await readFile(path.join(place.base, 'fake/git-env'), 'utf8');
    expect(git).toMatch(/^HOME=/m);
    environments.push(git);
    const seen = environments.join('\n');
    for (const name of Object.keys(FOREIGN).filter((known) => !known.startsWith('GIT_') && known !== 'DOCKER_BUILDKIT'))
      expect(seen, name).not.toContain(name);
    expect(seen).not.toMatch(/GRYPE|SNYK|SYFT|TRIVY|ANCHORE/);
    expect(seen).not.toMatch(/\/tmp\/x|touch x/);
  });
});

const BY_REFERENCE: ActionOptions = { inputs: { image: 'app:1' }, docker: { images: { 'app:1': ROOT_IMAGE } } };

/** Which commit's policy applies: row, the event, what is asked, what must come out. */
const EVENTS: readonly (readonly [string, string, PullRequestOptions, (result: PullRequestRun) => void])[] = [
  [
    'T027',
    'a push of a tag has the policy of its own commit, and no comment',
    {
      base: { [POLICY]: 'fail-on: medium\n' },
      change: { [POLICY]: LOOSE },
      action: {
        event: { name: 'push', overrides: { ref: 'refs/tags/v1.0.0' } },
        env: { GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_REF_NAME: 'v1.0.0', GITHUB_REF_TYPE: 'tag' },
      },
    },
    ({ run, api, merge }) => {
      expect(run.outputs.get('verdict')).toBe('pass');
      expect(run.outputs.get('policy-commit')).toBe(merge);
      expect(run.outputs.get('report-status')).toBe('off');
      expect(api.state.comments).toEqual([]);
    },
  ],
  [
    '—',
    'a review of a pull request has the base branch’s policy',
    {
      base: { [POLICY]: 'fail-on: medium\n' },
      change: { [POLICY]: LOOSE },
      action: { event: { name: 'pull_request_review' } },
    },
    ({ run, base }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.outputs.get('policy-commit')).toBe(base);
      expect(run.report?.policy.source).toBe(`${POLICY} of the base branch main`);
    },
  ],
  [
    '—',
    'pull_request_target with an image by reference has the base branch’s policy',
    {
      base: { [POLICY]: 'fail-on: medium\n' },
      change: { [POLICY]: LOOSE },
      workflow: 'base',
      action: { event: { name: 'pull_request_target' }, ...BY_REFERENCE },
    },
    ({ run, base }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.outputs.get('policy-commit')).toBe(base);
      expect(run.report?.policy.source).toBe(`${POLICY} of the base branch main`);
    },
  ],
  ...(['workflow_run', 'issue_comment'] as const).flatMap((name): readonly (typeof EVENTS)[number][] => [
    [
      '—',
      `${name} with an image by reference has the policy of the workflow’s commit`,
      {
        base: { [POLICY]: 'fail-on: medium\n' },
        change: { [POLICY]: LOOSE },
        workflow: 'base',
        action: { event: { name }, ...BY_REFERENCE },
      },
      ({ run, base }) => {
        expect(run.outputs.get('verdict')).toBe('fail');
        expect(run.outputs.get('policy-commit')).toBe(base);
        expect(run.report?.policy.source).toBe(`${POLICY} of this commit`);
      },
    ],
    [
      '—',
      `${name} in whose workspace the pull request stands does not build, whatever its policy says`,
      {
        base: { [POLICY]: 'fail-on: medium\n' },
        change: { [POLICY]: LOOSE },
        workflow: 'base',
        action: { event: { name } },
      },
      ({ run }) => {
        expect(run.outputs.get('error-codes')).toBe('EVENT-UNSAFE');
        expect(run.calls.filter(({ args }) => args.includes('build'))).toEqual([]);
      },
    ],
  ]),
  ...[undefined, '', 'main', 'ec26c3e', 'E'.repeat(40)].map((sha): (typeof EVENTS)[number] => [
    '—',
    `a push whose commit the runner does not name (${sha ?? 'absent'})`,
    { base: { [POLICY]: LOOSE }, action: { event: { name: 'push' }, env: { GITHUB_SHA: sha } } },
    ({ run }) => {
      expect(run.outputs.get('error-codes')).toBe('POLICY-UNREADABLE');
      expect(run.docker.images, 'nothing was built').toEqual({});
    },
  ]),
  [
    '—',
    'a pull request whose merge commit the runner does not name has the base branch’s policy all the same',
    {
      base: { [POLICY]: 'fail-on: medium\n' },
      change: { [POLICY]: LOOSE },
      action: { env: { GITHUB_SHA: undefined } },
    },
    ({ run, base }) => {
      expect(run.outputs.get('verdict')).toBe('fail');
      expect(run.outputs.get('policy-commit')).toBe(base);
    },
  ],
];

describe('whose policy applies to an event', () => {
  it.each(EVENTS)('%s %s', async (row, _what, options, look) => {
    count(row);
    await runPullRequest(options, (result) => {
      expectStanding(result.run, result.api);
      look(result);
    });
  });
});
