import { type LayerOriginsRequest, layerOrigins } from '../dockerfile/layer-origins.ts';
import type { DockerfileFacts } from '../model/dockerfile.ts';
import { GateError } from '../model/errors.ts';
import type { Evidence, JudgedImage, Source } from '../model/evidence.ts';
import type { ImageLayer } from '../model/image-contents.ts';
import type { Engine } from '../ports.ts';
import type { ImageContents } from './image-contents.ts';

export interface LayersRequest {
  readonly image: JudgedImage;
  readonly contents: ImageContents;
  /** Absent for an image that was not built here. */
  readonly dockerfile?: DockerfileFacts;
  /** Labels that the build was given as options. */
  readonly labels: number;
}

/** The layers of the image, each with who made it. */
export function imageLayers(
  { image, contents, dockerfile, labels }: LayersRequest,
  baseDiffIds: readonly string[] | undefined,
  source: Source,
): Evidence<readonly ImageLayer[]> {
  const { layers, history } = contents;
  const request: LayerOriginsRequest = {
    diffIds: layers.map(({ diffId }) => diffId),
    history,
    labels,
    ...(dockerfile !== undefined && { dockerfile }),
    ...(baseDiffIds !== undefined && { baseDiffIds }),
    ...(image.origin.kind === 'built' && { builder: image.origin.builder }),
  };
  const origins = layerOrigins(request);
  const value = layers.map(({ diffId, plainBytes }, index): ImageLayer => {
    const { origin, createdBy } = origins[index] ?? { origin: { kind: 'unknown', why: 'it was not asked for' } };
    return { diffId, sizeBytes: plainBytes, origin, ...(createdBy !== undefined && { createdBy }) };
  });
  return { state: 'known', value, source };
}

/** The layers of the external base image, where the engine has it; that it has not is no error. */
export async function baseLayers(
  engine: Engine,
  dockerfile: DockerfileFacts | undefined,
): Promise<readonly string[] | undefined> {
  if (dockerfile === undefined) return undefined;
  const { reference, scratch } = dockerfile.externalBase;
  if (scratch || reference === '' || dockerfile.buildContexts.includes(reference)) return undefined;
  try {
    const { config } = await engine.inspect(reference);
    return config.diffIds;
  } catch (error) {
    if (error instanceof GateError && error.code === 'CANCELLED') throw error;
    // It only makes the origin of layers surer: the history tells it too.
    return undefined;
  }
}
