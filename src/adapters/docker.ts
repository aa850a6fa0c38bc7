import { randomBytes } from 'node:crypto';
import type { EngineSecurity } from '../model/confinement.ts';
import type { EngineDescription } from '../model/evidence.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Clock, Engine, Log, Processes } from '../ports.ts';
import { cleanUpEngine, removeTag } from './docker-cleanup.ts';
import { dockerCommand } from './docker-command.ts';
import { readFromImage, readProgramsFromImage } from './docker-containers.ts';
import { describeEngine } from './docker-describe.ts';
import { readHistory } from './docker-history.ts';
import { imageNames, isAmong } from './docker-images.ts';
import { inspectImage } from './docker-inspect.ts';
import { observeContainer } from './docker-observe.ts';
import { commandFailed, succeeded } from './docker-problems.ts';
import { proveContainer } from './docker-proof.ts';
import { pullImage } from './docker-pull.ts';
import { runBuild } from './docker-run-build.ts';
import { saveImage } from './docker-save.ts';
import { readEngineSecurity } from './docker-security.ts';

export interface DockerEngineOptions {
  readonly processes: Processes;
  readonly clock: Clock;
  readonly log?: Log;
  /** Absolute; the gate's own, outside of the workspace. */
  readonly temporaryFolder: string;
  /** Unique to this run, 8 to 64 hex digits: the label of what it makes. */
  readonly run: string;
  /** Where relative paths in build options are read from; the workspace. Default: the working folder. */
  readonly workspace?: string;
}

/** The container engine behind the Docker command line, of either generation (20.10 with graph drivers, 29 with containerd). */
export function createDockerEngine(options: DockerEngineOptions): Engine {
  const { processes, clock, log, temporaryFolder, run, workspace = process.cwd() } = options;
  const docker = dockerCommand(processes, workspace, log);
  const owner = { clock, run, random: () => randomBytes(8).toString('hex') };
  let description: Promise<EngineDescription> | undefined;
  const describe = (): Promise<EngineDescription> => {
    description ??= describeEngine(docker);
    return description;
  };
  let asked: Promise<EngineSecurity> | undefined;
  let names: Promise<ReadonlySet<string>> | undefined;
  return {
    describe,
    security: () => {
      asked ??= readEngineSecurity(docker);
      return asked;
    },
    build: async (request) => {
      const engine = await describe();
      return runBuild(docker, engine, request, temporaryFolder);
    },
    inspect: (reference) => inspectImage(docker, reference),
    has: async (reference) => {
      names ??= imageNames(docker);
      return isAmong(await names, reference);
    },
    history: (imageId) => readHistory(docker, imageId),
    pull: (reference, group) => pullImage(docker, reference, group),
    save: (imageId, take) => saveImage(docker, imageId, take),
    readTextFiles: (imageId, paths) => readFromImage(docker, owner, imageId, paths),
    readPrograms: (imageId, lists, limit) => readProgramsFromImage(docker, owner, imageId, lists, limit),
    prove: (request) => proveContainer({ docker, owner, temporaryFolder }, request),
    observe: (request) => observeContainer({ docker, owner, temporaryFolder }, request),
    tag: async (imageId, reference) => {
      // To the end even when the run is cancelled: a client that is ended midway leaves it unknown whether the tag is set.
      const result = await docker(['image', 'tag', '--', imageId, reference], { survivesCancel: true });
      if (succeeded(result)) return;
      throw commandFailed(result, {
        code: 'TOOL-FAILED',
        what: `The image could not be given the tag ${visibleText(reference)}`,
        todo: 'Check that the tag is a valid image name and that the engine works.',
      });
    },
    withdraw: async (reference) => {
      const result = await docker(['image', 'rm', '--no-prune', '--', reference], { survivesCancel: true });
      if (!succeeded(result)) log?.debug(`the tag ${reference} could not be taken away again`);
    },
    untag: (reference) => removeTag(docker, reference),
    cleanUp: async (olderThanMs) => {
      const before = new Date(clock.now().getTime() - olderThanMs);
      await cleanUpEngine(docker, { run, before, ...(log && { log }) });
    },
  };
}
