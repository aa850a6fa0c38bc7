/** Packets that hold a secret key and a secret subkey (RFC 9580 section 5.5.1). */
const SECRET_TAGS = new Set([5, 7]);

/**
 * Reads transferable secret keys (RFC 9580 section 10.2): whether every secret in them has a passphrase. Undefined when there
 * is none: no OpenPGP, cut off, or only the places of keys that lie elsewhere (GnuPG, doc/DETAILS, "gnu-dummy").
 */
export function openPgpKey(bytes: Buffer): { readonly encrypted: boolean } | undefined {
  const states: SecretState[] = [];
  let at = 0;
  while (at < bytes.length) {
    const packet = packetAt(bytes, at);
    if (packet === undefined) return undefined;
    // A secret key is the first packet.
    if (at === 0 && packet.tag !== 5) return undefined;
    if (SECRET_TAGS.has(packet.tag)) states.push(secretState(bytes.subarray(packet.start, packet.end)));
    at = packet.end;
  }
  const held = states.filter((state) => state !== 'elsewhere');
  return held.length === 0 ? undefined : { encrypted: held.every((state) => state === 'locked') };
}

interface Packet {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** The header of a packet (RFC 9580 section 4.2). Keys have no lengths in parts and no unknown ones. */
function packetAt(bytes: Buffer, at: number): Packet | undefined {
  const first = bytes[at] ?? 0;
  if ((first & 0x80) === 0) return undefined;
  const old = (first & 0x40) === 0;
  const size = old ? oldLength(bytes, at + 1, first & 3) : newLength(bytes, at + 1);
  if (size === undefined) return undefined;
  const end = size.start + size.length;
  return end > bytes.length ? undefined : { tag: old ? (first >> 2) & 15 : first & 63, start: size.start, end };
}

type Size = { readonly start: number; readonly length: number };

function oldLength(bytes: Buffer, at: number, type: number): Size | undefined {
  if (type === 3) return undefined;
  const count = 2 ** type;
  return at + count > bytes.length ? undefined : { start: at + count, length: bytes.readUIntBE(at, count) };
}

function newLength(bytes: Buffer, at: number): Size | undefined {
  const first = bytes[at];
  const second = bytes[at + 1] ?? 0;
  if (first === undefined) return undefined;
  if (first < 192) return { start: at + 1, length: first };
  if (first < 224) return { start: at + 2, length: (first - 192) * 256 + second + 192 };
  return first !== 255 || at + 5 > bytes.length ? undefined : { start: at + 5, length: bytes.readUInt32BE(at + 1) };
}

type SecretState = 'open' | 'locked' | 'elsewhere';

/** `m`: a number with its length in bits before it; `o`: bytes with their length before them; a number: so many bytes. */
const PUBLIC_PARTS: ReadonlyMap<number, readonly ('m' | 'o' | number)[]> = new Map([
  [1, ['m', 'm']],
  [2, ['m', 'm']],
  [3, ['m', 'm']],
  [16, ['m', 'm', 'm']],
  [17, ['m', 'm', 'm', 'm']],
  [18, ['o', 'm', 'o']],
  [19, ['o', 'm']],
  [22, ['o', 'm']],
  [25, [32]],
  [26, [56]],
  [27, [32]],
  [28, [57]],
]);

/** How a secret key packet keeps its secret (RFC 9580 section 5.5.3). What is not known is open: unknown is never good. */
function secretState(body: Buffer): SecretState {
  const version = body[0] ?? 0;
  // Version, time, in version 3 days, algorithm; in version 6 the length of the public part.
  const algorithm = version === 3 ? 7 : 5;
  const parts = PUBLIC_PARTS.get(body[algorithm] ?? 0);
  if (parts === undefined || ![3, 4, 6].includes(version)) return 'open';
  let at = algorithm + 1 + (version === 6 ? 4 : 0);
  for (const part of parts) {
    if (part === 'm') at += 2 + Math.ceil((((body[at] ?? 0) << 8) | (body[at + 1] ?? 0)) / 8);
    else at += part === 'o' ? 1 + (body[at] ?? 0) : part;
  }
  const usage = body[at];
  if (usage === undefined || usage === 0) return 'open';
  // Cipher, then a way of GnuPG's own (101, `GNU`): 1 has no secret, 2 names a card.
  const own = body[at + 2] === 101 && body.toString('latin1', at + 4, at + 7) === 'GNU';
  return usage >= 253 && own ? 'elsewhere' : 'locked';
}
