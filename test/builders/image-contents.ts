import type {
  ImageFile,
  ImageFiles,
  ImageLayer,
  ImagePackages,
  LayerOrigin,
  SecretFile,
} from '../../src/model/image-contents.ts';

/** Origins as a Dockerfile of `FROM debian:12` (line 1) and further instructions gives them. */
export const FROM_BASE: LayerOrigin = {
  kind: 'base-image',
  reference: 'debian:12',
  location: { file: 'Dockerfile', lines: { first: 1, last: 1 } },
};
export const NOT_KNOWN: LayerOrigin = { kind: 'unknown', why: 'the image was not built here' };

/** The origin of an instruction in a line of the Dockerfile. */
export function byInstruction(keyword: string, line: number): LayerOrigin {
  return { kind: 'instruction', keyword, location: { file: 'Dockerfile', lines: { first: line, last: line } } };
}

export function aLayer(overrides: Partial<ImageLayer> = {}): ImageLayer {
  return {
    diffId: `sha256:${'1'.repeat(64)}`,
    sizeBytes: 1024,
    createdBy: 'RUN /bin/sh -c make # buildkit',
    origin: byInstruction('RUN', 3),
    ...overrides,
  };
}

/** A base layer, and one of `RUN` in line 3. */
export function twoLayers(): readonly ImageLayer[] {
  return [aLayer({ origin: FROM_BASE, createdBy: '/bin/sh -c #(nop) ADD file:0 in / ' }), aLayer()];
}

/** A regular file of root, in the layer of `RUN` of `twoLayers`. */
export function anImageFile(overrides: Partial<ImageFile> & { readonly path: string }): ImageFile {
  return { kind: 'file', mode: 0o755, uid: 0, gid: 0, sizeBytes: 100, layer: 1, ...overrides };
}

export interface ImageFilesParts {
  readonly files?: readonly ImageFile[];
  readonly secrets?: readonly SecretFile[];
  readonly texts?: Readonly<Record<string, string>>;
  readonly counts?: Partial<ImageFiles['counts']>;
}

export function someImageFiles({ files = [], secrets = [], texts = {}, counts }: ImageFilesParts = {}): ImageFiles {
  return {
    files,
    secrets,
    texts: new Map(Object.entries(texts)),
    counts: { entries: 1000, bytes: 1_000_000, devices: 0, fifos: 0, ...counts },
  };
}

export function somePackages(overrides: Partial<ImagePackages> = {}): ImagePackages {
  return { packages: [], databases: [{ type: 'deb', path: '/var/lib/dpkg/status' }], ...overrides };
}
