/** One simple command. Untrusted. */
export interface Command {
  /** Quotes taken out, expansions as written: `apt-get`, `install`, `$PACKAGES`. Of `$(…)` only the `$` is left. */
  readonly words: readonly string[];
  /** What stands in brackets in it. */
  readonly nested: readonly Nested[];
  /** Its here-documents and here-strings. */
  readonly inputs: readonly string[];
  /** The files that `>` and `>>` write to. */
  readonly writes: readonly string[];
}

/** Commands that a `|` joins, in their order; mostly one. */
export type Pipeline<C extends Command = Command> = readonly C[];

/** A part of a script in brackets. */
export interface Nested {
  /** `$(` stands for backticks too; `(` is a group, which is a command without words. */
  readonly kind: Opening;
  /** Index of the word that it is in; absent in a redirection: `< <(a)`, `<<< "$(a)"`. */
  readonly word?: number;
  /** Nothing stands before it in its word. */
  readonly leads: boolean;
  readonly pipelines: readonly Pipeline[];
}

export type Opening = '$(' | '<(' | '>(' | '(';

/** A command that is being read. */
export interface Draft extends Command {
  readonly words: string[];
  readonly nested: Nested[];
  readonly inputs: string[];
  readonly writes: string[];
}

/** The script itself, a substitution in it, or a group. */
export interface Frame {
  readonly end: ')' | '`' | 'end of script';
  /** How it came to be in the frame around it. */
  readonly place: Omit<Nested, 'pipelines'>;
  readonly pipelines: Pipeline[];
  readonly pipeline: Draft[];
  command: Draft;
  /** Undefined between words: a word may be empty (`""`). */
  word: string | undefined;
  /** Between double quotes. */
  quoted: boolean;
  /** What the next word is, where it is not one of the command. */
  redirects: 'input' | 'text' | 'output' | undefined;
}

export interface Reading {
  readonly script: string;
  at: number;
  /** The innermost last. */
  readonly frames: Frame[];
  /** Of all frames, in the order of their ends. */
  readonly pipelines: Pipeline[];
  /** The here-documents that begin at the next line. */
  heredocs: { readonly delimiter: string; readonly tabs: boolean; readonly command: Draft }[];
}

export function newFrame(end: Frame['end'], place: Frame['place'] = { kind: '(', leads: true }): Frame {
  return {
    end,
    place,
    pipelines: [],
    pipeline: [],
    command: newDraft(),
    word: undefined,
    quoted: false,
    redirects: undefined,
  };
}

function newDraft(): Draft {
  return { words: [], nested: [], inputs: [], writes: [] };
}

export function append(frame: Frame, text: string): void {
  frame.word = (frame.word ?? '') + text;
}

export function endWord(frame: Frame): void {
  if (frame.word === undefined) return;
  const { words, inputs, writes } = frame.command;
  if (frame.redirects === undefined) words.push(frame.word);
  if (frame.redirects === 'text') inputs.push(frame.word);
  if (frame.redirects === 'output') writes.push(frame.word);
  frame.redirects = undefined;
  frame.word = undefined;
}

export function endCommand(frame: Frame): void {
  endWord(frame);
  frame.redirects = undefined;
  const { words, nested } = frame.command;
  if (words.length > 0 || nested.length > 0) frame.pipeline.push(frame.command);
  frame.command = newDraft();
}

export function endPipeline(reading: Reading, frame: Frame): void {
  endCommand(frame);
  const pipeline = frame.pipeline.splice(0);
  const [first, ...others] = pipeline;
  if (first === undefined) return;
  frame.pipelines.push(pipeline);
  // A group that stands alone says nothing that its own commands, which are there already, don't say.
  if (first.words.length > 0 || others.length > 0) reading.pipelines.push(pipeline);
}

/** Brackets in brackets; deeper ones only end the command before them, and are not seen as brackets. */
const NESTING = 64;

/** Opens a bracket at the current place of a frame. The word around a substitution goes on after it. */
export function open(reading: Reading, frame: Frame, kind: Opening, end: ')' | '`' = ')'): void {
  if (reading.frames.length > NESTING) {
    endPipeline(reading, frame);
    return;
  }
  const leads = (frame.word ?? '').trim() === '';
  const word = frame.redirects === undefined ? { word: frame.command.words.length } : {};
  reading.frames.push(newFrame(end, { kind, leads, ...word }));
}

export function close(reading: Reading, frame: Frame): void {
  endPipeline(reading, frame);
  reading.frames.pop();
  reading.frames.at(-1)?.command.nested.push({ ...frame.place, pipelines: frame.pipelines });
}
