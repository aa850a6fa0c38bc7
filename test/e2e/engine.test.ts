import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { createDockerEngine } from '../../src/adapters/docker.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { collectImage, recheckImage } from '../../src/evidence/built-image.ts';
import { GateError } from '../../src/model/errors.ts';
import type { JudgedImage } from '../../src/model/evidence.ts';
import { gateTag } from '../../src/model/gate-tag.ts';
import type { BuildRequest, Engine, InspectedImage } from '../../src/ports.ts';
import { findShell } from './asked-engine.ts';
import { askDocker, engineStages } from './engine-stages.ts';

const HOUR = 3_600_000;
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate engine ß-')));
const context = join(folder, 'context');
const shell = findShell();

/** The tree of the image: text, bytes, or a link. Every path is a question about how files of an image are found. */
const TREE: Readonly<Record<string, string | Buffer | { readonly link: string }>> = {
  'plain/passwd': 'app:x:20002:10001::/:/bin/sh\n',
  'plain/latin1': Buffer.from([0x61, 0xe4, 0x0a]),
  'plain/empty': '',
  'plain/program': Buffer.concat([Buffer.from('\u007fELF\u0002\u0000'), Buffer.alloc(5000, 'x')]),
  'absolute/passwd': { link: '/plain/passwd' },
  'relative/passwd': { link: '../plain/passwd' },
  'beside/passwd': { link: 'real' },
  'beside/real': 'beside',
  'escape/passwd': { link: '../../../../../../plain/passwd' },
  'chain/passwd': { link: '../absolute/passwd' },
  'dangling/passwd': { link: '/nothing/at/all' },
  'loop/passwd': { link: 'passwd2' },
  'loop/passwd2': { link: 'passwd' },
  // /parent is a link to /a/b: `..` of a link in there is /a, by its letters it would be /.
  parent: { link: '/a/b' },
  'a/b/passwd': { link: '../up' },
  'a/b/plain': 'through a linked folder',
  'a/up': 'right',
  up: 'wrong',
  // And one whose target itself goes through a linked folder before `..`.
  'inner/passwd': { link: '/parent/../up' },
  'folder/passwd/file': 'a folder in place of the file',
  'large/passwd': Buffer.alloc(10 * 1024 * 1024 + 1, 'x'),
};

