import { visibleText } from '../model/visible-text.ts';
import { unreadable } from './refusals.ts';
import { isSpace } from './space.ts';

/** A name and what it is set to, as written; ARG may leave the value out. */
export interface NameValue {
  readonly name: string;
  readonly value?: string;
}

/**
 * The pairs of an ENV: `A=1 B="x y"`, or `A x y`, where all after the name is the value.
 * Source: docs.docker.com/reference/dockerfile, ENV. GateError `DOCKERFILE-UNREADABLE`.
 */
export function readEnvPairs(rest: string, escapeSign: string): readonly Required<NameValue>[] {
  const words = splitWords(rest, escapeSign);
  const first = words[0];
  if (first === undefined) throw unreadable('ENV needs at least one argument.');
  if (!first.includes('=')) return [readOldForm(rest)];
  return words.map((word) => {
    const { name, value } = atEquals(word);
    if (value === undefined) throw unreadable(`ENV has "${visibleText(word, 80)}" where name=value is needed.`);
    if (name === '') throw unreadable('ENV has a value without a name.');
    return { name, value };
  });
}

/** The names of an ARG, with their defaults: `A B=1`. Source: docs.docker.com/reference/dockerfile, ARG. */
export function readArgPairs(rest: string, escapeSign: string): readonly NameValue[] {
  const pairs = splitWords(rest, escapeSign).map(atEquals);
  if (pairs.length === 0) throw unreadable('ARG needs at least one argument.');
  if (pairs.some(({ name }) => name === '')) throw unreadable('ARG has a default without a name.');
  return pairs;
}

function atEquals(word: string): NameValue {
  const equals = word.indexOf('=');
  return equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
}

function readOldForm(rest: string): Required<NameValue> {
  const parts = /^([^\t\v\f\r ]*)[\t\v\f\r ]+(.*)$/s.exec(rest);
  if (parts?.[1] === undefined || parts[2] === undefined) throw unreadable('ENV needs a name and a value.');
  if (parts[1] === '') throw unreadable('ENV has a value without a name.');
  return { name: parts[1], value: parts[2] };
}

/** Cuts at white space outside of quotes; quotes and escapes stay, they are read when the word is expanded. */
function splitWords(rest: string, escapeSign: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  const characters = [...rest];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (quote === '' && isSpace(character)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    const last = at + 1 === characters.length;
    if (character === escapeSign && quote !== "'") {
      // An escape character at the very end is dropped.
      if (!last) word += character + characters[at + 1];
      at += 1;
      continue;
    }
    if (quote === '' && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = '';
    word += character;
  }
  if (word !== '') words.push(word);
  return words;
}
