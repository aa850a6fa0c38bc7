/** A value of a compose file, as written. The same object stands wherever an alias does: paths may lead in circles. */
export interface ComposeNode {
  /** From 1. */
  readonly line: number;
  /** Of a mapping, by key; several keys `<<` are one list. */
  readonly entries?: ReadonlyMap<string, ComposeEntry>;
  readonly items?: readonly ComposeNode[];
  /** Everything else, its letters as written; `''` for nothing. */
  readonly text?: string;
}

export interface ComposeEntry {
  /** Of the key. */
  readonly line: number;
  readonly node: ComposeNode;
}

/** A file of a project: one or several YAML documents, of which Compose makes one. */
export interface ComposeFile {
  readonly path: string;
  readonly documents: readonly ComposeNode[];
}

/** Mappings that `<<` puts into one, those of theirs included. */
export const MAX_MERGES = 50;

/** The mapping itself and those that `<<` puts into it, the nearest first: `MAX_MERGES` of them, and one more if there is. */
export function mergedInto(node: ComposeNode): readonly ComposeNode[] {
  const seen = new Set<ComposeNode>();
  const open = [node];
  for (let next = open.shift(); next !== undefined && seen.size <= MAX_MERGES; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const merged = next.entries?.get('<<')?.node;
    if (merged !== undefined) open.push(...(merged.items ?? [merged]));
  }
  return [...seen];
}

/** The entry of a key, of the mapping itself or of those that `<<` puts into it. */
export function entryOf(node: ComposeNode, key: string): ComposeEntry | undefined {
  const own = node.entries?.get(key);
  if (own !== undefined || node.entries?.has('<<') !== true) return own;
  return mergedInto(node)
    .find(({ entries }) => entries?.has(key))
    ?.entries?.get(key);
}

/** Every text below a node, that of keys left out, each node once. */
export function* textsBelow(node: ComposeNode): Generator<string> {
  const seen = new Set<ComposeNode>();
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.text !== undefined) yield next.text;
    for (const item of next.items ?? []) open.push(item);
    for (const entry of next.entries?.values() ?? []) open.push(entry.node);
  }
}
