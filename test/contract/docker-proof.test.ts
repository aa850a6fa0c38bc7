import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dockerCommand } from '../../src/adapters/docker-command.ts';
import { observeContainer } from '../../src/adapters/docker-observe.ts';
import { type ProofTools, proveContainer } from '../../src/adapters/docker-proof.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { FIRST_FILES, OWN_FILES, probeProgram } from '../../src/linux/probe.ts';
import { readProbeOutput } from '../../src/linux/probe-output.ts';
import { GateError } from '../../src/model/errors.ts';
import type { ProofConfinement } from '../../src/model/proof.ts';
import { type FakeAnswer, type FakeDocker, type FakeImage, installFakeDocker } from '../fakes/docker.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const IMAGE: FakeImage = { hex: 'abc'.padEnd(64, '0'), config: { User: '20002:10001' } };
const NOTHING: ProofConfinement = { groupAdd: [], capAdd: [], capDrop: [], readOnly: false };
const READ_ONLY = { ...NOTHING, readOnly: true };

let folder: string;
let controller: AbortController;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gate proof ß-')));
  for (const name of ['workspace', 'fake', 'gate']) await mkdir(join(folder, name));
  controller = new AbortController();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Stage {
  readonly fake: FakeDocker;
  readonly tools: ProofTools;
  readonly prove: (confinement?: ProofConfinement) => ReturnType<typeof proveContainer>;
  readonly observe: () => ReturnType<typeof observeContainer>;
}

async function stage(answers: readonly FakeAnswer[] = []): Promise<Stage> {
  const fake = await installFakeDocker(join(folder, 'fake'), { images: { app: IMAGE }, answers });
  const workspace = join(folder, 'workspace');
  const environment = { ...process.env, PATH: [fake.bin, process.env['PATH']].join(delimiter) };
  const processes = createProcesses({ workspace, environment, signal: controller.signal });
  let count = 0;
  const random = () => String(++count).padStart(16, '0');
  const tools = {
    ...{ docker: dockerCommand(processes, workspace), temporaryFolder: join(folder, 'gate'), startMs: 1_500 },
    owner: { clock: { now: () => NOW, ticks: () => performance.now() }, run: '0123456789abcdef', random },
  };
  const imageId = `sha256:${IMAGE.hex}`;
  const program = (files: readonly string[]) => probeProgram({ architecture: 'amd64', files, calls: [] });
  return {
    ...{ fake, tools },
    prove: (confinement = NOTHING) => proveContainer(tools, { imageId, confinement, program: program(OWN_FILES) }),
    observe: () =>
      observeContainer(tools, {
        ...{ imageId, confinement: NOTHING, program: program(FIRST_FILES), tmpfs: ['/tmp:size=1m'], waitMs: 300 },
      }),
  };
}

/** The engine has the image and nothing else. */
async function expectNothingLeft({ fake }: Stage): Promise<void> {
  const { containers, names } = await fake.state();
  expect(containers).toEqual([]);
  expect(Object.keys(names).filter((name) => name !== 'app')).toEqual([]);
}

async function problemOf(work: Promise<unknown>) {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof GateError)) throw new Error(`no GateError: ${String(thrown)}`);
  return thrown.problem;
}

async function createsOf({ fake }: Stage): Promise<readonly (readonly string[])[]> {
  return (await fake.calls()).map(({ args }) => args).filter(([first]) => first === 'create');
}

