import { createHash } from 'node:crypto';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressionOf, createDecompressor } from '../../../src/archive/decompress.ts';
import { GateError } from '../../../src/model/errors.ts';

/** What comes out, or the error's code. A stream that never ends fails by the test's deadline. */
async function unpacked(packed: Buffer, piece: number): Promise<Buffer | string> {
  const parts: Buffer[] = [];
  const decompressor = createDecompressor((part) => parts.push(Buffer.from(part)));
  try {
    for (let at = 0; at < packed.length; at += piece) await decompressor.take(packed.subarray(at, at + piece));
    await decompressor.end();
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof GateError) return error.code;
    throw error;
  }
}

/** Bytes that look like chance and are the same each time. */
function noise(length: number): Buffer {
  const parts: Buffer[] = [];
  for (let index = 0; index * 32 < length; index++) parts.push(createHash('sha256').update(`${index}`).digest());
  return Buffer.concat(parts).subarray(0, length);
}

const A = Buffer.alloc(700_000, 'a');
const B = Buffer.from('second');
const NOISE = noise(600_000);
const gzip = (plain: Buffer | string): Buffer => gzipSync(plain);
const zstd = (plain: Buffer | string): Buffer => zstdCompressSync(plain);
const checked = zstdCompressSync(NOISE, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
const unsized = zstdCompressSync(B, { params: { [constants.ZSTD_c_contentSizeFlag]: 0 } });
const skippable = (content: Buffer, magic = 0x50): Buffer => {
  const head = Buffer.from([magic, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
};
/** RFC 8878: one raw block, then one of a repeated byte, written by hand. */
const byHand = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 7, 0x10, 0, 0, 0x68, 0x69, 0x2b, 0, 0, 0x21]);

describe('decompression', () => {
  it.each<[string, Buffer, Buffer]>([
    ['nothing', Buffer.alloc(0), Buffer.alloc(0)],
    ['three bytes', Buffer.from('abc'), Buffer.from('abc')],
    ['what is not compressed', NOISE, NOISE],
    ['gzip', gzip(A), A],
    ['gzip of several members', Buffer.concat([gzip(A), gzip(''), gzip(NOISE), gzip(B)]), Buffer.concat([A, NOISE, B])],
    ['gzip and zeros', Buffer.concat([gzip(A), Buffer.alloc(3_000_000)]), A],
    ['zstd', zstd(A), A],
    ['zstd of nothing', zstd(''), Buffer.alloc(0)],
    ['zstd with a checksum', checked, NOISE],
    ['zstd without a size', unsized, B],
    ['zstd of several frames', Buffer.concat([zstd(A), zstd(''), checked, unsized]), Buffer.concat([A, NOISE, B])],
    [
      'zstd with frames that hold no data',
      Buffer.concat([skippable(B), zstd(A), skippable(NOISE, 0x5f), zstd(B), skippable(Buffer.alloc(0))]),
      Buffer.concat([A, B]),
    ],
    ['zstd with blocks of every kind', Buffer.concat([byHand, byHand]), Buffer.from('hi!!!!!hi!!!!!')],
    [
      'a frame a file, as zstd:chunked has it',
      Buffer.concat(Array<Buffer>(2000).fill(zstd(B))),
      Buffer.concat(Array<Buffer>(2000).fill(B)),
    ],
  ])('%s', async (_, packed, plain) => {
    for (const piece of [1 << 20, 65_536, 1000, ...(packed.length < 5000 ? [1, 2, 3, 4, 5, 7] : [])]) {
      const out = await unpacked(packed, piece);
      expect(Buffer.isBuffer(out) && out.equals(plain), `in pieces of ${piece}`).toBe(true);
    }
  });

  it.each<[string, Buffer]>([
    ['gzip that is cut off in its data', gzip(NOISE).subarray(0, 300_000)],
    ['gzip that is cut off in its sums', gzip(A).subarray(0, -1)],
    ['gzip that is cut off before its sums', gzip(A).subarray(0, -8)],
    ['gzip that is cut off in its header', gzip(A).subarray(0, 5)],
    ['gzip with a wrong sum', Buffer.concat([gzip(A).subarray(0, -8), Buffer.alloc(8)])],
    ['gzip with something behind it', Buffer.concat([gzip(A), Buffer.from('more')])],
    ['gzip with much behind it', Buffer.concat([gzip(A), NOISE])],
    ['gzip with half a member behind it', Buffer.concat([gzip(A), gzip(B).subarray(0, 12)])],
    ['zstd that is cut off', zstd(A).subarray(0, -1)],
    ['zstd that is cut off in its header', zstd(A).subarray(0, 5)],
    ['zstd that is cut off in its sum', checked.subarray(0, -2)],
    ['zstd with a wrong sum', Buffer.concat([checked.subarray(0, -4), Buffer.alloc(4)])],
    ['zstd with half a frame behind it', Buffer.concat([zstd(A), zstd(B).subarray(0, 7)])],
    ['zstd with three bytes of a frame behind it', Buffer.concat([zstd(A), zstd(B).subarray(0, 3)])],
    ['zstd with something behind it', Buffer.concat([zstd(A), Buffer.from('more')])],
    ['zstd with much behind it', Buffer.concat([zstd(A), NOISE])],
    ['zstd with zeros behind it', Buffer.concat([zstd(A), Buffer.alloc(100)])],
    ['zstd with a part of a frame that holds no data', Buffer.concat([zstd(A), skippable(B).subarray(0, -1)])],
    ['zstd with a block of an unknown kind', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 1, 0x07, 0, 0])],
  ])('refuses %s', async (_, packed) => {
    for (const piece of [1 << 20, 1000, ...(packed.length < 5000 ? [7] : [])])
      expect(await unpacked(packed, piece)).toBe('LAYER-CORRUPT');
  });

  it('in more frames than any layer has is no layer', { timeout: 60_000 }, async () => {
    const empty = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 0, 1, 0, 0]);
    const many = Buffer.concat(Array<Buffer>(100_000).fill(empty));
    const decompressor = createDecompressor(() => undefined);
    const all = async (): Promise<void> => {
      for (let turn = 0; turn < 11; turn++) decompressor.take(many)?.catch(() => undefined);
      await decompressor.end();
    };
    await expect(all()).rejects.toMatchObject({ code: 'IMAGE-TOO-LARGE' });
    decompressor.abandon();
  });

  it('does not depend on the pieces, and is never something else', { timeout: 60_000 }, async () => {
    const plain = Buffer.concat([A.subarray(0, 3000), noise(2000), B]);
    const packings = [gzip, zstd];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: plain.length }), fc.nat({ max: 2000 }), fc.nat({ max: 1 })), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.nat({ max: 1 }),
        fc.integer({ min: 3, max: 6000 }),
        fc.option(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }))),
        async (slices, kind, piece, damage) => {
          const parts = slices.map(([from, length]) => plain.subarray(from, from + length));
          const packed = Buffer.concat(
            slices.map(([, , skip], index) => {
              const own = (packings[kind] ?? gzip)(parts[index] ?? B);
              return kind === 1 && skip === 1 ? Buffer.concat([skippable(B), own]) : own;
            }),
          );
          if (damage !== null) {
            const at = damage[0] % packed.length;
            packed[at] = (packed[at] ?? 0) ^ damage[1];
          }
          const [whole, pieces] = [await unpacked(packed, packed.length), await unpacked(packed, piece)];
          if (damage === null) expect(whole).toEqual(Buffer.concat(parts));
          expect(pieces).toEqual(whole);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('hands on what the taker throws, once', async () => {
    const stop = new Error('enough');
    for (const packed of [NOISE, gzip(NOISE), zstd(NOISE)]) {
      let calls = 0;
      const decompressor = createDecompressor(() => {
        calls += 1;
        throw stop;
      });
      const work = async (): Promise<void> => {
        for (let at = 0; at < packed.length; at += 1000) await decompressor.take(packed.subarray(at, at + 1000));
        await decompressor.end();
      };
      await expect(work()).rejects.toBe(stop);
      expect(calls).toBe(1);
    }
  });

  it.each<[readonly number[], string]>([
    [[0x1f, 0x8b], 'gzip'],
    [[0x1f], 'none'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
    [[0x28, 0xb5, 0x2f], 'none'],
    [[0x50, 0x2a, 0x4d, 0x18], 'zstd'],
    [[0x5f, 0x2a, 0x4d, 0x18], 'zstd'],
    [[0x60, 0x2a, 0x4d, 0x18], 'none'],
    [[0x42, 0x5a, 0x68, 0x39], 'none'],
    [[], 'none'],
  ])('%j is %s', (start, compression) => {
    expect(compressionOf(Buffer.from(start))).toBe(compression);
  });
});
