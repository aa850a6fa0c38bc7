import {
  append,
  close,
  endCommand,
  endPipeline,
  endWord,
  type Frame,
  newFrame,
  open,
  type Pipeline,
  type Reading,
} from './shell-frames.ts';

/**
 * Reads a shell script as far as it takes to know which programs it calls: words, quotes, comments, operators,
 * here-documents, redirections, and commands in substitutions and groups, which are pipelines of their own and are
 * known to the command that they stand in. Reserved words (`if`, `then`, `{`) stay words. It runs nothing and expands
 * nothing. Never throws; takes time in proportion to the script's length. (POSIX.1-2024, Shell Command Language, 2.3 Token Recognition.)
 *
 * @param script untrusted
 */
export function shellPipelines(script: string): readonly Pipeline[] {
  const reading: Reading = { script, at: 0, frames: [newFrame('end of script')], pipelines: [], heredocs: [] };
  while (reading.at < script.length) {
    const frame = reading.frames.at(-1);
    if (frame === undefined) break;
    readOne(reading, frame);
  }
  for (const frame of reading.frames.toReversed()) close(reading, frame);
  return reading.pipelines;
}

/** Reads what begins at the current place. Every branch moves on. */
function readOne(reading: Reading, frame: Frame): void {
  const { script, at } = reading;
  const character = script.charAt(at);
  reading.at += 1;
  if (character === '\\') readEscape(reading, frame);
  else if (character === '`') readBacktick(reading, frame);
  else if (character === '$' && script.startsWith('{', at + 1)) readBraces(reading, frame);
  else if (character === '$' && script.startsWith('(', at + 1)) {
    reading.at += 1;
    open(reading, frame, '$(');
    append(frame, '$');
  } else if (character === '"') {
    frame.quoted = !frame.quoted;
    append(frame, '');
  } else if (frame.quoted) append(frame, character);
  else (UNQUOTED.get(character) ?? appendCharacter)(reading, frame, character);
}

type Reader = (reading: Reading, frame: Frame, character: string) => void;

const appendCharacter: Reader = (_, frame, character) => append(frame, character);

/** What characters do outside of quotes; all others are part of a word. The place is behind the character. */
const UNQUOTED: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["'", readSingleQuotes],
  ['#', readComment],
  [' ', (_, frame) => endWord(frame)],
  ['\t', (_, frame) => endWord(frame)],
  ['\r', (_, frame) => endWord(frame)],
  [';', endPipeline],
  ['&', readAmpersand],
  ['|', readPipe],
  ['<', readRedirection],
  ['>', readRedirection],
  ['(', readGroup],
  [')', readGroupEnd],
  ['\n', readLineEnd],
]);

function readSingleQuotes(reading: Reading, frame: Frame): void {
  const end = endOr(reading.script, "'", reading.at);
  append(frame, reading.script.slice(reading.at, end));
  reading.at = end + 1;
}

function readComment(reading: Reading, frame: Frame): void {
  if (frame.word === undefined) reading.at = endOr(reading.script, '\n', reading.at);
  else append(frame, '#');
}

/** `&>` redirects; `&&` is two times an end. */
function readAmpersand(reading: Reading, frame: Frame): void {
  if (reading.script.charAt(reading.at) === '>') endWord(frame);
  else endPipeline(reading, frame);
}

function readPipe(reading: Reading, frame: Frame): void {
  const next = reading.script.charAt(reading.at);
  if (next === '|' || next === '&') reading.at += 1;
  if (next === '|') endPipeline(reading, frame);
  else endCommand(frame);
}

/** A group, where a command begins; elsewhere it is of a function's name (`f()`) or of an array. */
function readGroup(reading: Reading, frame: Frame): void {
  if (frame.word !== undefined || frame.command.words.length > 0) endPipeline(reading, frame);
  open(reading, frame, '(');
}

/** In `case`, a pattern ends with one that nothing opened. */
function readGroupEnd(reading: Reading, frame: Frame): void {
  if (frame.end === ')') close(reading, frame);
  else endPipeline(reading, frame);
}

function readLineEnd(reading: Reading, frame: Frame): void {
  endPipeline(reading, frame);
  readHeredocs(reading);
}

function readBacktick(reading: Reading, frame: Frame): void {
  if (frame.end === '`' && !frame.quoted) {
    close(reading, frame);
  } else {
    open(reading, frame, '$(', '`');
    append(frame, '');
  }
}

function readEscape(reading: Reading, frame: Frame): void {
  const next = reading.script.charAt(reading.at);
  reading.at += 1;
  // A line that goes on.
  if (next === '\n') return;
  append(frame, frame.quoted && !/[$`"\\]/.test(next) ? `\\${next}` : next);
}

/** `${…}` belongs to its word, whatever is in it. */
function readBraces(reading: Reading, frame: Frame): void {
  const { script } = reading;
  const start = reading.at - 1;
  let depth = 0;
  let end = start + 1;
  for (; end < script.length; end += 1) {
    const character = script.charAt(end);
    if (character === '\\') end += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) break;
  }
  append(frame, script.slice(start, end + 1));
  reading.at = end + 1;
}

/** `EOF`, `-EOF`, `'EOF'`, `\\EOF` behind `<<`. */
const HEREDOC = /^<(-?)[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|\\?([^\s;|&<>()"'`$\\]+))/;

function readRedirection(reading: Reading, frame: Frame, character: string): void {
  const { script } = reading;
  // `2>` is one operator: the number is no word.
  if (frame.word !== undefined && /^\d$/.test(frame.word)) frame.word = undefined;
  if (script.charAt(reading.at) === '(') {
    reading.at += 1;
    open(reading, frame, character === '<' ? '<(' : '>(');
    append(frame, character);
    return;
  }
  endWord(frame);
  const heredoc = HEREDOC.exec(script.slice(reading.at, reading.at + 200));
  if (character === '<' && heredoc !== null) {
    const delimiter = heredoc[2] ?? heredoc[3] ?? heredoc[4] ?? '';
    reading.heredocs.push({ delimiter, tabs: heredoc[1] === '-', command: frame.command });
    reading.at += heredoc[0].length;
    return;
  }
  const text = script.startsWith('<<', reading.at);
  const start = reading.at;
  while (/[<>&|]/.test(script.charAt(reading.at))) reading.at += 1;
  if (character === '<') frame.redirects = text ? 'text' : 'input';
  // `2>&1` copies: its word is a number, and no file.
  else frame.redirects = script.slice(start, reading.at).endsWith('&') ? 'input' : 'output';
}

function readHeredocs(reading: Reading): void {
  for (const { delimiter, tabs, command } of reading.heredocs) {
    const body: string[] = [];
    while (reading.at < reading.script.length) {
      const end = endOr(reading.script, '\n', reading.at);
      const written = reading.script.slice(reading.at, end);
      reading.at = end + 1;
      const line = tabs ? written.replace(/^\t+/, '') : written;
      if (line === delimiter) break;
      body.push(`${line}\n`);
    }
    command.inputs.push(body.join(''));
  }
  reading.heredocs = [];
}

function endOr(text: string, sought: string, from: number): number {
  const found = text.indexOf(sought, from);
  return found < 0 ? text.length : found;
}
