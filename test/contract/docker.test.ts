import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDockerEngine } from '../../src/adapters/docker.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { collectImage, type ImageRequest, recheckImage } from '../../src/evidence/built-image.ts';
import { collectImageAccounts } from '../../src/evidence/image-accounts.ts';
import { collectImageConfig } from '../../src/evidence/image-config.ts';
import { GateError, type Problem } from '../../src/model/errors.ts';
import type { Evidence, JudgedImage } from '../../src/model/evidence.ts';
import { gateContainerName, gateTag } from '../../src/model/gate-tag.ts';
import type { BuildRequest, Engine } from '../../src/ports.ts';
import { type FakeDocker, type FakeDockerScript, type FakeImage, installFakeDocker } from '../fakes/docker.ts';
import { fakeArchive } from '../fakes/docker-archive.ts';
import { DEFAULT_IMAGE } from '../fakes/docker-play.ts';

const RUN = '0123456789abcdef';
const NOW = new Date('2026-11-24T12:00:00Z');
const TAG = gateTag(NOW, RUN);
const HOUR = 3_600_000;

const OTHER: FakeImage = { hex: 'bad'.padEnd(64, '0') };
const BUILT = `sha256:${fakeArchive(DEFAULT_IMAGE).id}`;

let folder: string;
let workspace: string;
let controller: AbortController;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gate docker ß-')));
  workspace = join(folder, 'workspace');
  await mkdir(workspace);
  await mkdir(join(folder, 'fake'));
  await mkdir(join(folder, 'gate'));
  controller = new AbortController();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface Stage {
  readonly fake: FakeDocker;
  readonly engine: Engine;
  readonly lines: string[];
  readonly build: (more?: Partial<BuildRequest>) => ImageRequest & { kind: 'build' };
}

async function stage(script: FakeDockerScript = {}, environment: Record<string, string> = {}): Promise<Stage> {
  const fake = await installFakeDocker(join(folder, 'fake'), script);
  const path = [fake.bin, process.env['PATH']].join(delimiter);
  const processes = createProcesses({
    workspace,
    environment: { ...process.env, PATH: path, ...environment },
    signal: controller.signal,
  });
  const clock = { now: () => NOW, ticks: () => performance.now() };
  const temporaryFolder = join(folder, 'gate');
  const engine = createDockerEngine({ processes, clock, temporaryFolder, run: RUN, workspace });
  const lines: string[] = [];
  const log = { line: (line: string) => lines.push(line), end: () => {} };
  const build: Stage['build'] = (more = {}) => ({
    kind: 'build',
    context: 'app',
    dockerfile: 'app/Dockerfile',
    build: {
      context: join(workspace, 'app'),
      file: join(workspace, 'app', 'Dockerfile'),
      buildArgs: [],
      buildContexts: [],
      secrets: [],
      pull: false,
      noCache: false,
      cacheFrom: [],
      cacheTo: [],
      labels: [],
      gateTag: TAG,
      timeoutMs: 20_000,
      log,
      logFile: join(folder, 'gate', 'build.log'),
      ...more,
    },
  });
  return { fake, engine, lines, build };
}

function problemIn(evidence: Evidence<unknown>): Problem | undefined {
  return evidence.state === 'gap' ? evidence.problem : undefined;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof GateError ? thrown.code : `not a GateError: ${String(thrown)}`;
}

function known(evidence: Evidence<JudgedImage>): JudgedImage {
  if (evidence.state !== 'known') throw new Error(`not known: ${JSON.stringify(evidence)}`);
  return evidence.value;
}

