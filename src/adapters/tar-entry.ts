import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';

/** The first entry of a tar stream: what was copied, whatever follows it. */
export type TarEntry =
  /** `content` is the whole file, or its beginning where that was asked for and `size` is larger. */
  | { readonly kind: 'file'; readonly content: Buffer; readonly size: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'other' };

/**
 * @param tar the start of a tar stream; may end anywhere after the first entry
 * @param maxFile in bytes
 * @param name of what was copied, for messages
 * @param larger what to do with a larger file: refuse it, or take its first `maxFile` bytes
 * @throws GateError `IMAGE-UNREADABLE` when this is no tar stream, `LIMIT-EXCEEDED` for a file that is refused
 */
export async function readFirstEntry(
  tar: Buffer,
  maxFile: number,
  name: string,
  larger: 'refuse' | 'cut' = 'refuse',
): Promise<TarEntry> {
  const reader = Readable.from([tar], { objectMode: false }).pipe(extract());
  try {
    for await (const entry of reader) {
      const { type, linkname, size = 0 } = entry.header;
      if (type === 'symlink') return { kind: 'link', target: linkname ?? '' };
      if (type === 'directory') return { kind: 'folder' };
      if (type !== 'file' && type !== 'contiguous-file') return { kind: 'other' };
      if (size > maxFile && larger === 'refuse') throw tooLarge(name, size, maxFile);
      const wanted = Math.min(size, maxFile);
      const content = await readBytes(entry, wanted);
      if (content.length !== wanted) throw broken(name, 'it ends too early');
      return { kind: 'file', content, size };
    }
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw broken(name, error instanceof Error ? error.message : String(error));
  }
  throw broken(name, 'it is empty');
}

async function readBytes(entry: AsyncIterable<unknown>, wanted: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of entry) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    length += chunk.length;
    // Behind this the stream may end in the middle of the file.
    if (length >= wanted) break;
  }
  return Buffer.concat(chunks).subarray(0, wanted);
}

function broken(name: string, why: string): GateError {
  return new GateError({
    code: 'IMAGE-UNREADABLE',
    what: `The copy of ${visibleText(name, 200)} that the engine gave can't be read (${visibleText(why, 200)}).`,
    means: NO_VERDICT,
    todo: 'Run the gate again; report it if it comes back.',
  });
}

function tooLarge(name: string, size: number, limit: number): GateError {
  return new GateError({
    code: 'LIMIT-EXCEEDED',
    what: `In the image, ${visibleText(name, 200)} has ${size} bytes; the gate reads at most ${limit}.`,
    means: NO_VERDICT,
    todo: 'Look at how the file came to that size; account files have a few kilobytes.',
  });
}
