import { createHash } from 'node:crypto';
import { GateError } from '../model/errors.ts';
import { imageTooLarge } from './archive-problems.ts';
import { type Compression, compressionOf, createDecompressor } from './decompress.ts';
import type { Interest } from './interest.ts';
import { createLayerReader, type LayerIndex } from './layer-reader.ts';
import type { Budget } from './limits.ts';

/** A blob that was read as a layer, all of it hashed. */
export interface ReadBlob {
  /** Of the blob as it is, `sha256:<64 hex>`. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly layer:
    | {
        readonly state: 'read';
        readonly compression: Compression;
        /** Of the plain tar. */
        readonly diffId: string;
        readonly plainBytes: number;
        readonly index: LayerIndex;
      }
    /** It is no layer, or a damaged one. */
    | { readonly state: 'damaged'; readonly error: GateError };
}

export interface BlobReader {
  /** @throws GateError `IMAGE-TOO-LARGE`; everything else is in the answer */
  readonly take: (chunk: Buffer) => Promise<void> | undefined;
  readonly end: () => Promise<ReadBlob>;
}

/** Zeros compress a thousandfold, and images hardly ten: from here on it is a bomb. */
const BOMB_RATIO = 100;
const BOMB_BYTES = 1024 ** 3;

/** Reads a blob as the layer that it may be: inflated, hashed on both sides, and listed, in one go. */
export function createBlobReader(interest: Interest, budget: Budget): BlobReader {
  const rawHash = createHash('sha256');
  const plainHash = createHash('sha256');
  const layer = createLayerReader(interest, budget);
  let rawBytes = 0;
  let plainBytes = 0;
  /** A plain blob is its own tar: hashed once. */
  let plain: boolean | undefined;
  let damage: GateError | undefined;
  const decompressor = createDecompressor((piece) => {
    plainBytes += piece.length;
    budget.spend('bytes', piece.length);
    if (plainBytes > BOMB_BYTES && plainBytes > BOMB_RATIO * rawBytes) {
      throw imageTooLarge(`a layer of ${rawBytes} bytes unpacks to more than ${plainBytes}`);
    }
    plainHash.update(piece);
    layer.take(piece);
  });
  const note = (error: unknown): void => {
    if (!(error instanceof GateError) || error.code === 'IMAGE-TOO-LARGE') throw error;
    damage = error;
    decompressor.abandon();
  };
  const give = (chunk: Buffer): Promise<void> | undefined => {
    try {
      return decompressor.take(chunk)?.catch(note);
    } catch (error) {
      note(error);
      return undefined;
    }
  };
  return {
    take: (chunk) => {
      rawBytes += chunk.length;
      plain ??= chunk.length >= 4 && compressionOf(chunk) === 'none';
      if (!plain) rawHash.update(chunk);
      if (damage === undefined) return give(chunk);
      if (plain) plainHash.update(chunk);
      return undefined;
    },
    end: async () => {
      const compression = damage === undefined ? await finish(decompressor.end, layer.end, note) : undefined;
      const diffId = `sha256:${plainHash.digest('hex')}`;
      const digest = plain ? diffId : `sha256:${rawHash.digest('hex')}`;
      if (compression === undefined) {
        if (damage === undefined) throw new Error('a blob was neither read nor damaged');
        return { digest, sizeBytes: rawBytes, layer: { state: 'damaged', error: damage } };
      }
      const index = layer.index();
      return { digest, sizeBytes: rawBytes, layer: { state: 'read', compression, diffId, plainBytes, index } };
    },
  };
}

async function finish(
  decompress: () => Promise<Compression>,
  endLayer: () => void,
  note: (error: unknown) => void,
): Promise<Compression | undefined> {
  try {
    const compression = await decompress();
    endLayer();
    return compression;
  } catch (error) {
    note(error);
    return undefined;
  }
}
