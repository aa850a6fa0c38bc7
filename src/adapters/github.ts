import { visibleText } from '../model/visible-text.ts';
import type { CommentRequest, CommentStatus, PullRequestComments } from '../ports.ts';
import { createGitHubClient, type GitHubClientOptions } from './github-client.ts';
import { publishComment } from './github-comments.ts';
import { tokenMissingStatus, unforeseenStatus } from './github-problems.ts';

/** `deadlineMs` is for one publication, from its first request to its last. */
export interface PullRequestCommentsOptions extends GitHubClientOptions {
  readonly repository: { readonly owner: string; readonly name: string };
  readonly pullRequest: number;
}

/**
 * The comments of one pull request on GitHub or GitHub Enterprise Server.
 * The protocol is in docs/reports.md, "The pull-request comment"; an empty token makes no request.
 */
export function createPullRequestComments(options: PullRequestCommentsOptions): PullRequestComments {
  const { repository, pullRequest, token, debug } = options;
  const target = { owner: repository.owner, repo: repository.name, issue_number: pullRequest };

  const publish = async (request: CommentRequest): Promise<CommentStatus> => {
    if (token === '') return tokenMissingStatus();
    try {
      return await publishComment(await createGitHubClient(options), target, request);
    } catch (thrown) {
      debug(visibleText(thrown instanceof Error ? String(thrown.stack) : String(thrown), 4000));
      return unforeseenStatus(visibleText(thrown instanceof Error ? thrown.message : String(thrown), 200));
    }
  };
  return { publish };
}
