import type { ImageProgram, ImageTextFile } from '../model/evidence.ts';
import { gateContainerName } from '../model/gate-tag.ts';
import type { Clock } from '../ports.ts';
import type { DockerCommand } from './docker-command.ts';
import { type ContainerReader, containerReader } from './docker-files.ts';
import { commandFailed, succeeded, unreadableAnswer } from './docker-problems.ts';

/** Every container of the gate carries this label with the run that made it. */
export const RUN_LABEL = 'docker-security-gate.run';

/** Large images are unpacked, and their volumes filled, when a container is made of them. */
const CREATE_MS = 5 * 60_000;

export interface ContainerOwner {
  readonly clock: Clock;
  /** Value of the label. */
  readonly run: string;
  /** New for every container: 8 to 64 hex digits. */
  readonly random: () => string;
}

/** Text files of an image by their paths; see `Engine.readTextFiles`. */
export async function readFromImage(
  docker: DockerCommand,
  owner: ContainerOwner,
  imageId: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ImageTextFile>> {
  const read = await readAll(docker, owner, imageId, (reader) => paths.map((path) => reader.read(path)));
  return new Map(read.map((file, index) => [paths[index] ?? '', file]));
}

/** Programs of an image; see `Engine.readPrograms`. */
export async function readProgramsFromImage(
  docker: DockerCommand,
  owner: ContainerOwner,
  imageId: string,
  lists: readonly (readonly string[])[],
  limitBytes: number,
): Promise<readonly ImageProgram[]> {
  const read = await readAll(docker, owner, imageId, (reader) => {
    return lists.map((paths) => reader.readProgram(paths, limitBytes));
  });
  return read.filter((program) => program !== undefined);
}

/** Reads from a container that is made of the image, never started, and removed whatever happens. */
async function readAll<T>(
  docker: DockerCommand,
  owner: ContainerOwner,
  imageId: string,
  read: (reader: ContainerReader) => readonly Promise<T>[],
): Promise<readonly T[]> {
  const name = gateContainerName(owner.clock.now(), owner.random());
  try {
    const reader = containerReader(docker, await createContainer(docker, owner, name, imageId));
    // All settled before the container goes: none must find it gone.
    const settled = await Promise.allSettled(read(reader));
    return settled.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  } finally {
    await removeContainer(docker, name);
  }
}

async function createContainer(
  docker: DockerCommand,
  owner: ContainerOwner,
  name: string,
  imageId: string,
): Promise<string> {
  const result = await docker(
    [
      'create',
      '--pull=never',
      '--network=none',
      `--name=${name}`,
      `--label=${RUN_LABEL}=${owner.run}`,
      // An image may have no command, and then there is no container of it; this one is never run.
      '--entrypoint=/docker-security-gate-never-started',
      '--',
      imageId,
    ],
    { timeoutMs: CREATE_MS },
  );
  if (!succeeded(result)) {
    throw commandFailed(result, {
      code: 'IMAGE-UNREADABLE',
      what: `The engine could not make a container of ${imageId}, to read its files`,
      todo: 'Make sure that the engine has space left and that the image is for an operating system of this engine.',
    });
  }
  const id = result.stdout.toString('utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(id)) throw unreadableAnswer('to "docker create"');
  return id;
}

/** Removes a container with its anonymous volumes, also when the gate has been cancelled. True when it is gone. */
export async function removeContainer(docker: DockerCommand, name: string): Promise<boolean> {
  const result = await docker(['rm', '--force', '--volumes', '--', name], { survivesCancel: true, timeoutMs: 30_000 });
  return succeeded(result) || /no such container/i.test(result.stderr.toString('utf8'));
}
