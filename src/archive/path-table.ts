import { randomBytes } from 'node:crypto';
import type { ByteString } from './archive-problems.ts';

/** What a layer has at a path: bits, several of them where it says several things. */
export const DIRECTORY = 1;
export const NOT_DIRECTORY = 2;
/** The layer takes the path of lower layers away. */
export const WHITEOUT = 4;
/** The layer takes everything in this directory of lower layers away. */
export const OPAQUE = 8;
/** Something of the layer lies in it: a directory, also where no entry says so. */
export const IMPLIED = 16;
/** What is no directory is a device. */
export const DEVICE = 32;

/** A path's key: two halves of 32 bits. */
export interface PathKey {
  readonly low: number;
  readonly high: number;
}

/** Which paths a layer has, at 9 bytes and some room each, however long they are. */
export interface PathTable {
  /** @returns what was there before */
  readonly add: (path: ByteString, bits: number) => number;
  /** 0 when the layer says nothing of the path. */
  readonly bitsOf: (key: PathKey) => number;
  readonly bitsAt: (path: ByteString) => number;
  readonly size: () => number;
}

/** Of this process; nobody who makes an image knows it. */
const SECRET = randomBytes(8);
const SECRET_LOW = SECRET.readUInt32LE(0);
const SECRET_HIGH = SECRET.readUInt32LE(4);

export function createPathTable(): PathTable {
  let capacity = 256;
  let lows = new Uint32Array(capacity);
  let highs = new Uint32Array(capacity);
  let bits = new Uint8Array(capacity);
  let count = 0;
  const slotOf = ({ low, high }: PathKey): number => {
    let slot = (low ^ high) & (capacity - 1);
    while (bits[slot] !== 0 && (lows[slot] !== low || highs[slot] !== high)) slot = (slot + 1) & (capacity - 1);
    return slot;
  };
  const put = (key: PathKey, added: number): number => {
    const slot = slotOf(key);
    const before = bits[slot] ?? 0;
    if (before === 0) count += 1;
    lows[slot] = key.low;
    highs[slot] = key.high;
    bits[slot] = before | added;
    return before;
  };
  const grow = (): void => {
    const before = { lows, highs, bits };
    capacity *= 2;
    lows = new Uint32Array(capacity);
    highs = new Uint32Array(capacity);
    bits = new Uint8Array(capacity);
    count = 0;
    before.bits.forEach((value, slot) => {
      if (value !== 0) put({ low: before.lows[slot] ?? 0, high: before.highs[slot] ?? 0 }, value);
    });
  };
  return {
    add: (path, added) => {
      if (4 * count >= 3 * capacity) grow();
      return put(pathKey(path), added);
    },
    bitsOf: (key) => bits[slotOf(key)] ?? 0,
    bitsAt: (path) => bits[slotOf(pathKey(path))] ?? 0,
    size: () => count,
  };
}

/**
 * HalfSipHash-1-3 with 64 bits of output (Aumasson and Bernstein, "SipHash: a fast short-input PRF"; its 32-bit form as
 * in Linux, lib/siphash.c) over a string of bytes, with the secret of this process: paths that meet in one key can't be
 * made on purpose, and by chance they do not in any image that the gate reads.
 */
export function pathKey(path: ByteString): PathKey {
  let v0 = SECRET_LOW;
  let v1 = SECRET_HIGH ^ 0xee;
  let v2 = 0x6c796765 ^ SECRET_LOW;
  let v3 = 0x74656462 ^ SECRET_HIGH;
  const round = (): void => {
    v0 = (v0 + v1) | 0;
    v1 = rotate(v1, 5) ^ v0;
    v0 = rotate(v0, 16);
    v2 = (v2 + v3) | 0;
    v3 = rotate(v3, 8) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = rotate(v3, 7) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = rotate(v1, 13) ^ v2;
    v2 = rotate(v2, 16);
  };
  const take = (word: number): void => {
    v3 ^= word;
    round();
    v0 ^= word;
  };
  const { length } = path;
  const whole = length & ~3;
  for (let at = 0; at < whole; at += 4) {
    const low = path.charCodeAt(at) | (path.charCodeAt(at + 1) << 8);
    take(low | (path.charCodeAt(at + 2) << 16) | (path.charCodeAt(at + 3) << 24));
  }
  let last = length << 24;
  for (let at = whole; at < length; at++) last |= path.charCodeAt(at) << (8 * (at - whole));
  take(last);
  v2 ^= 0xee;
  for (let turn = 0; turn < 3; turn++) round();
  const low = (v1 ^ v3) >>> 0;
  v1 ^= 0xdd;
  for (let turn = 0; turn < 3; turn++) round();
  return { low, high: (v1 ^ v3) >>> 0 };
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
