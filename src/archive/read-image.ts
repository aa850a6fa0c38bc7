import { digestMismatch, layerUnsupported, manifestUnsupported } from './archive-problems.ts';
import type { ReadBlob } from './blob-reader.ts';
import { type ReadConfig, readConfig } from './image-json.ts';
import { LIMITS } from './limits.ts';
import { type MergedLayers, mergeLayers } from './merge-layers.ts';

/** One image, read whole: every byte of it was hashed and fits. */
export interface ReadImage extends ReadConfig {
  /** Of the configuration, the manifest, and the indexes above it: any of them may be what an engine calls its id. */
  readonly digests: readonly string[];
  /** The lowest first. */
  readonly layers: readonly { readonly diffId: string; readonly plainBytes: number }[];
  readonly merged: MergedLayers;
}

/**
 * Puts an image together from its configuration and its blobs, after both have been read.
 *
 * @param blobs the lowest first; undefined for one that was nowhere
 * @throws GateError `DIGEST-MISMATCH`, `LAYER-CORRUPT`, `LAYER-UNSUPPORTED`, `MANIFEST-UNSUPPORTED`
 */
export function assembleImage(
  config: Buffer,
  digests: readonly string[],
  blobs: readonly (ReadBlob | undefined)[],
): ReadImage {
  const read = readConfig(config);
  const { diffIds } = read.config;
  if (diffIds.length !== blobs.length || blobs.length > LIMITS.layers) {
    throw manifestUnsupported(
      `The image's configuration names ${diffIds.length} layers, its manifest ${blobs.length} (at most ${LIMITS.layers} are read).`,
    );
  }
  const layers = blobs.map((blob, index) => {
    if (blob === undefined) throw missing(index, blobs.length);
    if (blob.layer.state === 'damaged') throw blob.layer.error;
    const { diffId, plainBytes, index: entries } = blob.layer;
    if (diffId !== diffIds[index]) {
      throw digestMismatch(`Layer ${index + 1} of the image is ${diffId}; its configuration says ${diffIds[index]}.`);
    }
    return { diffId, plainBytes, entries };
  });
  return {
    ...read,
    digests,
    layers: layers.map(({ diffId, plainBytes }) => ({ diffId, plainBytes })),
    merged: mergeLayers(layers.map(({ entries }) => entries)),
  };
}

function missing(index: number, count: number): Error {
  return layerUnsupported(
    `layer ${index + 1} of ${count} is not there, or is not what its digest says (layers that lie elsewhere are never fetched)`,
  );
}
