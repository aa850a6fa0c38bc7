import { ABIS, type SeccompArchitecture, systemCalls } from './seccomp-system-calls.ts';

/** A system call with arguments that do no harm, whatever the kernel makes of them. */
export interface CallToTry {
  readonly name: string;
  /** A text is the address of that text. */
  readonly args: readonly (bigint | string)[];
  /** For people. */
  readonly written: string;
  /** What a kernel answers that no filter has kept from it: error numbers, 0 for success. Measured by a test. */
  readonly unfiltered: readonly number[];
}

const NULL = 0n;
const CWD = -100n;
/** More than any process has: PID_MAX_LIMIT is 4,194,304. */
const NOBODY = 0x7fffffffn;
const NO_FILE = -1n;
const UNCHANGED = -1n;
const EPERM = 1;
const ENOENT = 2;
const ESRCH = 3;
const EBADF = 9;
const EFAULT = 14;
const EINVAL = 22;
const ENOSYS = 38;
const EOPNOTSUPP = 95;
const EAFNOSUPPORT = 97;

type Row = readonly [name: string, args: readonly (bigint | string)[], written: string, unfiltered: readonly number[]];

/**
 * Nothing is made, changed or ended by any of these: the path is empty, the process or file can't exist, the pointer is
 * null, the value is none that the call takes, or asks for what is so already. With EPERM among the answers a refusal of
 * the filter can't be told from the kernel's own for everybody. A call without a row can't be told apart at all.
 */
