import { describe, expect, it } from 'vitest';
import { seccompStarts } from '../../../src/checks/confinement/seccomp-starts.ts';
import type { Confinement } from '../../../src/model/confinement.ts';
import { runArgs } from '../../builders/run-settings.ts';
import { anEngineSecurity, aRunningContainer, judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { allow } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const server = (...rules: readonly object[]) => ({ ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, ...rules] });
const GOOD =
  'pass: seccomp/web.json allows what runtimes are known to need before the program starts; nothing was started';
const NO_EXECVE = { defaultAction: 'SCMP_ACT_ERRNO', syscalls: [allow(['read', 'write'])] };
/** What a static program needs, and what the runtime needs besides. */
const LATE = ['close', 'exit_group', 'futex', 'getdents64', 'mmap', 'mprotect', 'openat', 'write', 'execve'];
const FEW = { defaultAction: 'SCMP_ACT_ERRNO', syscalls: [allow(LATE)] };

const notStarted = (why: 'seccomp' | 'user'): Confinement => ({
  ...{ outcome: 'not-started', why, said: 'cannot start a stopped process', leftOut: [], durationMs: 5 },
});

describe('seccomp-starts', () => {
  it.each<[string, unknown, RegExp | string]>([
    ['a server', SMALL_SERVER, GOOD],
    ['no execve', NO_EXECVE, 'fail high: seccomp/web.json:1: execve'],
    ['an action that is none', server({ names: ['alarm'], action: 'ALLOW' }), /^fail high: seccomp\/web.json:141: /],
    ['two forms', server({ name: 'alarm', names: ['dup'], action: 'SCMP_ACT_ALLOW' }), /^fail high: .*:141: /],
    ['two kinds of lists', { ...SMALL_SERVER, architectures: ['SCMP_ARCH_X86_64'] }, /^fail high: .*both/],
    ['flags', { ...SMALL_SERVER, flags: ['SECCOMP_FILTER_FLAG_LOG'] }, /^fail medium: .*flags/],
    ['what the runtime needs first', FEW, /^fail medium: seccomp\/web.json:1: capget, capset, setuid/],
    ['no filter', '{}', 'not-applicable: A profile that loads no filter keeps nothing from starting.'],
  ])('%s', (_, file, expected) => {
    const result = told(judgeProfile(seccompStarts, file));
    if (typeof expected === 'string') expect(result).toBe(expected);
    else expect(result).toMatch(expected);
  });

  it('does not say that nothing starts where that hangs on the kernel', () => {
    const early = { includes: { minKernel: '5.0' } };
    const [first, ...rest] = SMALL_SERVER.syscalls;
    const names = first !== undefined && 'names' in first && Array.isArray(first.names) ? first.names : [];
    const without = { ...first, names: names.filter((name) => name !== 'execve') };
    const file = { ...SMALL_SERVER, syscalls: [without, ...rest, allow(['execve'], early)] };
    const kernel = (kernelVersion: string) => ({ 'engine-security': anEngineSecurity({ kernelVersion }) });
    expect(told(judgeProfile(seccompStarts, file, kernel('not said')))).toBe(GOOD);
    expect(told(judgeProfile(seccompStarts, file, kernel('4.19.0')))).toBe('fail high: seccomp/web.json:140: execve');
    expect(told(judgeProfile(seccompStarts, file, kernel('5.10.0')))).toBe(GOOD);
  });

  it('asks for less under no-new-privileges, whoever says so', () => {
    const run = runArgs('--security-opt no-new-privileges --security-opt seccomp=seccomp/web.json');
    expect(told(judgeProfile(seccompStarts, FEW, { 'run-settings': run }))).toBe(GOOD);
    const engine = anEngineSecurity({ noNewPrivileges: true });
    expect(told(judgeProfile(seccompStarts, FEW, { 'engine-security': engine }))).toBe(GOOD);
    const off = runArgs('--security-opt no-new-privileges=false');
    const both = { 'engine-security': engine, 'run-settings': off };
    expect(told(judgeProfile(seccompStarts, FEW, both))).toMatch(/^fail medium/);
  });

  it('believes what was seen', () => {
    const ran = { confinement: aRunningContainer() };
    expect(told(judgeProfile(seccompStarts, FEW, ran))).toBe('pass: a container was started with seccomp/web.json');
    expect(told(judgeProfile(seccompStarts, SMALL_SERVER, { confinement: notStarted('seccomp') }))).toBe(
      'fail high: seccomp/web.json:1: The engine did not start a container with the profile. It said: cannot start a stopped process',
    );
    // That the engine does not start it for another reason says nothing of the profile.
    expect(told(judgeProfile(seccompStarts, SMALL_SERVER, { confinement: notStarted('user') }))).toBe(GOOD);
    expect(told(judgeProfile(seccompStarts, NO_EXECVE, { confinement: notStarted('seccomp') }))).toBe(
      'fail high: seccomp/web.json:1: execve',
    );
  });
});