for (const [path, content] of Object.entries(TREE)) {
  const file = join(context, 'tree', path);
  mkdirSync(dirname(file), { recursive: true });
  if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(file, content);
  else symlinkSync(content.link, file);
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Stage {
  readonly engine: Engine;
  readonly run: string;
  readonly tag: string;
  readonly lines: string[];
  readonly request: (dockerfile: readonly string[], more?: Partial<BuildRequest>) => BuildRequest;
  readonly built: (
    dockerfile: readonly string[],
    more?: Partial<BuildRequest>,
  ) => Promise<{ readonly image: JudgedImage; readonly inspected: InspectedImage }>;
}

function stage(env: Readonly<Record<string, string>>): Stage {
  const processes = createProcesses({
    workspace: context,
    environment: { ...process.env, ...env },
    signal: new AbortController().signal,
  });
  const run = randomBytes(8).toString('hex');
  const tag = gateTag(new Date(), run);
  const engine = createDockerEngine({
    processes,
    clock: systemClock,
    temporaryFolder: folder,
    run,
    workspace: context,
  });
  const lines: string[] = [];
  const request: Stage['request'] = (dockerfile, more = {}) => {
    const file = join(context, `Dockerfile.${run}`);
    writeFileSync(file, `${dockerfile.join('\n')}\n`);
    return {
      context,
      file,
      buildArgs: [],
      buildContexts: [],
      secrets: [],
      pull: false,
      noCache: false,
      cacheFrom: [],
      cacheTo: [],
      labels: [],
      gateTag: tag,
      timeoutMs: 120_000,
      log: { line: (line) => lines.push(line), end: () => {} },
      logFile: join(folder, `${run}.log`),
      ...more,
    };
  };
  const built: Stage['built'] = async (dockerfile, more) => {
    const build = request(dockerfile, more);
    const { image, inspected } = await collectImage(engine, { kind: 'build', build, context: '.', dockerfile: 'x' });
    if (image.state === 'gap') throw new GateError(image.problem);
    if (image.state !== 'known' || inspected === undefined) throw new Error('no image');
    return { image: image.value, inspected };
  };
  return { engine, run, tag, lines, request, built };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof GateError ? thrown.code : `not a GateError: ${String(thrown)}`;
}

const SMALL = ['FROM scratch', 'COPY tree/plain /plain'];

describe.each(engineStages(folder).map((one) => [one.title, one] as const))('%s', (_, { env, missing }) => {
  const docker = (...args: readonly string[]): string => askDocker(env, ...args);
  const skip = (context: { skip: (reason: string) => void }): void => {
    if (missing !== undefined) context.skip(missing);
  };
  const stages: Stage[] = [];
  const open = (): Stage => {
    const opened = stage(env);
    stages.push(opened);
    return opened;
  };
  afterEach(async () => {
    for (const { engine, tag } of stages.splice(0)) {
      await engine.cleanUp(HOUR);
      await engine.untag(tag);
    }
  });

  test('builds, and knows the image by the engine’s own id', async (context) => {
    skip(context);
    const { built, tag, lines, engine } = open();
    const { image, inspected } = await built(
      [...SMALL, 'ARG NAME', 'LABEL name=$NAME', 'ENV A="b c"', 'USER app:www'],
      {
        buildArgs: ['NAME=x y'],
        labels: ['label=1'],
      },
    );
    expect(image.id).toBe(docker('image', 'inspect', '--format={{.Id}}', tag));
    expect(image.repoDigests).toEqual([]);
    expect(inspected.config.user).toBe('app:www');
    expect(inspected.config.env).toContain('A=b c');
    expect(Object.fromEntries(inspected.config.labels)).toEqual({ name: 'x y', label: '1' });
    expect(inspected.config.os).toBe('linux');
    expect(inspected.config.diffIds).toHaveLength(1);
    expect(lines.length).toBeGreaterThan(2);
    expect(await engine.inspect(image.id)).toEqual(inspected);
    const { buildxVersion, clientVersion } = image.engine;
    const builder =
      buildxVersion !== undefined ? 'buildx' : /^(?:19|20)\./.test(clientVersion) ? 'embedded-buildkit' : 'classic';
    expect(image.origin).toMatchObject({ kind: 'built', builder });
  });

  test('reads files as a program in the image would, without starting it', async (context) => {
    skip(context);
    const { built, engine, run } = open();
    const { image } = await built(['FROM scratch', 'COPY tree /']);
    const present = (text: string) => ({ state: 'present', text });
    const expected = {
      '/plain/passwd': present('app:x:20002:10001::/:/bin/sh\n'),
      '/plain/latin1': present('a\ufffd\n'),
      '/plain/empty': present(''),
      '/absolute/passwd': present('app:x:20002:10001::/:/bin/sh\n'),
      '/relative/passwd': present('app:x:20002:10001::/:/bin/sh\n'),
      '/beside/passwd': present('beside'),
      '/escape/passwd': present('app:x:20002:10001::/:/bin/sh\n'),
      '/chain/passwd': present('app:x:20002:10001::/:/bin/sh\n'),
      '/parent/plain': present('through a linked folder'),
      '/parent/passwd': present('right'),
      '/inner/passwd': present('right'),
      '/dangling/passwd': { state: 'absent' },
      '/plain/nothing': { state: 'absent' },
      '/nothing/passwd': { state: 'absent' },
    };
    expect(Object.fromEntries(await engine.readTextFiles(image.id, Object.keys(expected)))).toEqual(expected);
    for (const [path, code] of [
      ['/loop/passwd', 'IMAGE-UNREADABLE'],
      ['/folder/passwd', 'IMAGE-UNREADABLE'],
      ['/plain/passwd/x', 'IMAGE-UNREADABLE'],
      ['/large/passwd', 'LIMIT-EXCEEDED'],
    ] as const) {
      // With one that is fine: its container goes all the same.
      expect(await codeOf(engine.readTextFiles(image.id, ['/plain/passwd', path])), path).toBe(code);
    }
    expect(docker('ps', '--all', '--quiet', `--filter=label=docker-security-gate.run=${run}`)).toBe('');
  });

  test('finds programs by their places, and tells scripts from what is none', async (context) => {
    skip(context);
    const { built, engine, run } = open();
    const { image } = await built(['FROM scratch', 'COPY tree /']);
    const lists = [
      ['/nothing/passwd', '/plain/nothing', '/beside/passwd', '/plain/passwd'],
      ['/dangling/passwd', '/nothing'],
      ['/folder/passwd'],
      ['/large/passwd'],
      ['/plain/program'],
      ['/loop/passwd'],
    ];
    expect(await engine.readPrograms(image.id, lists, 1000)).toMatchObject([
      { path: '/beside/passwd', state: 'text', text: 'beside' },
      { path: '/folder/passwd', state: 'no-text', why: 'a folder' },
      { path: '/large/passwd', state: 'gap', problem: { code: 'LIMIT-EXCEEDED' } },
      { path: '/plain/program', state: 'no-text', why: 'a binary program' },
      { path: '/loop/passwd', state: 'gap', problem: { code: 'IMAGE-UNREADABLE' } },
    ]);
    expect(docker('ps', '--all', '--quiet', `--filter=label=docker-security-gate.run=${run}`)).toBe('');
  });

  test('reads what a volume covers, and leaves no volume', async (context) => {
    skip(context);
    const volumes = docker('volume', 'ls', '--quiet').split('\n');
    const { built, engine } = open();
    const { image } = await built([...SMALL, 'VOLUME /plain']);
    const files = await engine.readTextFiles(image.id, ['/plain/passwd']);
    expect(files.get('/plain/passwd')).toMatchObject({ state: 'present' });
    expect(docker('volume', 'ls', '--quiet').split('\n')).toEqual(volumes);
  });

  test('reads an image for another machine (T208)', async (context) => {
    skip(context);
    const { built, engine } = open();
    const { buildxVersion } = await engine.describe();
    const foreign = process.arch === 'arm64' ? 'amd64' : 'arm64';
    const building = built(SMALL, { platform: `linux/${foreign}` });
    // Without buildx not every builder can do it; then it says so, and never builds for another platform than asked.
    const refusal =
      buildxVersion === undefined
        ? await building.then(
            () => undefined,
            () => codeOf(building),
          )
        : undefined;
    if (refusal !== undefined) {
      expect(['BUILD-FAILED', 'BUILDER-UNSUPPORTED']).toContain(refusal);
      return;
    }
    const { image, inspected } = await building;
    expect(inspected.config.architecture).toBe(foreign);
    expect((await engine.readTextFiles(image.id, ['/plain/empty'])).get('/plain/empty')?.state).toBe('present');
  });

  test('sees a tag that was moved, and one that was removed (T043)', async (context) => {
    skip(context);
    const { built, engine, tag } = open();
    const { image } = await built(SMALL);
    expect(await recheckImage(engine, image, tag)).toBeUndefined();
    const other = open();
    await other.built([...SMALL, 'USER root']);
    docker('image', 'tag', other.tag, tag);
    expect(await recheckImage(engine, image, tag)).toMatchObject({ code: 'IMAGE-CHANGED' });
    await engine.untag(tag);
    expect(await recheckImage(engine, image, tag)).toMatchObject({ code: 'IMAGE-CHANGED' });
    await engine.untag(tag);
  });

  test('keeps two builds of the same folder apart (T204)', async (context) => {
    skip(context);
    const [one, two] = [open(), open()];
    const [first, second] = await Promise.all([one.built([...SMALL, 'USER 1']), two.built([...SMALL, 'USER 2'])]);
    expect([first.inspected.config.user, second.inspected.config.user]).toEqual(['1', '2']);
    expect(await recheckImage(one.engine, first.image, one.tag)).toBeUndefined();
    expect(await recheckImage(two.engine, second.image, two.tag)).toBeUndefined();
  });

  test('keeps the user’s tag and takes its own away', async (context) => {
    skip(context);
    const { built, engine, tag, run } = open();
    // Of its own: the classic builder keeps an image that others were built on.
    const { image } = await built([...SMALL, `LABEL run=${run}`]);
    const name = `gate-e2e.local/app:${run}`;
    await engine.tag(image.id, name);
    try {
      await engine.untag(tag);
      expect(docker('image', 'inspect', '--format={{.Id}}', name)).toBe(image.id);
      expect(await codeOf(engine.inspect(tag))).toBe('IMAGE-NOT-FOUND');
      const { image: again } = await collectImage(engine, {
        kind: 'reference',
        reference: name,
        pull: false,
        log: () => {
          throw new Error('nothing is pulled');
        },
      });
      expect(again).toMatchObject({
        state: 'known',
        value: { id: image.id, origin: { kind: 'reference', pulled: false } },
      });
    } finally {
      docker('image', 'rm', name);
    }
    expect(await codeOf(engine.inspect(image.id))).toBe('IMAGE-NOT-FOUND');
  });

  test('says why a build failed', async (context) => {
    skip(context);
    const { built } = open();
    const failed = await built(['FROM scratch', 'COPY no-such-file /']).catch((error: unknown) => error);
    if (!(failed instanceof GateError)) throw failed;
    expect(failed.code).toBe('BUILD-FAILED');
    expect(failed.problem.details?.join('\n')).toContain('no-such-file');
  });

  test('gives a secret to the build and not to the image; without BuildKit it says so', async (context) => {
    skip(context);
    const secret = `s3cret-${randomBytes(8).toString('hex')}`;
    const { built, engine } = stage({ ...env, GATE_E2E_SECRET: secret });
    const busybox = shell?.busybox;
    if (busybox === undefined) context.skip('there is no static busybox');
    execFileSync('cp', [busybox ?? '', join(folder, 'context', 'busybox')]);
    const look = '["/busybox", "grep", "-q", "^s3cret-", "/run/secrets/npm"]';
    const lines = ['FROM scratch', 'COPY busybox /busybox', `RUN --mount=type=secret,id=npm ${look}`];
    const { buildxVersion, clientVersion } = await engine.describe();
    const withSecret = built(lines, { secrets: ['id=npm,env=GATE_E2E_SECRET'], noCache: true });
    if (buildxVersion === undefined && Number.parseInt(clientVersion, 10) >= 23) {
      expect(await codeOf(withSecret)).toBe('BUILDER-UNSUPPORTED');
      return;
    }
    const { image } = await withSecret;
    expect(docker('image', 'inspect', image.id)).not.toContain(secret);
    expect(docker('image', 'history', '--no-trunc', image.id)).not.toContain(secret);
    const container = docker('create', '--network=none', image.id, '/none');
    try {
      const options = { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
      const files = execFileSync('docker', ['export', container], options);
      expect(files.length).toBeGreaterThan(100_000);
      expect(files.includes(secret)).toBe(false);
    } finally {
      docker('rm', '--force', container);
    }
    // The twin: without the secret the same build fails, so it was really read.
    expect(await codeOf(built(lines, { noCache: true }))).toBe('BUILD-FAILED');
  });

  test('says that no engine answers', async (context) => {
    skip(context);
    const { engine } = stage({ ...env, DOCKER_HOST: `unix://${join(tmpdir(), 'no-such-engine.sock')}` });
    expect(await codeOf(engine.describe())).toBe('DOCKER-UNAVAILABLE');
  });

  test('does not find an image that nobody has', async (context) => {
    skip(context);
    const { engine } = open();
    expect(await codeOf(engine.inspect('gate-e2e.local/nothing:1'))).toBe('IMAGE-NOT-FOUND');
    expect(await codeOf(engine.pull('gate-e2e.invalid/nothing:1', { line: () => {}, end: () => {} }))).toBe(
      'IMAGE-NOT-FOUND',
    );
  });
});
