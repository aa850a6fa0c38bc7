import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/model/errors.ts';
import type { FakeAnswer, FakeImage } from '../fakes/docker.ts';
import { fakeArchive } from '../fakes/docker-archive.ts';
import { DEFAULT_IMAGE } from '../fakes/docker-play.ts';
import { type ActionOptions, runAction } from './action-run.ts';
import { expectStanding } from './standing-assertions.ts';

const BUILD = ['buildx', 'build'];
const OTHER: FakeImage = { hex: '0ther'.replace(/[^0-9a-f]/g, '0').padEnd(64, 'f'), config: { User: '' } };

function building(answer: Omit<FakeAnswer, 'when'>): ActionOptions {
  return { docker: { answers: [{ when: BUILD, ...answer }] } };
}

/** Rows that end without a verdict: number in docs/faults.md, what is wrong, the code it ends with, words it must say. */
const NO_VERDICT_ROWS: readonly (readonly [string, string, ErrorCode, RegExp, ActionOptions])[] = [
  ['T001', 'no Dockerfile and nothing given', 'NOTHING-TO-CHECK', /context|image/, { files: { 'README.md': 'x\n' } }],
  ['T002', 'an image that is an option', 'INPUT-INVALID', /image/, { inputs: { image: '--privileged' } }],
  ['T003', 'an image that is a shell command', 'INPUT-INVALID', /image/, { inputs: { image: 'a;touch x' } }],
  [
    'T005',
    'a build argument that is an option',
    'INPUT-INVALID',
    /build-args/,
    { inputs: { 'build-args': 'A=1\n--allow=security.insecure' } },
  ],
  ['T006', 'a yes or no that is neither', 'INPUT-INVALID', /true or false/, { inputs: { pull: 'ture' } }],
  ['T016', 'a context outside of the workspace', 'PATH-REFUSED', /out of the workspace/, { inputs: { context: '..' } }],
  ['T017', 'image and context', 'INPUT-CONFLICT', /image, context/, { inputs: { image: 'app:1', context: '.' } }],
  [
    'T030',
    'an event that is not JSON',
    'EVENT-UNREADABLE',
    /pull_request/,
    { prepare: ({ commands }) => writeFile(path.join(commands, 'event.json'), '{') },
  ],
  [
    'T039',
    'a build that fails with words',
    'BUILD-FAILED',
    /exit code 1/,
    building({ exitCode: 1, stderr: 'ERROR: process "/bin/sh -c false" did not complete\n' }),
  ],
  ['T040', 'a build that fails without a word', 'BUILD-FAILED', /exit code 7/, building({ exitCode: 7 })],
  ['T041', 'a build that is killed', 'BUILD-FAILED', /SIGKILL/, building({ signal: 'SIGKILL' })],
  [
    'T042',
    'a build with an empty id file',
    'BUILD-NO-IMAGE',
    /ended without an error/,
    building({ iid: '', metadata: {}, thenAsUsual: true }),
  ],
  [
    'T042b',
    'a build without an id file',
    'BUILD-NO-IMAGE',
    /ended without an error/,
    building({ iid: null, metadata: {}, thenAsUsual: true }),
  ],
  [
    'T043',
    'a tag that moves after the build',
    'IMAGE-CHANGED',
    /does not lead to/,
    { docker: { answers: [{ when: ['create'], thenAsUsual: true, retag: { name: '*', image: OTHER } }] } },
  ],
  [
    'T045',
    'a context that is an address with a password',
    'INPUT-INVALID',
    /remote address/,
    { inputs: { context: 'https://user:pw@example.com/x.git' } },
  ],
  [
    'T046',
    'a Dockerfile that is a link out of the workspace',
    'PATH-REFUSED',
    /out of the workspace/,
    {
      files: { 'README.md': 'x\n' },
      prepare: async ({ workspace, home }) => {
        await writeFile(path.join(home, 'Dockerfile'), 'FROM scratch\n');
        await symlink(path.join(home, 'Dockerfile'), path.join(workspace, 'Dockerfile'));
      },
    },
  ],
  ['T050', 'two platforms', 'NOT-AVAILABLE-YET', /platforms/, { inputs: { platforms: 'linux/amd64,linux/arm64' } }],
  [
    'T051',
    'an engine that does not answer',
    'DOCKER-UNAVAILABLE',
    /engine|daemon/,
    {
      docker: {
        answers: [
          {
            when: ['version'],
            exitCode: 1,
            stderr:
              'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
          },
        ],
      },
    },
  ],
  [
    'T051b',
    'a socket that may not be used',
    'DOCKER-UNAVAILABLE',
    /permission|allowed|may not/i,
    {
      docker: {
        answers: [
          {
            when: ['version'],
            exitCode: 1,
            stderr:
              'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock\n',
          },
        ],
      },
    },
  ],
  ['T207', 'no docker at all', 'DOCKER-UNAVAILABLE', /docker/, { docker: 'absent' }],
  [
    'T052',
    'a docker inside the workspace',
    'TOOL-UNTRUSTED-PATH',
    /docker/,
    {
      docker: 'absent',
      env: {},
      prepare: async ({ workspace, bin }) => {
        await mkdir(path.join(workspace, 'bin'));
        await writeFile(path.join(workspace, 'bin/docker'), '#!/bin/sh\nexit 0\n');
        await chmod(path.join(workspace, 'bin/docker'), 0o755);
        await symlink(path.join(workspace, 'bin/docker'), path.join(bin, 'docker'));
      },
    },
  ],
  [
    '—',
    'a cache destination without buildx',
    'BUILDER-UNSUPPORTED',
    /cache-to/,
    { inputs: { 'cache-to': 'type=inline' }, docker: { buildx: null } },
  ],
  [
    '—',
    'a reference that neither engine nor registry has',
    'IMAGE-NOT-FOUND',
    /no\/such/,
    { inputs: { image: 'registry.example/no/such:1' } },
  ],
  [
    '—',
    'passwd that is a folder',
    'IMAGE-UNREADABLE',
    /passwd/,
    { docker: { built: { config: { User: 'app' }, files: { '/etc/passwd': { folder: true } } } } },
  ],
  [
    '—',
    'passwd of 11 MB',
    'LIMIT-EXCEEDED',
    /passwd/,
    {
      docker: {
        built: { config: { User: 'app' }, files: { '/etc/passwd': { bytes: 11_000_000 } } },
      },
    },
  ],
];

