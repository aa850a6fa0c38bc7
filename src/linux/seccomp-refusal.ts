import type { SeccompProfile, SeccompRule } from './seccomp-profile.ts';

/** Why a container with the profile does not start. */
export interface Refusal {
  /** Every engine refuses it; if not, some do. */
  readonly certain: boolean;
  /** Completes "the container does not start: the profile has …". May hold names of the profile: untrusted. */
  readonly why: string;
  /** Of the profile's file. */
  readonly line?: number;
}

/** Those that runc 1.1 knows, of little endian, as the machines are that the gate knows. */
const ARCHITECTURES = new Set([
  ...['SCMP_ARCH_X86', 'SCMP_ARCH_X86_64', 'SCMP_ARCH_X32', 'SCMP_ARCH_ARM', 'SCMP_ARCH_AARCH64'],
  ...['SCMP_ARCH_MIPSEL', 'SCMP_ARCH_MIPSEL64', 'SCMP_ARCH_MIPSEL64N32', 'SCMP_ARCH_PPC64LE'],
]);
/** Those that came with later versions. */
const NEW_ARCHITECTURES = new Set(['SCMP_ARCH_RISCV64', 'SCMP_ARCH_LOONGARCH64']);
const BIG_ENDIAN = new Set([
  ...['SCMP_ARCH_MIPS', 'SCMP_ARCH_MIPS64', 'SCMP_ARCH_MIPS64N32', 'SCMP_ARCH_PPC', 'SCMP_ARCH_PPC64'],
  ...['SCMP_ARCH_S390', 'SCMP_ARCH_S390X'],
]);

/** @param architectures as the runtime gets them */
export function refusedArchitectures(architectures: readonly string[]): readonly Refusal[] {
  return architectures.flatMap((name): readonly Refusal[] => {
    if (ARCHITECTURES.has(name)) return [];
    if (NEW_ARCHITECTURES.has(name))
      return [{ certain: false, why: `the architecture ${name}, which runc 1.1 does not know` }];
    const why = BIG_ENDIAN.has(name)
      ? 'whose byte order is not that of the machine'
      : 'which the runtime does not know';
    return [{ certain: true, why: `the architecture ${name}, ${why}` }];
  });
}

/**
 * What is wrong with the form, in the eyes of the engine.
 *
 * @param rules those that count in the world
 */
export function refusedForms(profile: SeccompProfile, rules: readonly SeccompRule[]): Refusal[] {
  const refusals: Refusal[] = [];
  if (profile.architectures.length > 0 && profile.archMap.length > 0) {
    refusals.push({ certain: true, why: 'both architectures and archMap' });
  }
  // Docker 20.10 drops the flags, runc 1.1 refuses all, later versions take those that they know.
  if (profile.flags.length > 0) refusals.push({ certain: false, why: 'flags, which not every runtime takes' });
  for (const rule of profile.rules) {
    if (rule.name === '' || rule.names.length === 0) continue;
    // Docker 20.10 looks at the rules that count, later versions at all.
    refusals.push({ certain: rules.includes(rule), why: 'both name and names in a rule', line: rule.line });
  }
  return [...refusals, ...refusedListeners(profile, rules)];
}

function refusedListeners(profile: SeccompProfile, rules: readonly SeccompRule[]): readonly Refusal[] {
  if (profile.defaultAction === 'SCMP_ACT_NOTIFY') {
    return [{ certain: true, why: 'SCMP_ACT_NOTIFY as defaultAction' }];
  }
  return rules
    .filter(({ action }) => action === 'SCMP_ACT_NOTIFY')
    .map(({ name, names, line }) => {
      if ([name, ...names].includes('write')) return { certain: true, why: 'SCMP_ACT_NOTIFY for write', line };
      const listens = profile.listenerPath !== '';
      const why = listens ? 'SCMP_ACT_NOTIFY, for which something must listen' : 'SCMP_ACT_NOTIFY and no listenerPath';
      return { certain: !listens, why, line };
    });
}
