import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * The text of a small regular file. Never blocks on a FIFO; reads up to the limit whatever size the file claims,
 * since some files (of /proc) claim none and others grow.
 *
 * @param limitBytes counted in bytes
 * @returns undefined when there is no such file, when it is not a regular one, or when it may not be read
 */
export async function readSmallFile(
  path: string | undefined,
  limitBytes: number,
  { followLink }: { readonly followLink: boolean } = { followLink: true },
): Promise<string | 'too large' | undefined> {
  if (path === undefined || path === '') return undefined;
  try {
    await using file = await open(
      path,
      constants.O_RDONLY | constants.O_NONBLOCK | (followLink ? 0 : constants.O_NOFOLLOW),
    );
    if (!(await file.stat()).isFile()) return undefined;
    return await readAtMost(file, limitBytes);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined; // the system says no: absent or not allowed
    throw error;
  }
}

async function readAtMost(file: FileHandle, limitBytes: number): Promise<string | 'too large'> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const buffer = Buffer.alloc(Math.min(65_536, limitBytes + 1 - length));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, length);
    if (bytesRead === 0) return Buffer.concat(chunks).toString('utf8');
    length += bytesRead;
    if (length > limitBytes) return 'too large';
    chunks.push(buffer.subarray(0, bytesRead));
  }
}