describe('a whole run', () => {
  test('builds, describes, reads the accounts, looks again and leaves nothing', async () => {
    const { fake, engine, build, lines } = await stage();
    const { image, inspected } = await collectImage(engine, build());
    const judged = known(image);
    expect(judged).toMatchObject({
      id: BUILT,
      repoDigests: [],
      origin: { kind: 'built', builder: 'buildx', context: 'app', dockerfile: 'app/Dockerfile' },
      engine: { clientVersion: '28.2.2', serverVersion: '28.2.2', os: 'linux', buildxVersion: 'v0.30.1' },
    });
    expect(image).toMatchObject({ source: { tool: 'docker 28.2.2 (engine 28.2.2)', subject: `image ${BUILT}` } });
    expect(lines).toContain('#2 DONE 0.0s');
    if (inspected === undefined) throw new Error('not inspected');
    expect(collectImageConfig(judged, inspected)).toMatchObject({ state: 'known', value: { user: '20002' } });
    expect(await collectImageAccounts(engine, judged, inspected.config)).toMatchObject({
      state: 'known',
      value: {
        passwd: { state: 'present', text: expect.stringContaining('app:x:20002') },
        osRelease: { state: 'present', text: expect.stringContaining('ID=alpine') },
      },
    });
    expect(await recheckImage(engine, judged, TAG)).toBeUndefined();
    await engine.cleanUp(HOUR);
    expect(await fake.state()).toMatchObject({ names: { [TAG]: BUILT.slice(7) }, containers: [] });
    await engine.untag(TAG);
    expect(await fake.state()).toEqual({ names: {}, images: {}, containers: [] });
  });

  test('gives the user’s tags to the judged image', async () => {
    const { fake, engine, build } = await stage();
    const { id } = known((await collectImage(engine, build())).image);
    await engine.tag(id, 'ghcr.io/owner/app:1');
    await engine.untag(TAG);
    await engine.untag(TAG);
    expect((await fake.state()).names).toEqual({ 'ghcr.io/owner/app:1': BUILT.slice(7) });
  });

  test('gives no child a secret of the runner, and a build only what it asked for (T196)', async () => {
    const secrets = { GITHUB_TOKEN: 'ghs_x', ACTIONS_RUNTIME_TOKEN: 'x', 'INPUT_SNYK-TOKEN': 'x', NPM_TOKEN: 'mine' };
    const { fake, engine, build } = await stage({}, secrets);
    await collectImage(engine, build({ secrets: ['id=npm,env=NPM_TOKEN'], buildArgs: ['NPM_TOKEN', 'NOT_SET'] }));
    const calls = await fake.calls();
    expect(calls.length).toBeGreaterThan(4);
    for (const { args, env } of calls) {
      const names = Object.keys(env);
      expect(names.filter((name) => /^(?:GITHUB_|ACTIONS_|INPUT_|NODE_|LD_|RUNNER_|NOT_SET)/.test(name))).toEqual([]);
      expect(names.includes('NPM_TOKEN'), args.join(' ')).toBe(args[1] === 'build');
    }
  });

  test('works in the workspace, so that relative sources of caches mean what they say', async () => {
    const { fake, engine, build } = await stage();
    await collectImage(engine, build());
    for (const { cwd } of await fake.calls()) expect(cwd).toBe(workspace);
  });
});

