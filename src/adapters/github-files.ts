import { visibleText } from '../model/visible-text.ts';
import type { CommittedFiles } from '../ports.ts';
import { createCommittedFiles } from './committed-files.ts';
import { checkedBranch } from './git-names.ts';
import { type ApiCall, createGitHubClient, type GitHubClientOptions } from './github-client.ts';
import { fileFailure, filesUnforeseen, noTokenForFiles } from './github-files-problems.ts';
import { type GitBlob, parseBlob, parseCommit, parseRef, parseTree } from './github-git-answers.ts';

/** `deadlineMs` is for each answer, with its repetitions. */
export interface GitHubFilesOptions extends GitHubClientOptions {
  readonly repository: { readonly owner: string; readonly name: string };
}

/**
 * The commits of a repository on GitHub or GitHub Enterprise Server, object by object. The contents API is not used: it
 * follows links (docs.github.com, "Get repository content"). An empty token makes no request.
 */
export function createGitHubFiles(options: GitHubFilesOptions): CommittedFiles {
  const repository = { owner: options.repository.owner, repo: options.repository.name };
  const get = <T>(what: string, path: string, parameters: ApiCall<T>['parameters'], parse: ApiCall<T>['parse']) =>
    ask(options, what, {
      route: `GET /repos/{owner}/{repo}/git/${path}`,
      parameters: { ...repository, ...parameters },
      parse,
    });

  return createCommittedFiles({
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
    tree: (id) =>
      get(`the tree ${id.slice(0, 12)}`, 'trees/{tree_sha}', { tree_sha: id }, (data) => parseTree(data, id)),
    blob: async (id, limitBytes) => {
      const what = `the content ${id.slice(0, 12)}`;
      return decoded(await get(what, 'blobs/{file_sha}', { file_sha: id }, (data) => parseBlob(data, id)), limitBytes);
    },
    // The API has every commit whole.
    isCutOff: async () => false,
  });
}

async function ask<T>(options: GitHubFilesOptions, what: string, call: ApiCall<T>): Promise<T> {
  if (options.token === '') throw noTokenForFiles(what);
  const answer = await createGitHubClient(options)
    .then((client) => client.ask(call))
    .catch((thrown: unknown) => {
      throw filesUnforeseen(what, thrown);
    });
  if (answer.ok) return answer.value;
  throw fileFailure(what, answer.failure);
}

function decoded({ size, base64 }: GitBlob, limitBytes: number): Uint8Array | 'too large' {
  // Four characters hold three bytes; a line break comes after 60 of them.
  const longest = Math.ceil(limitBytes / 3) * 4;
  const text = size > limitBytes ? undefined : base64.replaceAll('\n', '');
  return text === undefined || text.length > longest ? 'too large' : Buffer.from(text, 'base64');
}