describe('what the engine is asked for', () => {
  test.each([NOTHING, READ_ONLY])(
    'nothing of the host, nothing that outlives it, nothing of the image’s own: %j',
    async (confinement) => {
      const scene = await stage();
      const run = await scene.prove(confinement);
      expect(readProbeOutput(run.stdout, OWN_FILES, [])?.process.uid.effective).toBe(20_002);
      const creates = await createsOf(scene);
      expect(creates).toHaveLength(confinement.readOnly ? 2 : 1);
      for (const args of creates) {
        expect(args).toEqual(
          expect.arrayContaining(['--pull=never', '--network=none', '--no-healthcheck', '--restart=no']),
        );
        expect(args.find((arg) => arg.startsWith('--entrypoint='))).toMatch(
          /^--entrypoint=\/\.docker-security-gate-2026\d+T\d+-\d{16}$/,
        );
        expect(args.find((arg) => arg.startsWith('--label='))).toBe(
          '--label=docker-security-gate.run=0123456789abcdef',
        );
        // The image is the last word: it gets no command.
        expect(args.indexOf('--')).toBe(args.length - 2);
        expect(args.join(' ')).not.toMatch(
          /(^| )-[a-z]|--(volume|mount|device|privileged|pid|ipc|uts|userns|gpus|publish|env)\b/,
        );
      }
      await expectNothingLeft(scene);
    },
  );

  test('everything that is declared, as one word each', async () => {
    const scene = await stage();
    const hostile = '--privileged';
    await scene
      .prove({
        ...{
          user: hostile,
          groupAdd: ['-v/:/host'],
          capAdd: [hostile, 'CHOWN'],
          capDrop: ['ALL'],
          noNewPrivileges: true,
        },
        ...{ seccomp: { profile: '{"defaultAction":"SCMP_ACT_ALLOW"}' }, apparmor: 'mine', readOnly: false },
      })
      .catch(() => undefined);
    const [args = []] = await createsOf(scene);
    expect(args).not.toContain(hostile);
    expect(args).toEqual(
      expect.arrayContaining([
        ...[
          '--user=--privileged',
          '--group-add=-v/:/host',
          '--cap-add=--privileged',
          '--cap-add=CHOWN',
          '--cap-drop=ALL',
        ],
        ...['--security-opt=no-new-privileges=true', '--security-opt=apparmor=mine'],
      ]),
    );
    const profile = args
      .find((arg) => arg.startsWith('--security-opt=seccomp='))
      ?.slice('--security-opt=seccomp='.length);
    expect(profile?.startsWith(join(folder, 'gate'))).toBe(true);
  });

  test('the profile that was judged, from a file that nobody else writes', async () => {
    const scene = await stage();
    await scene.prove({ ...NOTHING, seccomp: { profile: '{"defaultAction":"SCMP_ACT_ALLOW"}' } });
    const [name = ''] = await readdir(join(folder, 'gate'));
    expect(await readFile(join(folder, 'gate', name), 'utf8')).toBe('{"defaultAction":"SCMP_ACT_ALLOW"}');
  });
});

describe('what goes wrong', () => {
  test.each([
    [
      'a container that is refused',
      { when: ['create'], exitCode: 1, stderr: 'Error: invalid CapAdd' },
      { stage: 'create', exitCode: 1, stderr: 'Error: invalid CapAdd' },
    ],
    [
      'a start that fails',
      { when: ['start'], exitCode: 125, stderr: 'Error: no such user' },
      { stage: 'start', exitCode: 125, stderr: 'Error: no such user' },
    ],
    ['a start that hangs', { when: ['start'], hang: 'obedient' }, { stage: 'start', exitCode: null }],
    [
      'a start that hangs and ignores signals',
      { when: ['start'], hang: 'stubborn' },
      { stage: 'start', exitCode: null },
    ],
    ['a start whose client dies', { when: ['start'], signal: 'SIGKILL' }, { stage: 'start', exitCode: null }],
  ] as const)('%s is an answer, and leaves nothing', async (_, answer, expected) => {
    for (const confinement of [NOTHING, READ_ONLY]) {
      await rm(join(folder, 'fake'), { recursive: true });
      await mkdir(join(folder, 'fake'));
      const scene = await stage([answer]);
      expect(await scene.prove(confinement)).toMatchObject(expected);
      await expectNothingLeft(scene);
    }
  });

  test('a flood of output is cut', async () => {
    const scene = await stage([{ when: ['start'], stdout: 'x'.repeat(1_000_000) }]);
    expect((await scene.prove()).stdout.length).toBeLessThanOrEqual(256 * 1024);
    await expectNothingLeft(scene);
  });

  test.each([
    [
      'the program can’t be copied',
      NOTHING,
      { when: ['cp'], exitCode: 1, stderr: 'Error: no space left' },
      /copied into a container: Error: no space left/,
    ],
    [
      'no image can be made of it',
      READ_ONLY,
      { when: ['commit'], exitCode: 1, stderr: 'Error: no space left' },
      /an image with the program could not be made/,
    ],
  ] as const)('%s: no answer, and nothing left', async (_, confinement, answer, what) => {
    const scene = await stage([answer]);
    const problem = await problemOf(scene.prove(confinement));
    expect(problem).toMatchObject({ code: 'PROOF-FAILED', what: expect.stringMatching(what) });
    await expectNothingLeft(scene);
  });

  test('a start that hangs, and a container that can’t be removed: it is named', async () => {
    const scene = await stage([
      { when: ['start'], hang: 'obedient' },
      { when: ['rm'], exitCode: 1, stderr: 'Error: removal is in progress' },
    ]);
    const { code, what, todo } = await problemOf(scene.prove());
    expect({ code, what }).toMatchObject({
      code: 'PROOF-FAILED',
      what: expect.stringContaining('docker-security-gate-20261124T120000'),
    });
    const [left] = (await scene.fake.state()).containers;
    expect(todo).toContain(left?.id.slice(0, 12));
  });

  test.each([
    ['while it starts', NOTHING, { when: ['start'], hang: 'obedient' }],
    ['while it is made', NOTHING, { when: ['create'], hang: 'obedient' }],
    ['while the draft is made', READ_ONLY, { when: ['create'], hang: 'obedient' }],
    ['while the program is copied', READ_ONLY, { when: ['cp'], hang: 'obedient' }],
  ] as const)('cancelled %s: nothing is left', async (_, confinement, answer) => {
    const scene = await stage([answer]);
    setTimeout(() => controller.abort(), 700);
    expect((await problemOf(scene.prove(confinement))).code).toBe('CANCELLED');
    await expectNothingLeft(scene);
  });
});

