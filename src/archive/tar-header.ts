import { type ByteString, layerCorrupt, shownBytes } from './archive-problems.ts';

export const BLOCK = 512;

/** One header block, fields as they stand; PAX records and long names come on top. */
export interface TarHeader {
  readonly name: ByteString;
  readonly linkName: ByteString;
  /** The type flag, one character; `\0` is that of the oldest form. */
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of the body as the header states them, never negative. */
  readonly size: number;
  readonly major: number;
  readonly minor: number;
}

/**
 * Reads one block as Go's archive/tar does, which the engines read layers with (golang.org/src/archive/tar, reader.go
 * and format.go): ustar, GNU and v7 headers, numbers in octal or base 256.
 *
 * @returns undefined for a block of zeros
 * @throws GateError `LAYER-CORRUPT` for a wrong checksum or a number that is none
 */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (isZero(block)) return undefined;
  refuseChecksum(block);
  const form = formOf(block);
  const prefix = prefixOf(block, form);
  const name = text(block, 0, 100);
  const hasDevices = form !== 'v7';
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: text(block, 157, 100),
    type: block.toString('latin1', 156, 157),
    mode: number(block, 100, 8, 'mode') & 0o7777,
    uid: number(block, 108, 8, 'owner'),
    gid: number(block, 116, 8, 'group'),
    size: number(block, 124, 12, 'size'),
    major: hasDevices ? number(block, 329, 8, 'device number') : 0,
    minor: hasDevices ? number(block, 337, 8, 'device number') : 0,
  };
}

function isZero(block: Buffer): boolean {
  return block[0] === 0 && block.equals(ZERO_BLOCK);
}

const ZERO_BLOCK = Buffer.alloc(BLOCK);

function text(block: Buffer, from: number, length: number): ByteString {
  const end = block.indexOf(0, from);
  return block.toString('latin1', from, end < 0 || end > from + length ? from + length : end);
}

type Form = 'v7' | 'ustar' | 'star' | 'gnu';

function formOf(block: Buffer): Form {
  const magic = block.toString('latin1', 257, 265);
  if (magic.startsWith('ustar\0')) return block.toString('latin1', 508, 512) === 'tar\0' ? 'star' : 'ustar';
  return magic === 'ustar  \0' ? 'gnu' : 'v7';
}

/** What stands in front of the name. Star's is shorter, and GNU's own form has times there. */
function prefixOf(block: Buffer, form: Form): ByteString {
  if (form === 'ustar') return text(block, 345, 155);
  if (form === 'star') return text(block, 345, 131);
  if (form !== 'gnu' || (isTime(block, 345) && isTime(block, 357))) return '';
  // Old versions of Go put a prefix there all the same, and Go reads it still (golang.org/issues/12594).
  const prefix = text(block, 345, 155);
  return /^[\x01-\x7f]*$/.test(prefix) ? prefix : '';
}

function isTime(block: Buffer, from: number): boolean {
  return block[from] === 0 || numberAt(block, from, 12) !== undefined;
}

function number(block: Buffer, from: number, length: number, what: string): number {
  const value = numberAt(block, from, length);
  if (value === undefined) {
    const digits = block.toString('latin1', from, from + length);
    throw layerCorrupt(`the ${what} of an entry is no number (${shownBytes(digits, 20)})`);
  }
  if (value < 0) throw layerCorrupt(`the ${what} of an entry is negative`);
  if (!Number.isSafeInteger(value)) throw layerCorrupt(`the ${what} of an entry is beyond all bounds`);
  return value;
}

/** Octal digits between blanks and zeros, or with the first bit set a big-endian number of two's complement. */
function numberAt(block: Buffer, from: number, length: number): number | undefined {
  if (((block[from] ?? 0) & 0x80) !== 0) return base256(block, from, length);
  const digits = block
    .toString('latin1', from, from + length)
    .replace(/^[ \0]+|[ \0]+$/g, '')
    .replace(/\0.*$/s, '');
  if (digits === '') return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

/** Undefined for what has more than 64 bits; numbers beyond 53 bits come out rounded. */
function base256(block: Buffer, from: number, length: number): number | undefined {
  const negative = ((block[from] ?? 0) & 0x40) !== 0;
  let value = BigInt((block[from] ?? 0) & 0x3f);
  if (negative) value -= 0x40n;
  for (let at = from + 1; at < from + length; at++) value = value * 256n + BigInt(block[at] ?? 0);
  return value === BigInt.asIntN(64, value) ? Number(value) : undefined;
}

/** The sum of all bytes, the checksum itself taken as blanks; old programs took the bytes as signed. */
function refuseChecksum(block: Buffer): void {
  let unsigned = 8 * 0x20;
  let signed = unsigned;
  for (let at = 0; at < BLOCK; at++) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at] ?? 0;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  const stated = number(block, 148, 8, 'checksum');
  if (stated !== unsigned && stated !== signed) throw layerCorrupt('a header has a wrong checksum');
}
