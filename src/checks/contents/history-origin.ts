import type { DockerfileFacts, DockerfileInstruction } from '../../model/dockerfile.ts';
import { broughtBy, lineageInstructions, type Origin } from './brought-by.ts';

/**
 * Who made a step of the history. The base image's steps come first, so only a step before all those that this
 * Dockerfile can have made, and that none of its instructions accounts for, is the base image's.
 *
 * @param step its place in the history, oldest first, and how many steps there are
 * @param makes whether an instruction accounts for what was found in the step
 */
export function stepOrigin(
  dockerfile: DockerfileFacts | undefined,
  step: { readonly index: number; readonly count: number },
  makes: (instruction: DockerfileInstruction) => boolean | 'maybe',
): Origin {
  const origin = broughtBy(dockerfile, makes);
  if (dockerfile === undefined || origin.inheritedFrom === undefined) return origin;
  if (step.index < step.count - ownSteps(dockerfile)) return origin;
  const { location } = origin;
  return {
    kind: 'unknown',
    ...(location === undefined ? {} : { location }),
    sentence: 'This build put it there, and no instruction of the Dockerfile shows how.',
  };
}

/** Steps that the Dockerfile can have made, without those of options of the build. */
function ownSteps(dockerfile: DockerfileFacts): number {
  const made = lineageInstructions(dockerfile).filter(({ keyword }) => keyword !== 'FROM');
  // An ONBUILD of a stage runs once more in the stage that is made from it.
  return made.length + made.filter(({ keyword }) => keyword === 'ONBUILD').length;
}