describe('a build that did not succeed is no image', () => {
  const failing = async (answer: object, more: Partial<BuildRequest> = {}, script: FakeDockerScript = {}) => {
    const { engine, build, fake, lines } = await stage({
      ...script,
      answers: [{ when: ['buildx', 'build'], ...answer }],
    });
    const startedAt = performance.now();
    const { image, inspected } = await collectImage(engine, build(more));
    expect(inspected).toBeUndefined();
    return { problem: problemIn(image), fake, lines, durationMs: performance.now() - startedAt };
  };

  test('exit code 1: the last 20 lines, made harmless (T039)', async () => {
    const output = Array.from({ length: 30 }, (_, index) => `#9 line ${index}\n`).join('');
    const { problem } = await failing({ exitCode: 1, stderr: `${output}ERROR: \u001b[31mboom\u202e\n` });
    expect(problem?.code).toBe('BUILD-FAILED');
    expect(problem?.what).toContain('exit code 1');
    expect(problem?.details).toHaveLength(20);
    expect(problem?.details?.[0]).toBe('#9 line 11');
    expect(problem?.details?.at(-1)).toBe('ERROR: \\u{1b}[31mboom\\u{202e}');
  });

  test('exit code 7 and not a word (T040)', async () => {
    const { problem } = await failing({ exitCode: 7 });
    expect(problem).toMatchObject({ code: 'BUILD-FAILED', what: expect.stringContaining('exit code 7'), details: [] });
  });

  test('SIGKILL (T041)', async () => {
    const { problem } = await failing({ signal: 'SIGKILL' });
    expect(problem).toMatchObject({ code: 'BUILD-FAILED', what: expect.stringContaining('ended by SIGKILL') });
  });

  test.each([
    ['no id file', null],
    ['an empty id file', ''],
    ['no digest in it', 'latest'],
    ['half a digest', 'sha256:abc'],
    ['an image that the engine does not have', `sha256:${'f'.repeat(64)}`],
  ])('exit code 0 with %s (T042)', async (_, iid) => {
    const metadata = iid?.length === 71 ? {} : undefined;
    const { problem } = await failing({ iid, metadata });
    expect(problem?.code).toBe('BUILD-NO-IMAGE');
  });

  test('exit code 0 with the tag on another image (T043)', async () => {
    const { engine, build } = await stage({
      answers: [{ when: ['image', 'inspect', BUILT], retag: { name: '*', image: OTHER }, thenAsUsual: true }],
    });
    expect(problemIn((await collectImage(engine, build())).image)?.code).toBe('IMAGE-CHANGED');
  });

  test('a hanging one that ignores SIGTERM: error, and nothing of it left within 5 s (T048)', async () => {
    const { problem, fake, durationMs } = await failing({ hang: 'stubborn' }, { timeoutMs: 2000 });
    expect(problem?.code).toBe('BUILD-TIMEOUT');
    expect(durationMs).toBeLessThan(2000 + 5000 + 2000);
    const pids = await fake.pids();
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await isAlive(pid), `process ${pid}`).toBe(false);
  });

  test('a cancelled one (T201)', async () => {
    const { engine, build, fake } = await stage({ answers: [{ when: ['buildx', 'build'], hang: 'stubborn' }] });
    const running = collectImage(engine, build());
    while ((await fake.pids()).length < 2) await sleep(20);
    const at = performance.now();
    controller.abort();
    expect(problemIn((await running).image)?.code).toBe('CANCELLED');
    await engine.cleanUp(HOUR);
    expect(performance.now() - at).toBeLessThan(5000);
    for (const pid of await fake.pids()) expect(await isAlive(pid)).toBe(false);
  });

  test('something that its driver cannot do', async () => {
    const { problem } = await failing({
      exitCode: 1,
      stderr: 'ERROR: failed to build: Cache export is not supported for the docker driver.\n',
    });
    expect(problem).toMatchObject({ code: 'BUILDER-UNSUPPORTED', todo: expect.stringContaining('setup-buildx') });
  });

  test('an engine that goes away', async () => {
    const { problem } = await failing({
      exitCode: 1,
      stderr:
        'ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
    });
    expect(problem?.code).toBe('DOCKER-UNAVAILABLE');
  });

  test('and its own files are taken away', async () => {
    const { fake } = await failing({ exitCode: 1 });
    const { args } = (await fake.calls()).find((call) => call.args[1] === 'build') ?? { args: [] };
    const iidFile = args.find((arg) => arg.startsWith('--iidfile='))?.slice('--iidfile='.length) ?? '';
    expect(iidFile.startsWith(join(folder, 'gate'))).toBe(true);
    expect(await codeOfFile(iidFile)).toBe('ENOENT');
  });
});

describe('a build that succeeded', () => {
  test('with 200 MB of log and one 50 MB line: flat memory, all of it in the file (T047)', async () => {
    const { engine, build } = await stage({
      answers: [{ when: ['buildx', 'build'], megabytes: 200, thenAsUsual: true }],
    });
    let lines = 0;
    let longest = 0;
    let peak = 0;
    const before = process.memoryUsage().rss;
    const log = {
      line: (line: string) => {
        lines += 1;
        longest = Math.max(longest, line.length);
        if (lines % 1000 === 0) peak = Math.max(peak, process.memoryUsage().rss - before);
      },
      end: () => {},
    };
    const request = build({ log, timeoutMs: 60_000 });
    expect((await collectImage(engine, request)).image.state).toBe('known');
    expect(longest).toBeLessThan(16 * 1024 + 40);
    expect(lines).toBeGreaterThan(1_000_000);
    expect(peak / 1e6).toBeLessThan(150);
    const log200 = await stat(request.build.logFile);
    expect(log200.size).toBeGreaterThan(200_000_000);
    expect(log200.mode & 0o777).toBe(0o600);
    expect((await readFile(request.build.logFile)).subarray(-16).toString()).toContain('DONE 0.0s\n');
  }, 90_000);

  test('is known by the other digest where the id file has the config’s (containerd stores)', async () => {
    const { engine, build } = await stage({
      answers: [
        {
          when: ['buildx', 'build'],
          iid: `sha256:${'c'.repeat(64)}`,
          metadata: { 'containerimage.digest': BUILT, 'containerimage.config.digest': `sha256:${'c'.repeat(64)}` },
        },
      ],
    });
    expect(known((await collectImage(engine, build())).image).id).toBe(BUILT);
  });

  test.each([
    ['classic', { buildx: null }],
    ['embedded-buildkit', { buildx: null, client: '20.10.24' }],
    ['buildx', { client: '20.10.24' }],
  ] as const)('by %s', async (builder, script) => {
    const { engine, build } = await stage(script);
    expect(known((await collectImage(engine, build())).image).origin).toMatchObject({ builder });
  });
});