const ROWS: readonly Row[] = [
  ['mkdir', ['', 0n], 'mkdir("", 0)', [ENOENT]],
  ['mkdirat', [CWD, '', 0n], 'mkdirat(AT_FDCWD, "", 0)', [ENOENT]],
  ['rmdir', [''], 'rmdir("")', [ENOENT]],
  ['unlink', [''], 'unlink("")', [ENOENT]],
  ['unlinkat', [CWD, '', 0n], 'unlinkat(AT_FDCWD, "", 0)', [ENOENT]],
  ['rename', ['', ''], 'rename("", "")', [ENOENT]],
  ['renameat', [CWD, '', CWD, ''], 'renameat(AT_FDCWD, "", AT_FDCWD, "")', [ENOENT]],
  ['renameat2', [CWD, '', CWD, '', 0n], 'renameat2(AT_FDCWD, "", AT_FDCWD, "", 0)', [ENOENT]],
  ['link', ['', ''], 'link("", "")', [ENOENT]],
  ['linkat', [CWD, '', CWD, '', 0n], 'linkat(AT_FDCWD, "", AT_FDCWD, "", 0)', [ENOENT]],
  ['symlink', ['x', ''], 'symlink("x", "")', [ENOENT]],
  ['symlinkat', ['x', CWD, ''], 'symlinkat("x", AT_FDCWD, "")', [ENOENT]],
  ['chmod', ['', 0n], 'chmod("", 0)', [ENOENT]],
  ['fchmod', [NO_FILE, 0n], 'fchmod(-1, 0)', [EBADF]],
  ['fchmodat', [CWD, '', 0n], 'fchmodat(AT_FDCWD, "", 0)', [ENOENT]],
  ['fchmodat2', [CWD, '', 0n, 0n], 'fchmodat2(AT_FDCWD, "", 0, 0)', [ENOENT, ENOSYS]],
  ['chown', ['', UNCHANGED, UNCHANGED], 'chown("", -1, -1)', [ENOENT]],
  ['lchown', ['', UNCHANGED, UNCHANGED], 'lchown("", -1, -1)', [ENOENT]],
  ['fchown', [NO_FILE, UNCHANGED, UNCHANGED], 'fchown(-1, -1, -1)', [EBADF]],
  ['fchownat', [CWD, '', UNCHANGED, UNCHANGED, 0n], 'fchownat(AT_FDCWD, "", -1, -1, 0)', [ENOENT]],
  ['open', ['', 0n], 'open("", O_RDONLY)', [ENOENT]],
  ['openat2', [CWD, '', NULL, 0n], 'openat2(AT_FDCWD, "", NULL, 0)', [EINVAL, ENOSYS]],
  ['creat', ['', 0n], 'creat("", 0)', [ENOENT]],
  ['truncate', ['', 0n], 'truncate("", 0)', [ENOENT]],
  ['kill', [NOBODY, 0n], 'kill(2147483647, 0)', [ESRCH]],
  ['tkill', [NOBODY, 0n], 'tkill(2147483647, 0)', [ESRCH]],
  ['tgkill', [NOBODY, NOBODY, 0n], 'tgkill(2147483647, 2147483647, 0)', [ESRCH]],
  ['rt_sigqueueinfo', [NOBODY, 0n, NULL], 'rt_sigqueueinfo(2147483647, 0, NULL)', [EFAULT]],
  ['rt_tgsigqueueinfo', [NOBODY, NOBODY, 0n, NULL], 'rt_tgsigqueueinfo(2147483647, 2147483647, 0, NULL)', [EFAULT]],
  ['pidfd_send_signal', [NO_FILE, 0n, NULL, 0n], 'pidfd_send_signal(-1, 0, NULL, 0)', [EBADF, ENOSYS]],
  ['uname', [NULL], 'uname(NULL)', [EFAULT]],
  ['socket', [1000n, 0n, 0n], 'socket(1000, 0, 0)', [EAFNOSUPPORT]],
  ['socketpair', [1000n, 0n, 0n, NULL], 'socketpair(1000, 0, 0, NULL)', [EFAULT, EAFNOSUPPORT]],
  ['connect', [NO_FILE, NULL, 0n], 'connect(-1, NULL, 0)', [EBADF]],
  ['bind', [NO_FILE, NULL, 0n], 'bind(-1, NULL, 0)', [EBADF]],
  ['listen', [NO_FILE, 0n], 'listen(-1, 0)', [EBADF]],
  ['ptrace', [7n, NOBODY, 0n, 0n], 'ptrace(PTRACE_CONT, 2147483647, 0, 0)', [ESRCH]],
  ['mount', [NULL, NULL, NULL, 0n, NULL], 'mount(NULL, NULL, NULL, 0, NULL)', [EFAULT]],
  ['umount2', [NULL, 0n], 'umount2(NULL, 0)', [EFAULT]],
  ['unshare', [0n], 'unshare(0)', [0]],
  ['setns', [NO_FILE, 0n], 'setns(-1, 0)', [EBADF]],
  ['keyctl', [0x7fffn, 0n, 0n, 0n, 0n], 'keyctl(32767)', [EOPNOTSUPP]],
  ['add_key', [NULL, NULL, NULL, 0n, 0n], 'add_key(NULL, NULL, NULL, 0, 0)', [EFAULT]],
  ['request_key', [NULL, NULL, NULL, 0n], 'request_key(NULL, NULL, NULL, 0)', [EFAULT]],
  // Kernels may keep these from everybody without a capability, by a setting of the machine (sysctl).
  ['bpf', [0x7fffn, NULL, 0n], 'bpf(32767, NULL, 0)', [EINVAL, EPERM, EFAULT]],
  ['perf_event_open', [NULL, 0n, NO_FILE, NO_FILE, 0n], 'perf_event_open(NULL, 0, -1, -1, 0)', [EFAULT, 13, EPERM]],
  ['userfaultfd', [-1n], 'userfaultfd(-1)', [EINVAL, EPERM]],
  ['open_by_handle_at', [NO_FILE, NULL, 0n], 'open_by_handle_at(-1, NULL, 0)', [EFAULT, EPERM, EBADF]],
  ['io_uring_setup', [0n, NULL], 'io_uring_setup(0, NULL)', [EFAULT, EINVAL, EPERM, ENOSYS]],
  ['kcmp', [NOBODY, NOBODY, 0n, 0n, 0n], 'kcmp(2147483647, 2147483647, 0, 0, 0)', [ESRCH, ENOSYS]],
  ['personality', [0xffffffffn], 'personality(0xffffffff)', [0]],
  ['clone3', [NULL, 0n], 'clone3(NULL, 0)', [EINVAL, ENOSYS]],
  ['memfd_create', [NULL, 0n], 'memfd_create(NULL, 0)', [EFAULT]],
  ['execve', ['', NULL, NULL], 'execve("", NULL, NULL)', [ENOENT]],
  ['execveat', [NO_FILE, '', NULL, NULL, 0n], 'execveat(-1, "", NULL, NULL, 0)', [ENOENT, EBADF]],
  ['setuid', [-1n], 'setuid(-1)', [EINVAL]],
  ['setgid', [-1n], 'setgid(-1)', [EINVAL]],
  ['chroot', [''], 'chroot("")', [ENOENT]],
];

/** The calls that tell a filter like Docker's default, no filter, and one that is wider apart. */
export const TELLING_CALLS: readonly string[] = [
  ...['unshare', 'mount', 'umount2', 'setns', 'keyctl', 'add_key', 'request_key', 'userfaultfd', 'bpf'],
  ...['perf_event_open', 'open_by_handle_at', 'kcmp', 'personality', 'clone3', 'ptrace', 'io_uring_setup'],
];

/**
 * What can be tried of these calls on a machine, each once, in the order of the table.
 *
 * @param names of system calls; those without a row or without a number there are left out
 */
export function callsToTry(names: readonly string[], architecture: SeccompArchitecture): readonly CallToTry[] {
  const wanted = new Set(names);
  const [abi] = ABIS[architecture];
  const numbers = systemCalls(abi);
  return ROWS.filter(([name]) => wanted.has(name) && numbers.has(name)).map(([name, args, written, unfiltered]) => ({
    ...{ name, args, written, unfiltered },
  }));
}

/** Every call that has a row, in the order of the table. */
export const TRIABLE_CALLS: readonly string[] = ROWS.map(([name]) => name);

/** @throws Error for a name that the machine does not have */
export function numberOf(name: string, architecture: SeccompArchitecture): number {
  const number = systemCalls(ABIS[architecture][0]).get(name);
  if (number === undefined) throw new Error(`${architecture} has no system call ${name}`);
  return number;
}
