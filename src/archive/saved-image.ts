import { createHash } from 'node:crypto';
import { type ByteString, layerCorrupt, manifestUnsupported, shownBytes } from './archive-problems.ts';
import { type BlobReader, createBlobReader, type ReadBlob } from './blob-reader.ts';
import { createDecompressor } from './decompress.ts';
import { readManifestOrIndex, readSavedImages, type SavedImage } from './image-json.ts';
import type { Interest } from './interest.ts';
import { withoutDots } from './layer-path.ts';
import { type Budget, createBudget, LIMITS } from './limits.ts';
import { assembleImage, type ReadImage } from './read-image.ts';
import { type SelectedImage, selectImage, type WantedImage } from './select-image.ts';
import { type BodySink, createTarReader, type TarEntry } from './tar-reader.ts';

/** An image that goes by as one tar stream. */
export interface SavedImageReader {
  /** @throws GateError as soon as it is clear that no image can come of it */
  readonly take: (chunk: Buffer) => Promise<void> | undefined;
  /** @throws GateError `DIGEST-MISMATCH`, `LAYER-CORRUPT`, `LAYER-UNSUPPORTED`, `MANIFEST-UNSUPPORTED`, `IMAGE-TOO-LARGE` */
  readonly end: () => Promise<ReadImage>;
}

/** What the archive holds, as far as it has come. */
interface Holdings {
  /** Small pieces of JSON, by their path. */
  readonly json: Map<ByteString, Buffer>;
  readonly blobs: Map<ByteString, ReadBlob>;
  /** Links within the archive: docker save and skopeo write them for layers that are there twice. */
  readonly links: Map<ByteString, ByteString>;
}

/**
 * Reads what `docker save` writes, of either generation: `manifest.json` with layers beside it (docker-archive), an OCI
 * layout, or both in one. Everything that may be a layer is read as one as it goes by, because what it is stands in
 * files that come later. Layers may come in any order.
 */
export function createSavedImageReader(interest: Interest, wanted: WantedImage): SavedImageReader {
  const budget = createBudget();
  const holdings: Holdings = { json: new Map(), blobs: new Map(), links: new Map() };
  let waiting: Promise<void> | undefined;
  let current: { readonly path: ByteString; readonly reader: BlobReader } | undefined;
  const hold = (work: Promise<void> | undefined): void => {
    waiting = work;
    // Whoever waits for it is told; until then it is nobody's.
    work?.catch(() => undefined);
  };
  /** Whatever a blob has to wait for is waited for between two chunks of the archive. */
  const after = (work: () => Promise<void> | undefined): void => {
    hold(waiting === undefined ? work() : waiting.then(work));
  };
  const blobSink = (path: ByteString): BodySink => {
    const reader = createBlobReader(interest, budget);
    current = { path, reader };
    return {
      take: (part) => {
        // Without something to wait for the part is used up here; else it is copied, because it waits too.
        if (waiting === undefined) hold(reader.take(part));
        else {
          const copy = Buffer.from(part);
          after(() => reader.take(copy));
        }
      },
      end: () => {
        current = undefined;
        after(async () => {
          holdings.blobs.set(path, await reader.end());
        });
      },
    };
  };
  const tar = createTarReader((entry) => entrySink(entry, holdings, budget, blobSink));
  const outer = createDecompressor(tar.take);
  const settle = async (given: Promise<void> | undefined): Promise<void> => {
    await given;
    while (waiting !== undefined) {
      const now = waiting;
      waiting = undefined;
      await now;
    }
  };
  return {
    take: (chunk) => {
      const given = outer.take(chunk);
      return given === undefined && waiting === undefined ? undefined : settle(given);
    },
    end: async () => {
      await outer.end();
      await settle(undefined);
      if (current !== undefined) throw layerCorrupt(`the archive ends within ${shownBytes(current.path)}`);
      tar.end();
      return finish(holdings, wanted);
    },
  };
}

/** Larger JSON is none of an image. */
const MAX_JSON = LIMITS.config;

