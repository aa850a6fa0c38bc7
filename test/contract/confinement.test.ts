import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { createDockerEngine } from '../../src/adapters/docker.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { type ConfinementRequest, collectConfinement } from '../../src/evidence/confinement.ts';
import type { Confinement } from '../../src/model/confinement.ts';
import { anEngineSecurity } from '../builders/confinement.ts';
import { anImageConfig } from '../builders/image-config.ts';
import { aJudgedImage } from '../builders/judged-image.ts';
import { aService, runArgs, said, unknownSetting } from '../builders/run-settings.ts';
import { type FakeAnswer, type FakeDocker, installFakeDocker } from '../fakes/docker.ts';

const HEX = 'abc'.padEnd(64, '0');
const IMAGE = { ...aJudgedImage(), id: `sha256:${HEX}` };
const SECCOMP = { run: runArgs('--security-opt seccomp=x.json'), seccompText: '{"defaultAction":"SCMP_ACT_ALLOW"}' };

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gate confinement ß-')));
  for (const name of ['workspace', 'fake', 'gate']) await mkdir(join(folder, name));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function ask(request: Partial<ConfinementRequest> = {}, answers: readonly FakeAnswer[] = []) {
  const images = { app: { hex: HEX, config: { User: '20002:10001' } } };
  const fake = await installFakeDocker(join(folder, 'fake'), { images, answers });
  const workspace = join(folder, 'workspace');
  const environment = { ...process.env, PATH: [fake.bin, process.env['PATH']].join(delimiter) };
  const processes = createProcesses({ workspace, environment, signal: new AbortController().signal });
  const temporaryFolder = join(folder, 'gate');
  const engine = createDockerEngine({
    processes,
    clock: systemClock,
    temporaryFolder,
    run: '0123456789abcdef',
    workspace,
  });
  const complete = {
    ...{ image: IMAGE, config: anImageConfig(), run: runArgs(''), security: anEngineSecurity() },
    ...{ demands: { mustDeny: [], observe: false }, ...request },
  };
  return { fake, evidence: await collectConfinement(engine, complete, systemClock) };
}

const programs = async (fake: FakeDocker) => (await fake.calls()).filter(({ args }) => args[0] === 'start').length;
const ran = (evidence: Awaited<ReturnType<typeof ask>>['evidence']) => {
  if (evidence.state !== 'known' || evidence.value.outcome !== 'ran') throw new Error(JSON.stringify(evidence));
  return evidence.value;
};

describe('nothing is started', () => {
  test.each<[string, Partial<ConfinementRequest>]>([
    [
      'for a manifest',
      { run: { ...aService(), source: { kind: 'kubernetes', file: 'a.yml', object: 'Pod a', container: 'b' } } },
    ],
    ['for Windows', { config: anImageConfig({ os: 'windows' }) }],
    ['for another machine', { config: anImageConfig({ architecture: 'arm64' }) }],
    ['for a 32-bit machine', { config: anImageConfig({ architecture: '386' }) }],
    [
      'for a machine that the gate has no program for',
      {
        config: anImageConfig({ architecture: 'riscv64' }),
        image: { ...IMAGE, engine: { ...IMAGE.engine, architecture: 'riscv64' } },
      },
    ],
    ['that is privileged', { run: runArgs('--privileged') }],
  ])('%s: absent, with the reason', async (_, request) => {
    const { fake, evidence } = await ask(request);
    expect(evidence).toMatchObject({ state: 'absent', observed: expect.stringMatching(/\.$/) });
    expect(await fake.calls()).toEqual([]);
  });

  test.each<[string, Partial<ConfinementRequest>, string]>([
    ['a user that is not known', { run: aService({ user: unknownSetting() }) }, 'RUN-SETTING-UNKNOWN'],
    ['a capability that is not known', { run: aService({ capAdd: [unknownSetting()] }) }, 'RUN-SETTING-UNKNOWN'],
    ['a word that may be anything', { run: aService({ unknown: [unknownSetting()] }) }, 'RUN-SETTING-UNKNOWN'],
    ['privileged mode that is not known', { run: aService({ privileged: unknownSetting() }) }, 'RUN-SETTING-UNKNOWN'],
    ['a profile without its text', { run: SECCOMP.run }, 'INTERNAL'],
    ['a profile that hangs engines', { ...SECCOMP, seccompText: '{"syscalls":[null]}' }, 'PROOF-FAILED'],
    [
      'a profile that hangs runtimes',
      {
        ...SECCOMP,
        seccompText:
          '{"defaultAction":"SCMP_ACT_ERRNO","defaultErrnoRet":0,"syscalls":[{"names":["read"],"action":"SCMP_ACT_ALLOW"}]}',
      },
      'PROOF-FAILED',
    ],
  ])('with %s: a gap', async (_, request, code) => {
    const { fake, evidence } = await ask(request);
    expect(evidence).toMatchObject({ state: 'gap', problem: { code } });
    expect(await fake.calls()).toEqual([]);
  });
});

