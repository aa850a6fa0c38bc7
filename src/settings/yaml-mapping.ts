import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { visibleText } from '../model/visible-text.ts';
import { MAX_DEPTH, refuseSize } from './yaml-size.ts';
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
  /** How many more there are than `mistakes` tells. */
  readonly untold: number;
}

const MAX_MISTAKES = 100;

type Placer = (offset: number | undefined) => Place;

/**
 * Reads one YAML 1.2 document (core schema) that is a mapping of text keys. What could make a file mean something else
 * to another reader is refused: aliases and anchors, merge keys, tags, double keys, a second document. Never throws;
 * the keys are in maps, so `__proto__` is a key like any other.
 *
 * @param text of limited size: the caller has checked it
 */
export function readYamlMapping(text: string): YamlMapping {
  const refused = refuseText(text);
  if (refused.mistakes.length > 0) return { entries: new Map(), ...refused };
  const size = refuseSize(text);
  if (size !== undefined) return nothing(size);
  const counter = new LineCounter();
  const at: Placer = (offset) => {
    const { line, col } = counter.linePos(offset ?? 0);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parse(text, counter);
  if ('text' in document) return nothing(document);
  const list = mistakeList(at);
  for (const { code, message, pos } of [...document.errors, ...document.warnings])
    list.add(pos[0], yamlWords(code, message, text.slice(pos[0], pos[0] + 3)));
  const { contents } = document;
  if (isMap(contents)) {
    const entries = walker(at, list).mapping(contents, 0);
    return { entries, ...list.told() };
  }
  if (list.count() > 0) return { entries: new Map(), ...list.told() };
  const what =
    contents === null || (isScalar(contents) && contents.value === null)
      ? 'is empty'
      : isSeq(contents)
        ? 'is a list'
        : 'is a single value';
  const place = at(contents?.range?.[0]);
  return nothing({ ...place, text: `the file ${what}; write a mapping: one "key: value" a line` });
}

function parse(text: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> | Mistake {
  try {
    // Double keys are found below, in one pass; the library compares each with each.
    return parseDocument(text, {
      schema: 'core',
      version: '1.2',
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false,
    });
  } catch (thrown) {
    // The parser answers wrong text with errors in the document; what it throws is its own limit (the stack).
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { line: 1, column: 1, text: `is no YAML that can be read: ${visibleText(reason, 120)}` };
  }
}

function nothing(mistake: Mistake): YamlMapping {
  return { entries: new Map(), mistakes: [mistake], untold: 0 };
}

function yamlWords(code: string, message: string, start: string): string {
  if (code === 'MULTIPLE_DOCS')
    return `a second document begins here${start === '---' ? ' ("---")' : ', after "..."'}; write one`;
  return `is no YAML: ${visibleText(message, 160)}`;
}

interface MistakeList {
  readonly add: (offset: number | undefined, text: string) => void;
  /** Of all that were added, told or not. */
  readonly count: () => number;
  readonly told: () => Pick<YamlMapping, 'mistakes' | 'untold'>;
}

/** Tells the first ones and counts the rest. */
function mistakeList(at: Placer): MistakeList {
  const mistakes: Mistake[] = [];
  let count = 0;
  return {
    add: (offset, text) => {
      count += 1;
      if (count <= MAX_MISTAKES) mistakes.push({ ...at(offset), text });
    },
    count: () => count,
    told: () => ({ mistakes, untold: count - mistakes.length }),
  };
}

function walker(at: Placer, list: MistakeList) {
  const wrong = (node: Node | null | undefined, text: string): void => list.add(node?.range?.[0], text);

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
      const before = list.count();
      const value = plain(node, depth + 1);
      if (list.count() > before) continue;
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
