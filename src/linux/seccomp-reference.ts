import type { SeccompProfile } from './seccomp-profile.ts';
import { readSeccompProfile } from './seccomp-reader.ts';
import { REFERENCE_PROFILE } from './seccomp-reference-profile.ts';

/** Where the profile is from: `github.com/moby/profiles/seccomp v0.3.0, default.json`. */
export const REFERENCE_SOURCE = REFERENCE_PROFILE.source;

let profile: SeccompProfile | undefined;

/**
 * The profile of Docker that others are compared with: what containers get where nothing is said. Engines have the one
 * of their own time built in, which may allow more or less.
 */
export function seccompReference(): SeccompProfile {
  profile ??= readReference();
  return profile;
}

function readReference(): SeccompProfile {
  const reading = readSeccompProfile(REFERENCE_PROFILE.profile);
  if (reading.kind === 'profile') return reading.profile;
  throw new Error(`the reference profile ${reading.why}`);
}
