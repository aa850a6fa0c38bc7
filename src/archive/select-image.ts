import { visibleText } from '../model/visible-text.ts';
import { layerUnsupported, manifestUnsupported } from './archive-problems.ts';
import { type Descriptor, readManifestOrIndex } from './image-json.ts';
import { LIMITS } from './limits.ts';
import { normalPlatform } from './normal-platform.ts';

/** Which image of several is meant. */
export interface WantedImage {
  /** The engine's id: a digest of its configuration, manifest or index. */
  readonly id?: string;
  /** Of the machine that will run it; images for others are passed over. */
  readonly platform?: Platform;
  /** The same, where several are left. */
  readonly preferred?: Platform;
}

interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** A blob by its digest, at most `limitBytes`; undefined when there is none. What comes has that digest. */
export type ReadJson = (
  descriptor: Pick<Descriptor, 'digest' | 'mediaType'>,
  limitBytes: number,
) => Promise<Buffer | undefined>;

/** One image, found. */
export interface SelectedImage {
  readonly config: Buffer;
  /** Of the configuration, of the manifest, and of the indexes that led to it. */
  readonly digests: readonly string[];
  /** The lowest first. */
  readonly layers: readonly Descriptor[];
}

/** Indexes within indexes, and manifests that are looked at. */
const MAX_DEPTH = 4;
const MAX_MANIFESTS = 500;

interface Candidate extends SelectedImage {
  /** Of its descriptor. */
  readonly platform: Descriptor['platform'];
}

/**
 * Finds the one image that is meant among what a layout or a registry offers. Attestations are no images.
 *
 * @throws GateError `MANIFEST-UNSUPPORTED` for none, for several, and for what is missing or of an unknown kind;
 *   `LAYER-UNSUPPORTED` for a layer whose media type nobody knows
 */
export async function selectImage(
  roots: readonly Descriptor[],
  read: ReadJson,
  wanted: WantedImage,
): Promise<SelectedImage> {
  const left = { manifests: MAX_MANIFESTS };
  const found: Candidate[] = [];
  for (const root of roots) found.push(...(await walk(root, { read, wanted, left }, [])));
  const { id } = wanted;
  const fitting = id === undefined ? found : found.filter(({ digests }) => digests.includes(id));
  const [image, ...others] = preferred(distinct(fitting), wanted);
  if (image === undefined) throw manifestUnsupported('It holds no image for the platform that is judged.');
  if (others.length > 0) {
    const platforms = [image, ...others].slice(0, 10).map(({ platform }) => platformWords(platform));
    throw manifestUnsupported(
      `It holds ${others.length + 1} images (${platforms.join(', ')}), and which one is meant is not said.`,
    );
  }
  refuseUnknownLayers(image.layers);
  return image;
}

function distinct(images: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(images.map((image) => [image.digests[0], image])).values()];
}

function preferred(images: readonly Candidate[], { preferred: platform }: WantedImage): readonly Candidate[] {
  if (images.length < 2 || platform === undefined) return images;
  return images.filter((image) => image.platform && fits(image, { platform }));
}

function platformWords(platform: Descriptor['platform']): string {
  return platform ? visibleText(`${platform.os}/${platform.architecture}`, 40) : 'no platform said';
}

interface Walk {
  readonly read: ReadJson;
  readonly wanted: WantedImage;
  readonly left: { manifests: number };
}

async function walk(descriptor: Descriptor, walking: Walk, above: readonly string[]): Promise<Candidate[]> {
  if (isAttestation(descriptor) || !fits(descriptor, walking.wanted)) return [];
  walking.left.manifests -= 1;
  if (above.length >= MAX_DEPTH || walking.left.manifests < 0) {
    throw manifestUnsupported('Its indexes are too many, or too deep.');
  }
  const digests = [descriptor.digest, ...above];
  const bytes = await required(walking.read, descriptor, LIMITS.manifest, 'manifest');
  const read = readManifestOrIndex(bytes, descriptor.mediaType ?? undefined);
  if (read.kind === 'index') {
    const all: Candidate[] = [];
    for (const inner of read.manifests) all.push(...(await walk(inner, walking, digests)));
    return all;
  }
  const { config, layers } = read.manifest;
  if (layers.length > LIMITS.layers) throw manifestUnsupported(`The image has ${layers.length} layers.`);
  return [
    {
      config: await required(walking.read, config, LIMITS.config, 'configuration'),
      digests: [config.digest, ...digests],
      layers,
      platform: descriptor.platform,
    },
  ];
}

/**
 * docs.docker.com/build/metadata/attestations/attestation-storage: an unknown platform, and an annotation. By the
 * annotation alone nothing is passed over: engines run it.
 */
function isAttestation({ platform }: Descriptor): boolean {
  return platform?.os === 'unknown' && platform.architecture === 'unknown';
}

/** What says no platform may be for any; and where no variant is asked for, engines choose by their processor. */
function fits({ platform }: Pick<Descriptor, 'platform'>, { platform: asked }: WantedImage): boolean {
  if (!platform || asked === undefined) return true;
  const [it, wanted] = [normalPlatform(platform), normalPlatform(asked)];
  if (it.os !== '' && it.os !== wanted.os) return false;
  if (it.architecture !== '' && it.architecture !== wanted.architecture) return false;
  return !asked.variant || it.variant === '' || it.variant === wanted.variant;
}

async function required(read: ReadJson, descriptor: Descriptor, limit: number, what: string): Promise<Buffer> {
  const bytes = descriptor.size > limit ? undefined : await read(descriptor, limit);
  if (bytes !== undefined) return bytes;
  throw manifestUnsupported(
    `The image's ${what} (${descriptor.digest}) is not there, is not what its digest says, or has more than ${limit} bytes.`,
  );
}

const LAYER_TYPES =
  /^application\/vnd\.(?:oci\.image\.layer(?:\.nondistributable)?\.v1\.tar(?:\+gzip|\+zstd)?|docker\.image\.rootfs\.(?:foreign\.)?diff\.tar(?:\.gzip|\.zstd)?)$/;

/** Foreign layers are of a known kind: they are read where they are there, and never fetched from their `urls`. */
function refuseUnknownLayers(layers: readonly Descriptor[]): void {
  const unknown = layers.find(({ mediaType }) => mediaType != null && !LAYER_TYPES.test(mediaType));
  if (unknown !== undefined) throw layerUnsupported(`the media type ${visibleText(unknown.mediaType ?? '', 120)}`);
}
