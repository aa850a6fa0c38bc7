import type { Confinement } from '../model/confinement.ts';
import type { ProofConfinement, ProofRun } from '../ports.ts';

type Why = Extract<Confinement, { outcome: 'not-started' }>['why'];

/** The user that is asked for is none of the image, or out of range (moby/sys/user, GetExecUser). */
const NO_USER = /unable to find (user|group)|no matching entries in (passwd|group)|uids and gids must be in range/i;
/** The machine itself does not hold what was asked for (runc, "unable to apply caps"; moby, validating names). */
const HOST_LACKS =
  /unable to apply (caps|bounding set)|can't apply capabilities|capability not supported by your kernel or not available/i;
/** What engines and clients say of options that they don't take. */
const REFUSED = /invalid|unknown capability|seccomp|apparmor|security-opt|capabilit|not supported|conflicting options/i;
/** Filters that are loaded before the program starts keep the runtime from starting it (runc). */
const FILTERED =
  /seccomp|cannot start a (stopped|container that has stopped)|already running container|exec fifo|operation not permitted|bad system call|function not implemented/i;

/**
 * Why a container with these settings does not start, as far as the settings are the reason. Undefined for everything
 * else: then nothing is known.
 */
export function whyNotStarted(run: ProofRun, confinement: ProofConfinement): Why | undefined {
  const { stage, exitCode, stderr } = run;
  // Words that could stand in every message about a container.
  const said = stderr.replace(/docker-security-gate\S*/g, '');
  if (NO_USER.test(said)) return 'user';
  if (HOST_LACKS.test(said)) return 'host-lacks-capability';
  if (/apparmor/i.test(said) && confinement.apparmor !== undefined) return 'other';
  if (stage === 'create') return exitCode !== null && REFUSED.test(said) ? 'engine-refuses' : undefined;
  const filtered = typeof confinement.seccomp === 'object';
  // 128 and SIGSYS, before the program wrote a word.
  if (exitCode === 159) return 'killed';
  if (filtered && (exitCode === null || FILTERED.test(said) || (exitCode !== 0 && said === ''))) return 'seccomp';
  return REFUSED.test(said) ? 'engine-refuses' : undefined;
}
