import { afterExpansion, afterJoins, startsExpansion } from './shell-expansions.ts';

/** A word of a command line. What a shell would put in place of a variable is not known here. */
export interface ShellWord {
  /** From 1. */
  readonly number: number;
  /** Quotes and backslashes are taken out; what is not known stands as written: `$HOME/data`. */
  readonly text: string;
  /** Where in `text` the first part stands that is not known. */
  readonly unknownFrom?: number;
}

export interface WordsError {
  /** Of the word in which it goes wrong, from 1. */
  readonly word: number;
  /** A sentence without names of what was written. */
  readonly text: string;
}

export type ShellWords = { readonly words: readonly ShellWord[] } | { readonly error: WordsError };

/** Longer than any command line that people write; what it takes to read it is proportional to its length. */
const MOST_CHARACTERS = 65_536;
const NUL = 'It has a NUL character, which no command line can have.';

interface Reader {
  readonly text: string;
  at: number;
  readonly words: ShellWord[];
  /** The word that is being read; undefined between words. */
  word: { text: string; unknownFrom: number | undefined; braceAt: number; listInBrace: boolean } | undefined;
}

/**
 * Splits a command line into words as a POSIX shell does (Shell Command Language, 2.2 and 2.3), and evaluates nothing:
 * where a variable, a command, a pattern of file names, a home folder or a list in braces stands, the word is not known
 * from there on. An expansion outside of quotes counts as part of its word, though a shell may make several of it.
 *
 * What would end the command (`;`, `|`, `&`, a line end) or send its output away is an error, and so is a quote that is
 * not closed: then the line is not the one that its author had in mind.
 */
export function splitShellWords(text: string): ShellWords {
  if (text.length > MOST_CHARACTERS) {
    return { error: { word: 1, text: `The line is longer than ${MOST_CHARACTERS.toLocaleString('en')} characters.` } };
  }
  const reader: Reader = { text, at: 0, words: [], word: undefined };
  while (reader.at < text.length) {
    const problem = readPiece(reader);
    if (problem !== undefined) return { error: { word: reader.words.length + 1, text: problem } };
  }
  endWord(reader);
  return { words: reader.words };
}

/** Reads the next character, quoted part or expansion; answers with what is wrong. */
function readPiece(reader: Reader): string | undefined {
  const character = reader.text.charAt(reader.at);
  switch (character) {
    case ' ':
    case '\t':
      endWord(reader);
      reader.at += 1;
      return undefined;
    case '\n':
      return readLineEnd(reader);
    case '#':
      if (reader.word === undefined) return skipComment(reader);
      return addLiteral(reader, character);
    case '\\':
      return readBackslash(reader);
    case "'":
      return readSingleQuoted(reader);
    case '"':
      return readDoubleQuoted(reader);
    default:
      return readPlain(reader, character);
  }
}

function readPlain(reader: Reader, character: string): string | undefined {
  if (startsExpansion(reader.text, reader.at)) return readExpansion(reader);
  const next = character === '$' ? reader.text.charAt(afterJoins(reader.text, reader.at + 1)) : '';
  if (character === '$' && (next === "'" || next === '"')) {
    return `$${next} means different things in different shells; write plain quotes.`;
  }
  if (/[;&|<>()]/.test(character))
    return `${character} ends or redirects a command in a shell; quote it, or leave it out.`;
  if (character === '\0') return NUL;
  if (character === '\r') return 'It has a carriage return, which a shell takes for part of a word.';
  if (/[*?]/.test(character) || (character === '~' && reader.word === undefined)) markUnknown(openWord(reader));
  addLiteral(reader, character);
  watchBraces(reader, character);
  return undefined;
}

/** `{a,b}` and `{1..3}` are lists in some shells; `{{.Name}}` and `{}` are plain text in all. */
function watchBraces(reader: Reader, character: string): void {
  const word = openWord(reader);
  if (character === '{') {
    word.braceAt = word.text.length - 1;
    word.listInBrace = false;
  } else if (word.braceAt >= 0 && (character === ',' || word.text.endsWith('..'))) word.listInBrace = true;
  else if (character === '}' && word.braceAt >= 0 && word.listInBrace) word.unknownFrom ??= word.braceAt;
}

function readExpansion(reader: Reader): string | undefined {
  const end = afterExpansion(reader.text, reader.at);
  if (end === undefined) return 'A substitution is not closed.';
  const word = openWord(reader);
  markUnknown(word);
  word.text += reader.text.slice(reader.at, end);
  reader.at = end;
  return undefined;
}

function readSingleQuoted(reader: Reader): string | undefined {
  const end = reader.text.indexOf("'", reader.at + 1);
  if (end < 0) return 'A single quote is not closed.';
  const quoted = reader.text.slice(reader.at + 1, end);
  if (quoted.includes('\0')) return NUL;
  openWord(reader).text += quoted;
  reader.at = end + 1;
  return undefined;
}

function readDoubleQuoted(reader: Reader): string | undefined {
  const word = openWord(reader);
  reader.at += 1;
  while (reader.at < reader.text.length) {
    const character = reader.text.charAt(reader.at);
    const next = reader.text.charAt(reader.at + 1);
    if (character === '"') {
      reader.at += 1;
      return undefined;
    }
    if (character === '\0') return NUL;
    if (startsExpansion(reader.text, reader.at)) {
      const problem = readExpansion(reader);
      if (problem !== undefined) return problem;
    } else if (character === '\\' && next !== '' && '$`"\\\n'.includes(next)) {
      word.text += next === '\n' ? '' : next;
      reader.at += 2;
    } else addLiteral(reader, character);
  }
  return 'A double quote is not closed.';
}

function readBackslash(reader: Reader): string | undefined {
  const next = reader.text.charAt(reader.at + 1);
  if (next === '') return 'It ends with a backslash, and nothing follows.';
  if (next === '\0') return NUL;
  reader.at += 1;
  if (next === '\n') reader.at += 1;
  else addLiteral(reader, next);
  return undefined;
}

/** A line end ends the command; at the end of the input that is where it ends anyway. */
function readLineEnd(reader: Reader): string | undefined {
  endWord(reader);
  const rest = reader.text.slice(reader.at);
  if (reader.words.length > 0 && /[^\s]/.test(rest)) {
    return 'The command ends with its line, and more follows; end each line but the last with a backslash.';
  }
  reader.at = reader.words.length > 0 ? reader.text.length : reader.at + 1;
  return undefined;
}

function skipComment(reader: Reader): undefined {
  const end = reader.text.indexOf('\n', reader.at);
  reader.at = end < 0 ? reader.text.length : end;
}

function addLiteral(reader: Reader, character: string): undefined {
  openWord(reader).text += character;
  reader.at += 1;
}

function openWord(reader: Reader): NonNullable<Reader['word']> {
  reader.word ??= { text: '', unknownFrom: undefined, braceAt: -1, listInBrace: false };
  return reader.word;
}

function markUnknown(word: NonNullable<Reader['word']>): void {
  word.unknownFrom ??= word.text.length;
}

function endWord(reader: Reader): void {
  if (reader.word === undefined) return;
  const { text, unknownFrom } = reader.word;
  const number = reader.words.length + 1;
  reader.words.push(unknownFrom === undefined ? { number, text } : { number, text, unknownFrom });
  reader.word = undefined;
}
