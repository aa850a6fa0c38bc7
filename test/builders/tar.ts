/** A tar stream for tests, byte by byte: what is right unless a test says otherwise. Texts are UTF-8; Buffers are as they are. */
export type Bytes = string | Buffer;

export interface TarParts {
  readonly name: Bytes;
  /** The type flag; a regular file when nothing is said. */
  readonly type?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly link?: Bytes;
  readonly content?: Bytes;
  /** What the header says instead of the content's size. */
  readonly size?: number;
  readonly major?: number;
  readonly minor?: number;
  readonly form?: 'ustar' | 'gnu' | 'v7' | 'star';
  /** What stands in front of the name, in forms that have it. */
  readonly prefix?: Bytes;
  /** A number as base 256 bytes instead of octal digits. */
  readonly binary?: boolean;
  /** `signed`: the sum of old programs, over signed bytes. */
  readonly checksum?: 'right' | 'signed' | 'wrong';
  /** Bytes that go over the header before the checksum is taken: [offset, bytes]. */
  readonly patch?: readonly (readonly [number, Bytes])[];
}

/** One entry: its blocks, with whatever stands in front of it. */
export type TarBlocks = Buffer;

export const BLOCK = 512;
export const END = Buffer.alloc(2 * BLOCK);

/** An archive of the entries with its end. */
export function tarOf(...entries: readonly TarBlocks[]): Buffer {
  return Buffer.concat([...entries, END]);
}

export function entry(parts: TarParts): TarBlocks {
  const content = bytesOf(parts.content ?? '');
  return Buffer.concat([header(parts), padded(content)]);
}

export function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

export function file(name: Bytes, content: Bytes = '', more: Partial<TarParts> = {}): TarBlocks {
  return entry({ name, content, mode: 0o644, ...more });
}

export function folder(name: string, more: Partial<TarParts> = {}): TarBlocks {
  return entry({ name: `${name}/`, type: '5', mode: 0o755, ...more });
}

export function symlink(name: Bytes, link: Bytes, more: Partial<TarParts> = {}): TarBlocks {
  return entry({ name, type: '2', mode: 0o777, link, ...more });
}

export function hardLink(name: Bytes, link: Bytes, more: Partial<TarParts> = {}): TarBlocks {
  return entry({ name, type: '1', mode: 0o644, link, ...more });
}

export function device(name: Bytes, major: number, minor: number, more: Partial<TarParts> = {}): TarBlocks {
  return entry({ name, type: '3', mode: 0o600, major, minor, ...more });
}

export function fifo(name: Bytes, more: Partial<TarParts> = {}): TarBlocks {
  return entry({ name, type: '6', mode: 0o644, ...more });
}

/** Takes a path of lower layers away. */
export function whiteout(path: string): TarBlocks {
  const slash = path.lastIndexOf('/') + 1;
  return file(`${path.slice(0, slash)}.wh.${path.slice(slash)}`);
}

/** Takes everything in a directory of lower layers away. */
export function opaque(path: string): TarBlocks {
  return file(path === '' ? '.wh..wh..opq' : `${path}/.wh..wh..opq`);
}

export type PaxPairs = readonly (readonly [string, Bytes])[];

/** The body of an extended header, lengths right. */
export function paxBody(records: PaxPairs): Buffer {
  return Buffer.concat(
    records.map(([key, value]) => {
      const rest = Buffer.concat([Buffer.from(` ${key}=`), bytesOf(value), Buffer.from('\n')]);
      let length = rest.length;
      while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
      return Buffer.concat([Buffer.from(String(length)), rest]);
    }),
  );
}

/** An extended header for the entry that follows it. */
export function pax(records: PaxPairs | Buffer, more: Partial<TarParts> = {}): TarBlocks {
  const content = Buffer.isBuffer(records) ? records : paxBody(records);
  return entry({ name: 'PaxHeaders.0/x', type: 'x', mode: 0o644, content, ...more });
}

/** GNU's long name of the entry that follows it; `K` is that of the link's target. */
export function gnuLong(name: Bytes, type: 'L' | 'K' = 'L'): TarBlocks {
  const content = Buffer.concat([bytesOf(name), Buffer.alloc(1)]);
  return entry({ name: '././@LongLink', type, form: 'gnu', content });
}

/** The attribute `security.capability` in front of an entry. */
export function withCapability(capability: Buffer, blocks: TarBlocks): TarBlocks {
  return Buffer.concat([pax([['SCHILY.xattr.security.capability', capability]]), blocks]);
}

const MAGIC = { ustar: 'ustar\x0000', gnu: 'ustar  \0', v7: '', star: 'ustar\x0000' } as const;

export function header(parts: TarParts): Buffer {
  const { name, type = '0', link = '', form = 'ustar', prefix = '', binary = false, checksum = 'right' } = parts;
  const size = parts.size ?? bytesOf(parts.content ?? '').length;
  const block = Buffer.alloc(BLOCK);
  const number = (at: number, length: number, value: number): void => {
    if (binary) base256(block, at, length, value);
    else block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
  };
  bytesOf(name).copy(block, 0, 0, 100);
  number(100, 8, parts.mode ?? 0o644);
  number(108, 8, parts.uid ?? 0);
  number(116, 8, parts.gid ?? 0);
  number(124, 12, size);
  number(136, 12, 0);
  block.write(type, 156, 'latin1');
  bytesOf(link).copy(block, 157, 0, 100);
  block.write(MAGIC[form], 257, 'latin1');
  if (form !== 'v7') {
    number(329, 8, parts.major ?? 0);
    number(337, 8, parts.minor ?? 0);
    bytesOf(prefix).copy(block, 345, 0, 155);
  }
  if (form === 'star') block.write('tar\0', 508, 'latin1');
  for (const [at, bytes] of parts.patch ?? []) bytesOf(bytes).copy(block, at);
  block.write(`${sumOf(block, checksum).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function sumOf(block: Buffer, checksum: 'right' | 'signed' | 'wrong'): number {
  const signed = (byte: number): number => (checksum === 'signed' && byte > 127 ? byte - 256 : byte);
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : signed(byte)), 0);
  return checksum === 'wrong' ? sum + 1 : sum;
}

/** Two's complement, the first bit set, as GNU tar writes what has no room as digits. */
function base256(block: Buffer, at: number, length: number, value: number): void {
  let rest = BigInt(value);
  for (let index = length - 1; index >= 0; index--) {
    block[at + index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  block[at] = (block[at] ?? 0) | 0x80;
}

export function bytesOf(bytes: Bytes): Buffer {
  return typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
}
