/**
 * Linux capabilities: names, numbers and masks. The numbers are those of include/uapi/linux/capability.h, complete up
 * to Linux 5.9, which brought CAP_CHECKPOINT_RESTORE; none has been added since.
 */

/** The number of a capability is its place in this list. */
export const CAPABILITIES = [
  ...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP'],
  ...['LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER'],
  ...['SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE'],
  ...['SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP'],
  ...['MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF'],
  'CHECKPOINT_RESTORE',
] as const;

/** The name without `CAP_`, as people write it for `--cap-add`. */
export type Capability = (typeof CAPABILITIES)[number];

/** A set of capabilities: bit N is capability N, as `/proc/PID/status` shows it. */
export type CapabilityMask = bigint;

export const NO_CAPABILITIES: CapabilityMask = 0n;

/** All 41. */
export const EVERY_CAPABILITY: CapabilityMask = (1n << BigInt(CAPABILITIES.length)) - 1n;

const MASKS: ReadonlyMap<string, CapabilityMask> = new Map(CAPABILITIES.map((name, bit) => [name, 1n << BigInt(bit)]));

export function maskOf(...names: readonly Capability[]): CapabilityMask {
  return names.reduce((mask, name) => mask | (MASKS.get(name) ?? 0n), NO_CAPABILITIES);
}

/**
 * The 14 that the engine gives when nothing is said: `0xa80425fb`.
 * Source: `DefaultCapabilities` of moby, daemon/pkg/oci/caps/defaults.go.
 */
export const DEFAULT_CAPABILITIES: CapabilityMask = maskOf(
  ...(['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP'] as const),
  ...(['NET_BIND_SERVICE', 'NET_RAW', 'SYS_CHROOT', 'MKNOD', 'AUDIT_WRITE', 'SETFCAP'] as const),
);

/** Names in the order of their numbers; a bit that has no name here is its number: `41`. */
export function namesOf(mask: CapabilityMask): readonly string[] {
  const names: string[] = [];
  for (let rest = mask, bit = 0; rest > 0n; rest >>= 1n, bit += 1) {
    if ((rest & 1n) === 1n) names.push(CAPABILITIES[bit] ?? `${bit}`);
  }
  return names;
}

/** @param text 16 hexadecimal digits of a `Cap…` line of `/proc/PID/status`; undefined when it is not that */
export function readMask(text: string): CapabilityMask | undefined {
  return /^[0-9a-f]{16}$/.test(text) ? BigInt(`0x${text}`) : undefined;
}

export type CapabilityWord =
  | { readonly kind: 'capability'; readonly capability: Capability; readonly mask: CapabilityMask }
  | { readonly kind: 'all' }
  /** No capability. `why` completes "`A,B` is refused: …". */
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * Reads one value of `--cap-add` or `cap_drop` as the engine does (`NormalizeLegacyCapabilities` of moby): in any case,
 * with `CAP_` or without, `ALL` for all of them. Nothing is trimmed, and a list in one value is no name.
 *
 * @param written untrusted
 */
export function readCapability(written: string): CapabilityWord {
  const upper = upperCase(written);
  if (upper === 'ALL') return { kind: 'all' };
  const name = upper.startsWith('CAP_') ? upper.slice(4) : upper;
  const mask = MASKS.get(name);
  if (isCapability(name) && mask !== undefined) return { kind: 'capability', capability: name, mask };
  return { kind: 'unknown', why: whyUnknown(name, written) };
}

function isCapability(name: string): name is Capability {
  return MASKS.has(name);
}

function whyUnknown(name: string, written: string): string {
  if (name === 'ALL') return 'all capabilities are written ALL, without CAP_';
  if (written === '') return 'it is empty';
  if (/[,\s]/.test(written)) return 'each value names one capability, and nothing stands around it';
  return 'there is no capability of this name';
}

/** As Go's `strings.ToUpper`: character by character, so that `ﬅ` does not become `ST`. */
function upperCase(text: string): string {
  const upper = Array.from(text, (character) => {
    const changed = character.toUpperCase();
    return changed.length === character.length ? changed : character;
  });
  return upper.join('');
}
