import type { PrivateKey } from '../model/image-contents.ts';
import { findPrivateKeys, KEY_MARKER_OVERLAP, mayHoldKey } from './private-keys.ts';
import type { BodySink } from './tar-reader.ts';

/** Files up to this size are looked through whole. */
const WHOLE = 1024 * 1024;
/** Of larger ones the beginning: keys are small files, or stand at the head of one. */
const BEGINNING = 64 * 1024;

/**
 * Looks for private keys in a file that goes by.
 *
 * @param size of the file in bytes
 * @param onKeys called at its end, only when there are some
 */
export function keyScan(size: number, onKeys: (keys: readonly PrivateKey[]) => void): BodySink {
  let left = size <= WHOLE ? size : BEGINNING;
  let tail = Buffer.alloc(0);
  let captured: Buffer[] | undefined;
  return {
    take: (whole) => {
      if (left <= 0) return;
      const part = whole.subarray(0, left);
      left -= part.length;
      if (captured !== undefined) {
        captured.push(Buffer.from(part));
        return;
      }
      const piece = tail.length === 0 ? part : Buffer.concat([tail, part]);
      if (mayHoldKey(piece)) captured = [Buffer.from(piece)];
      else if (left > 0) tail = Buffer.from(piece.subarray(Math.max(0, piece.length - KEY_MARKER_OVERLAP)));
    },
    end: () => {
      if (captured === undefined) return;
      const keys = findPrivateKeys(Buffer.concat(captured));
      if (keys.length > 0) onKeys(keys);
    },
  };
}
