import { seccompReference } from '../../src/linux/seccomp-reference.ts';
import { allow } from './seccomp-profiles.ts';

const MAP = [
  { architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86', 'SCMP_ARCH_X32'] },
  { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: ['SCMP_ARCH_ARM'] },
];
const FAMILIES = {
  chown: ['chown', 'fchown', 'lchown', 'fchownat', 'chown32', 'fchown32', 'lchown32'],
  mkdir: ['mkdir', 'mkdirat'],
  kill: ['kill', 'tkill', 'tgkill', 'rt_sigqueueinfo', 'rt_tgsigqueueinfo', 'pidfd_send_signal'],
  uname: ['uname', 'olduname', 'oldolduname'],
};

/** Docker's default profile as its file has it. */
function reference() {
  const { rules, archMap, defaultAction } = seccompReference();
  const syscalls = rules.map(({ index: _index, line: _line, name: _name, includes, excludes, ...rule }) => ({
    ...rule,
    includes: conditions(includes),
    excludes: conditions(excludes),
  }));
  return { defaultAction, defaultErrnoRet: 1, archMap, syscalls };
}

function conditions({
  caps,
  arches,
  minKernel,
}: {
  caps: readonly string[];
  arches: readonly string[];
  minKernel?: { major: number; minor: number };
}): object {
  return { caps, arches, ...(minKernel === undefined ? {} : { minKernel: `${minKernel.major}.${minKernel.minor}` }) };
}

/** Docker's default profile without all calls of some operations, as a careful author would write it. */
export function defaultWithout(...operations: readonly (keyof typeof FAMILIES)[]): object {
  const out = new Set(operations.flatMap((operation) => FAMILIES[operation]));
  const { syscalls, ...rest } = reference();
  const kept = syscalls.map((rule) => {
    const names = 'names' in rule && Array.isArray(rule.names) ? rule.names.filter((name) => !out.has(name)) : [];
    return { ...rule, names };
  });
  return { ...rest, syscalls: kept };
}

/** What a small static server was seen to need, and the runtime before it. */
export const SMALL_SERVER = {
  defaultAction: 'SCMP_ACT_ERRNO',
  archMap: MAP,
  syscalls: [
    allow([
      ...['execve', 'exit', 'exit_group', 'futex', 'read', 'write', 'close', 'openat', 'fstat', 'newfstatat', 'fcntl'],
      ...['getdents64', 'prctl', 'capget', 'capset', 'setuid', 'setgid', 'setgroups', 'getpid', 'getppid', 'gettid'],
      ...['epoll_ctl', 'epoll_pwait', 'nanosleep', 'rt_sigaction', 'rt_sigprocmask', 'rt_sigreturn', 'sigaltstack'],
      ...['mmap', 'munmap', 'mprotect', 'madvise', 'brk', 'arch_prctl', 'set_tid_address', 'prlimit64', 'tgkill'],
      ...['faccessat2', 'chdir', 'statfs', 'fstatfs', 'getrandom', 'lseek', 'getcwd', 'accept4', 'bind', 'listen'],
      ...['sendto', 'recvfrom', 'poll', 'ioctl', 'wait4', 'kill', 'uname', 'setsockopt', 'pipe2', 'dup3'],
    ]),
    allow(['clone'], { args: [{ index: 0, value: 2114060288, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }] }),
    { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: 38 },
    ...[1, 2, 10].map((value) => allow(['socket'], { args: [{ index: 0, value, op: 'SCMP_CMP_EQ' }] })),
  ],
};
