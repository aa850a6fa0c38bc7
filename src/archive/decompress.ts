import { createGunzip, createZstdDecompress } from 'node:zlib';
import { layerCorrupt } from './archive-problems.ts';
import { createFrameCutter } from './zstd-frames.ts';

/** How a blob is compressed, by its first bytes; media types and names may say something else. */
export type Compression = 'none' | 'gzip' | 'zstd';

/** Takes a blob in pieces. The piece has been used up when the promise is settled. */
export interface Decompressor {
  readonly take: (chunk: Buffer) => Promise<void> | undefined;
  /** Resolves when everything came out. @throws GateError `LAYER-CORRUPT`, and what `onPlain` threw */
  readonly end: () => Promise<Compression>;
  /** Gives up: nothing comes out any more. */
  readonly abandon: () => void;
}

/** RFC 1952 section 2.3.1; RFC 8878 section 3.1.1, and 3.1.2 for skippable frames (the first byte is 0x50 to 0x5f). */
export function compressionOf(start: Buffer): Compression {
  if (start.length >= 2 && start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  if (start.length < 4) return 'none';
  const magic = start.readUInt32LE(0);
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50 ? 'zstd' : 'none';
}

const MAGIC = 4;
/** Output comes in pieces of this size: each costs a way through the thread pool. */
const PIECE = 256 * 1024;

/**
 * Takes compression away, whatever it is, in a thread of its own: reading goes on meanwhile.
 *
 * @param onPlain takes the plain bytes, which are only good during the call; what it throws ends the work and comes out
 *   of `take` or `end`
 */
export function createDecompressor(onPlain: (plain: Buffer) => void): Decompressor {
  let start: Buffer | undefined = Buffer.alloc(0);
  let engine: Engine | undefined;
  const begin = (head: Buffer): Promise<void> | undefined => {
    start = undefined;
    engine = engineFor(compressionOf(head), onPlain);
    return head.length > 0 ? engine.take(head) : undefined;
  };
  return {
    take: (chunk) => {
      if (engine !== undefined) return engine.take(chunk);
      const head = start === undefined || start.length === 0 ? chunk : Buffer.concat([start, chunk]);
      if (head.length >= MAGIC) return begin(head);
      start = Buffer.from(head);
      return undefined;
    },
    end: async () => {
      if (engine === undefined) await begin(start ?? Buffer.alloc(0));
      await engine?.end();
      return engine?.compression ?? 'none';
    },
    abandon: () => engine?.abandon(),
  };
}

interface Engine {
  readonly compression: Compression;
  readonly take: (chunk: Buffer) => Promise<void> | undefined;
  readonly end: () => Promise<void>;
  readonly abandon: () => void;
}

function engineFor(compression: Compression, onPlain: (plain: Buffer) => void): Engine {
  if (compression === 'none') {
    const take = (chunk: Buffer): undefined => {
      onPlain(chunk);
    };
    return { compression, take, end: async () => undefined, abandon: () => undefined };
  }
  const options = { chunkSize: PIECE, highWaterMark: PIECE };
  const stream = compression === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
  let failure: { readonly error: unknown } | undefined;
  const wake = new Set<() => void>();
  const settle = (): void => {
    for (const resume of wake) resume();
    wake.clear();
  };
  const change = (): Promise<void> => new Promise((resolve) => wake.add(resolve));
  let ended = false;
  // Used up after the next piece has been asked for, so that the thread inflates while this one hashes.
  const pieces: Buffer[] = [];
  const useUp = (): void => {
    try {
      for (const piece of pieces.splice(0)) {
        if (failure === undefined) onPlain(piece);
        giveBack(piece);
      }
    } catch (error) {
      failure = { error };
      stream.destroy();
      settle();
    }
  };
  stream.on('data', (plain: Buffer) => {
    if (pieces.push(plain) === 1) queueMicrotask(useUp);
  });
  stream.on('error', (error) => {
    failure ??= { error: layerCorrupt(`its ${compression} stream is damaged (${error.message})`) };
    settle();
  });
  stream.on('drain', settle);
  stream.on('close', settle);
  stream.on('end', () => {
    useUp();
    ended = true;
    settle();
  });
  const frames = compression === 'zstd' ? createFrameCutter() : undefined;
  // Copies: the thread reads them when the chunk is long used for something else.
  const copied = (chunk: Buffer): readonly Buffer[] => frames?.take(chunk) ?? [Buffer.from(chunk)];
  const refuse = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  const flowed = async (): Promise<void> => {
    if (stream.writableNeedDrain && failure === undefined) await change();
    refuse();
  };
  return {
    compression,
    take: (chunk) => {
      refuse();
      for (const part of copied(chunk)) stream.write(part);
      return stream.writableNeedDrain ? flowed() : undefined;
    },
    end: async () => {
      refuse();
      frames?.end();
      stream.end();
      while (!ended && failure === undefined) await change();
      refuse();
    },
    abandon: () => {
      failure ??= { error: layerCorrupt('reading it was given up') };
      stream.destroy();
    },
  };
}

/** Frees a piece at once; the collector would let a hundred megabytes of them gather. A part of a buffer stays. */
function giveBack(piece: Buffer): void {
  const { buffer, byteLength } = piece;
  if (byteLength === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
