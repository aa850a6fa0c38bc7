import type { DockerfileFacts, DockerfileInstruction } from '../../model/dockerfile.ts';
import type { Location } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';

/** Who put a setting into the image, as far as the Dockerfile tells. */
export interface Origin {
  readonly kind: 'instruction' | 'base-image' | 'unknown';
  readonly instruction?: DockerfileInstruction;
  readonly location?: Location;
  /** The external base image, when no instruction of the Dockerfile can have set it. */
  readonly inheritedFrom?: string;
  /** One sentence for people. */
  readonly sentence: string;
}

/**
 * Looks for the instruction that made a setting, in the stages that the image is made from by FROM, the last one
 * first. Only a setting that no instruction can have made is the base image's.
 *
 * @param dockerfile undefined when the image was not built here
 * @param sets whether an instruction made the setting; `maybe` when a variable hides it
 */
export function broughtBy(
  dockerfile: DockerfileFacts | undefined,
  sets: (instruction: DockerfileInstruction) => boolean | 'maybe',
): Origin {
  if (dockerfile === undefined) {
    return { kind: 'unknown', sentence: 'There is no Dockerfile here to point at: the image itself says so.' };
  }
  const path = visibleText(dockerfile.path);
  const candidates = lineageInstructions(dockerfile).map((instruction) => ({ instruction, sure: sets(instruction) }));
  const found = candidates.findLast(({ sure }) => sure === true) ?? candidates.findLast(({ sure }) => sure === 'maybe');
  if (found !== undefined) {
    const { instruction, sure } = found;
    const { keyword, lines } = instruction;
    const does = sure === true ? 'sets it' : 'sets it, as far as its variables can be followed';
    const sentence = `${keyword} in line ${lines.first} of ${path} ${does}.`;
    return { kind: 'instruction', instruction, location: { file: dockerfile.path, lines }, sentence };
  }
  return fromBase(dockerfile);
}

function fromBase({ path, externalBase, buildContexts }: DockerfileFacts): Origin {
  const { reference, scratch, lines } = externalBase;
  const location = { file: path, lines };
  const shown = visibleText(path);
  // A build context in its place comes from whoever starts the build: then nobody else is to blame.
  if (scratch || reference === '' || buildContexts.includes(reference)) {
    return { kind: 'unknown', location, sentence: `No instruction of ${shown} shows where it comes from.` };
  }
  const base = visibleText(reference, 120);
  const sentence = `It came with the base image ${base} (FROM in line ${lines.first} of ${shown}).`;
  return { kind: 'base-image', location, inheritedFrom: base, sentence };
}

/** The instructions that the image's configuration is made by, in the order in which they take effect. */
export function lineageInstructions({ stages, lineage }: DockerfileFacts): readonly DockerfileInstruction[] {
  return lineage.toReversed().flatMap((index) => stages[index]?.instructions ?? []);
}

/** What a finding takes from an origin. */
export function placeOf({ location, inheritedFrom }: Origin): Pick<Origin, 'location' | 'inheritedFrom'> {
  return {
    ...(location === undefined ? {} : { location }),
    ...(inheritedFrom === undefined ? {} : { inheritedFrom }),
  };
}
