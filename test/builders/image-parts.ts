import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Interest } from '../../src/archive/interest.ts';
import type { ReadImage } from '../../src/archive/read-image.ts';
import { createSavedImageReader } from '../../src/archive/saved-image.ts';
import type { WantedImage } from '../../src/archive/select-image.ts';
import { type TarPart, tar } from './tar-parts.ts';

export type Packing = 'none' | 'gzip' | 'zstd';

/** An image as tests make it; everything may be wrong on purpose. */
export interface ImageParts {
  /** Plain tars, the lowest first. */
  readonly layers: readonly Buffer[];
  readonly packing?: Packing;
  readonly config?: Readonly<Record<string, unknown>>;
  /** Instead of the layers' own. */
  readonly diffIds?: readonly string[];
  /** Fields over those of the manifest. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly layerType?: string;
}

export function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function pack(layer: Buffer, packing: Packing): Buffer {
  return packing === 'gzip' ? gzipSync(layer) : packing === 'zstd' ? zstdCompressSync(layer) : layer;
}

function configOf({ layers, config, diffIds = layers.map(sha256) }: ImageParts): Buffer {
  const steps = diffIds.map((_, index) => ({ created_by: `RUN /bin/sh -c step ${index} # buildkit` }));
  const rootfs = { type: 'layers', diff_ids: diffIds };
  return Buffer.from(
    JSON.stringify({ architecture: 'amd64', os: 'linux', config: {}, rootfs, history: steps, ...config }),
  );
}

/** As `docker save` of engines before 25 writes it. */
export function dockerArchive(parts: ImageParts, more: readonly TarPart[] = []): Buffer {
  const config = configOf(parts);
  const name = `${sha256(config).slice('sha256:'.length)}.json`;
  const layers = parts.layers.map((layer, index) => ({
    name: `${index}/layer.tar`,
    content: pack(layer, parts.packing ?? 'none'),
  }));
  const manifest = [
    { Config: name, RepoTags: ['app:1'], Layers: layers.map((layer) => layer.name), ...parts.manifest },
  ];
  return tar([
    ...layers,
    { name, content: config },
    { name: 'manifest.json', content: JSON.stringify(manifest) },
    ...more,
  ]);
}

export interface Layout {
  readonly index: Readonly<Record<string, unknown>>;
  /** By digest. */
  readonly blobs: ReadonlyMap<string, Buffer>;
  readonly manifestDigest: string;
}

const LAYER_TYPES = { none: 'tar', gzip: 'tar+gzip', zstd: 'tar+zstd' } as const;

/** An OCI layout of one image. */
export function layout(parts: ImageParts): Layout {
  const { packing = 'gzip', layerType } = parts;
  const blobs = new Map<string, Buffer>();
  const put = (bytes: Buffer, mediaType: string) => {
    blobs.set(sha256(bytes), bytes);
    return { mediaType, digest: sha256(bytes), size: bytes.length };
  };
  const type = layerType ?? `application/vnd.oci.image.layer.v1.${LAYER_TYPES[packing]}`;
  const layers = parts.layers.map((layer) => put(pack(layer, packing), type));
  const config = put(configOf(parts), 'application/vnd.oci.image.config.v1+json');
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = put(
    Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config, layers, ...parts.manifest })),
    mediaType,
  );
  const platform = { os: 'linux', architecture: 'amd64' };
  return {
    index: { schemaVersion: 2, manifests: [{ ...manifest, platform }] },
    blobs,
    manifestDigest: manifest.digest,
  };
}

/** A layout as one tar stream. */
export function ociArchive({ index, blobs }: Layout, more: readonly TarPart[] = []): Buffer {
  const files = [...blobs].map(([digest, content]) => ({
    name: `blobs/sha256/${digest.slice('sha256:'.length)}`,
    content,
  }));
  return tar([
    ...files,
    { name: 'index.json', content: JSON.stringify(index) },
    { name: 'oci-layout', content: '{}' },
    ...more,
  ]);
}

/** Lists files called `listed`, keeps `passwd` and what is in `/keep`, takes `.npmrc` for credentials. */
export const SOME_INTEREST: Interest = {
  listed: (path) => path.endsWith('/listed'),
  kept: (path) => (path.endsWith('/passwd') || path.startsWith('/keep/') ? { limitBytes: 1_000_000 } : undefined),
  credentials: (path) => path.endsWith('/.npmrc'),
};

/** Pushes an archive through the reader, in pieces of a size. */
export async function readArchive(archive: Buffer, wanted: WantedImage = {}, piece = 65_536): Promise<ReadImage> {
  const reader = createSavedImageReader(SOME_INTEREST, wanted);
  for (let at = 0; at < archive.length; at += piece) await reader.take(archive.subarray(at, at + piece));
  return reader.end();
}