describe('what was asked', () => {
  test('is known with its source, and what was left out', async () => {
    const options =
      '-v /:/host --device /dev/kvm --pid host --runtime crun --sysctl net.core.somaxconn=1 -p 80:80 --env-file e --volumes-from db';
    const { evidence } = await ask({
      run: runArgs(options),
      demands: { mustDeny: [{ name: 'mkdir', from: 'x' }], observe: false },
    });
    const { leftOut, calls, process, method } = ran(evidence);
    expect(evidence).toMatchObject({ source: { subject: `a container of sha256:${HEX}` } });
    expect(process.uid.effective).toBe(20_002);
    expect(method).toBe('copied');
    expect(calls.slice(0, 2).map(({ name }) => name)).toEqual(['mkdir', 'mkdirat']);
    expect(leftOut).toEqual([
      ...['1 mount', '1 set of volumes of another container', '1 device', 'pid namespace: host', 'runtime crun'],
      ...['1 kernel parameter', '1 published port', '1 environment file'],
    ]);
  });

  test('a read-only root goes by another image', async () => {
    const { fake, evidence } = await ask({ run: aService({ readOnly: said(true) }) });
    expect(ran(evidence).method).toBe('committed');
    expect((await fake.state()).containers).toEqual([]);
  });
});

/** What a program prints that is ended when it makes its first call. */
const hex = (value: number) => BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, '0');
const STATUS = [
  ...['Uid:\t7\t7\t7\t7', 'Gid:\t7\t7\t7\t7', 'Groups:\t', 'CapInh:\t0000000000000000', 'CapPrm:\t0000000000000000'],
  ...[
    'CapEff:\t0000000000000000',
    'CapBnd:\t0000000000000000',
    'CapAmb:\t0000000000000000',
    'NoNewPrivs:\t0',
    'Seccomp:\t2',
    '',
  ],
].join('\n');
const FILES = `@file /proc/self/status\n${hex(3)}\n${hex(STATUS.length)}\n${STATUS}@file /proc/self/attr/current\n${hex(-2)}\n@file /proc/self/attr/apparmor/current\n${hex(-2)}\n@file /proc/self/uid_map\n${hex(-2)}\n`;
const START = { when: ['start', '--attach'] } as const;
const MKDIR = { demands: { mustDeny: [{ name: 'mkdir', from: 'x' }], observe: false } };

describe('a call that ends the program', () => {
  test('is said, and the others are tried without it', async () => {
    const { fake, evidence } = await ask(MKDIR, [
      { ...START, calls: [1], stdout: `${FILES}@call mkdir\n`, exitCode: 159 },
    ]);
    const { calls } = ran(evidence);
    expect(calls[0]).toMatchObject({ name: 'mkdir', answer: { signal: 'SIGSYS' } });
    expect(calls[1]).toMatchObject({ name: 'mkdirat', answer: { errno: 2 } });
    expect(calls.filter(({ name }) => name === 'mkdir')).toHaveLength(1);
    expect(await programs(fake)).toBe(2);
  });

  test.each([
    ['that ended by something else', { stdout: `${FILES}@call mkdir\n`, exitCode: 137 }],
    ['that ended well', { stdout: `${FILES}@call mkdir\n`, exitCode: 0 }],
    ['that printed something else', { stdout: 'Hello\n', exitCode: 0 }],
    ['that printed half', { stdout: FILES.slice(0, 100), exitCode: 0 }],
    ['that printed more', { stdout: `${FILES}@call mkdir\n${hex(0)}\n@end\nHello\n`, exitCode: 0 }],
    ['that printed nothing', { exitCode: 0 }],
    ['whose start failed for no known reason', { exitCode: 125, stderr: 'Error: the disk is on fire' }],
  ])('no answer is a program %s', async (_, answer) => {
    const { evidence } = await ask(MKDIR, [{ ...START, ...answer }]);
    expect(evidence).toMatchObject({ state: 'gap', problem: { code: 'PROOF-FAILED' } });
  });

  test('a second start that fails is no answer either', async () => {
    const { evidence } = await ask(MKDIR, [
      { ...START, calls: [1], stdout: `${FILES}@call mkdir\n`, exitCode: 159 },
      { ...START, calls: [2], exitCode: 125, stderr: 'Error: unable to find user x' },
    ]);
    expect(evidence).toMatchObject({ state: 'gap', problem: { code: 'PROOF-FAILED' } });
  });
});

