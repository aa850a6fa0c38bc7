import { createSavedImageReader } from '../archive/saved-image.ts';
import type { Evidence, EvidenceBundle, EvidenceMap, ImageConfig, JudgedImage } from '../model/evidence.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Clock, Engine, Log } from '../ports.ts';
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
): Promise<Evidence<ImageContents>> {
  const { engine, log, clock } = ports;
  return gapOnError(async () => {
    const started = clock.ticks();
    log.info(`Reading the layers of ${image.id}.`);
    const { os, architecture, variant } = config;
    const platform = { os, architecture, ...(variant !== undefined && { variant }) };
    const reader = createSavedImageReader(IMAGE_INTEREST, { id: image.id, platform });
    await engine.save(image.id, reader.take);
    const value = contentsOf(await reader.end(), config);
    const { entries, bytes } = value.files.counts;
    const seconds = ((clock.ticks() - started) / 1000).toFixed(1);
    const megabytes = Math.round(bytes / 1_000_000);
    log.info(`Read ${entries} entries of ${value.layers.length} layers (${megabytes} MB) in ${seconds} s.`);
    return { state: 'known', value, source: engineSource(image.engine, `the layers of ${image.id}`) };
  });
}

/** What is in the image, and whose each layer is. Windows images have layers of another kind. */
export async function collectContents(
  image: JudgedImage,
  config: ImageConfig,
  more: { readonly dockerfile: Promise<Evidence<EvidenceMap['dockerfile']> | undefined>; readonly labels: number },
  engine: Engine,
  read: () => Promise<Evidence<ImageContents>>,
): Promise<Pick<EvidenceBundle, ContentsKind>> {
  if (config.os !== 'linux') {
    const observed = `The image is for ${visibleText(config.os, 40)}; the gate reads the layers of Linux images.`;
    return every({ state: 'absent', observed });
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