describe('the name is looked at once more before the verdict (T043)', () => {
  const judged = async (
    script: FakeDockerScript,
  ): Promise<{ engine: Engine; image: JudgedImage; fake: FakeDocker }> => {
    const { engine, build, fake } = await stage(script);
    return { engine, fake, image: known((await collectImage(engine, build())).image) };
  };

  test('moved', async () => {
    const { engine, image } = await judged({
      answers: [{ when: ['create'], retag: { name: '*', image: OTHER }, thenAsUsual: true }],
    });
    const config = { os: 'linux' } as Parameters<typeof collectImageAccounts>[2];
    const accounts = await collectImageAccounts(engine, image, config);
    // What was read is of the judged image: everything after the build speaks of its id.
    expect(accounts).toMatchObject({ state: 'known', value: { passwd: { text: expect.stringContaining('20002') } } });
    expect(await recheckImage(engine, image, TAG)).toMatchObject({
      code: 'IMAGE-CHANGED',
      what: expect.stringContaining(`sha256:${OTHER.hex}`),
    });
  });

  test('gone', async () => {
    const { engine, image } = await judged({});
    await engine.untag(TAG);
    expect(await recheckImage(engine, image, TAG)).toMatchObject({ code: 'IMAGE-CHANGED' });
  });

  test('not to be seen', async () => {
    const { engine, image } = await judged({ answers: [{ when: ['image', 'inspect', TAG], calls: [2], exitCode: 3 }] });
    expect(await recheckImage(engine, image, TAG)).toMatchObject({ code: 'TOOL-FAILED' });
  });

  test('where it was', async () => {
    const { engine, image } = await judged({});
    expect(await recheckImage(engine, image, TAG)).toBeUndefined();
  });
});

describe('an image that is named', () => {
  const HEX = 'abc'.padEnd(64, '0');
  const APP: FakeImage = { hex: HEX, inspection: { RepoDigests: [`ghcr.io/o/app@sha256:${'d'.repeat(64)}`] } };
  const NEWER: FakeImage = { hex: 'def'.padEnd(64, '0') };
  const named = async (reference: string, script: FakeDockerScript, pull = false) => {
    const { engine, fake, lines } = await stage(script);
    const log = () => ({ line: (line: string) => void lines.push(line), end: (how: string) => void lines.push(how) });
    const { image } = await collectImage(engine, { kind: 'reference', reference, pull, log });
    return { image, lines, calls: (await fake.calls()).map(({ args }) => args[0]), engine };
  };

  test('is taken from the engine first', async () => {
    const { image, calls } = await named('ghcr.io/o/app:1', {
      images: { 'ghcr.io/o/app:1': APP },
      registry: { 'ghcr.io/o/app:1': NEWER },
    });
    expect(known(image)).toMatchObject({
      id: `sha256:${HEX}`,
      repoDigests: [`ghcr.io/o/app@sha256:${'d'.repeat(64)}`],
      origin: { kind: 'reference', reference: 'ghcr.io/o/app:1', pulled: false },
    });
    expect(calls).not.toContain('pull');
  });

  test('is pulled when the engine has none, with its progress in a group', async () => {
    const { image, lines } = await named('app:1', { registry: { 'app:1': NEWER } });
    expect(known(image)).toMatchObject({ id: `sha256:${NEWER.hex}`, origin: { pulled: true } });
    expect(lines).toEqual(['Status: Downloaded newer image for app:1', 'pulled']);
  });

  test('is pulled when that was asked for', async () => {
    const { image } = await named('app:1', { images: { 'app:1': APP }, registry: { 'app:1': NEWER } }, true);
    expect(known(image).id).toBe(`sha256:${NEWER.hex}`);
  });

  test('is nowhere', async () => {
    const { image, lines } = await named('app:1', {});
    expect(problemIn(image)).toMatchObject({ code: 'IMAGE-NOT-FOUND', what: expect.stringContaining('manifest for') });
    expect(lines.at(-1)).toBe('not pulled');
  });

  test('is by id in the engine, and never pulled', async () => {
    const { image } = await named(`sha256:${HEX}`, { images: { 'app:1': APP } }, true);
    expect(known(image).id).toBe(`sha256:${HEX}`);
    const missing = await collectImage((await rebuilt()).engine, {
      kind: 'reference',
      reference: `sha256:${'e'.repeat(64)}`,
      pull: false,
      log: () => {
        throw new Error('nothing is pulled');
      },
    });
    expect(problemIn(missing.image)?.code).toBe('IMAGE-NOT-FOUND');
  });

  test('is by digest the one with that digest', async () => {
    const right = `ghcr.io/o/app@sha256:${'d'.repeat(64)}`;
    const wrong = `ghcr.io/o/app@sha256:${'e'.repeat(64)}`;
    const { image } = await named(right, { images: { [right]: APP, [wrong]: APP } });
    expect(known(image).id).toBe(`sha256:${HEX}`);
    const { engine } = await rebuilt({ images: { [wrong]: APP } });
    const log = () => ({ line: () => {}, end: () => {} });
    const lied = await collectImage(engine, { kind: 'reference', reference: wrong, pull: false, log });
    expect(problemIn(lied.image)?.code).toBe('IMAGE-CHANGED');
  });

  test.each(['--help', 'a b', 'App', ''])('is refused when it is no reference: %j', async (reference) => {
    const { image, calls } = await named(reference, {});
    expect(problemIn(image)?.code).toBe('INPUT-INVALID');
    expect(calls.filter((call) => call === 'image' || call === 'pull')).toEqual([]);
  });
});

