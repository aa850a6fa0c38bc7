import { type ByteString, layerCorrupt, layerUnsupported, shownBytes } from './archive-problems.ts';
import { type PaxRecords, readPaxRecords } from './pax-records.ts';
import { BLOCK, readTarHeader, type TarHeader } from './tar-header.ts';

export type TarEntryKind =
  | 'file'
  | 'hard-link'
  | 'symlink'
  | 'character-device'
  | 'block-device'
  | 'directory'
  | 'fifo'
  /** An extended header for all that follows. Engines apply nothing of it, but take its name for that of an entry. */
  | 'global-header';

/** One entry of a tar stream, its extended header applied. Everything is untrusted. */
export interface TarEntry {
  readonly name: ByteString;
  readonly linkName: ByteString;
  readonly kind: TarEntryKind;
  /** At most 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of the body; 0 for everything but files. */
  readonly size: number;
  readonly major: number;
  readonly minor: number;
  readonly capability?: Buffer;
}

/** Takes the body of one file, in pieces; the pieces are only good during the call. */
export interface BodySink {
  readonly take: (part: Buffer) => void;
  readonly end: () => void;
}

/** A tar stream that is pushed through. Both methods throw GateError `LAYER-CORRUPT` or `LAYER-UNSUPPORTED`. */
export interface TarReader {
  readonly take: (chunk: Buffer) => void;
  /** To be called when the stream has ended: throws when it ended too early. */
  readonly end: () => void;
}

const KINDS: Readonly<Record<string, TarEntryKind>> = {
  '0': 'file',
  '1': 'hard-link',
  '2': 'symlink',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'directory',
  '6': 'fifo',
};

/** Longest extended header and longest GNU name, as in Go's archive/tar (maxSpecialFileSize). */
const MAX_META = 1024 * 1024;

/**
 * Reads a tar stream as the engines do (see tar-header.ts), without knowing how long it is and without keeping it. The
 * bodies of files that nobody asks for are skipped. What follows the two blocks of zeros at the end is ignored.
 *
 * @param onEntry called for every entry in order; answers who takes the body
 */
export function createTarReader(onEntry: (entry: TarEntry) => BodySink | undefined): TarReader {
  const partial = Buffer.alloc(BLOCK);
  let filled = 0;
  let body = 0;
  let padding = 0;
  let sink: BodySink | undefined;
  let zeros = 0;
  let meta: Meta = {};

  const finishBody = (): void => {
    sink?.end();
    sink = undefined;
  };
  const onBlock = (block: Buffer): void => {
    const header = readTarHeader(block);
    if (header === undefined) {
      zeros += 1;
      return;
    }
    if (zeros > 0) throw layerCorrupt('a block of zeros is followed by something else than the end');
    const special = specialSink(header, meta, (global) => {
      meta = {};
      onEntry(entryOf(header, { pax: global }, 'global-header'));
    });
    if (special === undefined) {
      const entry = entryOf(header, meta, kindOf(header, meta));
      meta = {};
      sink = onEntry(entry);
      body = entry.size;
    } else {
      sink = special;
      body = header.size;
    }
    padding = (BLOCK - (body % BLOCK)) % BLOCK;
    if (body === 0) finishBody();
  };
  const takeBody = (chunk: Buffer, at: number): number => {
    const length = Math.min(body, chunk.length - at);
    sink?.take(chunk.subarray(at, at + length));
    body -= length;
    if (body === 0) finishBody();
    return at + length;
  };
  const takeBlock = (chunk: Buffer, at: number): number => {
    const length = Math.min(BLOCK - filled, chunk.length - at);
    if (length === BLOCK) {
      onBlock(chunk.subarray(at, at + BLOCK));
      return at + BLOCK;
    }
    chunk.copy(partial, filled, at, at + length);
    filled += length;
    if (filled === BLOCK) {
      filled = 0;
      onBlock(partial);
    }
    return at + length;
  };
  return {
    take: (chunk) => {
      for (let at = 0; at < chunk.length && zeros < 2; ) {
        if (body > 0) at = takeBody(chunk, at);
        else if (padding > 0) {
          const length = Math.min(padding, chunk.length - at);
          padding -= length;
          at += length;
        } else at = takeBlock(chunk, at);
      }
    },
    end: () => {
      if (body > 0 || padding > 0 || filled > 0) throw layerCorrupt('its tar stream ends within an entry');
      if (zeros === 0) throw layerCorrupt('its tar stream has no end');
      if (meta.pax !== undefined || meta.name !== undefined || meta.linkName !== undefined) {
        throw layerCorrupt('its tar stream ends after an extended header');
      }
    },
  };
}

/** What headers in front of an entry say of it. */
interface Meta {
  pax?: PaxRecords;
  name?: ByteString;
  linkName?: ByteString;
}

/** A header that only says something about others, or undefined for an entry of its own. */
function specialSink(
  { type, size }: TarHeader,
  meta: Meta,
  onGlobal: (records: PaxRecords) => void,
): BodySink | undefined {
  if (!['x', 'g', 'L', 'K'].includes(type)) return undefined;
  if (size > MAX_META) throw layerCorrupt(`an extended header has ${size} bytes`);
  const parts: Buffer[] = [];
  const take = (part: Buffer): void => {
    parts.push(Buffer.from(part));
  };
  const end = (): void => {
    const content = Buffer.concat(parts);
    if (type === 'x') meta.pax = readPaxRecords(content);
    // With it Go's reader forgets what it knew of the next entry.
    if (type === 'g') onGlobal(readPaxRecords(content));
    if (type === 'L') meta.name = untilZero(content);
    if (type === 'K') meta.linkName = untilZero(content);
  };
  return { take, end };
}

function untilZero(content: Buffer): ByteString {
  const end = content.indexOf(0);
  return content.toString('latin1', 0, end < 0 ? content.length : end);
}

/** The oldest type is a directory when its whole name ends in a slash, and a file otherwise (Reader.next). */
function kindOf(header: TarHeader, meta: Meta): TarEntryKind {
  if (header.type === '\0') return nameOf(header, meta).endsWith('/') ? 'directory' : 'file';
  const kind = KINDS[header.type];
  if (kind === undefined) throw layerUnsupported(`an entry of the type ${shownBytes(header.type, 10)}`);
  return kind;
}

/** GNU's long names win, as in Go's archive/tar (Reader.next). */
function nameOf(header: TarHeader, { pax, name }: Meta): ByteString {
  return name || (pax?.path ?? header.name);
}

function entryOf(header: TarHeader, meta: Meta, kind: TarEntryKind): TarEntry {
  const { pax, linkName } = meta;
  const { capability } = pax ?? {};
  return {
    name: nameOf(header, meta),
    linkName: linkName || (pax?.linkPath ?? header.linkName),
    kind,
    mode: header.mode,
    uid: pax?.uid ?? header.uid,
    gid: pax?.gid ?? header.gid,
    size: kind === 'file' ? (pax?.size ?? header.size) : 0,
    major: header.major,
    minor: header.minor,
    ...(capability === undefined ? {} : { capability }),
  };
}
