import { visibleText } from '../model/visible-text.ts';
import { RUN_FLAGS, type RunFlag, SHORT_RUN_FLAGS } from './docker-run-flags.ts';
import type { ShellWord } from './shell-words.ts';

/** What is wrong with a `docker run` line. */
export interface RunLineError {
  /** From 1. */
  readonly word: number;
  /** A sentence; what it quotes is made visible. */
  readonly text: string;
}

/** The value of an option; a switch without one has `true`. */
export interface RunValue {
  /** The word with which the option starts. */
  readonly word: number;
  readonly text: string;
  /** Where in `text` the first part stands that is not known. */
  readonly unknownFrom?: number;
}

export interface GivenFlag {
  readonly flag: RunFlag;
  readonly value: RunValue;
}

export type FlaggedLine =
  | {
      readonly given: readonly GivenFlag[];
      /** A word that may be an option or not: what it is, and all that follows it, is not known. */
      readonly undecided?: ShellWord;
      /** From the image on. */
      readonly rest: readonly ShellWord[];
    }
  | { readonly error: RunLineError };

interface Reader {
  readonly words: readonly ShellWord[];
  /** Index of the next word. */
  at: number;
  readonly given: GivenFlag[];
}

/** Ends the reading of one word: nothing to say, it may be anything, or it is wrong. */
type Outcome = undefined | 'undecided' | RunLineError;

/**
 * Takes the options off a `docker run` line by the rules of the client's option library (spf13/pflag 1.0.10, flag.go):
 * `--name value`, `--name=value`, switches with a value after `=` only, letters in groups, the last of which may have
 * its value attached, `--`. The first word that is no option ends them.
 */
export function takeFlags(words: readonly ShellWord[]): FlaggedLine {
  const reader: Reader = { words, at: 0, given: [] };
  for (let word = words[0]; word !== undefined; word = words[reader.at]) {
    if (known(word) === 0 && word.unknownFrom !== undefined) break;
    if (!word.text.startsWith('-') || (word.text === '-' && word.unknownFrom === undefined)) {
      return { given: reader.given, rest: words.slice(reader.at) };
    }
    reader.at += 1;
    if (word.text === '--' && word.unknownFrom === undefined) {
      return { given: reader.given, rest: words.slice(reader.at) };
    }
    const outcome = word.text.startsWith('--') && known(word) >= 2 ? takeLong(reader, word) : takeShort(reader, word);
    if (outcome === 'undecided') return { given: reader.given, undecided: word, rest: [] };
    if (outcome !== undefined) return { error: outcome };
  }
  const undecided = words[reader.at];
  return undecided === undefined ? { given: reader.given, rest: [] } : { given: reader.given, undecided, rest: [] };
}

/** How much of a word is known. */
function known(word: ShellWord): number {
  return word.unknownFrom ?? word.text.length;
}

function takeLong(reader: Reader, word: ShellWord): Outcome {
  const equals = word.text.slice(0, known(word)).indexOf('=');
  if (equals < 0 && word.unknownFrom !== undefined) return 'undecided';
  const name = word.text.slice(2, equals < 0 ? undefined : equals);
  const flag = RUN_FLAGS.get(name);
  if (flag === undefined) return unknownOption(word.number, `--${name}`);
  if (equals >= 0) give(reader, flag, word.number, partOf(word, equals + 1));
  else if (flag.takes === 'switch') give(reader, flag, word.number, { text: 'true' });
  else return giveNext(reader, flag, word.number, `--${name}`);
  return undefined;
}

function takeShort(reader: Reader, word: ShellWord): Outcome {
  for (let at = 1; at < word.text.length; at += 1) {
    if (at >= known(word)) return 'undecided';
    const letter = word.text.charAt(at);
    const flag = SHORT_RUN_FLAGS.get(letter);
    if (flag === undefined) return unknownOption(word.number, `-${letter}`);
    const attached = word.text.length - at - 1;
    // `-u=` is the value `=`; with more behind it, the equals sign is none of the value.
    if (attached >= 2 && word.text.charAt(at + 1) === '=' && known(word) > at + 1) {
      give(reader, flag, word.number, partOf(word, at + 2));
      return undefined;
    }
    if (flag.takes === 'switch') give(reader, flag, word.number, { text: 'true' });
    else if (attached > 0) {
      give(reader, flag, word.number, partOf(word, at + 1));
      return undefined;
    } else return giveNext(reader, flag, word.number, `-${letter}`);
  }
  // A lone dash, and the rest is not known.
  return word.text.length === 1 ? 'undecided' : undefined;
}

function giveNext(reader: Reader, flag: RunFlag, number: number, written: string): Outcome {
  const next = reader.words[reader.at];
  if (next === undefined) return { word: number, text: `${written} needs a value.` };
  reader.at += 1;
  give(reader, flag, number, partOf(next, 0));
  return undefined;
}

function give(reader: Reader, flag: RunFlag, word: number, value: Omit<RunValue, 'word'>): void {
  reader.given.push({ flag, value: { word, ...value } });
}

function partOf(word: ShellWord, from: number): Omit<RunValue, 'word'> {
  const text = word.text.slice(from);
  return word.unknownFrom === undefined ? { text } : { text, unknownFrom: Math.max(0, word.unknownFrom - from) };
}

function unknownOption(word: number, written: string): RunLineError {
  return { word, text: `docker run has no option ${visibleText(written, 60)}.` };
}
