import { type ByteString, layerCorrupt, shownBytes } from './archive-problems.ts';

export const BLOCK = 512;

/** One header block, fields as they stand; PAX records and long names come on top. */
export interface TarHeader {
  readonly name: ByteString;
  readonly linkName: ByteString;
  /** The type flag, one character; `\0` of the oldest form is `0`, or `5` with a slash at the end of the name. */
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
  const format = block.toString('latin1', 257, 265);
  // GNU's own form has times where POSIX has the prefix of the name.
  const prefix = format.startsWith('ustar\0') ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  const flag = block.toString('latin1', 156, 157);
  const hasDevices = format.startsWith('ustar');
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: text(block, 157, 100),
    type: flag === '\0' ? (name.endsWith('/') ? '5' : '0') : flag,
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

/** Octal digits between blanks and zeros, or with the first bit set a big-endian number of two's complement. */
function number(block: Buffer, from: number, length: number, what: string): number {
  const first = block[from] ?? 0;
  if ((first & 0x80) !== 0) return base256(block, from, length, what);
  const digits = block
    .toString('latin1', from, from + length)
    .replace(/^[ \0]+/, '')
    .replace(/[ \0].*$/s, '');
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw layerCorrupt(`the ${what} of an entry is no number (${shownBytes(digits, 20)})`);
  return Number.parseInt(digits, 8);
}

function base256(block: Buffer, from: number, length: number, what: string): number {
  if (((block[from] ?? 0) & 0x40) !== 0) throw layerCorrupt(`the ${what} of an entry is negative`);
  let value = (block[from] ?? 0) & 0x3f;
  for (let at = from + 1; at < from + length; at++) value = value * 256 + (block[at] ?? 0);
  if (!Number.isSafeInteger(value)) throw layerCorrupt(`the ${what} of an entry is beyond all bounds`);
  return value;
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
