import * as v from 'valibot';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import { gateRepository } from '../model/gate-tag.ts';
import { isImageId } from '../model/image-reference.ts';
import { visibleText } from '../model/visible-text.ts';
import type { InspectedImage } from '../ports.ts';
import type { DockerCommand } from './docker-command.ts';
import { parseJson } from './docker-describe.ts';
import { commandFailed, succeeded, unreadableAnswer } from './docker-problems.ts';

const strings = v.nullish(v.array(v.string()));
const keys = v.nullish(v.record(v.string(), v.unknown()));

/**
 * `GET /images/{name}/json` (docs.docker.com/reference/api/engine, ImageInspect). Older engines write empty fields as
 * null, newer ones leave them out. `Config` must be there: without it nothing can be said about the image.
 */
const Image = v.object({
  Id: v.pipe(v.string(), v.check(isImageId)),
  RepoDigests: strings,
  Created: v.nullish(v.string()),
  Os: v.pipe(v.string(), v.minLength(1)),
  Architecture: v.pipe(v.string(), v.minLength(1)),
  Variant: v.nullish(v.string()),
  Size: v.pipe(v.number(), v.minValue(0)),
  RootFS: v.object({ Layers: strings }),
  Config: v.object({
    User: v.nullish(v.string()),
    Env: strings,
    Entrypoint: strings,
    Cmd: strings,
    WorkingDir: v.nullish(v.string()),
    Labels: v.nullish(v.record(v.string(), v.string())),
    ExposedPorts: keys,
    Volumes: keys,
    OnBuild: strings,
    Healthcheck: v.nullish(v.object({ Test: strings })),
  }),
});

/**
 * @param reference checked by grammar, or an image id
 * @throws GateError `IMAGE-NOT-FOUND` when the engine says that it has no such image
 */
export async function inspectImage(docker: DockerCommand, reference: string): Promise<InspectedImage> {
  const result = await docker(['image', 'inspect', '--', reference]);
  if (!succeeded(result)) {
    const unknown = /no such image/i.test(result.stderr.toString('utf8'));
    throw commandFailed(result, {
      code: unknown ? 'IMAGE-NOT-FOUND' : 'TOOL-FAILED',
      what: unknown
        ? `The engine has no image ${visibleText(reference)}`
        : `The engine could not describe the image ${visibleText(reference)}`,
      todo: unknown ? 'Check the name, or build or pull the image first.' : 'Run "docker image inspect" to see why.',
    });
  }
  return parseInspection(result.stdout.toString('utf8'));
}

/**
 * Reads what `docker image inspect` prints for one image.
 *
 * @throws GateError `IMAGE-UNREADABLE` when the answer lacks what the gate judges by, `TOOL-FAILED` when it is no answer
 */
export function parseInspection(json: string): InspectedImage {
  const parsed = v.safeParse(v.tuple([v.unknown()]), parseJson(json));
  if (!parsed.success) throw unreadableAnswer('to "docker image inspect"');
  const image = v.safeParse(Image, parsed.output[0]);
  if (!image.success) throw incomplete(image.issues.map((issue) => v.getDotPath(issue) ?? '?'));
  const { Id, Config, RootFS, RepoDigests, ...rest } = image.output;
  return {
    id: Id,
    // The containerd store invents a digest for every name; the gate's own tag is in no registry.
    repoDigests: (RepoDigests ?? []).filter((digest) => !digest.startsWith(`${gateRepository()}@`)),
    config: {
      os: rest.Os,
      architecture: rest.Architecture,
      ...(rest.Variant && { variant: rest.Variant }),
      user: Config.User ?? '',
      env: Config.Env ?? [],
      entrypoint: Config.Entrypoint ?? [],
      cmd: Config.Cmd ?? [],
      workingDir: Config.WorkingDir ?? '',
      labels: new Map(Object.entries(Config.Labels ?? {})),
      exposedPorts: Object.keys(Config.ExposedPorts ?? {}),
      volumes: Object.keys(Config.Volumes ?? {}),
      onBuild: Config.OnBuild ?? [],
      ...(Config.Healthcheck?.Test && { healthcheck: Config.Healthcheck.Test }),
      diffIds: RootFS.Layers ?? [],
      size: rest.Size,
      created: rest.Created ?? '',
    },
  };
}

function incomplete(paths: readonly string[]): GateError {
  return new GateError({
    code: 'IMAGE-UNREADABLE',
    what: `The engine's description of the image lacks what the gate judges by (${visibleText(paths.join(', '), 200)}).`,
    means: NO_VERDICT,
    todo: 'Make sure that the image has content for a platform of this engine, and pull or build it again.',
  });
}
