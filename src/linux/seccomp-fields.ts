import type { JsonNode } from './seccomp-json.ts';
import type { SeccompNote } from './seccomp-profile.ts';

/** The members of an object that the engine knows, by the engine's name, and what it makes of them. */
export interface Fields {
  readonly text: (key: string) => string;
  /** An unsigned integer of 64 bits. */
  readonly count: (key: string) => bigint | undefined;
  readonly texts: (key: string) => readonly string[];
  readonly list: (key: string) => readonly JsonNode[];
  readonly object: (key: string) => JsonNode | undefined;
}

/** Why a file is no profile. `why` completes "the profile …". */
export class NoProfile {
  readonly why: string;
  readonly line: number;
  constructor(why: string, line: number) {
    this.why = why;
    this.line = line;
  }
}

const MAX_COUNT = 2n ** 64n - 1n;

/**
 * Reads an object as Go's encoding/json fills a struct: keys in any case, `null` as if the key were not there, other
 * types refused. A key that is there twice is refused here: Go takes the last, other readers the first.
 *
 * @param what "rule 3", for messages
 * @param known keys of the struct
 * @param notes gets keys that are not known, or not written like that
 * @throws NoProfile
 */
export function readFields(what: string, node: JsonNode, known: readonly string[], notes: SeccompNote[]): Fields {
  const members = membersByKey(what, node, known, notes);
  const get = (key: string, kind: JsonNode['kind'], wanted: string): JsonNode | undefined => {
    const value = members.get(key);
    if (value === undefined || value.kind === 'null') return undefined;
    if (value.kind !== kind)
      throw new NoProfile(`has ${describe(value)} as ${key} of ${what}, not ${wanted}`, value.line);
    return value;
  };
  const list = (key: string): readonly JsonNode[] => {
    const value = get(key, 'array', 'a list');
    return value?.kind === 'array' ? value.items : [];
  };
  return {
    text: (key) => {
      const value = get(key, 'string', 'text');
      return value?.kind === 'string' ? value.value : '';
    },
    count: (key) => {
      const value = get(key, 'number', 'a number');
      return value?.kind === 'number' ? readCount(value.text, `${key} of ${what}`, value.line) : undefined;
    },
    texts: (key) => list(key).map((item) => readText(item, `${key} of ${what}`)),
    list,
    object: (key) => get(key, 'object', 'an object'),
  };
}

function membersByKey(
  what: string,
  node: JsonNode,
  known: readonly string[],
  notes: SeccompNote[],
): ReadonlyMap<string, JsonNode> {
  if (node.kind === 'null') return new Map();
  if (node.kind !== 'object') throw new NoProfile(`has ${describe(node)} as ${what}, not an object`, node.line);
  const byFolded = new Map(known.map((key) => [fold(key), key]));
  const members = new Map<string, JsonNode>();
  for (const { key, line, value } of node.members) {
    const name = byFolded.get(fold(key));
    if (name === undefined) notes.push({ kind: 'unknown-key', key, line });
    else if (name !== key) notes.push({ kind: 'key-in-other-case', key, line });
    if (name === undefined) continue;
    if (members.has(name)) throw new NoProfile(`has ${name} twice in ${what}`, line);
    members.set(name, value);
  }
  return members;
}

/** Go compares keys without case, by Unicode's simple folding: two letters outside of ASCII fold into it. */
function fold(key: string): string {
  return key.replaceAll('\u017F', 's').replaceAll('\u212A', 'k').toLowerCase();
}

function readCount(text: string, what: string, line: number): bigint {
  const value = /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
  if (value === undefined || value > MAX_COUNT) {
    throw new NoProfile(`has a number as ${what} that is no whole number from 0 to 2^64-1`, line);
  }
  return value;
}

function readText(node: JsonNode, what: string): string {
  if (node.kind === 'null') return '';
  if (node.kind !== 'string') throw new NoProfile(`has ${describe(node)} in ${what}, not text`, node.line);
  return node.value;
}

function describe(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'string':
      return 'text';
    case 'number':
      return 'a number';
    case 'boolean':
      return `the word ${node.value}`;
    case 'null':
      return 'null';
  }
}
