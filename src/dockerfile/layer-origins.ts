import type { DockerfileFacts, DockerfileInstruction } from '../model/dockerfile.ts';
import type { HistoryStep } from '../model/evidence.ts';
import type { LayerOrigin } from '../model/image-contents.ts';
import { canHaveMade } from './history-match.ts';

export interface LayerOriginsRequest {
  /** The lowest first. */
  readonly diffIds: readonly string[];
  /** Of the image's own configuration, oldest first. */
  readonly history: readonly HistoryStep[];
  /** Absent for an image that was not built here. */
  readonly dockerfile?: DockerfileFacts;
  /** The layers of the external base image, where somebody has it. */
  readonly baseDiffIds?: readonly string[];
  readonly builder?: 'buildx' | 'embedded-buildkit' | 'classic';
  /** Labels that were given as options of the build. */
  readonly labels: number;
}

export interface LayerMaker {
  /** `created_by` of its step; absent when the history does not fit the layers. */
  readonly createdBy?: string;
  readonly origin: LayerOrigin;
}

/**
 * Who made each layer. The Dockerfile's own steps are the last ones of the history, one for every instruction, whatever a
 * base image writes into its own: they are compared from the end, and where one does not fit, everything before it is
 * unknown. What is left before all of them is the base image's. Where its layers are known, they settle it.
 */
export function layerOrigins(request: LayerOriginsRequest): readonly LayerMaker[] {
  const { diffIds, history, dockerfile } = request;
  const steps = history.filter(({ emptyLayer }) => !emptyLayer);
  const fits = steps.length === diffIds.length;
  const makers = (origin: (index: number) => LayerOrigin): readonly LayerMaker[] =>
    diffIds.map((_, index) => {
      const createdBy = fits ? steps[index]?.createdBy : undefined;
      return { origin: origin(index), ...(createdBy !== undefined && { createdBy }) };
    });
  if (dockerfile === undefined) return makers(() => unknown('the image was not built here'));
  const base = baseOrigin(dockerfile);
  const known = base === undefined ? 0 : prefixLength(request.baseDiffIds, diffIds);
  if (!fits) {
    const why = 'the history of the image does not fit its layers';
    return makers((index) => (base !== undefined && index < known ? base : unknown(why)));
  }
  const own = ownLayers(request, dockerfile);
  const triggers = layersBeforeTriggers(history);
  return makers((index) => {
    const instruction = own.made.get(index);
    if (base !== undefined && index < known)
      return instruction === undefined ? base : unknown('two ways to tell disagree');
    if (instruction !== undefined) return instruction;
    if (base === undefined) return unknown('no instruction of the Dockerfile fits its step of the history');
    // With the base's own layers known, what comes after them and fits no instruction is a trigger of ONBUILD, or a guess.
    if (!own.complete || known > 0) return unknown('no instruction of the Dockerfile fits its step of the history');
    return index < triggers ? base : unknown('it may be a trigger of ONBUILD, which this build ran');
  });
}

/**
 * How many layers come before the first ONBUILD of the history. What follows may be the base image's own, or a trigger that
 * this build ran with the files of its context: they look the same.
 */
function layersBeforeTriggers(history: readonly HistoryStep[]): number {
  const first = history.findIndex(({ createdBy }) => /^(?:.{0,120}#\(nop\) +)?ONBUILD /.test(createdBy));
  return (first < 0 ? history : history.slice(0, first)).filter(({ emptyLayer }) => !emptyLayer).length;
}

function unknown(why: string): LayerOrigin {
  return { kind: 'unknown', why };
}

/** Whose what comes before the Dockerfile's own steps is; undefined when it is nobody's whose name is known. */
function baseOrigin({ path, externalBase, buildContexts }: DockerfileFacts): LayerOrigin | undefined {
  const { reference, scratch, lines } = externalBase;
  if (scratch || reference === '' || buildContexts.includes(reference)) return undefined;
  return { kind: 'base-image', reference, location: { file: path, lines } };
}

/** How many of the layers are the base's; 0 when the base that is known is not the one that was built on. */
function prefixLength(base: readonly string[] | undefined, diffIds: readonly string[]): number {
  if (base === undefined || base.length > diffIds.length) return 0;
  return base.every((diffId, index) => diffId === diffIds[index]) ? base.length : 0;
}

interface OwnLayers {
  /** Origins by the index of the layer. */
  readonly made: ReadonlyMap<number, LayerOrigin>;
  /** Every instruction was found. */
  readonly complete: boolean;
}

function ownLayers({ history, builder, labels, diffIds }: LayerOriginsRequest, dockerfile: DockerfileFacts): OwnLayers {
  const made = new Map<number, LayerOrigin>();
  const todo = ownInstructions(dockerfile);
  let at = history.length - 1;
  let layer = diffIds.length - 1;
  // The classic builder writes labels of options as one more LABEL.
  if (
    builder === 'classic' &&
    labels > 0 &&
    history[at]?.emptyLayer &&
    /#\(nop\)\s+LABEL /.test(history[at]?.createdBy ?? '')
  ) {
    at -= 1;
  }
  for (let instruction = todo.pop(); instruction !== undefined; instruction = todo.pop()) {
    const step = history[at];
    if (step === undefined || !canHaveMade(instruction, step.createdBy)) return { made, complete: false };
    if (!step.emptyLayer) {
      const { keyword, lines } = instruction;
      made.set(layer, { kind: 'instruction', keyword, location: { file: dockerfile.path, lines } });
      layer -= 1;
    }
    at -= 1;
  }
  return { made, complete: true };
}

/** In the order in which they take effect. */
function ownInstructions({ stages, lineage }: DockerfileFacts): DockerfileInstruction[] {
  return lineage
    .toReversed()
    .flatMap((index) => stages[index]?.instructions ?? [])
    .filter(({ keyword }) => keyword !== 'FROM');
}
