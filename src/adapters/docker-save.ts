import { visibleText } from '../model/visible-text.ts';
import type { DockerCommand } from './docker-command.ts';
import { commandFailed, succeeded } from './docker-problems.ts';

/** An engine that says nothing for so long is stuck, however large the image is. */
const SAVE_MS = 60 * 60 * 1000;

/**
 * Streams `docker save` of one image.
 *
 * @throws GateError `IMAGE-UNREADABLE`, `NO-SPACE`, and what `take` throws
 */
export async function saveImage(
  docker: DockerCommand,
  imageId: string,
  take: (chunk: Buffer) => void | Promise<void>,
): Promise<void> {
  const result = await docker(['image', 'save', '--', imageId], { timeoutMs: SAVE_MS, onBytes: take });
  if (succeeded(result)) return;
  const full = /no space left on device|disk quota exceeded/i.test(result.stderr.toString('utf8'));
  throw commandFailed(result, {
    code: full ? 'NO-SPACE' : 'IMAGE-UNREADABLE',
    what: `The engine could not hand out the image ${visibleText(imageId)}`,
    todo: full
      ? 'Make room on the disk of the engine, which writes the image there once more while it saves it: docker system df shows what takes it.'
      : 'Run "docker image save" on it to see why; build or pull the image again.',
  });
}