describe('a container that does not start', () => {
  const refused = (stderr: string, exitCode = 125) => ({ ...START, exitCode, stderr });
  type NotStarted = Extract<Confinement, { outcome: 'not-started' }>;
  test.each<[string, Partial<ConfinementRequest>, readonly FakeAnswer[], Partial<NotStarted>]>([
    ['no such user', {}, [refused('unable to find user x: no matching entries in passwd file')], { why: 'user' }],
    [
      'a capability that the machine lacks',
      {},
      [refused('unable to apply caps: operation not permitted')],
      { why: 'host-lacks-capability' },
    ],
    [
      'a profile of AppArmor that is not loaded',
      { run: runArgs('--security-opt apparmor=mine') },
      [refused('unable to apply apparmor profile')],
      { why: 'other' },
    ],
    [
      'an option that the engine refuses',
      {},
      [{ when: ['create'], exitCode: 1, stderr: 'invalid CapAdd: unknown capability: "CAP_X"' }],
      { why: 'engine-refuses' },
    ],
    ['a program that is ended at once', {}, [{ ...START, exitCode: 159 }], { why: 'killed' }],
    [
      'a filter, since it starts without',
      SECCOMP,
      [{ ...refused('unable to apply caps: operation not permitted'), calls: [1] }],
      { why: 'seccomp', said: 'unable to apply caps: operation not permitted' },
    ],
    ['a filter that ends the program', SECCOMP, [{ ...START, calls: [1], exitCode: 159 }], { why: 'killed' }],
    [
      'a filter that ends the program after a few words',
      SECCOMP,
      [{ ...START, calls: [1], exitCode: 159, stdout: '@file /proc/self/status\n' }],
      { why: 'killed' },
    ],
    [
      'a filter that lets nothing be said',
      SECCOMP,
      [{ ...START, calls: [1], exitCode: 0 }],
      { why: 'seccomp', said: '' },
    ],
    ['no such user, and the filter is not to blame', SECCOMP, [refused('unable to find user x')], { why: 'user' }],
  ])('because of %s', async (_, request, answers, expected) => {
    const { fake, evidence } = await ask(request, answers);
    expect(evidence).toMatchObject({ state: 'known', value: { outcome: 'not-started', leftOut: [], ...expected } });
    expect((await fake.state()).containers).toEqual([]);
  });

  test('nothing is known when it does not start without its filter either, for no known reason', async () => {
    const { evidence } = await ask(SECCOMP, [refused('Error: the disk is on fire')]);
    expect(evidence).toMatchObject({
      state: 'gap',
      problem: { code: 'PROOF-FAILED', what: expect.stringContaining('on fire') },
    });
  });
});

describe('the image’s own process', () => {
  const RUNNING = {
    when: ['container', 'inspect', '--format={{.State.Running}} {{.State.ExitCode}}'],
    stdout: 'false 3\n',
  };
  const observe = { demands: { mustDeny: [], observe: true } };

  test('is not looked at when the policy does not ask for it', async () => {
    expect(ran((await ask()).evidence).observed).toBeUndefined();
  });

  test('is looked at when it does', async () => {
    const { evidence } = await ask(observe, [RUNNING, { ...START, thenAsUsual: true }, { when: ['start'] }]);
    expect(ran(evidence).observed).toMatchObject({ state: 'ended', exitCode: 3 });
  });

  test('is not looked at when nobody knows what it is', async () => {
    const { evidence } = await ask({ ...observe, run: aService({ entrypoint: unknownSetting() }) });
    expect(ran(evidence).observed).toMatchObject({ state: 'not-seen', why: 'which program it starts is not known' });
  });
});
