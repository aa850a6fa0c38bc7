import { describe, expect, it } from 'vitest';
import { seccompDeniesDemandedCalls } from '../../../src/checks/confinement/seccomp-denies-demanded-calls.ts';
import type { CheckResult } from '../../../src/model/check.ts';
import type { TriedCall } from '../../../src/model/confinement.ts';
import type { EvidenceMap } from '../../../src/model/evidence.ts';
import { onlyFinding } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { aService, runArgs, said } from '../../builders/run-settings.ts';
import {
  anEngineSecurity,
  aRunningContainer,
  inPod,
  profileEvidence,
  told,
  withSeccomp,
} from '../../builders/seccomp-evidence.ts';
import { allow, condition, deny } from '../../builders/seccomp-profiles.ts';
import { defaultWithout, SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const DENYING = defaultWithout('mkdir', 'kill', 'uname');
const [ENOENT, EPERM, ENOSYS] = [2, 1, 38];

type Overrides = Parameters<typeof profileEvidence>[1];

function judge(names: readonly string[], file: unknown, overrides: Overrides = {}): CheckResult {
  const mustDeny = names.map((name) => ({ name, from: '.github/docker-security-gate.yml:7' }));
  const demands: EvidenceMap['confinement-demands'] = { mustDeny, observe: false };
  return seccompDeniesDemandedCalls.evaluate(profileEvidence(file, { 'confinement-demands': demands, ...overrides }));
}

/** The probe made it, and a kernel without a filter answers ENOENT. */
function tried(name: string, answer: TriedCall['answer'], unfiltered: readonly number[] = [ENOENT]): TriedCall {
  return { name, written: `${name}("", 0)`, answer, unfiltered };
}

const NO_FILE = { 'run-settings': aService(), 'seccomp-profile': undefined };
const PROVED = aRunningContainer(
  tried('mkdir', { errno: EPERM }),
  tried('kill', { errno: EPERM }, [3]),
  tried('uname', { errno: EPERM }, [14]),
);

const BOTH_PROVED = aRunningContainer(tried('mkdir', { errno: EPERM }), tried('mkdirat', { errno: EPERM }));

describe('what the profile says', () => {
  it.each<[string, readonly string[], unknown, string]>([
    ['all', ['mkdir', 'kill', 'uname'], DENYING, 'pass: mkdir, kill, uname refused: in the profile (static only)'],
    ['the other name of it', ['mkdirat'], DENYING, 'pass: mkdirat refused: in the profile (static only)'],
    [
      'one name of two, so that the other does it',
      ['mkdir'],
      { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny(['mkdir'])] },
      'fail high: mkdir: allowed by mkdirat',
    ],
    [
      'not',
      ['mkdir'],
      defaultWithout('kill'),
      'fail high: mkdir: allowed by mkdir; mkdirat; mkdir of 32-bit programs; mkdirat of 32-bit programs',
    ],
    [
      'not for programs of 32 bits',
      ['chown'],
      { ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, allow(['chown32'])] },
      'fail high: chown: allowed by chown32 of 32-bit programs',
    ],
    [
      'with some arguments',
      ['mkdir'],
      {
        ...SMALL_SERVER,
        syscalls: [...SMALL_SERVER.syscalls, allow(['mkdir'], { args: [condition(1, 'EQ', 0o777)] })],
      },
      'fail high: mkdir: allowed by mkdir with some arguments; mkdir of 32-bit programs with some arguments',
    ],
    [
      'whatever the arguments are, in two ways',
      ['mkdir'],
      {
        ...SMALL_SERVER,
        syscalls: [...SMALL_SERVER.syscalls, deny(['mkdir'], { errnoRet: 2, args: [condition(1, 'EQ', 0o777)] })],
      },
      'pass: mkdir refused: in the profile (static only)',
    ],
    [
      'by a default that is killing',
      ['mkdir'],
      { ...SMALL_SERVER, defaultAction: 'SCMP_ACT_KILL' },
      'pass: mkdir refused: in the profile (static only)',
    ],
    [
      'left to a tracer',
      ['mkdir'],
      { ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, { names: ['mkdir'], action: 'SCMP_ACT_TRACE' }] },
      'undecided SECCOMP-UNDETERMINED: The policy (.github/docker-security-gate.yml:7) demands that mkdir is refused, and what happens to mkdir is not known: a tracer decides.',
    ],
    [
      'a name that is none',
      ['mkdri'],
      DENYING,
      'undecided SECCOMP-UNDETERMINED: The policy (.github/docker-security-gate.yml:7) demands that mkdri is refused, and mkdri is no system call; perhaps mkdir is meant.',
    ],
    [
      'a name that is none, beside one that is not refused',
      ['mkdri', 'read'],
      DENYING,
      'fail high: read: allowed by read; read of 32-bit programs',
    ],
    [
      'a call that the machine does not have',
      ['s390_runtime_instr'],
      DENYING,
      'pass: s390_runtime_instr refused: in the profile (static only)',
    ],
    ['no filter', ['mkdir'], '{}', 'fail high: mkdir: no filter'],
  ])('%s', (_, names, file, expected) => {
    expect(told(judge(names, file))).toBe(expected);
  });

  it('is not asked when nothing is demanded', () => {
    expect(told(judge([], DENYING))).toBe('not-applicable: The policy demands no refusals.');
  });

  it('is read as containerd does for a cluster, whose rules have no conditions', () => {
    const file = {
      ...SMALL_SERVER,
      syscalls: [...SMALL_SERVER.syscalls, allow(['mkdir'], { includes: { caps: ['CAP_SYS_ADMIN'] } })],
    };
    expect(told(judge(['mkdir'], file))).toBe('pass: mkdir refused: in the profile (static only)');
    const run = inPod({ kind: 'profile', path: 'seccomp/web.json' });
    expect(told(judge(['mkdir'], file, { 'run-settings': run }))).toBe('fail high: mkdir: allowed by mkdir');
  });
});

