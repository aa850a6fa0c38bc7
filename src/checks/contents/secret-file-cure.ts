import type { ImageFile, ImageLayer } from '../../model/image-contents.ts';
import { shellPaths } from './file-findings.ts';
import { placeOfFile } from './file-place.ts';

/**
 * What to do about a file with a secret that a layer of the image has. Taking it away in a later line is no cure.
 *
 * @param what completes "Replace the …": `key`, `credentials`
 */
export function secretFileCure(what: 'key' | 'credentials', file: ImageFile, layers: readonly ImageLayer[]): string {
  const replace = `Replace the ${what}: everybody who could pull the image may have ${what === 'key' ? 'it' : 'them'}.`;
  if (placeOfFile(file, layers).inheritedFrom !== undefined) {
    return `Use another base image, and tell its author: removing the file here only hides it. ${replace}`;
  }
  const origin = layers[file.layer]?.origin;
  const copied = origin?.kind === 'instruction' && (origin.keyword === 'COPY' || origin.keyword === 'ADD');
  const keepOut = copied ? 'Name the file in .dockerignore' : 'Keep the file out of the layer';
  return `${keepOut}, and give it to the step that needs it: RUN ${mountOf(file.path)}. ${replace}`;
}

/** The mount that gives a secret to one RUN under the path where its program looks for it (docs.docker.com, "Build secrets"). */
function mountOf(path: string): string {
  const plain = shellPaths([{ path }]) !== undefined && !path.includes(',') && path.length <= 100;
  if (!plain) return '--mount=type=secret,id=…,target=…';
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/^\./, '');
  return `--mount=type=secret,id=${name},target=${path}`;
}