describe('an engine that cannot be reached is named with its cure (T051)', () => {
  const version = JSON.stringify({ Client: { Version: '28.2.2', ApiVersion: '1.50' }, Server: null });
  test.each([
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'No Docker engine answers',
    ],
    [
      'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory',
      'No Docker engine answers',
    ],
    ['error during connect: Get "http://nohost.invalid:1/v1.50/version": dial tcp: no such host', 'No Docker engine'],
    [
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix: connect: permission denied',
      'may not talk to',
    ],
    ['permission denied while trying to connect to the docker API at unix:///var/run/docker.sock', 'may not talk to'],
    [
      'Error response from daemon: client version 1.50 is too new. Maximum supported API version is 1.41',
      'too old for',
    ],
    [
      'Error response from daemon: client version 1.24 is too old. Minimum supported API version is 1.44',
      'client is too old',
    ],
    ['Failed to initialize: unable to resolve docker endpoint: context "foo": context not found', 'DOCKER_CONTEXT'],
    ['something new', 'something new'],
  ])('%s', async (said, words) => {
    const { engine } = await stage({
      answers: [{ when: ['version'], stdout: version, stderr: `WARNING: no config\n${said}\n`, exitCode: 1 }],
    });
    const thrown = await engine.describe().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(GateError);
    if (!(thrown instanceof GateError)) return;
    expect(thrown.code).toBe('DOCKER-UNAVAILABLE');
    expect(thrown.problem.what).toContain(words);
    expect(thrown.problem.todo).toMatch(/^[A-Z].{20,}\.$/);
  });

  test('no client at all (T207)', async () => {
    const processes = createProcesses({ workspace, environment: { PATH: folder }, signal: controller.signal });
    const clock = { now: () => NOW, ticks: () => 0 };
    const engine = createDockerEngine({ processes, clock, temporaryFolder: folder, run: RUN, workspace });
    expect(await codeOf(engine.describe())).toBe('DOCKER-UNAVAILABLE');
    await engine.cleanUp(HOUR);
  });

  test('a client inside the workspace (T052)', async () => {
    const { engine, fake } = await stage();
    await symlink(fake.bin, join(workspace, 'bin'));
    await expect(engine.describe()).resolves.toBeDefined();
    const processes = createProcesses({
      workspace: join(folder, 'fake'),
      environment: { PATH: join(workspace, 'bin') },
      signal: controller.signal,
    });
    const clock = { now: () => NOW, ticks: () => 0 };
    const inside = createDockerEngine({ processes, clock, temporaryFolder: folder, run: RUN, workspace });
    expect(await codeOf(inside.describe())).toBe('TOOL-UNTRUSTED-PATH');
  });

  test.each([
    [{ stderr: 'Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg.\n', stdout: '{}' }],
    [{ stdout: '{"Client":{"APIVersion":"4.3.1","Version":"4.3.1"}}' }],
    [
      {
        stdout:
          '{"Client":{"Version":"28.2.2"},"Server":{"Version":"5.0","ApiVersion":"1.41","Os":"linux","Arch":"amd64","Components":[{"Name":"Podman Engine"}]}}',
      },
    ],
  ])('Podman is named as not supported (T215)', async (answer) => {
    const { engine } = await stage({ answers: [{ when: ['version'], ...answer }] });
    await expect(engine.describe()).rejects.toThrow(/^DOCKER-UNAVAILABLE: .*Podman/);
  });

  test.each(['', 'not json', '[]', '{"Client":{"Version":"1"},"Server":{"Version":""}}'])(
    'an answer that is none: %j',
    async (stdout) => {
      const { engine } = await stage({ answers: [{ when: ['version'], stdout }] });
      expect(await codeOf(engine.describe())).toBe('TOOL-FAILED');
    },
  );

  test('an engine from its Go module is named by the module’s version', async () => {
    const server = {
      Version: 'library-import',
      ApiVersion: '1.56',
      Os: 'linux',
      Arch: 'amd64',
      Components: [{ Name: 'Engine', Details: { ModuleVersion: 'v2.0.0-beta.24' } }],
    };
    const stdout = JSON.stringify({ Client: { Version: '28.2.2' }, Server: server });
    const { engine } = await stage({ answers: [{ when: ['version'], stdout }] });
    expect((await engine.describe()).serverVersion).toBe('v2.0.0-beta.24');
  });
});

