/** One entry of a tar stream that a test makes; everything may be wrong on purpose. */
export interface TarPart {
  readonly name: string;
  /** Default `0`, a file. */
  readonly type?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly link?: string;
  readonly content?: Buffer | string;
  /** What the header says of the size; default the content's. A string stands as it is. */
  readonly size?: number | string;
  readonly device?: readonly [major: number, minor: number];
  /** Records of an extended header in front, values byte for byte. */
  readonly pax?: Readonly<Record<string, Buffer | string>>;
  readonly checksum?: string;
}

const BLOCK = 512;

/** A tar stream with its two blocks of zeros. */
export function tar(parts: readonly TarPart[]): Buffer {
  return Buffer.concat([...parts.map(tarPart), Buffer.alloc(2 * BLOCK)]);
}

export function tarPart(part: TarPart): Buffer {
  const content = Buffer.from(part.content ?? '');
  const own = Buffer.concat([header(part, content.length), content, padding(content.length)]);
  if (part.pax === undefined) return own;
  const body = Buffer.concat(Object.entries(part.pax).map(([key, value]) => paxRecord(key, Buffer.from(value))));
  const meta = header({ name: 'PaxHeaders/0', type: 'x' }, body.length);
  return Buffer.concat([meta, body, padding(body.length), own]);
}

export function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
  let length = rest.length;
  while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length;
  return Buffer.concat([Buffer.from(`${length}`), rest]);
}

function header(part: TarPart, length: number): Buffer {
  const { name, type = '0', mode = 0o644, uid = 0, gid = 0, link = '', size = length, device = [0, 0] } = part;
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  block.write(octal(mode, 7), 100);
  block.write(octal(uid, 7), 108);
  block.write(octal(gid, 7), 116);
  block.write(typeof size === 'string' ? size : octal(size, 11), 124, 12, 'latin1');
  block.write(octal(0, 11), 136);
  block.write('        ', 148);
  block.write(type, 156, 1, 'latin1');
  block.write(link, 157, 100, 'latin1');
  block.write('ustar\x0000', 257);
  block.write(octal(device[0], 7), 329);
  block.write(octal(device[1], 7), 337);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(part.checksum ?? `${octal(sum, 6)} `, 148, 8, 'latin1');
  return block;
}

function octal(value: number, digits: number): string {
  return `${value.toString(8).padStart(digits, '0')}\0`;
}

function padding(length: number): Buffer {
  return Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
}
