import { readLayout } from '../archive/layout-image.ts';
import type { ReadImage } from '../archive/read-image.ts';
import { createSavedImageReader } from '../archive/saved-image.ts';
import type { Evidence, EvidenceBundle, EvidenceMap, ImageConfig, JudgedImage } from '../model/evidence.ts';
import type { Clock, Engine, LayoutFolder, Log } from '../ports.ts';
import { engineSource } from './built-image.ts';
import { gapOnError } from './gap.ts';
import { contentsOf, type ImageContents } from './image-contents.ts';
import { IMAGE_INTEREST } from './image-interest.ts';
import { baseLayers, imageLayers } from './image-layers.ts';

type ContentsKind = 'image-layers' | 'image-files' | 'image-packages';

export interface ContentsPorts {
  readonly engine: Engine;
  readonly log: Pick<Log, 'info'>;
  readonly clock: Clock;
}

/** Reads the layers of one image of the engine. */
export function readContents(
  image: JudgedImage,
  config: ImageConfig,
  ports: ContentsPorts,
  layout?: LayoutFolder,
): Promise<Evidence<ImageContents>> {
  const { log, clock } = ports;
  return gapOnError(async () => {
    const started = clock.ticks();
    log.info(`Reading the layers of ${image.id}.`);
    const value = contentsOf(await readLayers(image, config, ports.engine, layout), config);
    const { entries, bytes } = value.files.counts;
    const seconds = ((clock.ticks() - started) / 1000).toFixed(1);
    const megabytes = Math.round(bytes / 1_000_000);
    log.info(`Read ${entries} entries of ${value.layers.length} layers (${megabytes} MB) in ${seconds} s.`);
    return { state: 'known', value, source: engineSource(image.engine, `the layers of ${image.id}`) };
  });
}

/** From the layout that the build left beside the image, at a third of what the engine takes to save it; else that. */
async function readLayers(
  image: JudgedImage,
  { os, architecture, variant }: ImageConfig,
  engine: Engine,
  layout: LayoutFolder | undefined,
): Promise<ReadImage> {
  const wanted = { id: image.id, platform: { os, architecture, ...(variant !== undefined && { variant }) } };
  if (layout !== undefined) return readLayout(layout, IMAGE_INTEREST, wanted).finally(layout.remove);
  const reader = createSavedImageReader(IMAGE_INTEREST, wanted);
  await engine.save(image.id, reader.take);
  return reader.end();
}

/** What is in the image, and whose each layer is. Windows images have layers of another kind. */
export async function collectContents(
  image: JudgedImage,
  config: ImageConfig,
  more: { readonly dockerfile: Promise<Evidence<EvidenceMap['dockerfile']> | undefined>; readonly labels: number },
  engine: Engine,
  read: () => Promise<Evidence<ImageContents>>,
): Promise<Pick<EvidenceBundle, ContentsKind>> {
  // An operating system that nobody knows is read like Linux: only what was observed excuses from being looked at.
  if (config.os === 'windows') {
    return every({ state: 'absent', observed: 'The image is for Windows; the gate reads the layers of other images.' });
  }
  const [contents, dockerfile] = await Promise.all([read(), more.dockerfile]);
  if (contents.state !== 'known') return every(contents);
  const facts = dockerfile?.state === 'known' ? dockerfile.value : undefined;
  const { value, source } = contents;
  const layers = { image, contents: value, labels: more.labels, ...(facts !== undefined && { dockerfile: facts }) };
  return {
    'image-layers': imageLayers(layers, await baseLayers(engine, facts), source),
    'image-files': { state: 'known', value: value.files, source },
    'image-packages': { state: 'known', value: value.packages, source },
  };
}

/** The same for all three: nothing was read. */
function every(reason: Exclude<Evidence<never>, { state: 'known' }>): Pick<EvidenceBundle, ContentsKind> {
  return { 'image-layers': reason, 'image-files': reason, 'image-packages': reason };
}
