import type { TreeObject } from './committed-files.ts';
import { isObjectId } from './git-names.ts';
import type { CommitObject, TreeEntry } from './git-object.ts';
import { isRecord } from './github-answers.ts';

// Shapes: docs.github.com, "REST API endpoints for Git database". Each function gives `undefined` for an answer that
// does not have its shape, or is about something else than what was asked for.

/** The commit that a branch leads to. */
export function parseRef(data: unknown, ref: string): string | undefined {
  if (!isRecord(data) || data['ref'] !== ref || !isRecord(data['object'])) return undefined;
  const { type, sha } = data['object'];
  return type === 'commit' && isObjectId(sha) ? sha : undefined;
}

export function parseCommit(data: unknown, id: string): CommitObject | undefined {
  if (!isRecord(data) || data['sha'] !== id || !isRecord(data['tree']) || !Array.isArray(data['parents'])) {
    return undefined;
  }
  const { sha: tree } = data['tree'];
  const parents = data['parents'].map((parent: unknown) => (isRecord(parent) ? parent['sha'] : undefined));
  if (!isObjectId(tree) || !parents.every(isObjectId)) return undefined;
  return { tree, parents };
}

export function parseTree(data: unknown, id: string): TreeObject | undefined {
  if (!isRecord(data) || data['sha'] !== id || !Array.isArray(data['tree'])) return undefined;
  if (typeof data['truncated'] !== 'boolean') return undefined;
  const entries: TreeEntry[] = [];
  for (const given of data['tree']) {
    const entry = parseEntry(given);
    if (entry === undefined) return undefined;
    entries.push(entry);
  }
  return { entries, complete: !data['truncated'] };
}

function parseEntry(data: unknown): TreeEntry | undefined {
  if (!isRecord(data)) return undefined;
  const { path: name, mode, sha: id, size } = data;
  if (typeof name !== 'string' || typeof mode !== 'string' || !isObjectId(id)) return undefined;
  return { name, mode, id, ...(typeof size === 'number' && { size }) };
}

/** A file's content as it came. */
export interface GitBlob {
  /** Bytes, as GitHub says. */
  readonly size: number;
  readonly base64: string;
}

export function parseBlob(data: unknown, id: string): GitBlob | undefined {
  if (!isRecord(data) || data['sha'] !== id || data['encoding'] !== 'base64') return undefined;
  const { size, content: base64 } = data;
  return typeof size === 'number' && typeof base64 === 'string' ? { size, base64 } : undefined;
}
