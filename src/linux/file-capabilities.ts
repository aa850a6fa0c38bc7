import { CAPABILITIES, EVERY_CAPABILITY } from './capabilities.ts';
import type { FileCapabilities } from './exec-capabilities.ts';

/** `security.capability` of a file, decoded. */
export type ReadFileCapabilities =
  | {
      readonly kind: 'read';
      readonly capabilities: FileCapabilities;
      readonly version: 1 | 2 | 3;
      /** Of version 3: the root user of the user namespace that it holds in. */
      readonly rootId?: number;
      /** As getcap(8) of libcap prints it: `cap_net_raw=ep`, `=ep` for all of them. */
      readonly text: string;
    }
  /** `why` completes "its capabilities can't be read: …". */
  | { readonly kind: 'damaged'; readonly why: string };

const SIZES: Readonly<Record<number, { readonly version: 1 | 2 | 3; readonly bytes: number }>> = {
  1: { version: 1, bytes: 12 },
  2: { version: 2, bytes: 20 },
  3: { version: 3, bytes: 24 },
};

/**
 * Decodes `vfs_cap_data` (Linux, include/uapi/linux/capability.h): little-endian words, the revision in the highest byte of
 * the first and the effective bit in its lowest.
 *
 * @param hex the value in hex digits
 */
export function readFileCapabilities(hex: string): ReadFileCapabilities {
  if (!/^(?:[0-9a-f]{2})+$/.test(hex)) return { kind: 'damaged', why: 'it is empty' };
  const words = hex.match(/.{8}/g)?.map(littleEndian) ?? [];
  const [magic = 0, permittedLow = 0, inheritableLow = 0, permittedHigh = 0, inheritableHigh = 0, rootId] = words;
  const size = SIZES[magic >>> 24];
  if (size === undefined) return { kind: 'damaged', why: `it has the unknown revision ${magic >>> 24}` };
  if (hex.length !== 2 * size.bytes)
    return { kind: 'damaged', why: `it has ${hex.length / 2} bytes instead of ${size.bytes}` };
  const mask = (low: number, high: number): bigint => BigInt(low) | (size.version === 1 ? 0n : BigInt(high) << 32n);
  const capabilities = {
    permitted: mask(permittedLow, permittedHigh),
    inheritable: mask(inheritableLow, inheritableHigh),
    effective: (magic & 1) === 1,
  };
  return {
    kind: 'read',
    capabilities,
    version: size.version,
    ...(size.version === 3 && rootId !== undefined && { rootId }),
    text: capabilityText(capabilities),
  };
}

function littleEndian(digits: string): number {
  return Number.parseInt((digits.match(/../g) ?? []).reverse().join(''), 16);
}

/** cap_to_text(3): names that have the same letters stand together. */
function capabilityText({ permitted, inheritable, effective }: FileCapabilities): string {
  const groups = new Map<string, string[]>();
  const all = permitted | inheritable;
  for (let rest = all, bit = 0n; rest > 0n; rest >>= 1n, bit += 1n) {
    if ((rest & 1n) === 0n) continue;
    const has = (mask: bigint): boolean => ((mask >> bit) & 1n) === 1n;
    const letters = `${effective ? 'e' : ''}${has(inheritable) ? 'i' : ''}${has(permitted) ? 'p' : ''}`;
    // libcap shows a capability that it has no name for by its number.
    const name = CAPABILITIES[Number(bit)];
    groups.set(letters, [...(groups.get(letters) ?? []), name === undefined ? `${bit}` : `cap_${name.toLowerCase()}`]);
  }
  if (groups.size === 1 && all === EVERY_CAPABILITY) return `=${[...groups.keys()][0]}`;
  return [...groups].map(([letters, names]) => `${names.join(',')}=${letters}`).join(' ');
}
