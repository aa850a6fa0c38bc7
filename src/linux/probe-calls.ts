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
/** Without CLONE_SIGHAND, which it needs (clone(2)). */
const CLONE_THREAD = 0x10000n;
const ADDR_NO_RANDOMIZE = 0x0040000n;
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
 * Nothing is made, changed or ended by any of these, whatever the kernel makes of them, for the reason above each group.
 * The answers are those of kernels without a filter: two or more where kernels, settings of the machine or capabilities
 * differ. A call has no row where a refusal by the filter would look like the kernel's own, as `reboot` for everybody
 * without CAP_SYS_BOOT, or where every argument does something, as `fork`.
 */
const ROWS: readonly Row[] = [
  // The path is empty, which leads nowhere (path_resolution(7)).
  ['mkdir', ['', 0n], 'mkdir("", 0)', [ENOENT]],
  ['mkdirat', [CWD, '', 0n], 'mkdirat(AT_FDCWD, "", 0)', [ENOENT]],
  ['mknod', ['', 0n, 0n], 'mknod("", 0, 0)', [ENOENT]],
  ['mknodat', [CWD, '', 0n, 0n], 'mknodat(AT_FDCWD, "", 0, 0)', [ENOENT]],
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
  ['fchmodat', [CWD, '', 0n], 'fchmodat(AT_FDCWD, "", 0)', [ENOENT]],
  ['fchmodat2', [CWD, '', 0n, 0n], 'fchmodat2(AT_FDCWD, "", 0, 0)', [ENOENT, ENOSYS]],
  ['chown', ['', UNCHANGED, UNCHANGED], 'chown("", -1, -1)', [ENOENT]],
  ['lchown', ['', UNCHANGED, UNCHANGED], 'lchown("", -1, -1)', [ENOENT]],
  ['fchownat', [CWD, '', UNCHANGED, UNCHANGED, 0n], 'fchownat(AT_FDCWD, "", -1, -1, 0)', [ENOENT]],
  ['open', ['', 0n], 'open("", O_RDONLY)', [ENOENT]],
  ['creat', ['', 0n], 'creat("", 0)', [ENOENT]],
  ['truncate', ['', 0n], 'truncate("", 0)', [ENOENT]],
  ['utime', ['', NULL], 'utime("", NULL)', [ENOENT]],
  ['utimes', ['', NULL], 'utimes("", NULL)', [ENOENT]],
  ['futimesat', [CWD, '', NULL], 'futimesat(AT_FDCWD, "", NULL)', [ENOENT]],
  ['utimensat', [CWD, '', NULL, 0n], 'utimensat(AT_FDCWD, "", NULL, 0)', [ENOENT]],
  ['setxattr', ['', 'user.x', '', 0n, 0n], 'setxattr("", "user.x", "", 0, 0)', [ENOENT]],
  ['lsetxattr', ['', 'user.x', '', 0n, 0n], 'lsetxattr("", "user.x", "", 0, 0)', [ENOENT]],
  ['removexattr', ['', 'user.x'], 'removexattr("", "user.x")', [ENOENT]],
  ['lremovexattr', ['', 'user.x'], 'lremovexattr("", "user.x")', [ENOENT]],
  ['execve', ['', NULL, NULL], 'execve("", NULL, NULL)', [ENOENT]],
  ['execveat', [NO_FILE, '', NULL, NULL, 0n], 'execveat(-1, "", NULL, NULL, 0)', [ENOENT]],
  ['chroot', [''], 'chroot("")', [ENOENT]],
  ['open_tree', [NO_FILE, '', 0n], 'open_tree(-1, "", 0)', [ENOENT, ENOSYS]],
  // The file descriptor is none.
  ['fchmod', [NO_FILE, 0n], 'fchmod(-1, 0)', [EBADF]],
  ['fchown', [NO_FILE, UNCHANGED, UNCHANGED], 'fchown(-1, -1, -1)', [EBADF]],
  ['ftruncate', [NO_FILE, 0n], 'ftruncate(-1, 0)', [EBADF]],
  ['fsetxattr', [NO_FILE, 'user.x', '', 0n, 0n], 'fsetxattr(-1, "user.x", "", 0, 0)', [EBADF]],
  ['fremovexattr', [NO_FILE, 'user.x'], 'fremovexattr(-1, "user.x")', [EBADF]],
  ['connect', [NO_FILE, NULL, 0n], 'connect(-1, NULL, 0)', [EBADF]],
  ['bind', [NO_FILE, NULL, 0n], 'bind(-1, NULL, 0)', [EBADF]],
  ['listen', [NO_FILE, 0n], 'listen(-1, 0)', [EBADF]],
  ['setns', [NO_FILE, 0n], 'setns(-1, 0)', [EBADF]],
  ['pidfd_send_signal', [NO_FILE, 0n, NULL, 0n], 'pidfd_send_signal(-1, 0, NULL, 0)', [EBADF, ENOSYS]],
  // There is no process of that number, and signal 0 is none.
  ['kill', [NOBODY, 0n], 'kill(2147483647, 0)', [ESRCH]],
  ['tkill', [NOBODY, 0n], 'tkill(2147483647, 0)', [ESRCH]],
  ['tgkill', [NOBODY, NOBODY, 0n], 'tgkill(2147483647, 2147483647, 0)', [ESRCH]],
  ['ptrace', [7n, NOBODY, 0n, 0n], 'ptrace(PTRACE_CONT, 2147483647, 0, 0)', [ESRCH]],
  ['kcmp', [NOBODY, NOBODY, 0n, 0n, 0n], 'kcmp(2147483647, 2147483647, 0, 0, 0)', [ESRCH, ENOSYS]],
  ['pidfd_open', [NOBODY, 0n], 'pidfd_open(2147483647, 0)', [ESRCH, ENOSYS]],
  // What is read or written stands at no address.
  ['rt_sigqueueinfo', [NOBODY, 0n, NULL], 'rt_sigqueueinfo(2147483647, 0, NULL)', [EFAULT]],
  ['rt_tgsigqueueinfo', [NOBODY, NOBODY, 0n, NULL], 'rt_tgsigqueueinfo(2147483647, 2147483647, 0, NULL)', [EFAULT]],
  ['uname', [NULL], 'uname(NULL)', [EFAULT]],
  ['mount', [NULL, NULL, NULL, 0n, NULL], 'mount(NULL, NULL, NULL, 0, NULL)', [EFAULT]],
  ['umount2', [NULL, 0n], 'umount2(NULL, 0)', [EFAULT]],
  ['add_key', [NULL, NULL, NULL, 0n, 0n], 'add_key(NULL, NULL, NULL, 0, 0)', [EFAULT, ENOSYS]],
  ['request_key', [NULL, NULL, NULL, 0n], 'request_key(NULL, NULL, NULL, 0)', [EFAULT, ENOSYS]],
  ['memfd_create', [NULL, 0n], 'memfd_create(NULL, 0)', [EFAULT]],
  ['settimeofday', [1n, NULL], 'settimeofday(1, NULL)', [EFAULT]],
  ['adjtimex', [NULL], 'adjtimex(NULL)', [EFAULT]],
  ['capset', [NULL, NULL], 'capset(NULL, NULL)', [EFAULT]],
  // Machines and kernels keep these from everybody without a capability, by settings (sysctl(8)).
  ['perf_event_open', [NULL, 0n, NO_FILE, NO_FILE, 0n], 'perf_event_open(NULL, 0, -1, -1, 0)', [EFAULT, 13, EPERM]],
  ['io_uring_setup', [0n, NULL], 'io_uring_setup(0, NULL)', [EFAULT, EINVAL, EPERM, ENOSYS]],
  ['open_by_handle_at', [NO_FILE, NULL, 0n], 'open_by_handle_at(-1, NULL, 0)', [EFAULT, EPERM, EBADF]],
  ['bpf', [0x7fffn, NULL, 0n], 'bpf(32767, NULL, 0)', [EINVAL, EPERM, EFAULT]],
  ['userfaultfd', [-1n], 'userfaultfd(-1)', [EINVAL, EPERM, ENOSYS]],
  // The value is none that the call takes.
  ['openat2', [CWD, '', NULL, 0n], 'openat2(AT_FDCWD, "", NULL, 0)', [EINVAL, ENOSYS]],
  ['socket', [1000n, 0n, 0n], 'socket(1000, 0, 0)', [EAFNOSUPPORT]],
  ['keyctl', [0x7fffn, 0n, 0n, 0n, 0n], 'keyctl(32767)', [EOPNOTSUPP, ENOSYS]],
  ['clone', [CLONE_THREAD, NULL, NULL, NULL, NULL], 'clone(CLONE_THREAD)', [EINVAL]],
  ['clone3', [NULL, 0n], 'clone3(NULL, 0)', [EINVAL, ENOSYS]],
  ['unshare', [1n], 'unshare(1)', [EINVAL]],
  ['setuid', [-1n], 'setuid(-1)', [EINVAL]],
  ['setgid', [-1n], 'setgid(-1)', [EINVAL]],
  ['mount_setattr', [NO_FILE, '', 1n, NULL, 0n], 'mount_setattr(-1, "", 1, NULL, 0)', [EINVAL, ENOSYS]],
  ['process_vm_readv', [NOBODY, NULL, 0n, NULL, 0n, 1n], 'process_vm_readv(2147483647, …, 1)', [EINVAL, ENOSYS]],
  ['process_vm_writev', [NOBODY, NULL, 0n, NULL, 0n, 1n], 'process_vm_writev(2147483647, …, 1)', [EINVAL, ENOSYS]],
  ['clock_settime', [9999n, NULL], 'clock_settime(9999, NULL)', [EINVAL]],
  ['iopl', [4n], 'iopl(4)', [EINVAL, ENOSYS]],
  // It asks for what is so already, or for what only the probe itself has of it.
  ['setreuid', [UNCHANGED, UNCHANGED], 'setreuid(-1, -1)', [0]],
  ['setregid', [UNCHANGED, UNCHANGED], 'setregid(-1, -1)', [0]],
  ['setresuid', [UNCHANGED, UNCHANGED, UNCHANGED], 'setresuid(-1, -1, -1)', [0]],
  ['setresgid', [UNCHANGED, UNCHANGED, UNCHANGED], 'setresgid(-1, -1, -1)', [0]],
  ['personality', [ADDR_NO_RANDOMIZE], 'personality(ADDR_NO_RANDOMIZE)', [0]],
];

