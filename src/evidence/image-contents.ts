import type { ReadImage } from '../archive/read-image.ts';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { HistoryStep, ImageConfig } from '../model/evidence.ts';
import type { ImageFiles, ImagePackages } from '../model/image-contents.ts';
import { visibleText } from '../model/visible-text.ts';
import { packagesOf } from './image-packages.ts';

/** What was found in one image, whoever judges it. */
export interface ImageContents {
  readonly files: ImageFiles;
  readonly packages: ImagePackages;
  /** Of the image's own configuration, oldest first, its empty steps exact. */
  readonly history: readonly HistoryStep[];
  /** The lowest first. */
  readonly layers: readonly { readonly diffId: string; readonly plainBytes: number }[];
}

/** Files whose text checks read, each under the first name that the image has. */
const TEXTS: readonly (readonly [name: string, ...others: readonly string[]])[] = [
  ['/etc/passwd'],
  ['/etc/group'],
  ['/etc/shadow'],
  ['/etc/os-release', '/usr/lib/os-release'],
];

/**
 * What an image that was read holds, as evidence.
 *
 * @param config what the engine, or whoever named the image, says of it; its layers must be those that were read
 * @throws GateError `DIGEST-MISMATCH` for other layers, `IMAGE-UNREADABLE` when a file that decides can't be read
 */
export function contentsOf(read: ReadImage, config: ImageConfig): ImageContents {
  refuseOtherLayers(read, config);
  const { merged, layers, history } = read;
  const { packages, ownerOf } = packagesOf(merged);
  const files = merged.files.map((file) => {
    const owner = ownerOf(file.path);
    return owner === undefined ? file : { ...file, package: owner };
  });
  const secrets = merged.secrets.map((secret) => {
    const owner = ownerOf(secret.file.path);
    return owner === undefined ? secret : { ...secret, file: { ...secret.file, package: owner } };
  });
  const bytes = layers.reduce((sum, { plainBytes }) => sum + plainBytes, 0);
  return {
    files: { files, secrets, texts: texts(read), counts: { ...merged.counts, bytes } },
    packages,
    history,
    layers,
  };
}

function texts({ merged }: ReadImage): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const names of TEXTS) {
    for (const name of names) {
      const text = merged.text(name);
      if (text.state === 'unread') throw unreadable(name, text.why);
      if (text.state === 'absent') continue;
      found.set(names[0], new TextDecoder('utf-8', { ignoreBOM: true }).decode(text.content));
      break;
    }
  }
  return found;
}

function refuseOtherLayers({ config: read }: ReadImage, config: ImageConfig): void {
  if (read.diffIds.join() === config.diffIds.join()) return;
  throw new GateError({
    code: 'DIGEST-MISMATCH',
    what: `The image that was handed out has other layers (${read.diffIds.length}) than the one that is judged (${config.diffIds.length}).`,
    means: NO_VERDICT,
    todo: 'Find out what else on this engine changes images, and run the gate again.',
  });
}

function unreadable(path: string, why: string): GateError {
  return new GateError({
    code: 'IMAGE-UNREADABLE',
    what: `In the image, ${path} ${visibleText(why, 120)}.`,
    means: NO_VERDICT,
    todo: `Make ${path} a regular file of usual size in the image.`,
  });
}
