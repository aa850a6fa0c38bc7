import { createHash } from 'node:crypto';
import { isObjectId } from './git-names.ts';

export interface CommitObject {
  /** Id of the tree that holds all its files. */
  readonly tree: string;
  /** Ids, the first parent first. */
  readonly parents: readonly string[];
}

/** One line of a tree: what stands at a name. */
export interface TreeEntry {
  /** One segment of a path. Bytes that are no UTF-8 are U+FFFD here. */
  readonly name: string;
  /** Six octal digits: `100644`, `040000`. */
  readonly mode: string;
  readonly id: string;
  /** Bytes, where the source tells. */
  readonly size?: number;
}

/**
 * The id that git gives an object: the hash over its type, its length and its content.
 * Source: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects, "Object Storage"; git's hash-function-transition.
 *
 * @param like an id of the same repository: 40 digits are SHA-1, 64 are SHA-256
 */
export function objectId(type: 'commit' | 'tree' | 'blob', content: Uint8Array, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** Reads a raw commit: a line `tree ID`, lines `parent ID`, and what does not matter here. */
export function parseCommit(content: Buffer): CommitObject | undefined {
  const [first = '', ...rest] = content.toString('latin1').split('\n');
  const tree = /^tree ([0-9a-f]+)$/.exec(first)?.[1];
  if (!isObjectId(tree)) return undefined;
  const end = rest.findIndex((line) => !line.startsWith('parent '));
  const parents = rest.slice(0, end < 0 ? rest.length : end).map((line) => line.slice('parent '.length));
  return parents.every((parent) => isObjectId(parent) && parent.length === tree.length) ? { tree, parents } : undefined;
}

/** Reads a raw tree: `MODE NAME`, a zero byte and the id's bytes, again and again. */
export function parseTree(content: Buffer, idDigits: number): readonly TreeEntry[] | undefined {
  const idBytes = idDigits / 2;
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const zero = content.indexOf(0, space);
    if (space < 0 || zero < 0 || zero + 1 + idBytes > content.length) return undefined;
    const mode = content.toString('latin1', at, space);
    if (!/^[0-7]{5,6}$/.test(mode)) return undefined;
    const name = content.toString('utf8', space + 1, zero);
    at = zero + 1 + idBytes;
    entries.push({ name, mode: mode.padStart(6, '0'), id: content.toString('hex', zero + 1, at) });
  }
  return entries;
}

/**
 * The content of the tree that has these entries, in git's own order: by bytes, a folder as if its name ended with `/`.
 * Undefined when a name's bytes are not known: they were no UTF-8.
 */
export function treeContent(entries: readonly TreeEntry[]): Buffer | undefined {
  if (entries.some(({ name }) => name.includes('\ufffd') || !name.isWellFormed())) return undefined;
  const sorted = entries
    .map((entry) => ({ ...entry, key: Buffer.from(entry.mode === '040000' ? `${entry.name}/` : entry.name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(
    sorted.flatMap(({ mode, name, id }) => [
      Buffer.from(`${mode.replace(/^0+/, '')} ${name}\0`),
      Buffer.from(id, 'hex'),
    ]),
  );
}
