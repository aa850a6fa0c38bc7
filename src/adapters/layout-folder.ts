import { constants, createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { LayoutFolder } from '../ports.ts';

/** Read at once: fewer turns for the same bytes. */
const PIECE = 1024 * 1024;
const DIGEST = /^sha256:([0-9a-f]{64})$/;

/** @param folder absolute; written by a builder for this run, in the gate's own temporary folder */
export function layoutFolder(folder: string): LayoutFolder {
  const blobPath = (digest: string): string => {
    const hex = DIGEST.exec(digest)?.[1];
    if (hex === undefined) throw new Error('a blob was asked for by something that is no digest');
    return join(folder, 'blobs', 'sha256', hex);
  };
  return {
    index: (limit) => readFile(join(folder, 'index.json'), limit),
    small: (digest, limit) => readFile(blobPath(digest), limit),
    blob: async (digest, take) => {
      try {
        const file = await open(blobPath(digest), constants.O_RDONLY | constants.O_NOFOLLOW);
        // The stream closes the file, also when `take` throws.
        const stream = createReadStream('', { fd: file, highWaterMark: PIECE });
        for await (const chunk of stream) if (Buffer.isBuffer(chunk)) await take(chunk);
      } catch (error) {
        if (error instanceof GateError) throw error;
        throw unreadable(error);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }).catch(() => undefined),
  };
}

async function readFile(path: string, limit: number): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    if (size > limit) return undefined;
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size), position: 0 });
    return bytesRead === size ? buffer : undefined;
  } finally {
    await file.close();
  }
}

function unreadable(error: unknown): GateError {
  const why = error instanceof Error && 'code' in error ? String(error.code) : 'it ended too early';
  return new GateError(
    {
      code: 'IMAGE-UNREADABLE',
      what: `A layer that the builder wrote can't be read (${why}).`,
      means: NO_VERDICT,
      todo: "Make sure that the runner's temporary folder has room and is left alone, and run the gate again.",
    },
    error,
  );
}
