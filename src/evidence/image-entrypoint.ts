import { posix } from 'node:path';
import { whatStarts } from '../linux/start-command.ts';
import type { Evidence, ImageConfig, ImageEntrypoint, JudgedImage } from '../model/evidence.ts';
import type { Engine } from '../ports.ts';
import { engineSource } from './built-image.ts';
import { gapOnError } from './gap.ts';

/** Longest script that is read, in bytes: ten times the longest of the official images. */
const MAX_SCRIPT = 256 * 1024;
/** What the engine sets when an image has no PATH (moby, `system.DefaultPathEnv`). */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const MAX_FOLDERS = 16;
/** PATH_MAX of Linux: the kernel opens nothing longer. */
const MAX_PATH = 4096;

/** Reads the files that the image starts with, without running it. */
export function collectImageEntrypoint(
  engine: Engine,
  image: JudgedImage,
  config: ImageConfig,
): Promise<Evidence<ImageEntrypoint>> {
  return gapOnError(async () => {
    if (config.os !== 'linux') return { state: 'absent', observed: 'The image is not for Linux.' };
    const lists = startedFiles(config);
    const programs = lists.length === 0 ? [] : await engine.readPrograms(image.id, lists, MAX_SCRIPT);
    const subject = `the files behind ENTRYPOINT and CMD of ${image.id}`;
    return { state: 'known', value: { programs }, source: engineSource(image.engine, subject) };
  });
}

/**
 * Where the started programs may be: ENTRYPOINT's, or with its arguments CMD's, and behind an entrypoint CMD's alone,
 * because many an entrypoint ends with `exec "$@"`. Of a shell's text it is the first command's program.
 */
function startedFiles(config: ImageConfig): readonly (readonly string[])[] {
  const { entrypoint, cmd } = config;
  // Behind the text of a shell CMD is only `$0` and what follows it.
  const alone = entrypoint.length > 0 && whatStarts(entrypoint).kind !== 'text';
  const commands = [[...entrypoint, ...cmd], ...(alone ? [cmd] : [])];
  const lists = commands.map((words) => placesOf(words, config)).filter((places) => places.length > 0);
  return [...new Map(lists.map((places) => [JSON.stringify(places), places])).values()];
}

function placesOf(words: readonly string[], config: ImageConfig): readonly string[] {
  const started = whatStarts(words);
  switch (started.kind) {
    case 'nothing':
      return [];
    case 'program':
      return places(started.words[0], config, false);
    case 'script':
      return places(started.file, config, true);
    case 'text': {
      // `sh -c "exec /entrypoint.sh …"`: words without quotes or expansions are what they say.
      const plain = /^\s*([\w./=:@%+-]+(?:[ \t]+[\w./=:@%+-]+)*)/.exec(started.text.slice(0, 1000))?.[1] ?? '';
      const inner = whatStarts(plain.split(/[ \t]+/));
      return inner.kind === 'program' ? places(inner.words[0], config, false) : [];
    }
  }
}

/** As execvp(3) looks for a program, and sh(1) for a script: that one also in the working folder. */
function places(name: string, { env, workingDir }: ImageConfig, script: boolean): readonly string[] {
  // After a link `..` is not what its letters say.
  if (name.split('/').includes('..')) return [];
  const folder = posix.resolve('/', workingDir);
  const search = (env.find((line) => line.startsWith('PATH='))?.slice(5) ?? DEFAULT_PATH).split(':', MAX_FOLDERS);
  const folders = name.includes('/') ? [''] : [...(script ? [''] : []), ...search];
  const paths = folders.map((place) => posix.resolve(folder, place, name));
  return [...new Set(paths)].filter((path) => path.length < MAX_PATH && !path.includes('\0'));
}
