import type { ImageTextFile } from '../model/evidence.ts';
import { gateContainerName } from '../model/gate-tag.ts';
import type { Clock } from '../ports.ts';
import type { DockerCommand } from './docker-command.ts';
import { containerReader } from './docker-files.ts';
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

/** Reads files from a container that is made of the image, never started, and removed whatever happens. */
export async function readFromImage(
  docker: DockerCommand,
  owner: ContainerOwner,
  imageId: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ImageTextFile>> {
  const name = gateContainerName(owner.clock.now(), owner.random());
  try {
    const reader = containerReader(docker, await createContainer(docker, owner, name, imageId));
    // All settled before the container goes: none must find it gone.
    const read = await Promise.allSettled(paths.map((path) => reader.read(path)));
    return new Map(
      read.map((result, index) => {
        if (result.status === 'rejected') throw result.reason;
        return [paths[index] ?? '', result.value];
      }),
    );
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
