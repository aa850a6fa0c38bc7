import { type CapabilityMask, EVERY_CAPABILITY, maskOf } from './capabilities.ts';

/** What decides, of an engine, which capabilities a container gets. */
export interface CapabilityEngine {
  /** The capabilities whose names it takes. */
  readonly known: CapabilityMask;
  /** What it holds itself: a container can get no more. */
  readonly available: CapabilityMask;
  /**
   * What becomes of capabilities that it does not hold: today's engine refuses their names, to add and to drop, and
   * leaves them out of ALL; older ones ask the runtime for them, which fails at the start of a root process.
   */
  readonly unavailable: 'refused' | 'passed-on';
  /**
   * Whether the process can pass its capabilities on to programs with inheritable file capabilities
   * (CVE-2022-24769, https://github.com/moby/moby/security/advisories/GHSA-2mm7-x5h6-5pvq).
   */
  readonly inheritable: boolean;
  /**
   * Whether the first program of a container is started with everything that was granted, whoever its user is. Others
   * than root lose it by that start, but a file with capabilities can keep its own, even under no-new-privileges
   * (https://github.com/moby/moby/pull/45511).
   */
  readonly startsWithAll: boolean;
}

/** Docker 20.10 and before stop at AUDIT_READ (moby 20.10, oci/caps/utils.go: runc did not know the newer ones). */
const UP_TO_AUDIT_READ = EVERY_CAPABILITY & ~maskOf('PERFMON', 'BPF', 'CHECKPOINT_RESTORE');

/** An engine of today on a machine that holds everything: the most that a container can be given. */
export const TODAYS_ENGINE: CapabilityEngine = {
  known: EVERY_CAPABILITY,
  available: EVERY_CAPABILITY,
  unavailable: 'refused',
  inheritable: false,
  startsWithAll: true,
};

/**
 * The rules of a Docker Engine, by its version.
 *
 * @param serverVersion `20.10.24+dfsg1`, `29.8.2`
 * @param available the engine's own bounding set; everything when it is not known
 * @returns undefined when the version can't be read: nobody knows its rules
 */
export function capabilityEngineOf(
  serverVersion: string,
  available: CapabilityMask = EVERY_CAPABILITY,
): CapabilityEngine | undefined {
  const [, major, minor, patch] = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?!\d)/.exec(serverVersion) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  // The releases after 20.10 are 23.0 and newer, and the first of them that starts with all is 24.0; 23.0 is taken for
  // one of them, which is the worse case. moby's own modules count from 2.0.0 again.
  if (Number(major) < 17) return undefined;
  if (Number(major) > 20) return { ...TODAYS_ENGINE, available };
  const fixed = Number(major) === 20 && Number(minor) >= 10 && Number(patch ?? 0) >= 14;
  return { known: UP_TO_AUDIT_READ, available, unavailable: 'passed-on', inheritable: !fixed, startsWithAll: false };
}
