/** The words of one simple command, quotes taken out, expansions as written: `apt-get`, `install`, `$PACKAGES`. */
export type Command = readonly string[];

/** Commands that a `|` joins, in their order; mostly one. */
export type Pipeline = readonly Command[];

/** The script itself, a substitution in it, or a group. */
export interface Frame {
  readonly end: ')' | '`' | 'end of script';
  readonly pipeline: string[][];
  command: string[];
  /** Undefined between words: a word may be empty (`""`). */
  word: string | undefined;
  /** Between double quotes. */
  quoted: boolean;
  /** The next word is the file of a redirection. */
  redirects: boolean;
}

export interface Reading {
  readonly script: string;
  at: number;
  /** The innermost last. */
  readonly frames: Frame[];
  readonly pipelines: Pipeline[];
  /** Delimiters of the here-documents that begin at the next line. */
  heredocs: { readonly delimiter: string; readonly tabs: boolean }[];
}

export function newFrame(end: Frame['end']): Frame {
  return { end, pipeline: [], command: [], word: undefined, quoted: false, redirects: false };
}

export function append(frame: Frame, text: string): void {
  frame.word = (frame.word ?? '') + text;
}

export function endWord(frame: Frame): void {
  if (frame.word === undefined) return;
  if (!frame.redirects) frame.command.push(frame.word);
  frame.redirects = false;
  frame.word = undefined;
}

export function endCommand(frame: Frame): void {
  endWord(frame);
  frame.redirects = false;
  if (frame.command.length > 0) frame.pipeline.push(frame.command);
  frame.command = [];
}

export function endPipeline(reading: Reading, frame: Frame): void {
  endCommand(frame);
  if (frame.pipeline.length > 0) reading.pipelines.push(frame.pipeline.splice(0));
}

/** The word around a substitution goes on after it. */
export function open(reading: Reading, end: ')' | '`'): void {
  reading.frames.push(newFrame(end));
}

export function close(reading: Reading, frame: Frame): void {
  endPipeline(reading, frame);
  reading.frames.pop();
}