function entrySink(
  entry: TarEntry,
  holdings: Holdings,
  budget: Budget,
  blobSink: (path: ByteString) => BodySink,
): BodySink | undefined {
  budget.spend('entries', 1);
  const path = withoutDots(entry.name);
  if (entry.kind === 'symlink' || entry.kind === 'hard-link') {
    budget.spend('names', path.length + entry.linkName.length);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    holdings.links.set(path, withoutDots(entry.kind === 'symlink' ? `${folder}${entry.linkName}` : entry.linkName));
    return undefined;
  }
  if (entry.kind !== 'file' || entry.size === 0) return undefined;
  if (holdings.json.has(path) || holdings.blobs.has(path)) {
    throw layerCorrupt(`the archive holds ${shownBytes(path)} twice`);
  }
  let chosen: BodySink | undefined;
  return {
    take: (part) => {
      chosen ??= startsJson(part) && entry.size <= MAX_JSON ? jsonSink(path, entry, holdings, budget) : blobSink(path);
      chosen.take(part);
    },
    end: () => chosen?.end(),
  };
}

function startsJson(part: Buffer): boolean {
  return part[0] === 0x7b || part[0] === 0x5b;
}

function jsonSink(path: ByteString, { size }: TarEntry, { json }: Holdings, budget: Budget): BodySink {
  budget.spend('contents', size);
  const content = Buffer.allocUnsafe(size);
  let at = 0;
  return {
    take: (part) => {
      at += part.copy(content, at);
    },
    end: () => {
      json.set(path, content);
    },
  };
}

async function finish(holdings: Holdings, wanted: WantedImage): Promise<ReadImage> {
  const saved = holdings.json.get('manifest.json');
  const index = holdings.json.get('index.json');
  if (index !== undefined) {
    const selected = await fromLayout(index, holdings, wanted);
    if (saved !== undefined) refuseDisagreement(saved, selected, holdings);
    const byDigest = new Map([...holdings.blobs.values()].map((blob) => [blob.digest, blob]));
    const blobs = selected.layers.map(({ digest }) => byDigest.get(digest));
    return assembleImage(selected.config, selected.digests, blobs);
  }
  if (saved === undefined) {
    throw manifestUnsupported('The archive is none of an image: it has neither manifest.json nor index.json.');
  }
  const { image, config } = oneOf(readSavedImages(saved), holdings, wanted);
  const blobs = image.Layers.map((layer) => holdings.blobs.get(followed(layer, holdings)));
  return assembleImage(config, [digestOf(config)], blobs);
}

async function fromLayout(index: Buffer, holdings: Holdings, wanted: WantedImage): Promise<SelectedImage> {
  const top = readManifestOrIndex(index, undefined);
  if (top.kind !== 'index') throw manifestUnsupported('index.json of the archive is no index.');
  const byDigest = new Map([...holdings.json.values()].map((bytes) => [digestOf(bytes), bytes]));
  return selectImage(top.manifests, async ({ digest }) => byDigest.get(digest), wanted);
}

/** With both descriptions in it, different engines would load different images from one archive. */
function refuseDisagreement(saved: Buffer, { digests }: SelectedImage, holdings: Holdings): void {
  const configs = readSavedImages(saved).map(({ Config }) => holdings.json.get(followed(Config, holdings)));
  if (configs.some((config) => config !== undefined && digestOf(config) === digests[0])) return;
  throw manifestUnsupported('manifest.json and index.json of the archive describe different images.');
}

function oneOf(
  images: readonly SavedImage[],
  holdings: Holdings,
  { id }: WantedImage,
): { readonly image: SavedImage; readonly config: Buffer } {
  const found = images.flatMap((image) => {
    const config = holdings.json.get(followed(image.Config, holdings));
    if (config === undefined)
      throw manifestUnsupported('The configuration that manifest.json names is not in the archive.');
    return id === undefined || digestOf(config) === id ? [{ image, config }] : [];
  });
  const [first, ...others] = found;
  if (first === undefined) throw manifestUnsupported('The archive does not hold the image that was asked for.');
  // The same image under several names is one.
  if (others.some(({ config }) => !config.equals(first.config))) {
    throw manifestUnsupported(`The archive holds ${images.length} images, and which one is meant is not said.`);
  }
  return first;
}

/** Where a path of manifest.json leads within the archive. */
function followed(path: string, { links }: Holdings): ByteString {
  let at = withoutDots(Buffer.from(path, 'utf8').toString('latin1'));
  for (let turn = 0; turn < 8; turn++) {
    const next = links.get(at);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
