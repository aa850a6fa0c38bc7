import { visibleText } from '../model/visible-text.ts';
import type { ServedFiles } from '../ports.ts';
import { createCommittedFiles, emptyMemory, type GitObjectSource, type TreeObject } from './committed-files.ts';
import { checkedBranch } from './git-names.ts';
import { objectId, treeContent } from './git-object.ts';
import { type ApiCall, createGitHubClient, type GitHubClient, type GitHubClientOptions } from './github-client.ts';
import { fileFailure, filesUnforeseen, noTokenForFiles } from './github-files-problems.ts';
import { type GitBlob, parseBlob, parseCommit, parseRef, parseTree } from './github-git-answers.ts';
import { policyUnreadable } from './policy-unreadable.ts';

/** `deadlineMs` is for all answers together, from the first question on. */
export interface GitHubFilesOptions extends GitHubClientOptions {
  readonly repository: { readonly owner: string; readonly name: string };
}

/**
 * The commits of a repository on GitHub or GitHub Enterprise Server, object by object. The contents API is not used: it
 * follows links (docs.github.com, "Get repository content"). An empty token makes no request.
 */
export function createGitHubFiles(options: GitHubFilesOptions): ServedFiles {
  const memory = emptyMemory();
  const within = (deadlineMs: number) => createCommittedFiles(gitHubSource({ ...options, deadlineMs }), memory);
  return { ...within(options.deadlineMs), within };
}

function gitHubSource(options: GitHubFilesOptions): GitObjectSource {
  const repository = { owner: options.repository.owner, repo: options.repository.name };
  const ask = createAsking(options);
  const get = <T>(what: string, path: string, parameters: ApiCall<T>['parameters'], parse: ApiCall<T>['parse']) =>
    ask(what, {
      route: `GET /repos/{owner}/{repo}/git/${path}`,
      parameters: { ...repository, ...parameters },
      parse,
    });

  return {
    name: 'the API of GitHub',
    commitOf: async (branch) => {
      const ref = `heads/${checkedBranch(branch)}`;
      return get(`the branch ${visibleText(branch, 120)}`, 'ref/{ref}', { ref }, (data) =>
        parseRef(data, `refs/${ref}`),
      );
    },
    commit: (id) => {
      return get(`the commit ${id.slice(0, 12)}`, 'commits/{commit_sha}', { commit_sha: id }, (data) =>
        parseCommit(data, id),
      );
    },
    tree: async (id) => {
      const what = `the tree ${id.slice(0, 12)}`;
      return checkedTree(await get(what, 'trees/{tree_sha}', { tree_sha: id }, (data) => parseTree(data, id)), id);
    },
    blob: async (id, limitBytes) => {
      const what = `the content ${id.slice(0, 12)}`;
      return decoded(await get(what, 'blobs/{file_sha}', { file_sha: id }, (data) => parseBlob(data, id)), limitBytes);
    },
    // The API has every commit whole.
    isCutOff: async () => false,
  };
}

/** Asks through one client, whose time begins with the first question. */
function createAsking(options: GitHubFilesOptions): <T>(what: string, call: ApiCall<T>) => Promise<T> {
  let client: Promise<GitHubClient> | undefined;
  return async (what, call) => {
    if (options.token === '') throw noTokenForFiles(what);
    client ??= createGitHubClient(options);
    const answer = await client
      .then(({ ask }) => ask(call))
      .catch((thrown: unknown) => {
        throw filesUnforeseen(what, thrown);
      });
    if (answer.ok) return answer.value;
    throw fileFailure(what, answer.failure);
  };
}

/** Where the list is whole and all names came as they are, it must be what its id says. */
function checkedTree(tree: TreeObject, id: string): TreeObject {
  const content = tree.complete ? treeContent(tree.entries) : undefined;
  if (content === undefined || objectId('tree', content, id) === id) return tree;
  throw policyUnreadable(
    `What GitHub gives for the tree ${id.slice(0, 12)} does not have this id.`,
    'Run again. If it comes back, something on the way to GitHub changes answers, or the folder was committed by a git of long ago: commit it again.',
  );
}

function decoded({ size, base64 }: GitBlob, limitBytes: number): Uint8Array | 'too large' {
  // Four characters hold three bytes; a line break comes after 60 of them.
  const longest = Math.ceil(limitBytes / 3) * 4;
  const text = size > limitBytes ? undefined : base64.replaceAll('\n', '');
  return text === undefined || text.length > longest ? 'too large' : Buffer.from(text, 'base64');
}
