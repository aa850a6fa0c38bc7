import { GateError, NO_VERDICT, type Problem, toProblem } from '../model/errors.ts';
import type { EngineDescription, Evidence, ImageOrigin, JudgedImage, Source } from '../model/evidence.ts';
import { isImageId, parseImageReference } from '../model/image-reference.ts';
import { visibleText } from '../model/visible-text.ts';
import type { BuildRequest, Engine, InspectedImage, LayoutFolder, LogGroup } from '../ports.ts';
import { gapOnError } from './gap.ts';

/** Which image is to be judged. */
export type ImageRequest =
  | {
      readonly kind: 'build';
      readonly build: BuildRequest;
      /** For people, workspace-relative, `/` separators. */
      readonly context: string;
      readonly dockerfile: string;
    }
  | {
      readonly kind: 'reference';
      /** An image reference, or an image id of this engine. */
      readonly reference: string;
      /** Ask the registry even if the engine has an image of that name. */
      readonly pull: boolean;
      /** Opens the log group of a pull; not called without one. */
      readonly log: () => LogGroup;
    };

export interface CollectedImage {
  readonly image: Evidence<JudgedImage>;
  /** What the engine says of the image; there whenever `image` is known. */
  readonly inspected?: InspectedImage;
  /** The layers as the build left them beside the image. */
  readonly layout?: LayoutFolder;
}

/** Builds the image, or finds the one that was named, and fixes its identity once for everything after it. */
export async function collectImage(engine: Engine, request: ImageRequest): Promise<CollectedImage> {
  let inspected: InspectedImage | undefined;
  let layout: LayoutFolder | undefined;
  const image = await gapOnError(async (): Promise<Evidence<JudgedImage>> => {
    const description = await engine.describe();
    const found = request.kind === 'build' ? await build(engine, request) : await resolve(engine, request);
    inspected = found.inspected;
    layout = found.layout;
    const { id, repoDigests } = found.inspected;
    const value = { id, repoDigests, origin: found.origin, engine: description };
    return { state: 'known', value, source: engineSource(description, `image ${id}`) };
  });
  if (image.state !== 'known' || inspected === undefined) return { image };
  return { image, inspected, ...(layout !== undefined && { layout }) };
}

/**
 * Looks once more, before the verdict: the name under which the image was judged must still lead to it. Undefined
 * when it does; a problem (`IMAGE-CHANGED`) when it does not or can't be seen.
 *
 * @param gateTag the tag that the gate gave its build
 */
export async function recheckImage(engine: Engine, judged: JudgedImage, gateTag: string): Promise<Problem | undefined> {
  const name = judged.origin.kind === 'built' ? gateTag : judged.origin.reference;
  try {
    const { id } = await engine.inspect(name);
    return id === judged.id ? undefined : changed(name, judged.id, id);
  } catch (error) {
    const problem = toProblem(error);
    return problem.code === 'IMAGE-NOT-FOUND' ? changed(name, judged.id, 'no image') : problem;
  }
}

/** Facts that come from the engine name it in one way. */
export function engineSource(engine: EngineDescription, subject: string): Source {
  return { tool: `docker ${engine.clientVersion} (engine ${engine.serverVersion})`, subject };
}

interface Found {
  readonly inspected: InspectedImage;
  readonly origin: ImageOrigin;
  readonly layout?: LayoutFolder | undefined;
}

async function build(engine: Engine, request: ImageRequest & { kind: 'build' }): Promise<Found> {
  const { context, dockerfile } = request;
  const { id, builder, durationMs, layout } = await engine.build(request.build);
  const inspected = await engine.inspect(id);
  refuseOtherPlatform(inspected, request.build.platform);
  return { inspected, layout, origin: { kind: 'built', builder, context, dockerfile, durationMs } };
}

/** The classic builder of some engines takes `--platform` and builds for its own machine all the same. */
function refuseOtherPlatform({ config }: InspectedImage, asked: string | undefined): void {
  if (asked === undefined) return;
  const [os, architecture, variant] = asked.split('/');
  const same = config.os === os && config.architecture === architecture;
  if (same && (variant === undefined || config.variant === undefined || config.variant === variant)) return;
  throw new GateError({
    code: 'BUILDER-UNSUPPORTED',
    what: `The build was asked for ${asked} and made an image for ${visibleText(`${config.os}/${config.architecture}`, 60)}.`,
    means: NO_VERDICT,
    todo: 'Install buildx (on a runner: docker/setup-buildx-action), which builds for other platforms, or leave platforms out.',
  });
}

async function resolve(engine: Engine, request: ImageRequest & { kind: 'reference' }): Promise<Found> {
  const { reference, pull } = request;
  const parsed = parseImageReference(reference);
  const isId = isImageId(reference);
  if (parsed === undefined && !isId) throw notAReference(reference);
  const local = pull && !isId ? undefined : await engine.inspect(reference).catch(undefinedIfUnknown(isId));
  const inspected = local ?? (await pulled(engine, request));
  const asked = isId ? reference : parsed?.digest;
  if (asked !== undefined && !hasDigest(inspected, asked)) {
    throw new GateError(changed(reference, asked, inspected.id));
  }
  return { inspected, origin: { kind: 'reference', reference, pulled: local === undefined } };
}

async function pulled(engine: Engine, request: ImageRequest & { kind: 'reference' }): Promise<InspectedImage> {
  const log = request.log();
  try {
    await engine.pull(request.reference, log);
    log.end('pulled');
  } catch (error) {
    log.end('not pulled');
    throw error;
  }
  return engine.inspect(request.reference);
}

/** An id that the engine does not have can't be pulled; a name can. */
function undefinedIfUnknown(isId: boolean): (error: unknown) => undefined {
  return (error) => {
    if (!isId && error instanceof GateError && error.code === 'IMAGE-NOT-FOUND') return undefined;
    throw error;
  };
}

function hasDigest({ id, repoDigests }: InspectedImage, digest: string): boolean {
  return id === digest || repoDigests.some((known) => known.endsWith(`@${digest}`));
}

function notAReference(reference: string): GateError {
  return new GateError({
    code: 'INPUT-INVALID',
    what: `${visibleText(reference, 120)} is no image reference.`,
    means: NO_VERDICT,
    todo: 'Write image as registry/name:tag, registry/name@sha256:… or an image id (sha256:…).',
  });
}

function changed(name: string, judged: string, found: string): Problem {
  return {
    code: 'IMAGE-CHANGED',
    what: `${visibleText(name, 200)} does not lead to ${judged}, the image that this run is about, but to ${found}.`,
    means: NO_VERDICT,
    todo: 'Find out who changes the tag while the gate runs, and run the gate again; or name the image by its digest.',
  };
}
