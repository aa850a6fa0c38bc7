import { NO_CAPABILITIES } from './capabilities.ts';
import { decideSystemCall, loadSeccomp, type SeccompDecision } from './seccomp.ts';
import type { SeccompProfile } from './seccomp-profile.ts';
import { namesOfRule } from './seccomp-selection.ts';
import type { SeccompArchitecture } from './seccomp-system-calls.ts';

/**
 * Calls that runtimes make between the filter and the program, and after which a start was seen to hang for ever when
 * the filter ends one thread there, or pretends success: runc 1.1 and 1.3, one call at a time.
 */
const MADE_BY_RUNTIMES = [
  ...['read', 'write', 'close', 'fstat', 'getpid', 'execve', 'fcntl', 'getcwd', 'chdir', 'fchown', 'setuid', 'setgid'],
  ...['getppid', 'setgroups', 'capget', 'capset', 'fstatfs', 'prctl', 'futex', 'getdents64', 'epoll_ctl', 'openat'],
  ...['newfstatat', 'faccessat2', 'tgkill'],
];

/** Above this libseccomp was seen to need minutes. */
const MOST_COMPARISONS = 2048;

/**
 * Why a container's start with the profile may never end, to complete "the profile …"; undefined when nothing is known
 * that speaks against it. A runtime that is told that a call went well, or that loses a thread, may wait for ever. The
 * engine then holds the container for good, and nothing that it offers ends that.
 */
export function whyStartMayHang(profile: SeccompProfile, architecture: SeccompArchitecture): string | undefined {
  const { rules, defaultAction, listenerPath } = profile;
  if (listenerPath !== '' || [defaultAction, ...rules.map(({ action }) => action)].includes('SCMP_ACT_NOTIFY')) {
    return 'asks a program beside the container (SCMP_ACT_NOTIFY, listenerPath)';
  }
  const comparisons = rules.reduce((sum, rule) => sum + rule.args.length * namesOfRule(rule).length, 0);
  if (comparisons > MOST_COMPARISONS) return `compares arguments ${comparisons} times`;
  if (defaultAction === 'SCMP_ACT_ERRNO' && profile.defaultErrnoRet === 0n) return 'pretends success by default';
  // The most that is refused: with more capabilities conditional rules only allow more.
  const loaded = loadSeccomp(profile, { architecture, capabilities: NO_CAPABILITIES });
  const decisions = MADE_BY_RUNTIMES.map((name) => ({ name, how: misleads(decideSystemCall(loaded, { name })) }));
  const [first] = decisions.filter(({ how }) => how !== undefined);
  return first && `${first.how} at calls that the runtime itself makes, such as ${first.name}`;
}

function misleads(decision: SeccompDecision): string | undefined {
  if (decision.outcome === 'errno' && decision.errno === 0) return 'pretends success';
  return decision.outcome === 'kill' && !decision.whole ? 'ends single threads (SCMP_ACT_KILL)' : undefined;
}