describe('what the running container shows', () => {
  it('proves it', () => {
    expect(told(judge(['mkdir', 'kill', 'uname'], DENYING, { confinement: PROVED }))).toBe(
      'pass: mkdir, kill, uname refused: in the profile and on the running container',
    );
  });

  it('says what was not tried', () => {
    const some = { confinement: aRunningContainer(tried('mkdir', { errno: EPERM })) };
    expect(told(judge(['mkdir', 'kill'], DENYING, some))).toBe(
      'pass: mkdir refused: in the profile and on the running container; kill refused: in the profile (static only)',
    );
    const notStarted = { outcome: 'not-started', why: 'user', said: '', leftOut: [], durationMs: 1 } as const;
    expect(told(judge(['kill'], DENYING, { confinement: notStarted }))).toBe(
      'pass: kill refused: in the profile (static only)',
    );
  });

  it.each<[string, TriedCall, string]>([
    [
      'as without a filter',
      tried('mkdir', { errno: ENOENT }),
      'fail high: mkdir: mkdir("", 0) gave error 2 in the running container',
    ],
    [
      'success, as without a filter',
      tried('mkdir', { value: 0n }, [0]),
      'fail high: mkdir: mkdir("", 0) gave 0 in the running container',
    ],
    [
      'the other name of it',
      tried('mkdirat', { errno: ENOENT }),
      'fail high: mkdir: mkdirat("", 0) gave error 2 in the running container',
    ],
    ['ended', tried('mkdir', { signal: 'SIGSYS' }), 'pass: mkdir refused: in the profile and on the running container'],
    [
      'success, which the profile does not pretend',
      tried('mkdir', { value: 0n }),
      'fail high: mkdir: mkdir("", 0) gave 0 in the running container',
    ],
    [
      'a kernel without the call',
      tried('mkdir', { errno: ENOSYS }, [ENOENT, ENOSYS]),
      'pass: mkdir refused: in the profile (static only)',
    ],
    ['another call', tried('read', { errno: ENOENT }), 'pass: mkdir refused: in the profile (static only)'],
  ])('%s', (_, call, expected) => {
    expect(told(judge(['mkdir'], DENYING, { confinement: aRunningContainer(call) }))).toBe(expected);
  });

  it('does not tell a refusal from a failure that looks the same', () => {
    const file = {
      ...SMALL_SERVER,
      syscalls: [...SMALL_SERVER.syscalls, deny(['mkdir', 'mkdirat'], { errnoRet: ENOENT })],
    };
    const same = { confinement: aRunningContainer(tried('mkdir', { errno: ENOENT })) };
    expect(told(judge(['mkdir'], file, same))).toBe('pass: mkdir refused: in the profile (static only)');
  });

  it('says that another filter is in force than the one that was judged', () => {
    const through = { confinement: aRunningContainer(tried('mkdir', { errno: ENOENT })) };
    expect(onlyFinding(judge(['mkdir'], DENYING, through)).detail).toContain('another filter is in force');
  });

  it('does not make up for a profile that allows a call', () => {
    expect(told(judge(['mkdir'], defaultWithout('kill'), { confinement: PROVED }))).toMatch(
      /^fail high: mkdir: allowed/,
    );
  });
});

