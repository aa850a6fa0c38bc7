import { createHash } from 'node:crypto';
import { digestMismatch, manifestUnsupported } from './archive-problems.ts';
import { createBlobReader, type ReadBlob } from './blob-reader.ts';
import { type Descriptor, readManifestOrIndex } from './image-json.ts';
import type { Interest } from './interest.ts';
import { type Budget, createBudget, LIMITS } from './limits.ts';
import { assembleImage, type ReadImage } from './read-image.ts';
import { selectImage, type WantedImage } from './select-image.ts';

/** An OCI layout whose blobs can be asked for. What comes is verified here, whatever its name. */
export interface LayoutStore {
  /** `index.json`; undefined when there is none, or a larger one. */
  readonly index: (limitBytes: number) => Promise<Buffer | undefined>;
  /** A small blob; undefined when there is none, or a larger one. */
  readonly small: (digest: string, limitBytes: number) => Promise<Buffer | undefined>;
  /** Streams a blob; every chunk is waited for. */
  readonly blob: (digest: string, take: (chunk: Buffer) => void | Promise<void>) => Promise<void>;
}

/** Layers that are read at once: one is inflated while another one is hashed. */
const AT_ONCE = 2;

/**
 * Reads the image of an OCI layout (OCI image-spec, image-layout.md).
 *
 * @throws GateError `DIGEST-MISMATCH`, `LAYER-CORRUPT`, `LAYER-UNSUPPORTED`, `MANIFEST-UNSUPPORTED`, `IMAGE-TOO-LARGE`,
 *   and what the store throws
 */
export async function readLayout(store: LayoutStore, interest: Interest, wanted: WantedImage): Promise<ReadImage> {
  const index = await store.index(LIMITS.manifest);
  if (index === undefined) throw manifestUnsupported('The layout has no index.json, or one of more than 4 MB.');
  const top = readManifestOrIndex(index, undefined);
  if (top.kind !== 'index') throw manifestUnsupported('index.json of the layout is no index.');
  const selected = await selectImage(top.manifests, (blob, limit) => verified(store, blob, limit), wanted);
  const budget = createBudget();
  const blobs: ReadBlob[] = [];
  const waiting = selected.layers.map((layer, place) => ({ layer, place }));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      blobs[next.place] = await readLayer(store, next.layer, interest, budget);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return assembleImage(selected.config, selected.digests, blobs);
}

async function verified(
  store: LayoutStore,
  { digest }: Pick<Descriptor, 'digest'>,
  limit: number,
): Promise<Buffer | undefined> {
  const bytes = await store.small(digest, limit);
  if (bytes === undefined) return undefined;
  const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (found !== digest) throw digestMismatch(`What is called ${digest} in the layout is ${found}.`);
  return bytes;
}

async function readLayer(store: LayoutStore, layer: Descriptor, interest: Interest, budget: Budget): Promise<ReadBlob> {
  const reader = createBlobReader(interest, budget);
  await store.blob(layer.digest, reader.take);
  const read = await reader.end();
  if (read.digest === layer.digest) return read;
  throw digestMismatch(`The layer that is called ${layer.digest} in the layout is ${read.digest}.`);
}