describe('what the engine says of an image', () => {
  const inspect = async (inspection: object, config: Record<string, unknown> = {}) => {
    const { engine } = await stage({
      images: { app: { hex: 'a'.repeat(64), config, inspection: inspection as Record<string, unknown> } },
    });
    return engine.inspect('app');
  };

  test('null and left out mean empty', async () => {
    const { config } = await inspect({}, { Env: null, Cmd: null, Labels: null, Volumes: null });
    expect(config).toMatchObject({ user: '', env: [], entrypoint: [], cmd: [], volumes: [], workingDir: '' });
  });

  test('everything it has', async () => {
    const { config } = await inspect(
      { Variant: 'v8' },
      {
        User: 'app:app',
        Entrypoint: ['/app'],
        WorkingDir: '/srv',
        Labels: { a: '1', __proto__x: '2' },
        ExposedPorts: { '80/tcp': {} },
        Volumes: { '/data': {} },
        OnBuild: ['RUN x'],
        Healthcheck: { Test: ['CMD', 'true'] },
      },
    );
    expect(config).toMatchObject({
      variant: 'v8',
      user: 'app:app',
      entrypoint: ['/app'],
      workingDir: '/srv',
      exposedPorts: ['80/tcp'],
      volumes: ['/data'],
      onBuild: ['RUN x'],
      healthcheck: ['CMD', 'true'],
    });
    expect([...config.labels]).toEqual([
      ['a', '1'],
      ['__proto__x', '2'],
    ]);
  });

  test.each([
    [{ Config: null }],
    [{ RootFS: null }],
    [{ Os: '' }],
    [{ Architecture: null }],
    [{ Id: 'latest' }],
    [{ Config: { User: 5 } }],
  ])('without what the gate judges by it is unreadable: %j', async (inspection) => {
    expect(await codeOf(inspect(inspection))).toBe('IMAGE-UNREADABLE');
  });

  test('an engine that cannot answer is not an image that is not there', async () => {
    const { engine } = await stage({
      answers: [{ when: ['image', 'inspect'], exitCode: 1, stderr: 'Cannot connect to the Docker daemon at x.\n' }],
    });
    expect(await codeOf(engine.inspect('app'))).toBe('DOCKER-UNAVAILABLE');
  });
});

