import { type ByteString, layerCorrupt, layerUnsupported, shownBytes } from './archive-problems.ts';

/** What the extended header of one entry says of it (POSIX pax, "Extended Header"), as far as the gate asks. */
export interface PaxRecords {
  readonly path?: ByteString;
  readonly linkPath?: ByteString;
  readonly size?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** The extended attribute `security.capability`, byte for byte. */
  readonly capability?: Buffer;
}

const XATTR = 'SCHILY.xattr.';
const CAPABILITY = `${XATTR}security.capability`;
const KNOWN: ReadonlyMap<string, keyof PaxRecords> = new Map([
  ['path', 'path'],
  ['linkpath', 'linkPath'],
  ['size', 'size'],
  ['uid', 'uid'],
  ['gid', 'gid'],
  [CAPABILITY, 'capability'],
]);

/**
 * Reads the body of an extended header: `LENGTH KEY=VALUE\n` each. Values are bytes: capabilities are no text.
 *
 * @throws GateError `LAYER-CORRUPT`; `LAYER-UNSUPPORTED` for sparse files and attributes that steer the overlay itself
 */
export function readPaxRecords(body: Buffer): PaxRecords {
  const records: { -readonly [K in keyof PaxRecords]: PaxRecords[K] } = {};
  for (let at = 0; at < body.length; ) {
    const { key, value, end } = readRecord(body, at);
    at = end;
    const known = KNOWN.get(key);
    // An empty value leaves what the plain header says, whatever came before it (Go's archive/tar, mergePAX).
    if (value.length === 0) {
      if (known !== undefined) delete records[known];
    } else if (key === 'path') records.path = name(value);
    else if (key === 'linkpath') records.linkPath = name(value);
    else if (key === 'size') records.size = integer(key, value);
    else if (key === 'uid') records.uid = integer(key, value);
    else if (key === 'gid') records.gid = integer(key, value);
    else if (key === CAPABILITY) records.capability = value;
    else refuse(key);
  }
  return records;
}

/** Longest decimal length of a record: a header is at most 1 MiB. */
const MAX_DIGITS = 7;

function readRecord(body: Buffer, at: number): { key: string; value: Buffer; end: number } {
  const blank = body.indexOf(0x20, at);
  const digits = blank < 0 || blank - at > MAX_DIGITS ? '' : body.toString('latin1', at, blank);
  const length = /^[1-9]\d*$/.test(digits) ? Number(digits) : 0;
  const end = at + length;
  const equals = body.indexOf(0x3d, blank);
  if (length === 0 || end > body.length || body[end - 1] !== 0x0a || equals < 0 || equals >= end - 1) {
    throw layerCorrupt('an extended header has a record of a wrong length');
  }
  const key = body.toString('latin1', blank + 1, equals);
  if (key === '' || key.includes('\0')) throw layerCorrupt('an extended header has a record without a name');
  return { key, value: Buffer.from(body.subarray(equals + 1, end - 1)), end };
}

function name(value: Buffer): ByteString {
  if (value.includes(0)) throw layerCorrupt('a name in an extended header has a zero byte');
  return value.toString('latin1');
}

function integer(key: string, value: Buffer): number {
  const digits = value.toString('latin1');
  const number = Number(digits);
  if (!/^\d{1,16}$/.test(digits) || !Number.isSafeInteger(number)) {
    throw layerCorrupt(`the ${key} of an extended header is no number (${shownBytes(digits, 20)})`);
  }
  return number;
}

/**
 * Some attributes are orders to overlayfs (kernel documentation, filesystems/overlayfs.rst): with them a layer could
 * show what it does not have. Docker and BuildKit never write them.
 */
function refuse(key: string): void {
  if (key.startsWith('GNU.sparse.')) throw layerUnsupported('it has a sparse file');
  if (/^SCHILY\.xattr\.(?:trusted|user)\.overlay\./.test(key)) {
    throw layerUnsupported(`a file has the attribute ${shownBytes(key.slice(XATTR.length), 60)}`);
  }
}