describe('without a profile of one’s own', () => {
  it.each<[string, readonly string[], Overrides, string]>([
    ['the default refuses it', ['mount', 'bpf'], {}, 'pass: mount, bpf refused: in the profile (static only)'],
    [
      'the default allows it',
      ['mkdir'],
      {},
      'fail high: mkdir: allowed by mkdir; mkdirat; mkdir of 32-bit programs; mkdirat of 32-bit programs',
    ],
    [
      'the default allows it with SYS_ADMIN',
      ['mount'],
      { 'run-settings': runArgs('--cap-add SYS_ADMIN') },
      'fail high: mount: allowed by mount; move_mount;',
    ],
    [
      'the engine’s own refuses what that of today allows',
      ['mkdir'],
      { confinement: BOTH_PROVED },
      'pass: mkdir refused: on the running container',
    ],
    [
      'the engine’s own refuses one of two calls that do the same, and the other was not tried',
      ['mkdir'],
      { confinement: aRunningContainer(tried('mkdir', { errno: EPERM })) },
      'fail high: mkdir: allowed by mkdir; mkdirat;',
    ],
    [
      'the engine’s own allows what that of today refuses',
      ['mount'],
      { confinement: aRunningContainer(tried('mount', { errno: ENOENT })) },
      'fail high: mount: mount("", 0) gave error 2 in the running container',
    ],
    [
      'what was tried says nothing of other arguments',
      ['socket'],
      { confinement: aRunningContainer(tried('socket', { errno: EPERM }, [97])) },
      'fail high: socket: allowed by socket with some arguments',
    ],
    [
      'the engine has a file',
      ['mkdir'],
      { 'engine-security': anEngineSecurity({ seccompProfile: '/etc/p.json' }) },
      'undecided SECCOMP-UNDETERMINED: ',
    ],
    [
      'the engine has a file, and it refuses',
      ['mkdir'],
      { 'engine-security': anEngineSecurity({ seccompProfile: '/etc/p.json' }), confinement: BOTH_PROVED },
      'pass: mkdir refused: on the running container',
    ],
    [
      'the engine has a file, and it refuses one of two',
      ['mkdir'],
      {
        'engine-security': anEngineSecurity({ seccompProfile: '/etc/p.json' }),
        confinement: aRunningContainer(tried('mkdirat', { errno: EPERM })),
      },
      'undecided SECCOMP-UNDETERMINED: ',
    ],
    [
      'the engine loads none',
      ['mount'],
      { 'engine-security': anEngineSecurity({ seccompProfile: 'unconfined' }) },
      'fail high: mount: no filter',
    ],
    ['unconfined', ['mount'], { 'run-settings': withSeccomp({ kind: 'unconfined' }) }, 'fail high: mount: no filter'],
    ['privileged', ['mount'], { 'run-settings': aService({ privileged: said(true) }) }, 'fail high: mount: no filter'],
    ['a pod that says nothing', ['mount'], { 'run-settings': inPod() }, 'fail high: mount: no filter'],
    [
      'a pod with RuntimeDefault',
      ['mount'],
      { 'run-settings': inPod({ kind: 'default' }) },
      'pass: mount refused: in the profile (static only)',
    ],
    [
      'a machine that nobody knows',
      ['mount'],
      { 'image-config': anImageConfig({ architecture: 's390x' }) },
      'undecided SECCOMP-UNDETERMINED: ',
    ],
    [
      'a variable',
      ['mount'],
      { 'run-settings': runArgs('--security-opt seccomp=$P') },
      'undecided RUN-SETTING-UNKNOWN: ',
    ],
    [
      'a file that could not be read',
      ['mount'],
      { 'run-settings': withSeccomp({ kind: 'profile', path: 'none.json' }) },
      'undecided SECCOMP-UNDETERMINED: ',
    ],
  ])('%s', (_, names, overrides, expected) => {
    expect(told(judge(names, '{}', { ...NO_FILE, ...overrides })).slice(0, expected.length)).toBe(expected);
  });

  it('shows how to name one', () => {
    expect(onlyFinding(judge(['mkdir'], '{}', NO_FILE))).toMatchObject({
      title: 'mkdir is not refused',
      location: { file: 'compose.yml', lines: { first: 3, last: 3 } },
      fix: { lines: ['    security_opt:', '      - seccomp=seccomp/profile.json'], placement: 'append' },
    });
  });
});

it('points at the rule that allows it', () => {
  const found = onlyFinding(
    judge(['mkdir'], { ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, allow(['mkdirat'])] }),
  );
  expect(found).toMatchObject({
    location: { file: 'seccomp/web.json', lines: { first: 141, last: 141 } },
    detail: expect.stringContaining('.github/docker-security-gate.yml:7'),
    fix: { text: 'Take these names out of the rules of seccomp/web.json that allow them: mkdir, mkdirat.' },
  });
});