describe('files of an image', () => {
  const read = async (files: FakeImage['files'], script: FakeDockerScript = {}, path = '/etc/passwd') => {
    const hex = 'a'.repeat(64);
    const { engine, fake } = await stage({ images: { app: { hex, files: files ?? {} } }, ...script });
    const result = await engine.readTextFiles(`sha256:${hex}`, [path]).then(
      (found) => found.get(path),
      (error: unknown) => (error instanceof GateError ? error.code : error),
    );
    expect((await fake.state()).containers).toEqual([]);
    return { result, calls: await fake.calls() };
  };
  const present = (text: string) => ({ state: 'present', text });

  test('a file that is there', async () => {
    expect((await read({ '/etc/passwd': 'a:x:1:1::/:/\n' })).result).toEqual(present('a:x:1:1::/:/\n'));
  });

  test('a file that is not there', async () => {
    expect((await read({})).result).toEqual({ state: 'absent' });
  });

  test.each([
    ['an absolute link', { '/etc/passwd': { link: '/data/p' }, '/data/p': 'x' }, present('x')],
    ['a relative link', { '/etc/passwd': { link: 'p' }, '/etc/p': 'x' }, present('x')],
    ['a link with ..', { '/etc': { folder: true }, '/etc/passwd': { link: '../usr/p' }, '/usr/p': 'x' }, present('x')],
    [
      'a link with .. that would leave the image',
      { '/etc': { folder: true }, '/etc/passwd': { link: '../../../../p' }, '/p': 'x' },
      present('x'),
    ],
    [
      'a link with .. below a linked folder',
      {
        '/etc': { link: '/a/b' },
        '/a': { folder: true },
        '/a/b': { folder: true },
        '/etc/passwd': { link: '../p' },
        '/a/p': 'right',
        '/p': 'wrong',
      },
      present('right'),
    ],
    ['a link to nothing', { '/etc/passwd': { link: 'nothing' } }, { state: 'absent' }],
    ['a link to itself', { '/etc/passwd': { link: 'passwd' } }, 'IMAGE-UNREADABLE'],
    ['a link through a file', { '/etc': 'x', '/etc/passwd': { link: '../p' } }, 'IMAGE-UNREADABLE'],
    ['a folder', { '/etc/passwd': { folder: true } }, 'IMAGE-UNREADABLE'],
    ['a device', { '/etc/passwd': { device: true } }, 'IMAGE-UNREADABLE'],
    ['a file beyond the limit', { '/etc/passwd': { bytes: 10 * 1024 * 1024 + 1 } }, 'LIMIT-EXCEEDED'],
    ['a file beyond all that is copied', { '/etc/passwd': { bytes: 30 * 1024 * 1024 } }, 'LIMIT-EXCEEDED'],
  ] as const)('%s', async (_, files, expected) => {
    expect((await read(files)).result).toEqual(expected);
  });

  test('a file at the limit', async () => {
    const { result } = await read({ '/etc/passwd': { bytes: 10 * 1024 * 1024 } });
    expect(result).toMatchObject({ state: 'present' });
  });

  test.each([
    ['another error', 'Error response from daemon: no space left on device', 'IMAGE-UNREADABLE'],
    ['an error that only mentions absence', 'Error: could not find the file you meant', 'IMAGE-UNREADABLE'],
    ['an engine that goes away', 'Cannot connect to the Docker daemon at x.', 'DOCKER-UNAVAILABLE'],
  ])('%s is never an absent file', async (_, said, code) => {
    const answers = [{ when: ['cp'], exitCode: 1, stderr: `${said}\n` }];
    expect((await read({ '/etc/passwd': 'x' }, { answers })).result).toBe(code);
  });

  test.each([
    ['is there', 0, { state: 'absent' }],
    ['is gone', 1, 'IMAGE-UNREADABLE'],
  ])('clients before 23 say the same of no file and of no container, which %s', async (_, exitCode, expected) => {
    const gone = { when: ['container', 'inspect'], exitCode, ...(exitCode === 0 && { thenAsUsual: true }) };
    const says = { when: ['cp'], exitCode: 1, stderr: 'Error: No such container:path: {container}:/etc/passwd\n' };
    expect((await read({}, { answers: [says, gone] })).result).toEqual(expected);
  });

  test.each([
    ['nothing', ''],
    ['no tar', 'x'.repeat(2000)],
  ])('exit code 0 with %s is unreadable', async (_, stdout) => {
    expect((await read({}, { answers: [{ when: ['cp'], stdout }] })).result).toBe('IMAGE-UNREADABLE');
  });

  test('come from a container with a label, without network, never started', async () => {
    const { calls } = await read({ '/etc/passwd': 'x' });
    const create = calls.find(({ args }) => args[0] === 'create')?.args ?? [];
    expect(create).toContain('--network=none');
    expect(create).toContain(`--label=docker-security-gate.run=${RUN}`);
    expect(create.slice(-2)).toEqual(['--', `sha256:${'a'.repeat(64)}`]);
    expect(calls.map(({ args }) => args[0])).toEqual(['create', 'cp', 'rm']);
  });

  test('an image that no container can be made of', async () => {
    const answers = [
      { when: ['create'], exitCode: 1, stderr: 'Error response from daemon: no space left on device\n' },
    ];
    expect((await read({}, { answers })).result).toBe('IMAGE-UNREADABLE');
  });
});

