import { DEFAULT_CAPABILITIES } from '../../src/linux/capabilities.ts';
import { type LoadedSeccomp, loadSeccomp } from '../../src/linux/seccomp.ts';
import type { SeccompContext } from '../../src/linux/seccomp-context.ts';
import type { SeccompProfile } from '../../src/linux/seccomp-profile.ts';
import { readSeccompProfile } from '../../src/linux/seccomp-reader.ts';

/** A machine of which everything is known: today's engine on Linux 6.1, the engine's own capabilities. */
export const TODAY: SeccompContext = {
  architecture: 'amd64',
  capabilities: DEFAULT_CAPABILITIES,
  kernel: { major: 6, minor: 1 },
  engine: { readsDefaultErrno: true, assumesArchitecture: true, knowsNewCalls: true },
};

/** A profile from what its file says, numbers of more than 53 bits as bigint. */
export function seccompProfile(file: unknown): SeccompProfile {
  const reading = readSeccompProfile(profileText(file));
  if (reading.kind !== 'profile') throw new Error(`the profile ${reading.why}`);
  return reading.profile;
}

export function profileText(file: unknown): string {
  const text = JSON.stringify(file, (_, value: unknown) => (typeof value === 'bigint' ? `#${value}#` : value), 1);
  return text.replaceAll(/"#(\d+)#"/g, '$1');
}

export function loadedProfile(file: unknown, context: Partial<SeccompContext> = {}): LoadedSeccomp {
  return loadSeccomp(seccompProfile(file), { ...TODAY, ...context });
}

/** A rule about `readahead`, which asks for an argument. */
export function condition(index: number, op: string, value: number | bigint, valueTwo?: number | bigint): object {
  return { index, op: `SCMP_CMP_${op}`, value, ...(valueTwo === undefined ? {} : { valueTwo }) };
}

export function allow(names: readonly string[], more: object = {}): object {
  return { names, action: 'SCMP_ACT_ALLOW', ...more };
}

export function deny(names: readonly string[], more: object = {}): object {
  return { names, action: 'SCMP_ACT_ERRNO', ...more };
}
