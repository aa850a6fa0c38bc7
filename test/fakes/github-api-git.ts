import { runGit } from '../builders/git-repository.ts';
import type { ApiReply, ApiRequest, GitHubState } from './github-api-routes.ts';
import { errorJson } from './github-api-shapes.ts';
import type { Json } from './webhook-examples.ts';

/**
 * What goes wrong with every request for git's objects: 502; 404; trees that hold their first entry only and say so;
 * blobs with other content of the same length; blobs of 3 MiB; a page in the place of an answer.
 */
export type GitFault = 'unavailable' | 'not-found' | 'truncated' | 'wrong-blob' | 'huge-blob' | 'html';

const NOT_FOUND: ApiReply = { status: 404, json: errorJson(404, 'Not Found') };
const HUGE_BYTES = 3 * 1024 * 1024;

/**
 * `git/ref`, `git/commits`, `git/trees` and `git/blobs` of GitHub's REST API, from a real repository; without one,
 * from a repository in which every branch leads to one commit and every commit has no files.
 * Shapes: docs.github.com, "REST API endpoints for Git database".
 *
 * @returns undefined for any other request
 */
export function answerGit(state: GitHubState, { method, path, apiUrl }: ApiRequest): ApiReply | undefined {
  const root = `/repos/${state.repository}/git/`;
  if (method !== 'GET' || !path.startsWith(root)) return undefined;
  const [, what, encoded = ''] = /^(ref|commits|trees|blobs)\/(.+)$/.exec(path.slice(root.length)) ?? [];
  if (what === undefined) return undefined;
  if (state.permission === 'none' || state.gitFault === 'not-found') return NOT_FOUND;
  if (state.gitFault === 'unavailable') return { status: 502, json: errorJson(502, 'Server Error') };
  if (state.gitFault === 'html') return { status: 200, html: '<!DOCTYPE html><html><body>Unicorn!</body></html>' };
  const repository = `${apiUrl}/repos/${state.repository}`;
  const found = answer(state, what, decodeURIComponent(encoded), repository);
  return found === undefined ? NOT_FOUND : { status: 200, json: found };
}

function answer(state: GitHubState, what: string, name: string, repository: string): Json | undefined {
  const { gitFolder, gitFault } = state;
  if (what === 'ref') return refJson(gitFolder, name, repository);
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name)) return undefined;
  if (what === 'commits') return commitJson(gitFolder, name, repository);
  return what === 'trees'
    ? treeJson(gitFolder, name, repository, gitFault === 'truncated')
    : blobJson(gitFolder, name, repository, gitFault);
}