describe('accounts', () => {
  const accounts = async (files: FakeImage['files'], os = 'linux') => {
    const { engine, build } = await stage({
      built: { hex: 'a'.repeat(64), inspection: { Os: os }, files: files ?? {} },
    });
    const { image, inspected } = await collectImage(engine, build());
    if (inspected === undefined) throw new Error('not inspected');
    return collectImageAccounts(engine, known(image), inspected.config);
  };

  test('of an image without any of the files', async () => {
    const absent = { state: 'absent' };
    expect(await accounts({})).toMatchObject({ value: { passwd: absent, group: absent, osRelease: absent } });
  });

  test.each([
    [{ '/etc/os-release': 'ID=a', '/usr/lib/os-release': 'ID=b' }, 'ID=a'],
    [{ '/usr/lib/os-release': 'ID=b' }, 'ID=b'],
  ])('the distribution is said by the first file that exists', async (files, text) => {
    expect(await accounts(files)).toMatchObject({ value: { osRelease: { state: 'present', text } } });
  });

  test('one file that cannot be read is a gap, not an absent file', async () => {
    expect(problemIn(await accounts({ '/etc/passwd': { folder: true } }))?.code).toBe('IMAGE-UNREADABLE');
  });

  test('an image of an unknown operating system is a gap', async () => {
    expect(problemIn(await accounts({}, 'freebsd'))?.code).toBe('ACCOUNTS-UNREADABLE');
  });
});

describe('cleaning up', () => {
  const containers = (fake: FakeDocker) => fake.state().then(({ containers: left }) => left.map(({ name }) => name));
  const old = new Date(NOW.getTime() - 7 * HOUR);

  test('takes what is old and what is this run’s, and nothing else', async () => {
    const hex = 'a'.repeat(64);
    const stale = gateTag(old, 'aaaaaaaa');
    const fresh = gateTag(NOW, 'bbbbbbbb');
    const image = { hex };
    const names = { [stale]: image, [fresh]: image, 'docker-security-gate.local/build:mine': image, app: image };
    const { engine, fake } = await stage({ images: names });
    await engine.cleanUp(6 * HOUR);
    expect(Object.keys((await fake.state()).names)).toEqual([fresh, 'docker-security-gate.local/build:mine', 'app']);
  });

  test('knows containers by their name: a label can come with an image', async () => {
    const label = 'docker-security-gate.run';
    const staleName = gateContainerName(old, 'aaaaaaaa');
    const freshName = gateContainerName(NOW, 'bbbbbbbb');
    const mineName = gateContainerName(NOW, 'cccccccc');
    const listed = [`${staleName}\tx`, `${freshName}\tx`, `${mineName}\t${RUN}`, `database\t${RUN}`].join('\n');
    const { engine, fake } = await stage({ answers: [{ when: ['ps'], stdout: `${listed}\n` }] });
    await engine.cleanUp(6 * HOUR);
    const removed = (await fake.calls()).filter(({ args }) => args[0] === 'rm').map(({ args }) => args.at(-1));
    expect(removed).toEqual([staleName, mineName]);
    expect((await fake.calls()).find(({ args }) => args[0] === 'ps')?.args.join(' ')).toContain(`label=${label}`);
    expect(await containers(fake)).toEqual([]);
  });

  test('works after a cancel, and never rejects', async () => {
    const { engine, build, fake } = await stage({ answers: [{ when: ['image', 'rm'], exitCode: 1, stderr: 'no\n' }] });
    await collectImage(engine, build());
    controller.abort();
    await engine.cleanUp(HOUR);
    expect((await fake.calls()).at(-1)?.args.slice(0, 2)).toEqual(['image', 'ls']);
    await expect(engine.untag(TAG)).rejects.toThrow('TOOL-FAILED');
  });

  test('a tag that is not the gate’s own is never removed', async () => {
    const { engine, fake } = await stage({ images: { app: OTHER } });
    await expect(engine.untag('app')).rejects.toThrow('not a tag of the gate');
    expect((await fake.calls()).filter(({ args }) => args[1] === 'rm')).toEqual([]);
  });
});

/** A second engine beside the first, with its own folder. */
async function rebuilt(script: FakeDockerScript = {}): Promise<Stage> {
  await rm(join(folder, 'fake'), { recursive: true });
  await mkdir(join(folder, 'fake'));
  return stage(script);
}

async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie is dead: whether its parent has noticed is the system's business.
  return !(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).includes(') Z ');
}

async function codeOfFile(path: string): Promise<string | undefined> {
  return stat(path).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  );
}
