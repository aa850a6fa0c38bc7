import type { ByteString } from './archive-problems.ts';

/** A file whose content was asked for, in every layer that has it. */
export interface KeptFile {
  /** Absolute, one character a byte. */
  readonly path: ByteString;
  readonly layer: number;
  /** In the merged layers. */
  readonly visible: boolean;
  readonly content: Buffer;
}