/** The commit that every branch of the built-in repository leads to. */
export const ONLY_COMMIT = '1111111111111111111111111111111111111111';
/** The id that git gives a tree without entries. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

function refJson(folder: string | undefined, name: string, repository: string): Json | undefined {
  if (!/^(?:heads|tags)\/./.test(name)) return undefined;
  const ref = `refs/${name}`;
  const target = folder === undefined ? { sha: ONLY_COMMIT, type: 'commit' } : targetOf(folder, ref);
  if (target === undefined) return undefined;
  const object = { ...target, url: `${repository}/git/${target.type}s/${target.sha}` };
  return { ref, node_id: nodeId('REF', ref), url: `${repository}/git/${ref}`, object };
}

function targetOf(folder: string, ref: string): { readonly sha: string; readonly type: string } | undefined {
  // for-each-ref takes the name as a pattern too: only the ref itself is an answer.
  const lines = text(folder, 'for-each-ref', '--format=%(objectname) %(objecttype) %(refname)').split('\n');
  const [sha, type] = lines.find((line) => line.endsWith(` ${ref}`))?.split(' ') ?? [];
  return sha === undefined || type === undefined ? undefined : { sha, type };
}

function commitJson(folder: string | undefined, sha: string, repository: string): Json | undefined {
  const raw = folder === undefined ? `tree ${EMPTY_TREE}\n\nEmpty\n` : object(folder, 'commit', sha)?.toString('utf8');
  if (raw === undefined) return undefined;
  const end = raw.indexOf('\n\n');
  const header = raw.slice(0, end).split('\n');
  const ids = (kind: string) =>
    header.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
  const [tree = ''] = ids('tree');
  const person = { date: '2026-01-02T03:04:05Z', name: 'A. U. Thor', email: 'author@example.com' };
  const page = repository.replace(/^https?:\/\/[^/]+(?:\/api\/v3)?\/repos\//, 'https://github.com/');
  return {
    sha,
    node_id: nodeId('C', sha),
    url: `${repository}/git/commits/${sha}`,
    html_url: `${page}/commit/${sha}`,
    author: person,
    committer: person,
    tree: { sha: tree, url: `${repository}/git/trees/${tree}` },
    message: raw.slice(end + 2).replace(/\n$/, ''),
    parents: ids('parent').map((parent) => {
      return { sha: parent, url: `${repository}/git/commits/${parent}`, html_url: `${page}/commit/${parent}` };
    }),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

function treeJson(folder: string | undefined, id: string, repository: string, truncated: boolean): Json | undefined {
  const entries = folder === undefined ? (id === EMPTY_TREE ? [] : undefined) : treeEntries(folder, id, repository);
  if (entries === undefined) return undefined;
  // A commit's id is taken for its tree, and given back as it was asked.
  const url = `${repository}/git/trees/${id}`;
  return { sha: id, url, tree: truncated ? entries.slice(0, 1) : entries, truncated };
}

function treeEntries(folder: string, id: string, repository: string): readonly Json[] | undefined {
  if (!['tree', 'commit'].includes(typeOf(folder, id) ?? '')) return undefined;
  const lines = runGit(folder, ['ls-tree', '-z', '-l', '--full-tree', id]).toString('utf8').split('\0');
  const modes = storedModes(runGit(folder, ['cat-file', 'tree', `${id}^{tree}`]), id.length / 2);
  return lines.flatMap((line, index) => {
    const [, type, sha, size, path] = /^\d{6} (\w+) (\w+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
    const mode = modes[index]?.padStart(6, '0');
    if (mode === undefined) return [];
    const url = { url: `${repository}/git/${type}s/${sha}` };
    return [{ path, mode, type, sha, ...(size !== '-' && { size: Number(size) }), ...(type !== 'commit' && url) }];
  });
}

/** As they are in the tree: ls-tree shows the ones of old as today's. */
function storedModes(tree: Buffer, idBytes: number): readonly string[] {
  const modes: string[] = [];
  for (let at = 0; at < tree.length; at = tree.indexOf(0, at) + 1 + idBytes) {
    modes.push(tree.toString('latin1', at, tree.indexOf(' ', at)));
  }
  return modes;
}

function blobJson(
  folder: string | undefined,
  sha: string,
  repository: string,
  fault: GitFault | undefined,
): Json | undefined {
  const real = folder === undefined ? undefined : object(folder, 'blob', sha);
  if (real === undefined) return undefined;
  const content = fault === 'huge-blob' ? Buffer.alloc(HUGE_BYTES, 'x') : Buffer.from(real);
  if (fault === 'wrong-blob') content.fill('#', 0, 1);
  return {
    sha,
    node_id: nodeId('B', sha),
    size: content.length,
    url: `${repository}/git/blobs/${sha}`,
    content: content.toString('base64').replaceAll(/.{1,60}/g, '$&\n'),
    encoding: 'base64',
  };
}

/** An object that is of this type itself; undefined for any other, and for none. */
function object(folder: string, type: 'commit' | 'blob', id: string): Buffer | undefined {
  return typeOf(folder, id) === type ? runGit(folder, ['cat-file', type, id]) : undefined;
}

function typeOf(folder: string, id: string): string | undefined {
  const [, type] = runGit(folder, ['cat-file', '--batch-check'], { input: `${id}\n` })
    .toString('utf8')
    .trim()
    .split(' ');
  return type === 'missing' || type === 'ambiguous' ? undefined : type;
}

function text(folder: string, ...args: readonly string[]): string {
  return runGit(folder, args).toString('utf8');
}

function nodeId(kind: string, of: string): string {
  return `${kind}_${Buffer.from(of).toString('base64url')}`;
}
