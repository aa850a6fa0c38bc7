import type { Fix, Location } from '../../model/finding.ts';
import type { ImageFile, ImageLayer } from '../../model/image-contents.ts';
import { visibleText } from '../../model/visible-text.ts';
import { readStep } from './history-step.ts';

/** Where a file of the image comes from, for a finding. */
export interface FilePlace {
  /** `layer 3 of 5, RUN chmod u+s /usr/bin/tool`, for `seen`. */
  readonly words: string;
  /** One sentence for `detail`. */
  readonly sentence: string;
  readonly location?: Location;
  readonly inheritedFrom?: string;
}

/** Longest piece of a step that is shown. */
const STEP = 100;

/** Which layer a file came with, and whose it is: an instruction's, the base image's, or nobody knows. */
export function placeOfFile({ layer }: Pick<ImageFile, 'layer'>, layers: readonly ImageLayer[]): FilePlace {
  const found = layers[layer];
  if (found === undefined) throw new Error(`a file of layer ${layer} in an image of ${layers.length} layers`);
  const { origin, createdBy } = found;
  // An imported layer has a step without a word.
  const step = createdBy === undefined || createdBy.trim() === '' ? '' : `, ${stepWords(createdBy)}`;
  const words = `layer ${layer + 1} of ${layers.length}${step}`;
  switch (origin.kind) {
    case 'instruction': {
      const { file, lines } = origin.location;
      const sentence = `${origin.keyword} in line ${lines.first} of ${visibleText(file)} put it there.`;
      return { words, sentence, location: origin.location };
    }
    case 'base-image': {
      const { file, lines } = origin.location;
      const base = visibleText(origin.reference, 120);
      const sentence = `It came with the base image ${base} (FROM in line ${lines.first} of ${visibleText(file)}).`;
      return { words, sentence, location: origin.location, inheritedFrom: base };
    }
    case 'unknown':
      return { words, sentence: `It came with ${words}; it is not known who made that layer: ${origin.why}.` };
  }
}

/** What a finding takes from a place. */
export function pointTo({ location, inheritedFrom }: FilePlace): Pick<FilePlace, 'location' | 'inheritedFrom'> {
  return {
    ...(location === undefined ? {} : { location }),
    ...(inheritedFrom === undefined ? {} : { inheritedFrom }),
  };
}

/**
 * The same cure for a file whoever brought it: for an instruction of this Dockerfile a line to append below it, for a
 * base image the same line below FROM.
 */
export function cureBelow(text: string, lines: readonly string[], { location }: FilePlace): Fix {
  if (lines.length === 0) return { text };
  return { text, lines, ...(location === undefined ? {} : { placement: 'append' as const }) };
}

function stepWords(createdBy: string): string {
  const { keyword, text } = readStep(createdBy);
  const command = text.replace(/^\/bin\/(?:ba)?sh -c /, '').replace(/ # buildkit$/, '');
  return visibleText(`${keyword} ${command}`.trim().replace(/\s+/g, ' '), STEP);
}
