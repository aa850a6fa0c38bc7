import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import { visibleText } from '../model/visible-text.ts';
import { isNothing, type ManifestMistake, type ManifestNode } from './manifest-node.ts';

/** Nothing in a manifest is nested deeper; schemas of custom resources come near. */
export const MAX_DEPTH = 100;
/** Values of a file, those counted again that an alias repeats. */
const MAX_VALUES = 1_000_000;
const MAX_MISTAKES = 20;

interface Walk {
  readonly mistakes: ManifestMistake[];
  readonly lineAt: (offset: number) => number;
  /** The text's lines, made when somebody asks. */
  readonly lines: () => readonly string[];
  /** Of the document, by name: an alias means the last one before it. */
  readonly anchors: Map<string, Node>;
  values: number;
  /** Whether the document has a mistake. */
  refused: boolean;
}

/** Turns parsed documents into nodes that know their lines. A document with a mistake is none: nobody knows what the rest of it means. */
export function walkDocuments(
  documents: readonly Document.Parsed[],
  text: string,
  lineAt: (offset: number) => number,
): { readonly documents: readonly ManifestNode[]; readonly mistakes: readonly ManifestMistake[] } {
  let split: readonly string[] | undefined;
  const lines = (): readonly string[] => {
    split ??= text.split('\n');
    return split;
  };
  const walk: Walk = { mistakes: [], lineAt, lines, anchors: new Map(), values: 0, refused: false };
  const read = documents.flatMap((document) => documentNode(walk, document) ?? []);
  return { documents: read, mistakes: walk.mistakes };
}

function documentNode(walk: Walk, { contents, errors, warnings }: Document.Parsed): ManifestNode | undefined {
  walk.refused = false;
  walk.anchors.clear();
  for (const { pos, message } of [...errors, ...warnings].slice(0, MAX_MISTAKES)) {
    wrong(walk, walk.lineAt(pos[0]), `This is no YAML: ${visibleText(message, 160)}`);
  }
  if (walk.refused) return undefined;
  const node = nodeOf(walk, contents, { line: lineOf(walk, contents, 1), depth: 0, inAlias: false });
  return walk.refused || node === undefined || isNothing(node) ? undefined : node;
}

/** The first ones are told; all of them count. */
function wrong(walk: Walk, line: number, what: string): undefined {
  walk.refused = true;
  if (walk.mistakes.length >= MAX_MISTAKES) return;
  // What most often makes a manifest unreadable; the parser stumbles over it on the same line, or on the next.
  const near = walk.lines().slice(Math.max(0, line - 2), line);
  const hint = near.some((content) => content.includes('{{')) ? ' (a template that is not rendered?)' : '';
  walk.mistakes.push({ line, text: `${what.replace(/\.$/, '')}${hint}.` });
}

function lineOf(walk: Walk, node: Node | null | undefined, otherwise: number): number {
  return node?.range === undefined || node.range === null ? otherwise : walk.lineAt(node.range[0]);
}

interface Where {
  readonly line: number;
  readonly depth: number;
  readonly inAlias: boolean;
}

/** @returns undefined for what is not there, and for what is wrong, which is told then */
function nodeOf(walk: Walk, given: unknown, where: Where): ManifestNode | undefined {
  const { line, depth, inAlias } = where;
  walk.values += 1;
  if (walk.values > MAX_VALUES)
    return wrong(walk, line, `The file has more than ${MAX_VALUES} values, aliases resolved`);
  if (depth > MAX_DEPTH) return wrong(walk, line, `It is nested more than ${MAX_DEPTH} levels deep`);
  if (!isNode(given)) return undefined;
  if (isAlias(given)) {
    const target = walk.anchors.get(given.source);
    if (target === undefined) return wrong(walk, line, 'This alias (*name) leads nowhere');
    return nodeOf(walk, target, { line, depth: depth + 1, inAlias: true });
  }
  if (given.tag !== undefined) return wrong(walk, line, 'This value has a tag (!name); leave it out');
  if ('anchor' in given && given.anchor !== undefined && !inAlias) walk.anchors.set(given.anchor, given);
  if (isScalar(given)) return { kind: 'scalar', line, text: scalarText(given.value), plain: given.type === 'PLAIN' };
  if (isSeq(given)) {
    const nothing = { kind: 'scalar', line, text: '', plain: true } as const;
    const items = given.items.map((item) => {
      const at = inAlias || !isNode(item) ? line : lineOf(walk, item, line);
      return nodeOf(walk, item, { line: at, depth: depth + 1, inAlias }) ?? nothing;
    });
    return { kind: 'list', line, items };
  }
  if (isMap(given)) return mappingOf(walk, given.items, where);
  return wrong(walk, line, 'This is nothing that is known here');
}

/** With the schema `failsafe` every value is text; an empty one is nothing. */
function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function mappingOf(
  walk: Walk,
  pairs: readonly { readonly key: unknown; readonly value: unknown }[],
  { line, depth, inAlias }: Where,
): ManifestNode {
  const entries = new Map<string, ManifestNode>();
  const seen = new Set<string>();
  const merged: ManifestNode[] = [];
  for (const { key, value } of pairs) {
    const at = inAlias || !isNode(key) ? line : lineOf(walk, key, line);
    if (!isScalar(key) || key.tag !== undefined) {
      wrong(walk, at, 'Here stands a key that is no plain word');
      continue;
    }
    const name = scalarText(key.value);
    if (seen.has(name)) wrong(walk, at, `The key ${visibleText(name, 60)} stands twice`);
    seen.add(name);
    const node = nodeOf(walk, value, { line: at, depth: depth + 1, inAlias });
    if (node === undefined || isNothing(node)) continue;
    if (name === '<<' && key.type === 'PLAIN') merged.push(...(node.kind === 'list' ? node.items : [node]));
    else entries.set(name, node);
  }
  for (const more of merged) {
    if (more.kind !== 'mapping') wrong(walk, more.line, 'A merge key (<<) stands before what is no mapping');
    // What stands here wins over what is merged in, an empty value too.
    else for (const [name, node] of more.entries) if (!seen.has(name) && !entries.has(name)) entries.set(name, node);
  }
  return { kind: 'mapping', line, entries };
}
