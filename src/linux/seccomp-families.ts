import { decideSystemCall, type LoadedSeccomp, type SeccompDecision } from './seccomp.ts';
import { isPermissive } from './seccomp-action.ts';
import type { SeccompProfile } from './seccomp-profile.ts';
import { filteredAbis } from './seccomp-selection.ts';
import { type Abi, systemCalls } from './seccomp-system-calls.ts';

/**
 * Calls that do the same thing, so that who refuses one has to refuse all. From section 2 of the Linux manual; names
 * that end in 32 or 64, and `old…`, are those of 32-bit programs.
 */
const FAMILIES: readonly (readonly [operation: string, calls: string])[] = [
  ['mkdir', 'mkdir mkdirat'],
  ['rmdir', 'rmdir unlinkat'],
  ['unlink', 'unlink unlinkat'],
  ['rename', 'rename renameat renameat2'],
  ['link', 'link linkat'],
  ['symlink', 'symlink symlinkat'],
  ['mknod', 'mknod mknodat'],
  ['open', 'open openat openat2 creat'],
  ['truncate', 'truncate ftruncate truncate64 ftruncate64'],
  ['chmod', 'chmod fchmod fchmodat fchmodat2'],
  ['chown', 'chown fchown lchown fchownat chown32 fchown32 lchown32'],
  ['utime', 'utime utimes futimesat utimensat utimensat_time64'],
  ['setxattr', 'setxattr lsetxattr fsetxattr setxattrat'],
  ['removexattr', 'removexattr lremovexattr fremovexattr removexattrat'],
  ['execve', 'execve execveat'],
  ['fork', 'fork vfork clone clone3'],
  ['kill', 'kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal'],
  ['uname', 'uname olduname oldolduname'],
  ['mount', 'mount move_mount fsmount open_tree open_tree_attr mount_setattr'],
  ['umount', 'umount umount2'],
  ['setuid', 'setuid setuid32 setreuid setreuid32 setresuid setresuid32'],
  ['setgid', 'setgid setgid32 setregid setregid32 setresgid setresgid32'],
  ['setgroups', 'setgroups setgroups32'],
  ['settimeofday', 'settimeofday clock_settime clock_settime64 stime'],
  ['socket', 'socket socketcall'],
];

/** What a profile does with all calls of an operation. */
export interface OperationDenial {
  /** `chown`; the name itself for calls without a family. */
  readonly operation: string;
  /** `open` when a call of the family gets through, `unknown` when one may. */
  readonly verdict: 'refused' | 'open' | 'unknown';
  readonly calls: readonly { readonly name: string; readonly abi: Abi; readonly decision: SeccompDecision }[];
}

/** The calls that do what this one does, itself included; itself alone when there is no family. */
export function seccompFamily(name: string): readonly string[] {
  return [...new Set([name, ...familiesOf(name).flatMap(([, calls]) => calls.split(' '))])];
}

/**
 * Whether a profile refuses an operation on every path: `mkdir` is refused when mkdirat is, too, in the programs of
 * all kinds that the filter lets run. Calls that an ABI does not have are left out.
 *
 * @param operation a name of a call, or of a family. Untrusted
 */
export function judgeDenial(profile: SeccompProfile, loaded: LoadedSeccomp, operation: string): OperationDenial {
  const calls = filteredAbis(profile, loaded.context.architecture).flatMap((abi) =>
    callsOf(operation)
      .filter((name) => systemCalls(abi).has(name))
      .map((name) => ({ name, abi, decision: decideSystemCall(loaded, { name, abi }) })),
  );
  return { operation, calls, verdict: verdictOf(calls.map(({ decision }) => decision)) };
}

function callsOf(operation: string): readonly string[] {
  const own = FAMILIES.find(([name]) => name === operation);
  return own === undefined ? seccompFamily(operation) : own[1].split(' ');
}

function familiesOf(name: string): typeof FAMILIES {
  const own = FAMILIES.filter(([operation]) => operation === name);
  return own.length > 0 ? own : FAMILIES.filter(([, calls]) => calls.split(' ').includes(name));
}

function verdictOf(decisions: readonly SeccompDecision[]): OperationDenial['verdict'] {
  if (decisions.some((decision) => decision.outcome !== 'unknown' && isPermissive(decision))) return 'open';
  // A tracer or a listener may let it through; and what no ABI has can't be refused.
  const unsure = decisions.some(({ outcome }) => ['unknown', 'trace', 'notify'].includes(outcome));
  return unsure || decisions.length === 0 ? 'unknown' : 'refused';
}
