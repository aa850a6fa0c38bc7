import { describe, expect, it } from 'vitest';
import { createTarReader, type TarEntry } from '../../../src/archive/tar-reader.ts';
import { paxRecord, type TarPart, tar, tarPart } from '../../builders/tar-parts.ts';

interface Read {
  readonly entries: readonly TarEntry[];
  readonly bodies: readonly string[];
}

function read(bytes: Buffer, piece = bytes.length): Read {
  const entries: TarEntry[] = [];
  const bodies: string[] = [];
  const reader = createTarReader((entry) => {
    entries.push(entry);
    const parts: Buffer[] = [];
    return {
      take: (part) => parts.push(Buffer.from(part)),
      end: () => bodies.push(Buffer.concat(parts).toString('latin1')),
    };
  });
  for (let at = 0; at < bytes.length; at += piece) reader.take(bytes.subarray(at, at + piece));
  reader.end();
  return { entries, bodies };
}

const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
const LONG = `${'d/'.repeat(120)}name`;

describe('the tar reader', () => {
  it.each<[string, TarPart, Partial<TarEntry>]>([
    ['a file', { name: 'a', content: 'x' }, { name: 'a', kind: 'file', size: 1, mode: 0o644 }],
    ['mode bits with type bits in front', { name: 'a', mode: 0o104755 }, { mode: 0o4755 }],
    ['a symlink', { name: 'a', type: '2', link: '../b' }, { kind: 'symlink', linkName: '../b' }],
    ['a hard link', { name: 'a', type: '1', link: 'b' }, { kind: 'hard-link', linkName: 'b' }],
    ['a device', { name: 'a', type: '3', device: [1, 3] }, { kind: 'character-device', major: 1, minor: 3 }],
    ['a block device', { name: 'a', type: '4', device: [8, 0] }, { kind: 'block-device', major: 8 }],
    ['a FIFO', { name: 'a', type: '6' }, { kind: 'fifo' }],
    ['a directory', { name: 'a/', type: '5' }, { kind: 'directory' }],
    ['an old directory', { name: 'a/', type: '\0' }, { kind: 'directory' }],
    ['an old file', { name: 'a', type: '\0' }, { kind: 'file' }],
    ['a long name', { name: 'short', pax: { path: LONG } }, { name: LONG }],
    ['a name of other bytes', { name: 'x\xff\xfe' }, { name: 'x\xff\xfe' }],
    ['an empty record leaves the header', { name: 'a', pax: { path: '' } }, { name: 'a' }],
    [
      'numbers of the extended header',
      { name: 'a', pax: { uid: '3000000000', gid: '7' } },
      { uid: 3_000_000_000, gid: 7 },
    ],
    [
      'a capability, byte for byte',
      { name: 'a', pax: { 'SCHILY.xattr.security.capability': EVERY_BYTE } },
      { capability: EVERY_BYTE },
    ],
    ['other attributes', { name: 'a', pax: { 'SCHILY.xattr.user.x': 'y' } }, { name: 'a' }],
  ])('%s', (_, part, expected) => {
    for (const piece of [1, 7, 512, 10_000]) expect(read(tar([part]), piece).entries).toMatchObject([expected]);
  });

  it('gives bodies whole, whatever the pieces are', () => {
    const bodies = ['', 'x', 'y'.repeat(511), 'z'.repeat(512), 'w'.repeat(1300)];
    const bytes = tar(bodies.map((content, index) => ({ name: `f${index}`, content })));
    for (const piece of [1, 100, 511, 513, 4096]) expect(read(bytes, piece).bodies).toEqual(bodies);
  });

  it('a size of the extended header counts, and GNU’s long names win', () => {
    const sized = tar([{ name: 'a', content: 'xy', size: 0, pax: { size: '2' } }, { name: 'b' }]);
    expect(read(sized).entries.map(({ name, size }) => [name, size])).toEqual([
      ['a', 2],
      ['b', 0],
    ]);
    const gnu = tar([
      { name: '././@LongLink', type: 'L', content: 'long\0' },
      { name: 'a', pax: { path: 'pax' } },
    ]);
    expect(read(gnu).entries[0]?.name).toBe('long');
    const link = tar([
      { name: '././@LongLink', type: 'K', content: 'far\0' },
      { name: 'a', type: '2', link: 'b' },
    ]);
    expect(read(link).entries[0]?.linkName).toBe('far');
  });

  it('ignores what follows the end', () => {
    expect(read(Buffer.concat([tar([{ name: 'a' }]), tarPart({ name: 'b' })])).entries).toHaveLength(1);
  });

  it.each<[string, Buffer, string]>([
    ['a wrong checksum', tar([{ name: 'a', checksum: '0000000\0' }]), 'LAYER-CORRUPT'],
    ['a negative size', tar([{ name: 'a', size: `\xff${'\xff'.repeat(11)}` }]), 'LAYER-CORRUPT'],
    ['a size beyond all bounds', tar([{ name: 'a', size: `\x80${'\x7f'.repeat(11)}` }]), 'LAYER-CORRUPT'],
    ['a size that is no number', tar([{ name: 'a', size: '9z' }]), 'LAYER-CORRUPT'],
    ['no end', tarPart({ name: 'a' }), 'LAYER-CORRUPT'],
    ['an end within a body', tar([{ name: 'a', content: 'x'.repeat(2000) }]).subarray(0, 1500), 'LAYER-CORRUPT'],
    ['an end within a header', tar([{ name: 'a' }]).subarray(0, 300), 'LAYER-CORRUPT'],
    ['something behind one block of zeros', Buffer.concat([Buffer.alloc(512), tar([{ name: 'a' }])]), 'LAYER-CORRUPT'],
    [
      'an extended header alone',
      tar([{ name: 'x', type: 'x', content: paxRecord('path', Buffer.from('a')) }]),
      'LAYER-CORRUPT',
    ],
    [
      'a record of a wrong length',
      tar([{ name: 'x', type: 'x', content: '99 path=a\n' }, { name: 'a' }]),
      'LAYER-CORRUPT',
    ],
    ['a record without a name', tar([{ name: 'x', type: 'x', content: '5 =a\n' }, { name: 'a' }]), 'LAYER-CORRUPT'],
    ['a zero byte in a name', tar([{ name: 'a', pax: { path: 'a\0b' } }]), 'LAYER-CORRUPT'],
    ['an extended header of 2 GB', tar([{ name: 'x', type: 'x', size: 2 ** 31 }]), 'LAYER-CORRUPT'],
    ['a sparse file', tar([{ name: 'a', pax: { 'GNU.sparse.major': '1' } }]), 'LAYER-UNSUPPORTED'],
    ['an old sparse file', tar([{ name: 'a', type: 'S' }]), 'LAYER-UNSUPPORTED'],
    [
      'an order to the overlay',
      tar([{ name: 'a', pax: { 'SCHILY.xattr.trusted.overlay.redirect': '/x' } }]),
      'LAYER-UNSUPPORTED',
    ],
    ['a type that nobody knows', tar([{ name: 'a', type: 'Z' }]), 'LAYER-UNSUPPORTED'],
  ])('refuses %s', (_, bytes, code) => {
    for (const piece of [bytes.length, 100]) {
      expect(() => read(bytes, piece)).toThrowError(expect.objectContaining({ code }));
    }
  });
});
