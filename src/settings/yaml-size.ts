import { Lexer } from 'yaml';
import type { Mistake } from './yaml-mapping.ts';

/** Deeper than this stands nothing in any file of the gate. */
export const MAX_DEPTH = 20;
/** In a whole file, one after the other or in each other: each costs the parser's stack a few frames. */
const MAX_BRACKETS = 300;
/** Words, signs and gaps of a whole file; a line "key: value" has about eight. Each becomes several objects. */
const MAX_PARTS = 20_000;
/** In a whole file: in double quotes each can be a mistake of its own. */
const MAX_BACKSLASHES = 1_000;

/**
 * Whether the parser can be handed a text without taking much more time and memory than the text's length allows for.
 * Counts; nothing is parsed. Quoted text and comments count like any other: nobody needs that much of it.
 */
export function refuseSize(text: string): Mistake | undefined {
  return tooDeep(text) ?? tooManyParts(text);
}

/** Brackets and leading "- " and "? ", so that no recursive reader is ever handed a text that is nested without end. */
function tooDeep(text: string): Mistake | undefined {
  let line = 0;
  let opens = 0;
  let backslashes = 0;
  for (const content of text.split(/\r?\n/)) {
    line += 1;
    opens += content.match(/[[{]/g)?.length ?? 0;
    backslashes += content.match(/\\/g)?.length ?? 0;
    const dashes = /^[ \t]*((?:[-?][ \t]+)*)/.exec(content)?.[1]?.replace(/[ \t]/g, '').length ?? 0;
    const indent = /^ */.exec(content)?.[0].length ?? 0;
    if (dashes > MAX_DEPTH || indent > 200)
      return { line, column: 1, text: `is nested more than ${MAX_DEPTH} levels deep` };
    if (opens > MAX_BRACKETS)
      return { line, column: 1, text: `more than ${MAX_BRACKETS} brackets are opened; write a key a line instead` };
    if (backslashes > MAX_BACKSLASHES)
      return { line, column: 1, text: `more than ${MAX_BACKSLASHES} backslashes stand in the file; leave them out` };
  }
  return undefined;
}

/** The library's own lexer hands out one part after the other, so the count ends early and keeps nothing. */
function tooManyParts(text: string): Mistake | undefined {
  let line = 1;
  let parts = 0;
  for (const part of new Lexer().lex(text)) {
    parts += 1;
    if (parts > MAX_PARTS)
      return { line, column: 1, text: `the file has more than ${MAX_PARTS} words and signs; write a shorter one` };
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) line += 1;
  }
  return undefined;
}
