import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { entry, tarOf } from './tar.ts';

export type Packing = 'none' | 'gzip' | 'zstd';

export interface ImageParts {
  /** Plain tars, the lowest first. */
  readonly layers: readonly Buffer[];
  readonly packing?: Packing | readonly Packing[];
  /** Goes over the configuration. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly tags?: readonly string[];
}

/** What an archive holds, by path, in its order. Tests take out, put in, damage and turn round what they like. */
export type ArchiveFiles = Map<string, Buffer>;

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export const digestOf = (bytes: Buffer): string => `sha256:${sha256(bytes)}`;

export function packed(plain: Buffer, packing: Packing): Buffer {
  if (packing === 'none') return plain;
  return packing === 'gzip' ? gzipSync(plain) : zstdCompressSync(plain);
}

/** The archive as one tar stream. */
export function archiveOf(files: ReadonlyMap<string, Buffer>): Buffer {
  return tarOf(...[...files].map(([name, content]) => entry({ name, content })));
}

/** The configuration with diff_ids that fit. */
export function configOf({ layers, config, platform }: ImageParts): Buffer {
  return json({
    ...(platform ?? { os: 'linux', architecture: 'amd64' }),
    created: '2024-01-01T00:00:00Z',
    config: { Env: ['PATH=/bin'], Cmd: ['/bin/sh'] },
    rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
    history: layers.map((_, index) => ({ created_by: `step ${index}` })),
    ...config,
  });
}

/** As `docker save` of engines before 25 writes it: `manifest.json` at the end. */
export function dockerArchive(parts: ImageParts): ArchiveFiles {
  const config = configOf(parts);
  const names = parts.layers.map((_, index) => `${String(index).padStart(64, 'f')}/layer.tar`);
  const files: ArchiveFiles = new Map();
  parts.layers.forEach((layer, index) => {
    files.set(names[index] ?? '', packed(layer, packingOf(parts, index)));
  });
  files.set(`${sha256(config)}.json`, config);
  files.set('manifest.json', json([{ Config: `${sha256(config)}.json`, RepoTags: parts.tags ?? null, Layers: names }]));
  return files;
}

const LAYER_TYPES: Readonly<Record<Packing, string>> = {
  none: 'application/vnd.oci.image.layer.v1.tar',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
};
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';

export interface DescriptorParts {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly [more: string]: unknown;
}

export function descriptorOf(bytes: Buffer, mediaType: string, more: object = {}): DescriptorParts {
  return { mediaType, digest: digestOf(bytes), size: bytes.length, ...more };
}

/** The blobs of one image and the descriptor of its manifest. */
export interface OciImage {
  readonly blobs: readonly Buffer[];
  readonly descriptor: DescriptorParts;
  readonly config: Buffer;
  readonly manifest: Buffer;
}

/** @param manifestMore goes over the manifest */
export function ociImage(parts: ImageParts, manifestMore: Readonly<Record<string, unknown>> = {}): OciImage {
  const config = configOf(parts);
  const layers = parts.layers.map((layer, index) => packed(layer, packingOf(parts, index)));
  const manifest = json({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptorOf(config, OCI_CONFIG),
    layers: layers.map((layer, index) => descriptorOf(layer, LAYER_TYPES[packingOf(parts, index)])),
    ...manifestMore,
  });
  const { platform } = parts;
  const descriptor = descriptorOf(manifest, OCI_MANIFEST, platform === undefined ? {} : { platform });
  return { blobs: [...layers, config, manifest], descriptor, config, manifest };
}

export const blobPath = (bytes: Buffer): string => `blobs/sha256/${sha256(bytes)}`;

/** An OCI layout of whole blobs, and of what its index names. */
export function ociLayout(blobs: readonly Buffer[], manifests: readonly object[]): ArchiveFiles {
  const files: ArchiveFiles = new Map(blobs.map((blob) => [blobPath(blob), blob]));
  files.set('oci-layout', json({ imageLayoutVersion: '1.0.0' }));
  files.set('index.json', json({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
  return files;
}

export function ociArchive(parts: ImageParts): ArchiveFiles {
  const { blobs, descriptor } = ociImage(parts);
  return ociLayout(blobs, [descriptor]);
}

/** As `docker save` of engines since 25 writes it: an OCI layout with `manifest.json` beside it. */
export function bothForms(parts: ImageParts): ArchiveFiles {
  const image = ociImage(parts);
  const files = ociLayout(image.blobs, [image.descriptor]);
  const layers = image.blobs.slice(0, parts.layers.length).map(blobPath);
  files.set('manifest.json', json([{ Config: blobPath(image.config), RepoTags: parts.tags ?? null, Layers: layers }]));
  return files;
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function packingOf({ packing = 'none' }: ImageParts, index: number): Packing {
  return typeof packing === 'string' ? packing : (packing[index] ?? 'none');
}
