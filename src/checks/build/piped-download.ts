import { type RunCommand, withoutPrefix } from './command-prefix.ts';
import { programSource } from './interpreters.ts';
import { programOf } from './run-commands.ts';
import type { Command, Nested, Opening, Pipeline } from './shell-frames.ts';

/** A download whose content is run as a program. */
export interface PipedDownload {
  /** The command that downloads: `curl`, `-fsSL`, `https://…`. */
  readonly download: Command;
  /** The program that runs it, without its folder: `bash`; `''` where the shell takes it for a command. */
  readonly interpreter: string;
  /** `|`, or the bracket that it stands in. */
  readonly by: '|' | Opening;
}

const DOWNLOADERS =
  /^(?:curl|curlie|wget2?|fetch|aria2c|https?|httpie|xhs?|lynx|w3m|links|nc|ncat|netcat|iwr|irm|invoke-(?:webrequest|restmethod))$/i;

/** How deep groups are gone into. */
const DEPTH = 3;

/**
 * Whether a pipeline runs what it downloads: `curl … | sudo bash -`, `bash <(curl …)`, `sh -c "$(curl …)"`. A
 * download that is only the input of a program (`curl … | python3 -c '…'`, `curl … | jq`) is none.
 */
export function pipedDownload(pipeline: Pipeline<RunCommand>): PipedDownload | undefined {
  for (const command of pipeline) {
    const own = ofOwnWords(command);
    if (own !== undefined) return own;
  }
  // Only the first download counts: what takes the output of a later one takes the pipe's too.
  const first = pipeline.findIndex((command) => downloadIn(command, DEPTH) !== undefined);
  const download = downloadIn(pipeline[first], DEPTH);
  if (download === undefined) return undefined;
  for (const [index, command] of pipeline.slice(first).entries()) {
    const interpreter = index === 0 ? undefined : runsItsInput(command, DEPTH);
    if (interpreter !== undefined) return { download, interpreter, by: '|' };
    const fed = command.nested.filter(({ kind }) => kind === '>(').flatMap((part) => runsIn(part, DEPTH) ?? [])[0];
    if (fed !== undefined) return { download, interpreter: fed, by: '>(' };
  }
  return undefined;
}

export function isPipedDownload(pipeline: Pipeline<RunCommand>): boolean {
  return pipedDownload(pipeline) !== undefined;
}

/** `bash <(curl …)`, `bash < <(curl …)`, `sh -c "$(curl …)"`, `sh <<< "$(curl …)"`, `$(curl …)`. */
function ofOwnWords({ words, nested }: RunCommand): PipedDownload | undefined {
  const source = programSource(words);
  const found = nested.find(({ kind, word, leads }) => {
    if (kind === '$(' && leads && word === 0) return true;
    if (source === undefined) return false;
    if (source.kind === 'input') return word === undefined && (kind === '<(' || (kind === '$(' && leads));
    return word === source.word && kind === (source.kind === 'file' ? '<(' : '$(') && leads;
  });
  const download = found === undefined ? undefined : downloadOf(found, DEPTH);
  if (found === undefined || download === undefined) return undefined;
  return { download, interpreter: source === undefined ? '' : programOf({ words }), by: found.kind };
}

/** The download whose content a command gives out: itself, one in the group that it is, or one that it repeats. */
function downloadIn(command: Command | undefined, depth: number): Command | undefined {
  if (command === undefined || depth === 0) return undefined;
  const plain = withoutPrefix(command);
  const program = programOf(plain);
  if (DOWNLOADERS.test(program)) return plain;
  return plain.nested
    .filter(({ kind, leads }) => kind === '(' || (leads && kind === REPEATERS.get(program)))
    .map((part) => downloadOf(part, depth - 1))
    .find((found) => found !== undefined);
}

/** `echo "$(curl …)"`, `cat <(curl …)`. */
const REPEATERS: ReadonlyMap<string, Opening> = new Map([
  ['echo', '$('],
  ['printf', '$('],
  ['cat', '<('],
]);

function downloadOf({ pipelines }: Nested, depth: number): Command | undefined {
  for (const command of pipelines.flat()) {
    const found = downloadIn(command, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The interpreter that takes what a pipe gives to a command for its program. */
function runsItsInput(command: Command, depth: number): string | undefined {
  if (depth === 0) return undefined;
  const { words, nested, through } = withoutPrefix(command);
  // Of `xargs sh` each word is the name of a file.
  if (through.includes('xargs')) return undefined;
  if (programSource(words)?.kind === 'input') return programOf({ words });
  return nested
    .filter(({ kind }) => kind === '(')
    .map((part) => runsIn(part, depth - 1))
    .find((found) => found !== undefined);
}

/** In a group, the input goes to the first command of every pipeline. */
function runsIn({ pipelines }: Nested, depth: number): string | undefined {
  for (const [first] of pipelines) {
    const found = first === undefined ? undefined : runsItsInput(first, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}
