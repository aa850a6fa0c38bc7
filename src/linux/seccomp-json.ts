/** A JSON value with its place in the text. Strings and keys are untrusted. */
export type JsonNode = { readonly line: number } & (
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  /** As written: `18446744073709551615` does not fit into a number of JavaScript, and `1.0` is no integer for Go. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
);

export interface JsonMember {
  readonly key: string;
  readonly line: number;
  readonly value: JsonNode;
}

/** `why` completes "the profile …". */
export type JsonReading = JsonNode | { readonly kind: 'unreadable'; readonly why: string; readonly line?: number };

/** Characters of a profile. Docker's default profile has 18,000. */
export const MAX_PROFILE_LENGTH = 1_048_576;
const MAX_DEPTH = 32;
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** How far the text has been read. The one thing in this file that changes. */
interface Cursor {
  readonly text: string;
  at: number;
  line: number;
}

class Unreadable {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

/**
 * Reads JSON (RFC 8259) as strictly as the engine does, and keeps what `JSON.parse` loses: lines, keys that are there
 * twice, numbers as written. Never throws, whatever the text.
 *
 * @param text of any content and length; more than 1 MiB, or more than 32 levels, is unreadable
 */
export function readJson(text: string): JsonReading {
  if (text.length > MAX_PROFILE_LENGTH) {
    return { kind: 'unreadable', why: `has ${text.length} characters; ${MAX_PROFILE_LENGTH} are read` };
  }
  const cursor: Cursor = { text, at: 0, line: 1 };
  try {
    const node = readValue(cursor, 0);
    skipSpace(cursor);
    if (cursor.at < text.length) throw new Unreadable('goes on after its end');
    return node;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { kind: 'unreadable', why: error.why, line: cursor.line };
  }
}

function readValue(cursor: Cursor, depth: number): JsonNode {
  if (depth > MAX_DEPTH) throw new Unreadable(`is nested more than ${MAX_DEPTH} levels deep`);
  skipSpace(cursor);
  const { line } = cursor;
  const character = cursor.text[cursor.at];
  if (character === '{') return { kind: 'object', line, members: readMembers(cursor, depth) };
  if (character === '[') {
    return { kind: 'array', line, items: readList(cursor, ']', () => readValue(cursor, depth + 1)) };
  }
  if (character === '"') return { kind: 'string', line, value: readString(cursor) };
  const number = take(cursor, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return { kind: 'number', line, text: number };
  const value = WORDS[take(cursor, /true|false|null/y) ?? ''];
  if (value === undefined) throw notJson(cursor);
  return value === null ? { kind: 'null', line } : { kind: 'boolean', line, value };
}

function readMembers(cursor: Cursor, depth: number): JsonMember[] {
  return readList(cursor, '}', () => {
    skipSpace(cursor);
    const { line } = cursor;
    const key = readString(cursor);
    expectCharacter(cursor, ':');
    return { key, line, value: readValue(cursor, depth + 1) };
  });
}

/** What stands between an opening bracket, at which the cursor is, and the closing one, separated by commas. */
function readList<Item>(cursor: Cursor, end: string, readItem: () => Item): Item[] {
  cursor.at += 1;
  skipSpace(cursor);
  const items: Item[] = [];
  if (cursor.text[cursor.at] === end) {
    cursor.at += 1;
    return items;
  }
  for (;;) {
    items.push(readItem());
    skipSpace(cursor);
    if (cursor.text[cursor.at] === end) {
      cursor.at += 1;
      return items;
    }
    expectCharacter(cursor, ',');
  }
}

function readString(cursor: Cursor): string {
  // Piece by piece: one expression for a whole string of a MiB would exhaust the stack of the engine of expressions.
  if (cursor.text[cursor.at] !== '"') throw notJson(cursor);
  let end = cursor.at + 1;
  while (end < cursor.text.length && cursor.text[end] !== '"') end += cursor.text[end] === '\\' ? 2 : 1;
  const literal = cursor.text.slice(cursor.at, end + 1);
  const value = parseLiteral(literal);
  if (value === undefined) throw notJson(cursor);
  cursor.at = end + 1;
  return value;
}

/** @returns undefined when it is no string of JSON: a control character, an unknown escape, no end */
function parseLiteral(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    // Halves of a pair are U+FFFD for the engine.
    return typeof value === 'string' ? value.toWellFormed() : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function expectCharacter(cursor: Cursor, character: string): void {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== character) throw notJson(cursor);
  cursor.at += 1;
}

function skipSpace(cursor: Cursor): void {
  for (; ' \t\r\n'.includes(cursor.text[cursor.at] ?? 'end'); cursor.at += 1) {
    if (cursor.text[cursor.at] === '\n') cursor.line += 1;
  }
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

function notJson(cursor: Cursor): Unreadable {
  return new Unreadable(cursor.at >= cursor.text.length ? 'ends in the middle' : 'is not JSON');
}
