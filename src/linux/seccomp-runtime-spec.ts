import type { SeccompProfile } from './seccomp-profile.ts';

const NO_CONDITION = { caps: [], arches: [], minKernelEmpty: false } as const;

/**
 * The profile as containerd takes it from the folder of a Kubernetes node: as the runtime's own configuration
 * (opencontainers/runtime-spec, config-linux.md), which knows neither `archMap`, `includes` and `excludes` nor rules
 * with one `name`. A rule that is meant for some containers counts for all (containerd, contrib/seccomp/seccomp.go;
 * CRI-O reads profiles as Docker does).
 *
 * @returns undefined when that makes no difference
 */
export function asRuntimeSpec(profile: SeccompProfile): SeccompProfile | undefined {
  const rules = profile.rules.map((rule) => ({ ...rule, name: '', includes: NO_CONDITION, excludes: NO_CONDITION }));
  const read = { ...profile, archMap: [], rules };
  const differs = profile.archMap.length > 0 || profile.rules.some((rule) => rule.name !== '' || isConditional(rule));
  return differs ? read : undefined;
}

function isConditional({ includes, excludes }: SeccompProfile['rules'][number]): boolean {
  return [includes, excludes].some(
    ({ caps, arches, minKernel, minKernelEmpty }) =>
      caps.length > 0 || arches.length > 0 || minKernel !== undefined || minKernelEmpty,
  );
}
