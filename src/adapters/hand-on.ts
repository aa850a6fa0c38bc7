import type { Readable } from 'node:stream';

/**
 * Hands a stream on chunk by chunk; it stands still while one is being used up.
 *
 * @returns waits for the last one: a stream that stands still ends all the same
 */
export function handOn(
  stream: Readable,
  onBytes: (chunk: Buffer) => void | Promise<void>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let over = false;
  let busy: Promise<void> | undefined;
  const fail = (error: unknown): void => {
    over = true;
    busy = undefined;
    stream.resume();
    failed(error);
  };
  const take = (chunk: Buffer): void | Promise<void> => {
    const used = over ? undefined : onBytes(chunk);
    if (used === undefined) giveBack(chunk);
    return used;
  };
  const wait = (mine: Promise<void>): void => {
    busy = mine;
    stream.pause();
    mine.then(() => {
      if (busy !== mine) return;
      busy = undefined;
      stream.resume();
    }, fail);
  };
  stream.on('data', (chunk: Buffer) => {
    // A stream that was told to stand still may have one more on its way.
    if (busy !== undefined) return wait(busy.then(() => take(chunk)));
    try {
      const used = take(chunk);
      if (used !== undefined) wait(used);
    } catch (error) {
      fail(error);
    }
  });
  stream.on('error', () => undefined);
  return async () => {
    while (busy !== undefined) await busy.catch(() => undefined);
  };
}

/** Frees what was used up at once; the collector would let a hundred megabytes of chunks gather. */
function giveBack(chunk: Buffer): void {
  const { buffer, byteLength } = chunk;
  if (byteLength === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
