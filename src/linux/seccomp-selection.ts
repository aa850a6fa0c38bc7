import { CAPABILITIES, maskOf } from './capabilities.ts';
import { isReached, type SeccompWorld } from './seccomp-context.ts';
import type { SeccompCondition, SeccompProfile, SeccompRule } from './seccomp-profile.ts';
import { ABI_NAMES, ABIS, type Abi, type SeccompArchitecture } from './seccomp-system-calls.ts';

/** The name that `includes.caps` has for a capability. Without `CAP_` nothing matches. */
const CAPABILITY_MASKS = new Map(CAPABILITIES.map((name) => [`CAP_${name}`, maskOf(name)]));

/** The rules that the engine hands to the runtime (`setupSeccomp` of github.com/moby/profiles/seccomp). */
export function selectRules({ rules }: SeccompProfile, world: SeccompWorld): readonly SeccompRule[] {
  return rules.filter(({ includes, excludes }) => !isExcluded(excludes, world) && isIncluded(includes, world));
}

/** The system calls that a rule is about, whichever form it has. */
export function namesOfRule({ name, names }: SeccompRule): readonly string[] {
  return name === '' ? names : [name];
}

/** What the engine lists for the runtime: the list of the file, or what its map has for this machine. */
export function selectArchitectures(profile: SeccompProfile, architecture: SeccompArchitecture): readonly string[] {
  const native = ABI_NAMES[ABIS[architecture][0]];
  const entry = profile.archMap.find((candidate) => candidate.architecture === native);
  const mapped = entry === undefined ? [] : [native, ...entry.subArchitectures];
  return [...profile.architectures, ...mapped];
}

/** The ways of calling the kernel that a filter looks at: the machine's own, and what is listed. Others are killed. */
export function filteredAbis(profile: SeccompProfile, architecture: SeccompArchitecture): readonly Abi[] {
  const listed = selectArchitectures(profile, architecture);
  const [native, ...others] = ABIS[architecture];
  return [native, ...others.filter((abi) => listed.includes(ABI_NAMES[abi]))];
}

export function hasCapability(name: string, { capabilities }: Pick<SeccompWorld, 'capabilities'>): boolean {
  return (capabilities & (CAPABILITY_MASKS.get(name) ?? 0n)) !== 0n;
}

/** Whether `includes.caps` can ever match the word. */
export function isCapabilityWord(name: string): boolean {
  return CAPABILITY_MASKS.has(name);
}

function isExcluded(excludes: SeccompCondition, world: SeccompWorld): boolean {
  if (excludes.arches.includes(world.architecture)) return true;
  if (excludes.caps.some((name) => hasCapability(name, world))) return true;
  if (excludes.minKernelEmpty) return true;
  return excludes.minKernel !== undefined && isReached(world.kernel, excludes.minKernel);
}

function isIncluded(includes: SeccompCondition, world: SeccompWorld): boolean {
  if (includes.arches.length > 0 && !includes.arches.includes(world.architecture)) return false;
  if (!includes.caps.every((name) => hasCapability(name, world))) return false;
  return includes.minKernel === undefined || isReached(world.kernel, includes.minKernel);
}