describe('the image’s own program', () => {
  const RUNNING = {
    when: ['container', 'inspect', '--format={{.State.Running}} {{.State.ExitCode}}'],
    stdout: 'true 0\n',
  };
  const ENDED = { ...RUNNING, stdout: 'false 7\n' };

  test('is looked at from beside, by a program of no rights', async () => {
    const status = 'Uid: whatever the other container says';
    const scene = await stage([RUNNING, { when: ['start', '--attach'], stdout: status }, { when: ['start'] }]);
    const seen = await scene.observe();
    expect(seen).toMatchObject({ state: 'asked', afterMs: 300 });
    expect('stdout' in seen && Buffer.from(seen.stdout).toString()).toBe(status);
    const [own = [], beside = []] = await createsOf(scene);
    expect(own).toEqual(expect.arrayContaining(['--network=none', '--no-healthcheck', '--tmpfs=/tmp:size=1m']));
    expect(own.join(' ')).not.toMatch(/--(entrypoint|pid=|volume|device)/);
    const target = own.find((arg) => arg.startsWith('--name='))?.slice('--name='.length);
    expect(beside).toEqual(
      expect.arrayContaining([
        ...[
          '--network=none',
          '--user=65534:65534',
          '--cap-drop=ALL',
          '--security-opt=no-new-privileges',
          '--read-only',
        ],
        ...[`--pid=container:${target}`, '--entrypoint=/probe'],
      ]),
    );
    await expectNothingLeft(scene);
  });

  test.each<[string, readonly FakeAnswer[], object]>([
    ['ended before', [ENDED, { when: ['start'] }], { state: 'ended', exitCode: 7 }],
    [
      'is not created',
      [{ when: ['create'], exitCode: 1, stderr: 'Error: no command' }],
      { state: 'not-started', stderr: 'Error: no command' },
    ],
    [
      'is not started',
      [{ when: ['start'], exitCode: 1, stderr: 'Error: no such file' }],
      { state: 'not-started', stderr: 'Error: no such file' },
    ],
  ])('%s, and leaves nothing', async (_, answers, expected) => {
    const scene = await stage(answers);
    expect(await scene.observe()).toMatchObject(expected);
    await expectNothingLeft(scene);
  });

  test.each<[string, FakeAnswer]>([
    ['no image can be made', { when: ['import'], exitCode: 1, stderr: 'Error: no space left' }],
    ['no container can be made', { when: ['create'], calls: [2], exitCode: 1, stderr: 'Error: no space left' }],
    [
      'it does not start',
      { when: ['start', '--attach'], exitCode: 1, stderr: 'Error: cannot join PID of a non running container' },
    ],
  ])('can’t be asked: %s', async (_, answer) => {
    const scene = await stage([answer, RUNNING, { when: ['start'] }]);
    expect((await problemOf(scene.observe())).code).toBe('PROOF-FAILED');
    await expectNothingLeft(scene);
  });

  test('what the engine says of it must be understood', async () => {
    const scene = await stage([{ ...RUNNING, stdout: 'maybe\n' }, { when: ['start'] }]);
    expect((await problemOf(scene.observe())).code).toBe('TOOL-FAILED');
    await expectNothingLeft(scene);
  });
});
