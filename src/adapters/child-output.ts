import { createWriteStream, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { ProcessRequest } from '../ports.ts';
import { handOn } from './hand-on.ts';

/** Kept of each stream unless the request says otherwise. */
const KEEP_BYTES = 1024 * 1024;
/** Longest line that is handed on, in bytes; the rest of it is counted. */
const MAX_LINE = 16 * 1024;

/** Keeps one end of a stream, whatever its length. */
export interface Capture {
  readonly take: (chunk: Buffer) => void;
  readonly kept: () => Buffer;
  /** Bytes that went through and were not kept. */
  readonly dropped: () => number;
}

/** @param limit in bytes, at least 1 */
export function createCapture(limit: number, keep: 'start' | 'end'): Capture {
  // One store that grows up to the limit and, for the end of a stream, is then written round and round: a child that
  // writes byte by byte costs no more memory than any other.
  let store = Buffer.alloc(0);
  let seen = 0;
  const grow = (needed: number): void => {
    if (needed <= store.length || store.length === limit) return;
    const larger = Buffer.alloc(Math.min(limit, Math.max(needed, 2 * store.length, 4096)));
    store.copy(larger);
    store = larger;
  };
  const take = (chunk: Buffer): void => {
    grow(seen + chunk.length);
    if (keep === 'start') {
      if (seen < limit) chunk.copy(store, seen);
    } else {
      const part = chunk.subarray(Math.max(0, chunk.length - limit));
      const done = part.copy(store, (seen + chunk.length - part.length) % limit);
      part.copy(store, 0, done);
    }
    seen += chunk.length;
  };
  const kept = (): Buffer => {
    if (seen <= limit) return store.subarray(0, seen);
    return keep === 'start' ? store : Buffer.concat([store.subarray(seen % limit), store.subarray(0, seen % limit)]);
  };
  return { take, kept, dropped: () => Math.max(0, seen - limit) };
}

/** Cuts a stream into lines without ever holding more than one line's limit. */
export interface LineSplitter {
  readonly take: (chunk: Buffer) => void;
  /** Hands on a last line that has no line end. */
  readonly end: () => void;
}

export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  let parts: Buffer[] = [];
  let held = 0;
  let beyond = 0;
  const add = (part: Buffer): void => {
    const fits = part.subarray(0, MAX_LINE - held);
    // Copied: a view would keep its whole chunk in memory for as long as the line is open.
    if (fits.length > 0) parts.push(Buffer.from(fits));
    held += fits.length;
    beyond += part.length - fits.length;
  };
  const flush = (): void => {
    const text = Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
    const note = beyond > 0 ? ` … (${beyond} bytes more)` : '';
    parts = [];
    held = 0;
    beyond = 0;
    onLine(text + note);
  };
  const take = (chunk: Buffer): void => {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, at));
      flush();
      from = at + 1;
    }
    add(chunk.subarray(from));
  };
  return {
    take,
    end: () => {
      if (held > 0 || beyond > 0) flush();
    },
  };
}

/** A file that gets everything, at the speed of the disk. */
export interface Tee {
  readonly take: (chunk: Buffer, from: Readable) => void;
  /** Resolves when the file is closed, with the reason why it is incomplete if it is. */
  readonly close: () => Promise<Error | undefined>;
}

/** @param file is made or emptied; only its owner may read it, a build log can hold secrets */
export function createTee(file: string): Tee {
  const stream: WriteStream = createWriteStream(file, { flags: 'w', mode: 0o600 });
  const waiting = new Set<Readable>();
  let failure: Error | undefined;
  const resumeAll = (): void => {
    for (const source of waiting) source.resume();
    waiting.clear();
  };
  stream.on('drain', resumeAll);
  // A full disk must not stop the build's output from being read.
  stream.on('error', (error) => {
    failure = error;
    resumeAll();
  });
  return {
    take: (chunk, from) => {
      if (failure !== undefined || stream.write(chunk)) return;
      waiting.add(from);
      from.pause();
    },
    close: () =>
      new Promise((resolve) => {
        if (failure !== undefined) return resolve(failure);
        stream.once('close', () => resolve(failure));
        stream.end();
      }),
  };
}

/** What a finished child has said. */
export interface ChildOutput {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly droppedBytes: number;
}

/** What the reading of the streams finds out on the way. */
export interface OutputEvents {
  /** `enoughBytes` of standard output have come. */
  readonly enough: () => void;
  /** `onBytes` threw. */
  readonly failed: (error: unknown) => void;
}

/**
 * Reads both streams as the request wants it.
 *
 * @returns to be called once the streams have ended
 */
export function readOutput(
  child: { readonly stdout: Readable; readonly stderr: Readable },
  request: ProcessRequest,
  { enough, failed }: OutputEvents,
): () => Promise<ChildOutput> {
  const { keepBytes = KEEP_BYTES, keep = 'start', onLine, teeFile, enoughBytes = Number.POSITIVE_INFINITY } = request;
  const tee = teeFile === undefined ? undefined : createTee(teeFile);
  const read = (stream: Readable, onBytes: (total: number) => void) => {
    const capture = createCapture(keepBytes, keep);
    const lines = onLine && createLineSplitter(onLine);
    let total = 0;
    stream.on('data', (chunk: Buffer) => {
      capture.take(chunk);
      lines?.take(chunk);
      tee?.take(chunk, stream);
      total += chunk.length;
      onBytes(total);
    });
    // A broken pipe to a child that was killed; how it ended says so.
    stream.on('error', () => undefined);
    return { capture, lines };
  };
  const { onBytes } = request;
  const usedUp = onBytes === undefined ? undefined : handOn(child.stdout, onBytes, failed);
  const nothing = { capture: createCapture(1, 'start'), lines: undefined };
  const stdout = onBytes ? nothing : read(child.stdout, (total) => total >= enoughBytes && enough());
  const stderr = read(child.stderr, () => undefined);
  return async () => {
    await usedUp?.();
    stdout.lines?.end();
    stderr.lines?.end();
    const failure = await tee?.close();
    if (failure !== undefined) onLine?.(`(The log file is incomplete: ${failure.message})`);
    const droppedBytes = stdout.capture.dropped() + stderr.capture.dropped();
    return { stdout: stdout.capture.kept(), stderr: stderr.capture.kept(), droppedBytes };
  };
}
