import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * The text of a small regular file, `undefined` when there is none, when it is larger than the limit or when it is
 * not a file. Never blocks on a FIFO.
 *
 * @param limitBytes counted in bytes
 */
export async function readSmallFile(path: string | undefined, limitBytes: number): Promise<string | undefined> {
  if (path === undefined || path === '') return undefined;
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const { size } = await file.stat().then((found) => (found.isFile() ? found : { size: limitBytes + 1 }));
    return size > limitBytes ? undefined : await file.readFile('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
