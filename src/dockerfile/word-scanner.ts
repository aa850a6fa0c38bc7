import type { Budget } from './limits.ts';
import { unreadable } from './refusals.ts';

/** How a text is read. The flags are those of BuildKit's lexer that reading heredocs needs. */
export interface LexMode {
  readonly escape: '\\' | '`';
  readonly lookUp: (name: string) => string | undefined;
  readonly budget: Budget;
  /** Quotes stay in the result. */
  readonly rawQuotes?: boolean;
  /** Escape characters stay in the result. */
  readonly rawEscapes?: boolean;
  /** `$x` without a value stays as it is written. */
  readonly keepUnset?: boolean;
}

/** A text that is being read: its characters (code points), and how far reading has come. */
export interface WordScanner {
  readonly characters: readonly string[];
  readonly mode: LexMode;
  at: number;
}

/** What is between two ends: which character ends it, and how escapes are kept on the way. */
export interface Section {
  readonly stop: '}' | '/' | undefined;
  readonly rawEscapes: boolean;
  /** In a pattern an escape in quotes is doubled, because the pattern is read once more. */
  readonly pattern: boolean;
  readonly depth: number;
}

/** The character that stands next, `''` at the end. */
export function peek(scanner: WordScanner): string {
  return scanner.characters[scanner.at] ?? '';
}

/** The character that stands next, and goes past it. */
export function take(scanner: WordScanner): string {
  const character = peek(scanner);
  scanner.at += 1;
  return character;
}

/** A single-quoted text, from its opening quote: nothing in it is special. */
export function takeSingleQuoted(scanner: WordScanner, section: Section): string {
  const quote = scanner.mode.rawQuotes ? "'" : '';
  let text = quote;
  scanner.at += 1;
  for (;;) {
    const character = take(scanner);
    if (character === '') throw unreadable('It has a single quote that is not closed.');
    if (character === "'") return text + quote;
    if (section.pattern && character === scanner.mode.escape) text += character;
    text += character;
  }
}

/** What follows an escape character in double quotes: only the quote, `$` and the escape character can be escaped there. */
export function takeEscapedInQuotes(scanner: WordScanner, section: Section): string {
  const { escape: sign, rawQuotes } = scanner.mode;
  const next = peek(scanner);
  if (next === '') return '';
  if (next === '"' || next === '$' || next === sign) {
    scanner.at += 1;
    return section.rawEscapes ? sign + next : next;
  }
  return section.rawEscapes && (!rawQuotes || section.pattern) ? sign + sign : sign;
}

/** `<`, or `<<` with the blanks after it: `<< EOF` is one word. */
export function takeAngles(scanner: WordScanner): string {
  scanner.at += 1;
  if (peek(scanner) !== '<') return '<';
  let text = '<<';
  scanner.at += 1;
  while (['\t', '\r', ' '].includes(peek(scanner))) text += take(scanner);
  return text;
}

/** A variable's name: a special parameter, digits, or letters, digits and `_`. `''` when none of them stands here. */
export function takeName(scanner: WordScanner): string {
  const first = peek(scanner);
  if (first !== '' && '@*#?-$!'.includes(first)) return take(scanner);
  const kind = DIGIT.test(first) ? DIGIT : NAME_CHARACTER;
  let name = '';
  while (kind.test(peek(scanner))) name += take(scanner);
  return name;
}

const DIGIT = /^\p{Nd}$/u;
const NAME_CHARACTER = /^[\p{L}\p{Nd}_]$/u;
