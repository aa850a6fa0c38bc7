import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { EngineDescription } from '../model/evidence.ts';
import { isImageId } from '../model/image-reference.ts';
import { visibleText } from '../model/visible-text.ts';
import type { BuildRequest, BuiltImage, ProcessResult } from '../ports.ts';
import { type BuildFiles, buildCommand, chooseBuilder } from './docker-build.ts';
import type { DockerCommand } from './docker-command.ts';
import { parseJson } from './docker-describe.ts';
import { inspectImage } from './docker-inspect.ts';
import { canWriteLayout } from './docker-layout.ts';
import { engineUnreachable, howItEnded, succeeded } from './docker-problems.ts';
import { layoutFolder } from './layout-folder.ts';
import { readSmallFile } from './small-file.ts';

const SHOWN_LINES = 20;
const MAX_FILE = 1024 * 1024;

/**
 * Builds, and finds out which image came out: from the files that the builder wrote, confirmed by the engine, never
 * from a tag.
 *
 * @param temporaryFolder absolute; for the builder's files
 */
export async function runBuild(
  docker: DockerCommand,
  engine: EngineDescription,
  request: BuildRequest,
  temporaryFolder: string,
): Promise<BuiltImage> {
  const name = join(temporaryFolder, `build-${randomUUID()}`);
  const layout = (await canWriteLayout(docker, engine, request)) ? request.layoutFolder : undefined;
  const files = {
    ...{ iidFile: `${name}.iid`, metadataFile: `${name}.json` },
    ...(layout !== undefined && { layoutFolder: layout }),
  };
  const command = buildCommand(request, engine, files);
  const lastLines: string[] = [];
  const onLine = (line: string): void => {
    request.log.line(line);
    if (line.trim() === '') return;
    lastLines.push(visibleText(line));
    if (lastLines.length > SHOWN_LINES) lastLines.shift();
  };
  try {
    const { env, inherit } = command;
    const { timeoutMs, logFile } = request;
    const how = { env, inherit, timeoutMs, onLine, teeFile: logFile, keep: 'end', keepBytes: 64 * 1024 } as const;
    const result = await docker(command.args, how);
    if (!succeeded(result)) throw buildFailed(result, request, lastLines);
    const id = await identify(docker, await candidates(files), request.gateTag, lastLines);
    const built = { id, builder: chooseBuilder(engine), durationMs: result.durationMs };
    return layout === undefined ? built : { ...built, layout: layoutFolder(layout) };
  } finally {
    await Promise.all([rm(files.iidFile, { force: true }), rm(files.metadataFile, { force: true })]);
  }
}

const Metadata = v.object({
  'containerimage.digest': v.optional(v.string()),
  'containerimage.config.digest': v.optional(v.string()),
});

/** Every digest that the builder gives its result; which of them is the engine's id depends on the engine's store. */
async function candidates(files: BuildFiles): Promise<readonly string[]> {
  const iid = (await readSmallFile(files.iidFile, MAX_FILE))?.trim();
  const metadata = v.safeParse(Metadata, parseJson((await readSmallFile(files.metadataFile, MAX_FILE)) ?? ''));
  const digests = metadata.success ? Object.values(metadata.output) : [];
  // Without an id file there was no image, whatever the metadata say.
  if (iid === undefined || !isImageId(iid)) return [];
  return [...new Set([iid, ...digests.filter((digest) => digest !== undefined).filter(isImageId)])];
}

async function identify(
  docker: DockerCommand,
  digests: readonly string[],
  gateTag: string,
  lastLines: readonly string[],
): Promise<string> {
  for (const digest of digests) {
    const image = await inspectImage(docker, digest).catch(ifUnknown);
    if (image === undefined || !digests.includes(image.id)) continue;
    const tagged = await inspectImage(docker, gateTag).catch(ifUnknown);
    if (tagged?.id !== image.id) throw tagMoved(gateTag, image.id, tagged?.id);
    return image.id;
  }
  throw new GateError({
    code: 'BUILD-NO-IMAGE',
    what:
      digests.length === 0
        ? 'The build ended without an error and without naming an image.'
        : `The build named an image that the engine does not have (${digests.join(', ')}).`,
    means: NO_VERDICT,
    todo: 'Use a builder that loads its result into the engine, and see the build log.',
    details: lastLines,
  });
}

function ifUnknown(error: unknown): undefined {
  if (error instanceof GateError && error.code === 'IMAGE-NOT-FOUND') return undefined;
  throw error;
}

function tagMoved(gateTag: string, built: string, found: string | undefined): GateError {
  return new GateError({
    code: 'IMAGE-CHANGED',
    what: `The gate's own tag ${gateTag} does not lead to the image that was built (${built}) but to ${found ?? 'none'}.`,
    means: NO_VERDICT,
    todo: 'Find out what else on this engine changes tags, and run the gate again.',
  });
}

function buildFailed(result: ProcessResult, request: BuildRequest, lastLines: readonly string[]): GateError {
  const unreachable = engineUnreachable(result);
  if (unreachable !== undefined) return new GateError({ ...unreachable, details: lastLines });
  if (result.timedOut) {
    return new GateError({
      code: 'BUILD-TIMEOUT',
      what: `The build was not finished after ${Math.round(request.timeoutMs / 1000)} s and was ended.`,
      means: NO_VERDICT,
      todo: 'Look for the step that hangs in the last lines below, or make the build faster with a cache.',
      details: lastLines,
    });
  }
  if (/is not supported for the docker driver/i.test(lastLines.join('\n'))) {
    return new GateError({
      code: 'BUILDER-UNSUPPORTED',
      what: "buildx's builder for this engine can't do what was asked for.",
      means: NO_VERDICT,
      todo: 'Create a builder of the docker-container driver (docker/setup-buildx-action) and name it in builder.',
      details: lastLines,
    });
  }
  const memory = result.signal === 'SIGKILL' ? ' Often the machine had no memory left.' : '';
  return new GateError({
    code: 'BUILD-FAILED',
    what: `The image could not be built (${howItEnded(result)}).${memory}`,
    means: NO_VERDICT,
    todo: 'Repair the build; its last lines are below; a runner has the whole log in the group "Build".',
    details: lastLines,
  });
}
