/** A piece of a profile's text. Lines count from 1. */
export type AppArmorToken =
  | AppArmorWord
  /** `{`, `}`, and the comma that ends a rule. */
  | { readonly kind: 'open' | 'close' | 'end'; readonly line: number }
  | {
      readonly kind: 'include';
      readonly path: string;
      readonly ofSystem: boolean;
      readonly ifExists: boolean;
      readonly line: number;
    }
  /** `@{X}=…`, `$X=…` */
  | { readonly kind: 'variable'; readonly line: number };

export interface AppArmorWord {
  readonly kind: 'word';
  /** Without the quotes around it. */
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

/** Longest group in parentheses: flags, options, peers. */
const MAX_GROUP = 4096;
const LINE_FEED = 10;
// The parser takes `#include` for an include whatever follows, and every other `#` for a comment (seen with 3.0.8).
const INCLUDE =
  /(?:#include|include(?=[ \t<"]))([ \t]+if[ \t]+exists)?[ \t]*(?:<([^>\r\n]*)>|"([^"\r\n]*)"|([^\s<",]*))/y;
const VARIABLE = /(?:@\{\w*\}|\$\{?\w+\}?)[ \t]*\+?=/y;

interface Scan {
  readonly text: string;
  at: number;
  line: number;
  /** Up to here no group in parentheses is closed, and no quote: looked for once. */
  openUntil: number;
  unquotedUntil: number;
}

/**
 * Takes a text apart as the parser's lexer does, in one pass. Any text has an answer.
 * Source: apparmor.d(5), and what apparmor_parser 3.0.8 takes and refuses.
 */
export function* appArmorTokens(text: string): Generator<AppArmorToken> {
  const scan: Scan = { text, at: 0, line: 1, openUntil: 0, unquotedUntil: 0 };
  while (scan.at < text.length) {
    const char = text.charAt(scan.at);
    const { line } = scan;
    if (/\s/.test(char)) advance(scan, scan.at + 1);
    else if (char === '{' || char === '}' || char === ',') {
      advance(scan, scan.at + 1);
      yield { kind: KINDS[char], line };
    } else yield* directive(scan, char);
  }
}

const KINDS = { '{': 'open', '}': 'close', ',': 'end' } as const;

function* directive(scan: Scan, char: string): Generator<AppArmorToken> {
  const { line } = scan;
  const include = char === '#' || char === 'i' ? matchAt(INCLUDE, scan) : undefined;
  if (include !== undefined) {
    const [all, exists, system, quoted, bare] = include;
    advance(scan, scan.at + all.length);
    const ofSystem = system !== undefined;
    yield { kind: 'include', path: system ?? quoted ?? bare ?? '', ofSystem, ifExists: exists !== undefined, line };
  } else if (char === '#') {
    advance(scan, endOfLine(scan, false));
  } else if ((char === '@' || char === '$') && matchAt(VARIABLE, scan) !== undefined) {
    advance(scan, endOfLine(scan, true));
    yield { kind: 'variable', line };
  } else {
    yield word(scan);
  }
}

function matchAt(pattern: RegExp, { text, at }: Scan): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** @param continues a backslash at the end joins the next line */
function endOfLine({ text, at }: Scan, continues: boolean): number {
  let end = text.indexOf('\n', at);
  while (continues && end > 0 && /\\\r?$/.test(text.slice(Math.max(end - 2, 0), end)))
    end = text.indexOf('\n', end + 1);
  return end < 0 ? text.length : end;
}

function advance(scan: Scan, to: number): void {
  // Each character once: a search for the next line end would begin anew at every word of a long line.
  for (; scan.at < to; scan.at += 1) if (scan.text.charCodeAt(scan.at) === LINE_FEED) scan.line += 1;
}

function word(scan: Scan): AppArmorWord {
  const { text, at, line } = scan;
  const close = text.charAt(at) === '"' ? quoteEnd(scan, at) : undefined;
  const end = close ?? wordEnd(scan);
  advance(scan, end);
  const quoted = close !== undefined;
  return { kind: 'word', text: quoted ? text.slice(at + 1, end - 1) : text.slice(at, end), quoted, line };
}

/**
 * Where an unquoted word ends: `flags=(a, b)` behind its group. A comma is part of a path or a value unless a blank follows
 * it, and of what stands in braces.
 */
function wordEnd(scan: Scan): number {
  const { text } = scan;
  const isPath = /[/@]/.test(text.charAt(scan.at));
  let isLong = isPath;
  let braces = 0;
  let at = scan.at;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) return at;
    if (char === ',' && braces === 0 && (!isLong || /^[\s}#]?$/.test(text.charAt(at + 1)))) return at;
    if (char === '}' && braces === 0) return Math.max(at, scan.at + 1);
    if (char === '=') isLong = true;
    if (char === '{') braces += 1;
    if (char === '}') braces -= 1;
    const group = char === '(' && !isPath ? groupEnd(scan, at) : undefined;
    if (group !== undefined) return group;
    at = afterChar(scan, at, char);
  }
  return text.length;
}

function afterChar(scan: Scan, at: number, char: string): number {
  if (char === '\\') return Math.min(at + 2, scan.text.length);
  if (char === '"' && scan.text.charAt(at - 1) === '=') return quoteEnd(scan, at) ?? at + 1;
  return at + 1;
}

/** Behind the closing quote; undefined when there is none. */
function quoteEnd(scan: Scan, from: number): number | undefined {
  const { text } = scan;
  if (from < scan.unquotedUntil) return undefined;
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '"') return at + 1;
  }
  scan.unquotedUntil = text.length;
  return undefined;
}

/** Behind the parenthesis that closes this one; undefined when it is not near. */
function groupEnd(scan: Scan, from: number): number | undefined {
  const { text } = scan;
  if (from < scan.openUntil) return undefined;
  const limit = Math.min(text.length, from + MAX_GROUP);
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    const char = text.charAt(at);
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  scan.openUntil = limit;
  return undefined;
}
