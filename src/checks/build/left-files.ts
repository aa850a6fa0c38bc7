import type { DockerfileInstruction } from '../../model/dockerfile.ts';
import type { RunCommand } from './command-prefix.ts';
import { programOf } from './run-commands.ts';

/**
 * Whether a RUN mounts something over a folder, so that what is written there does not come into the layer: a cache,
 * a tmpfs, or another file system. (docs.docker.com/reference/dockerfile, RUN --mount.)
 *
 * @param folder absolute, no slash at its end
 */
export function isMountedOver({ flags }: DockerfileInstruction, folder: string): boolean {
  return flags.some((flag) => {
    if (!flag.startsWith('--mount=') || /[=,]type=(?:secret|ssh)\b/.test(flag)) return false;
    const fields = flag.slice('--mount='.length).split(',');
    const target = fields.findLast((field) => /^"?(?:target|dst|destination)=/i.test(field));
    const path = (target ?? '')
      .replace(/^[^=]*=/, '')
      .replace(/"$/, '')
      .replace(/\/+$/, '');
    return path !== '' && (folder === path || folder.startsWith(`${path}/`));
  });
}

/**
 * Whether a command removes what a folder holds: `rm -rf /x/*`, `find /x -delete`.
 *
 * @param folders matches the words that stand for it
 */
export function isRemoval(command: RunCommand, folders: RegExp): boolean {
  const { words } = command;
  const program = programOf(command);
  if (program !== 'rm' && (program !== 'find' || !words.some((word) => /^(?:-delete|rm|-exec\w*)$/.test(word)))) {
    return false;
  }
  return words.some((word) => folders.test(word));
}
