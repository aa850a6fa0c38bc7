import { LIMITS, spend } from './limits.ts';
import { overLimit, unreadable } from './refusals.ts';
import { isSpace } from './space.ts';
import { type Substitution, substitute } from './substitution.ts';
import {
  type LexMode,
  peek,
  type Section,
  take,
  takeAngles,
  takeEscapedInQuotes,
  takeName,
  takeSingleQuoted,
  type WordScanner,
} from './word-scanner.ts';

export interface LexedText {
  readonly value: string;
  /** The value cut at white space outside of quotes. */
  readonly words: readonly string[];
  /** Variables without a value where one was needed, each once. */
  readonly unset: readonly string[];
}

/** What reading collects on the way; the operand of a substitution has its own. */
interface Collected {
  readonly unset: Set<string>;
  readonly words: string[];
  word: string;
  inWord: boolean;
}

/**
 * Reads one text as the builder's shell lexer does: quotes, escapes, substitutions. Written from the behaviour
 * of BuildKit 0.34 (frontend/dockerfile/shell/lex.go), and held to it by recorded answers
 * (test/fixtures/dockerfiles). GateError `DOCKERFILE-UNREADABLE` where the builder refuses the text.
 */
export function lexText(text: string, mode: LexMode): LexedText {
  spend(mode.budget, text.length + 1);
  // Go's text/scanner skips a byte order mark at the start.
  const scanner = { characters: [...(text.startsWith('\ufeff') ? text.slice(1) : text)], mode, at: 0 };
  const collected: Collected = { unset: new Set(), words: [], word: '', inWord: false };
  const rawEscapes = mode.rawEscapes === true;
  const value = readSection(scanner, { stop: undefined, rawEscapes, pattern: false, depth: 0 }, collected);
  if (collected.word !== '') collected.words.push(collected.word);
  return { value, words: collected.words, unset: [...collected.unset] };
}

function readSection(scanner: WordScanner, section: Section, collected: Collected): string {
  if (section.depth > LIMITS.nesting) throw overLimit('Its substitutions are nested too deeply.');
  let value = '';
  for (let character = peek(scanner); character !== ''; character = peek(scanner)) {
    if (character === section.stop) {
      scanner.at += 1;
      return value;
    }
    const piece = readPiece(scanner, section, collected);
    value += piece.text;
    if (value.length > LIMITS.value) throw overLimit('It has a value that is longer than any process can be given.');
    if (section.depth === 0) addToWords(collected, piece);
  }
  if (section.stop !== undefined) throw unreadable(`It has a substitution without its closing "${section.stop}".`);
  return value;
}

/** Part of a text; white space in it ends a word if `splits`. */
interface Piece {
  readonly text: string;
  readonly splits: boolean;
}

function readPiece(scanner: WordScanner, section: Section, collected: Collected): Piece {
  const character = peek(scanner);
  if (character === '$') return { text: readDollar(scanner, section, collected), splits: true };
  if (character === "'") return { text: takeSingleQuoted(scanner, section), splits: false };
  if (character === '"') return { text: readDoubleQuoted(scanner, section, collected), splits: false };
  if (character === '<') return { text: takeAngles(scanner), splits: false };
  scanner.at += 1;
  if (character !== scanner.mode.escape) return { text: character, splits: true };
  return { text: (section.rawEscapes ? character : '') + take(scanner), splits: false };
}

function addToWords(collected: Collected, piece: Piece): void {
  for (const character of piece.splits ? piece.text : [piece.text]) {
    const space = piece.splits && isSpace(character);
    if (!space) {
      collected.word += character;
      collected.inWord = true;
    } else if (collected.inWord && collected.word !== '') {
      collected.words.push(collected.word);
      collected.word = '';
      collected.inWord = false;
    }
  }
}

function readDoubleQuoted(scanner: WordScanner, section: Section, collected: Collected): string {
  const quote = scanner.mode.rawQuotes ? '"' : '';
  let text = quote;
  scanner.at += 1;
  for (;;) {
    const character = peek(scanner);
    if (character === '') throw unreadable('It has a double quote that is not closed.');
    if (character === '$') {
      text += readDollar(scanner, section, collected);
      continue;
    }
    scanner.at += 1;
    if (character === '"') return text + quote;
    text += character === scanner.mode.escape ? takeEscapedInQuotes(scanner, section) : character;
  }
}

function readDollar(scanner: WordScanner, section: Section, collected: Collected): string {
  scanner.at += 1;
  if (peek(scanner) !== '{') {
    const name = takeName(scanner);
    return name === '' ? '$' : plainValue(scanner, name, `$${name}`, collected);
  }
  scanner.at += 1;
  const first = peek(scanner);
  if (first === '') throw unreadable('It has a substitution without its closing "}".');
  if ('{}:'.includes(first)) throw unreadable(`It has "\${${first}", which is no substitution.`);
  const name = takeName(scanner);
  const sign = take(scanner);
  if (sign === '}') return plainValue(scanner, name, `\${${name}}`, collected);
  const emptyIsUnset = sign === ':';
  const modifier = emptyIsUnset ? take(scanner) : sign;
  if (!isModifier(modifier) || (emptyIsUnset && !'-+?'.includes(modifier))) {
    throw unreadable('It has a substitution whose modifier is none of those that the builder knows.');
  }
  return readModified(scanner, { name, modifier, emptyIsUnset }, section.depth + 1, collected);
}

function isModifier(text: string): text is Substitution['modifier'] {
  return text !== '' && '-+?#%/'.includes(text);
}

function plainValue(scanner: WordScanner, name: string, written: string, collected: Collected): string {
  const value = scanner.mode.lookUp(name);
  if (value === undefined) {
    if (scanner.mode.keepUnset) return written;
    collected.unset.add(name);
    return '';
  }
  spend(scanner.mode.budget, value.length);
  return value;
}

type Sign = Pick<Substitution, 'name' | 'modifier' | 'emptyIsUnset'>;

function readModified(scanner: WordScanner, sign: Sign, depth: number, collected: Collected): string {
  const { budget, keepUnset, lookUp } = scanner.mode;
  const { name, modifier, emptyIsUnset } = sign;
  const replaces = modifier === '/';
  const all = replaces && peek(scanner) === '/';
  if (all) scanner.at += 1;
  const raw = replaces || modifier === '#' || modifier === '%';
  // The builder has one buffer for the word that is being made, and reading an operand empties it.
  collected.word = '';
  const inOperand: Collected = { unset: new Set(), words: [], word: '', inWord: false };
  const operand = readSection(scanner, { stop: replaces ? '/' : '}', rawEscapes: raw, pattern: raw, depth }, inOperand);
  const replacement = replaces
    ? readSection(scanner, { stop: '}', rawEscapes: true, pattern: false, depth }, inOperand)
    : '';
  const value = lookUp(name);
  if (value === undefined && keepUnset) {
    return `\${${name}${emptyIsUnset ? ':' : ''}${modifier}${operand}${replaces ? `/${replacement}` : ''}}`;
  }
  spend(budget, (value ?? '').length + operand.length);
  const result = substitute({ ...sign, value, all, operand, replacement }, budget);
  if (value === undefined && result.valueUsed) collected.unset.add(name);
  if (result.operandUsed) for (const missing of inOperand.unset) collected.unset.add(missing);
  return result.text;
}