/** The calls that tell a filter like Docker's default, no filter, and one that is wider apart. */
export const TELLING_CALLS: readonly string[] = [
  ...['unshare', 'mount', 'umount2', 'setns', 'keyctl', 'add_key', 'request_key', 'userfaultfd', 'bpf'],
  ...['perf_event_open', 'open_by_handle_at', 'kcmp', 'personality', 'clone3', 'ptrace', 'io_uring_setup'],
];

/**
 * What can be tried of these calls on a machine, each once, in their order.
 *
 * @param names of system calls; those without a row or without a number there are left out
 */
export function callsToTry(names: readonly string[], architecture: SeccompArchitecture): readonly CallToTry[] {
  const numbers = systemCalls(ABIS[architecture][0]);
  return [...new Set(names)].flatMap((wanted) => {
    const [name, args, written, unfiltered] = ROWS.find(([known]) => known === wanted) ?? [];
    if (name === undefined || args === undefined || written === undefined || unfiltered === undefined) return [];
    return numbers.has(name) ? [{ name, args, written, unfiltered }] : [];
  });
}

/** Every call that has a row, in the order of the table. */
export const TRIABLE_CALLS: readonly string[] = ROWS.map(([name]) => name);

/** @throws Error for a name that the machine does not have */
export function numberOf(name: string, architecture: SeccompArchitecture): number {
  const number = systemCalls(ABIS[architecture][0]).get(name);
  if (number === undefined) throw new Error(`${architecture} has no system call ${name}`);
  return number;
}