describe('what can go wrong with a build is never a pass', () => {
  it.each(NO_VERDICT_ROWS)('%s %s → %s', async (_row, _what, code, words, options) => {
    const run = await runAction(options);
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')?.split(',')).toContain(code);
    const problem = run.report?.verdict.problems.find((found) => found.code === code);
    expect(`${problem?.what} ${problem?.details?.join('\n')}`).toMatch(words);
    const annotation = run.commands.find(
      ({ name, properties }) => name === 'error' && properties.get('title') === code,
    );
    expect(annotation?.data).toContain(code);
  });

  it('nothing is started for an input that is refused', async () => {
    const run = await runAction({ inputs: { image: '-v/:/h' } });
    await using _ = run.place;
    expect(run.calls).toEqual([]);
  });

  it('nothing of a link out of the workspace is read or built', async () => {
    const run = await runAction(NO_VERDICT_ROWS.find(([row]) => row === 'T046')?.[4]);
    await using _ = run.place;
    expect(run.calls.filter(({ args }) => args.includes('build'))).toEqual([]);
  });

  it('T047: 200 MB of build log, one line of 50 MB: flat memory, start and end in the log', async () => {
    const run = await runAction({ docker: { answers: [{ when: BUILD, megabytes: 200, thenAsUsual: true }] } });
    await using _ = run.place;
    expectStanding(run, undefined, { maxMs: 90_000 });
    expect(run.exitCode).toBe(0);
    expect(run.peakBytes).toBeLessThan(200 * 1024 * 1024);
    expect(run.stdout.length).toBeLessThan(12 * 1024 * 1024);
    expect(run.stdout).toMatch(/lines left out here/);
  });

  it('T048, T201: a build that hangs and ignores SIGTERM is gone within 5 s of a cancellation, with all it started', async () => {
    let sent = 0;
    const run = await runAction({
      docker: { answers: [{ when: BUILD, hang: 'stubborn' }] },
      during: async (child) => {
        await new Promise<void>((resolve) =>
          child.stdout?.on('data', (chunk) => String(chunk).includes('::group::Build') && setTimeout(resolve, 700)),
        );
        sent = performance.now();
        child.kill('SIGINT');
        await new Promise((resolve) => child.once('exit', resolve));
        sent = performance.now() - sent;
      },
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe('CANCELLED');
    expect(sent).toBeLessThan(5_000);
  });

  it('T043: what was judged is what was built, whatever the tag says later', async () => {
    const run = await runAction(NO_VERDICT_ROWS.find(([row]) => row === 'T043')?.[4]);
    await using _ = run.place;
    const built = `sha256:${fakeArchive(DEFAULT_IMAGE).id}`;
    expect(run.outputs.get('image-id')).toBe(built);
    expect(run.calls.find(({ args }) => args[0] === 'create')?.args.join(' ')).toContain(built);
  });

  it('T044: a frontend that the Dockerfile names itself is said', async () => {
    const run = await runAction({
      files: { Dockerfile: '# syntax=evil.example/frontend:1\nFROM alpine:3.22\nUSER 20002\n' },
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.report?.remarks.join('\n')).toContain('evil.example/frontend:1');
    expect(run.summary).toContain('evil.example/frontend:1');
  });

  it('what the Dockerfile tells the builder’s own checks to leave out is said', async () => {
    const run = await runAction({
      files: { Dockerfile: '# check=skip=all;error=true\nFROM alpine:3.22\nUSER 20002\n' },
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.report?.remarks.join('\n')).toContain('what to leave out: skip=all;error=true.');
    expect(run.summary).toContain('skip=all;error=true');
  });

  it('T208: an image for another platform than the one that was asked for is no verdict', async () => {
    const run = await runAction({ inputs: { platforms: 'linux/arm64' } });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe('BUILDER-UNSUPPORTED');
  });

  it('T204: two gates in one workspace share no name', async () => {
    const runs = await Promise.all([runAction(), runAction()]);
    for (const run of runs) {
      await using _ = run.place;
      expectStanding(run);
    }
    const tags = runs.map(({ calls }) => calls.flatMap(({ args }) => args.filter((arg) => arg.startsWith('--tag='))));
    expect(new Set(tags.flat()).size).toBe(2);
  });
});

describe('paths in build options', () => {
  const linked = async ({ workspace, home }: { readonly workspace: string; readonly home: string }): Promise<void> => {
    await writeFile(path.join(home, 'private'), 'x');
    await symlink(path.join(home, 'private'), path.join(workspace, '.npmrc'));
    await symlink(home, path.join(workspace, 'cache'));
  };

  it.each([
    [{ secrets: 'id=npmrc,src=.npmrc' }],
    [{ 'cache-to': 'type=local,dest=cache' }],
    [{ 'cache-to': 'type=local,dest=cache/not/there/yet' }],
    [{ 'cache-from': 'type=local,src=cache' }],
    [{ 'build-contexts': 'more=cache' }],
  ])('%j: a link of the pull request out of the workspace is refused', async (inputs) => {
    const run = await runAction({ inputs, prepare: linked });
    await using _ = run.place;
    expectStanding(run);
    expect(run.outputs.get('error-codes')).toBe('PATH-REFUSED');
    expect(run.calls.filter(({ args }) => args.includes('build'))).toEqual([]);
  });

  it('a secret’s file of the workspace, and one that the workflow names absolutely, are used', async () => {
    const run = await runAction({
      files: { Dockerfile: 'FROM alpine:3.22\nUSER 20002\n', '.npmrc': 'x\n' },
      inputs: { secrets: 'id=a,src=.npmrc\nid=b,src=/etc/hostname' },
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
    const secrets = run.calls.flatMap(({ args }) => args.filter((arg) => arg.startsWith('--secret')));
    expect(secrets.join(' ')).toContain(path.join(run.place.workspace, '.npmrc'));
    expect(secrets.join(' ')).toContain('/etc/hostname');
  });
});

describe('tags', () => {
  const tags = 'registry.example/team/app:1,app:latest';

  it('are set on an image that passed', async () => {
    const run = await runAction({ inputs: { tags } });
    await using _ = run.place;
    expectStanding(run);
    expect(Object.keys(run.docker.names)).toEqual(
      expect.arrayContaining(['registry.example/team/app:1', 'app:latest']),
    );
  });

  it.each([
    ['failed', { built: { config: { User: '0' } } }],
    ['has no verdict', { answers: [{ when: ['cp'], exitCode: 1, stderr: 'Error response from daemon: boom\n' }] }],
  ])('are not set on an image that %s', async (_, docker) => {
    const run = await runAction({ inputs: { tags }, docker });
    await using __ = run.place;
    expectStanding(run);
    expect(run.exitCode).not.toBe(0);
    expect(Object.keys(run.docker.names).filter((name) => name.includes('app'))).toEqual([]);
  });

  it('that can not be set take the pass away', async () => {
    const run = await runAction({
      inputs: { tags },
      docker: { answers: [{ when: ['image', 'tag'], exitCode: 1, stderr: 'no\n' }] },
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe('TOOL-FAILED');
  });

  it('are taken away again when one of them can not be set', async () => {
    const answers = [{ when: ['image', 'tag'], calls: [2], exitCode: 1, stderr: 'no\n' }];
    const run = await runAction({ inputs: { tags }, docker: { answers } });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(Object.keys(run.docker.names).filter((name) => name.includes('app'))).toEqual([]);
  });

  it('are not set when the report that was asked for can not be written', async () => {
    const run = await runAction({ inputs: { tags, 'report-file': '../out.json' } });
    await using _ = run.place;
    expectStanding(run);
    expect(run.outputs.get('error-codes')).toBe('REPORT-UNWRITABLE');
    expect(run.calls.filter(({ args }) => args.includes('build') || args.includes('tag'))).toEqual([]);
  });
});

describe('events with secrets (A3)', () => {
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
      cwd,
      encoding: 'utf8',
    }).trim();
  const commit = (workspace: string): string => {
    git(workspace, 'init', '--quiet');
    git(workspace, 'add', '.');
    git(workspace, 'commit', '--quiet', '--message=first');
    return git(workspace, 'rev-parse', 'HEAD');
  };

  it.each(['pull_request_target', 'workflow_run'] as const)(
    '%s: a tree that is not the workflow’s commit is not built',
    async (name) => {
      const run = await runAction({ event: { name }, prepare: async ({ workspace }) => void commit(workspace) });
      await using _ = run.place;
      expectStanding(run);
      expect(run.outputs.get('error-codes')).toBe('EVENT-UNSAFE');
      expect(run.calls.filter(({ args }) => args.includes('build'))).toEqual([]);
    },
  );

  it('pull_request_target: the workflow’s own commit is built', async () => {
    const options: ActionOptions = { event: { name: 'pull_request_target' } };
    const shaFile: { sha?: string } = {};
    const env: Record<string, string | undefined> = {};
    const run = await runAction({
      ...options,
      env,
      prepare: async ({ workspace }) => {
        shaFile.sha = commit(workspace);
        env['GITHUB_SHA'] = shaFile.sha;
      },
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
  });

  it('an event that is not known to be harmless is treated the same', async () => {
    const env = { GITHUB_EVENT_NAME: 'issue_comment' };
    const run = await runAction({
      event: { name: 'push' },
      env,
      prepare: async ({ workspace }) => void commit(workspace),
    });
    await using _ = run.place;
    expect(run.outputs.get('error-codes')).toBe('EVENT-UNSAFE');
  });

  it('pull_request_target: an image given by reference is judged', async () => {
    const image = { config: { User: '1000:1000' } };
    const run = await runAction({
      event: { name: 'pull_request_target' },
      inputs: { image: 'app:1' },
      docker: { images: { 'app:1': image } },
    });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
  });
});
