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

const MAX_MERGES = 50;

/** The entry of a key, of the mapping itself or of those that `<<` puts into it. */
export function entryOf(node: ComposeNode, key: string): ComposeEntry | undefined {
  const seen = new Set<ComposeNode>();
  const open = [node];
  for (let next = open.shift(); next !== undefined && seen.size < MAX_MERGES; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const own = next.entries?.get(key);
    if (own !== undefined) return own;
    const merged = next.entries?.get('<<')?.node;
    if (merged !== undefined) open.push(...(merged.items ?? [merged]));
  }
  return undefined;
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
