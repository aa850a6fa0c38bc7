import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { visibleText } from '../model/visible-text.ts';
import { refuseText } from './yaml-text.ts';

/** Where something stands in a text; both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something that is wrong at a place. The text may hold parts of the file, made visible. */
export interface Mistake extends Place {
  readonly text: string;
}

/** A value of the file with the place where it stands; `keyPlace` is that of its key. */
export interface Placed {
  readonly value: unknown;
  readonly place: Place;
}

export type PlacedMapping = ReadonlyMap<string, PlacedEntry>;
export interface PlacedEntry extends Placed {
  readonly keyPlace: Place;
  /** When the value is a mapping itself. */
  readonly entries?: PlacedMapping;
}

export interface YamlMapping {
  readonly entries: PlacedMapping;
  readonly mistakes: readonly Mistake[];
}

/** Deeper than this stands nothing in any file of the gate. */
const MAX_DEPTH = 20;
const MAX_MISTAKES = 50;
/** In a whole file, one after the other or in each other: each costs the parser's stack a few frames. */
const MAX_BRACKETS = 300;

/**
 * Reads one YAML 1.2 document (core schema) that is a mapping of text keys. What could make a file mean something else
 * to another reader is refused: aliases and anchors, merge keys, tags, double keys, a second document. Never throws;
 * the keys are in maps, so `__proto__` is a key like any other.
 *
 * @param text of limited size: the caller has checked it
 */
export function readYamlMapping(text: string): YamlMapping {
  const counter = new LineCounter();
  const at = (offset: number | undefined): Place => {
    const { line, col } = counter.linePos(offset ?? 0);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refused = refuseText(text);
  if (refused.length > 0) return { entries: new Map(), mistakes: refused };
  const nesting = tooDeep(text);
  if (nesting !== undefined) return { entries: new Map(), mistakes: [nesting] };
  let document: ReturnType<typeof parseDocument>;
  try {
    // Double keys are found below, in one pass; the library compares each with each.
    document = parseDocument(text, {
      schema: 'core',
      version: '1.2',
      lineCounter: counter,
      prettyErrors: false,
      uniqueKeys: false,
    });
  } catch (thrown) {
    // The parser answers wrong text with errors in the document; what it throws is its own limit (the stack).
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return {
      entries: new Map(),
      mistakes: [{ line: 1, column: 1, text: `is no YAML that can be read: ${visibleText(reason, 120)}` }],
    };
  }
  const mistakes: Mistake[] = [...document.errors, ...document.warnings]
    .slice(0, MAX_MISTAKES)
    .map((error) => ({ ...at(error.pos[0]), text: yamlWords(error.code, error.message) }));
  const walk = walker(at, mistakes);
  const { contents } = document;
  if (mistakes.length > 0 && !isMap(contents)) return { entries: new Map(), mistakes };
  if (!isMap(contents)) {
    const what =
      contents === null || (isScalar(contents) && contents.value === null)
        ? 'is empty'
        : isSeq(contents)
          ? 'is a list'
          : 'is a single value';
    return {
      entries: new Map(),
      mistakes: [{ ...at(contents?.range?.[0]), text: `the file ${what}; write a mapping: one "key: value" a line` }],
    };
  }
  return { entries: walk.mapping(contents, 0), mistakes };
}

function yamlWords(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here ("---"); write one';
  return `is no YAML: ${visibleText(message, 160)}`;
}

/**
 * Counts brackets and leading "- " and "? " without parsing, so that no recursive reader is ever handed a text that is
 * nested without end. Quoted text is counted like any other: nobody needs that many brackets.
 */
function tooDeep(text: string): Mistake | undefined {
  let line = 0;
  let opens = 0;
  for (const content of text.split(/\r?\n/)) {
    line += 1;
    opens += content.match(/[[{]/g)?.length ?? 0;
    const dashes = /^[ \t]*((?:[-?][ \t]+)*)/.exec(content)?.[1]?.replace(/[ \t]/g, '').length ?? 0;
    const indent = /^ */.exec(content)?.[0].length ?? 0;
    if (dashes > MAX_DEPTH || indent > 200)
      return { line, column: 1, text: `is nested more than ${MAX_DEPTH} levels deep` };
    if (opens > MAX_BRACKETS)
      return { line, column: 1, text: `more than ${MAX_BRACKETS} brackets are opened; write a key a line instead` };
  }
  return undefined;
}

function walker(at: (offset: number | undefined) => Place, mistakes: Mistake[]) {
  const wrong = (node: Node | null | undefined, text: string): void => {
    if (mistakes.length < MAX_MISTAKES) mistakes.push({ ...at(node?.range?.[0]), text });
  };

  const plain = (node: Node | null, depth: number): unknown => {
    if (node === null) return null;
    if (depth > MAX_DEPTH) return void wrong(node, `is nested more than ${MAX_DEPTH} levels deep`);
    if (isAlias(node)) return void wrong(node, 'is an alias (*name); write the value itself');
    if ('anchor' in node && node.anchor !== undefined) return void wrong(node, 'has an anchor (&name); leave it out');
    if (isExplicitTag(node)) return void wrong(node, 'has a tag (!name); leave it out');
    if (isScalar(node)) return node.value;
    // The library types what a collection holds as unknown; a parsed document holds nodes.
    if (isSeq(node)) return node.items.map((item) => plain(item as Node | null, depth + 1));
    if (isMap(node)) return mapping(node, depth);
    return void wrong(node, 'is nothing that is known here');
  };

  const mapping = (map: { readonly items: readonly unknown[] }, depth: number): PlacedMapping => {
    const entries = new Map<string, PlacedEntry>();
    // As above: the pairs of a parsed mapping hold nodes.
    for (const pair of map.items as readonly { readonly key: Node; readonly value: Node | null }[]) {
      const { key, value: node } = pair;
      if (!isScalar(key) || typeof key.value !== 'string') {
        wrong(key, 'is a key that is not text');
        continue;
      }
      if (isExplicitTag(key) || ('anchor' in key && key.anchor !== undefined))
        wrong(key, 'is a key with a tag or an anchor');
      if (key.value === '<<') {
        wrong(key, 'is a merge key (<<); write the values themselves');
        continue;
      }
      if (entries.has(key.value)) wrong(key, `${visibleText(key.value, 60)} stands twice`);
      const before = mistakes.length;
      const value = plain(node, depth + 1);
      if (mistakes.length > before) continue;
      const keyPlace = at(key.range?.[0]);
      const place = node?.range === undefined || node.range === null ? keyPlace : at(node.range[0]);
      entries.set(
        key.value,
        value instanceof Map ? { value, place, keyPlace, entries: value } : { value, place, keyPlace },
      );
    }
    return entries;
  };
  return { mapping };
}

/** Parsed nodes carry a tag only where the text has one. */
function isExplicitTag(node: Node): boolean {
  return 'tag' in node && node.tag !== undefined;
}
