import { NO_CAPABILITIES } from './capabilities.ts';
import { decideSystemCall, loadSeccomp, type SeccompDecision } from './seccomp.ts';
import type { SeccompProfile } from './seccomp-profile.ts';
import type { SeccompArchitecture } from './seccomp-system-calls.ts';

/**
 * Calls that runtimes make between the filter and the program, and after which a start was seen to hang for ever when
 * the filter ends a thread there: runc 1.1 and 1.5, one call at a time. With no-new-privileges the filter is loaded last.
 */
const MADE_LATE = [
  ...['write', 'close', 'fstat', 'getpid', 'rt_sigreturn', 'execve', 'fcntl', 'fstatfs', 'futex', 'getdents64'],
  ...['epoll_ctl', 'openat', 'statx', 'openat2'],
];
const MADE_EARLY = [
  ...['read', 'getcwd', 'chdir', 'fchown', 'setuid', 'setgid', 'getppid', 'setgroups', 'capget', 'capset', 'prctl'],
  ...['tgkill', 'newfstatat', 'close_range', 'faccessat2'],
];

/**
 * Why a container's start with the profile may never end, to complete "the profile …"; undefined when nothing is known
 * that speaks against it. A runtime that is told that a call went well, or that loses a thread, may wait for ever. The
 * engine then holds the container for good, and nothing that it offers ends that.
 */
export function whyStartMayHang(
  profile: SeccompProfile,
  architecture: SeccompArchitecture,
  noNewPrivileges: boolean,
): string | undefined {
  const { rules, defaultAction, defaultErrnoRet, listenerPath } = profile;
  if (listenerPath !== '' || [defaultAction, ...rules.map(({ action }) => action)].includes('SCMP_ACT_NOTIFY')) {
    return 'asks a program beside the container (SCMP_ACT_NOTIFY, listenerPath)';
  }
  if (defaultAction === 'SCMP_ACT_ERRNO' && defaultErrnoRet === 0n) return 'pretends success by default';
  // The most that is refused: with more capabilities conditional rules only allow more.
  const engine = { knowsNewCalls: true };
  const loaded = loadSeccomp(profile, { architecture, engine, capabilities: NO_CAPABILITIES });
  if (loaded.worlds === undefined) return 'asks for too many versions of the kernel to be known';
  for (const name of noNewPrivileges ? MADE_LATE : [...MADE_LATE, ...MADE_EARLY]) {
    // On any kernel and engine that it may be.
    const decisions = loaded.worlds.map((world) => decideSystemCall({ ...loaded, worlds: [world] }, { name }));
    const how = decisions.map(misleading).find((words) => words !== undefined);
    if (how !== undefined) return `${how} at a call that the runtime itself makes: ${name}`;
  }
  return undefined;
}

function misleading(decision: SeccompDecision): string | undefined {
  if (decision.outcome === 'errno' && decision.errno === 0) return 'pretends success';
  return decision.outcome === 'kill' && !decision.whole ? 'ends single threads (SCMP_ACT_KILL)' : undefined;
}
