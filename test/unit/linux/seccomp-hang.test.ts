import { describe, expect, it } from 'vitest';
import { whyStartMayHang } from '../../../src/linux/seccomp-hang.ts';
import { seccompReference } from '../../../src/linux/seccomp-reference.ts';
import { seccompProfile } from '../../builders/seccomp-profiles.ts';

const ARCHITECTURES = ['SCMP_ARCH_X86_64'];
const why = (file: object, noNewPrivileges = false) =>
  whyStartMayHang(seccompProfile({ architectures: ARCHITECTURES, ...file }), 'amd64', noNewPrivileges);
const denying = (action: string, names: readonly string[], more: object = {}) => ({
  defaultAction: 'SCMP_ACT_ALLOW',
  syscalls: [{ names, action, ...more }],
});
const allowing = (defaultAction: string, left: readonly string[], more: object = {}) => ({
  ...{ defaultAction, ...more },
  syscalls: [{ names: RUNTIME.filter((name) => !left.includes(name)), action: 'SCMP_ACT_ALLOW' }],
});
/** All that the runtimes were seen to need, and more. */
const RUNTIME = [
  ...['write', 'close', 'fstat', 'getpid', 'rt_sigreturn', 'execve', 'fcntl', 'fstatfs', 'futex', 'getdents64', 'mmap'],
  ...['epoll_ctl', 'openat', 'statx', 'openat2', 'read', 'getcwd', 'chdir', 'fchown', 'setuid', 'setgid', 'getppid'],
  ...['setgroups', 'capget', 'capset', 'prctl', 'tgkill', 'newfstatat', 'close_range', 'faccessat2', 'exit_group'],
];
const KERNEL = (minKernel: string) => ({ minKernel });

describe('a profile that is started', () => {
  it.each<[string, object]>([
    ['Docker’s own', seccompReference()],
    ['an empty one', {}],
    ['no mkdir', denying('SCMP_ACT_ERRNO', ['mkdir', 'mkdirat', 'kill', 'uname'])],
    ['mkdir that only seems to work', denying('SCMP_ACT_ERRNO', ['mkdir'], { errnoRet: 0 })],
    ['threads that mkdir ends', denying('SCMP_ACT_KILL', ['mkdir'])],
    ['a process that any call ends', allowing('SCMP_ACT_KILL_PROCESS', ['close', 'futex'])],
    ['threads that all but the runtime’s calls end', allowing('SCMP_ACT_KILL', [])],
    ['a runtime that is refused', denying('SCMP_ACT_ERRNO', ['close', 'openat', 'execve'])],
    ['a runtime that is trapped', denying('SCMP_ACT_TRAP', ['close'])],
    // The engine refuses that within seconds: the filter is too long for the kernel.
    [
      'thousands of comparisons',
      {
        defaultAction: 'SCMP_ACT_ALLOW',
        syscalls: Array.from({ length: 4000 }, (_, value) => ({
          names: ['personality'],
          action: 'SCMP_ACT_ERRNO',
          args: [0, 1].map((index) => ({ index, value, op: 'SCMP_CMP_EQ' })),
        })),
      },
    ],
    [
      'a condition that the runtime does not meet',
      denying('SCMP_ACT_KILL', ['clone'], { args: [{ index: 0, value: 1, op: 'SCMP_CMP_EQ' }] }),
    ],
  ])('%s', (_, file) => {
    const profile = 'rules' in file ? seccompReference() : seccompProfile({ architectures: ARCHITECTURES, ...file });
    expect(whyStartMayHang(profile, 'amd64', false)).toBeUndefined();
    expect(whyStartMayHang(profile, 'amd64', true)).toBeUndefined();
  });

  it('one without what the runtime only does before the filter, with no-new-privileges', () => {
    const file = allowing('SCMP_ACT_KILL', ['capset', 'setuid', 'read']);
    expect(why(file, true)).toBeUndefined();
    expect(why(file, false)).toMatch(/ends single threads.*: read/);
  });
});

describe('a profile that is never started', () => {
  it.each<[string, object, RegExp]>([
    [
      'pretends success by default',
      allowing('SCMP_ACT_ERRNO', [], { defaultErrnoRet: 0 }),
      /^pretends success by default$/,
    ],
    [
      'pretends that a file is closed',
      denying('SCMP_ACT_ERRNO', ['close'], { errnoRet: 0 }),
      /^pretends success .*: close$/,
    ],
    ['ends threads', denying('SCMP_ACT_KILL', ['futex']), /^ends single threads .*: futex$/],
    ['ends threads by its other name', denying('SCMP_ACT_KILL_THREAD', ['openat']), /: openat$/],
    ['ends threads by default', allowing('SCMP_ACT_KILL', ['getdents64']), /: getdents64$/],
    [
      'ends threads on kernels that this may be',
      denying('SCMP_ACT_KILL', ['close'], { includes: KERNEL('3.0') }),
      /: close$/,
    ],
    ['asks another program', denying('SCMP_ACT_NOTIFY', ['mkdir']), /SCMP_ACT_NOTIFY/],
    [
      'names where it listens',
      { ...denying('SCMP_ACT_ERRNO', ['mkdir']), listenerPath: '/run/docker.sock' },
      /listenerPath/,
    ],
  ])('one that %s', (_, file, expected) => {
    expect(why(file) ?? '').toMatch(expected);
  });
});
