import { createPullRequestComments, type PullRequestCommentsOptions } from '../../src/adapters/github.ts';
import type { CommentRequest, CommentStatus } from '../../src/ports.ts';
import type { GitHubApi } from '../fakes/github-api.ts';

/** Must never be seen anywhere. */
export const TOKEN = 'ghs_c4n4ryTokenThatNobodyMayEverSee';

export interface Publisher {
  readonly publish: (request: CommentRequest) => Promise<CommentStatus>;
  readonly debugLines: readonly string[];
}

/** The real adapter with short waits, against a local server. */
export function aPublisher(api: GitHubApi, overrides: Partial<PullRequestCommentsOptions> = {}): Publisher {
  const debugLines: string[] = [];
  const [owner = '', name = ''] = api.state.repository.split('/');
  const comments = createPullRequestComments({
    token: TOKEN,
    apiUrl: api.url,
    repository: { owner, name },
    pullRequest: api.state.number,
    deadlineMs: 10_000,
    requestTimeoutMs: 5000,
    backoffMs: 10,
    clock: { now: () => new Date(), ticks: () => performance.now() },
    debug: (line) => debugLines.push(line),
    ...overrides,
  });
  return { publish: comments.publish, debugLines };
}

/** `GET POST PATCH`, with GraphQL by its name. */
export function methodsOf(api: GitHubApi): string {
  return api.requests.map(({ method, url }) => (url.endsWith('/graphql') ? 'GraphQL' : method)).join(' ');
}

/** The texts below the first line, of the comments that people see. */
export function visibleTexts(api: GitHubApi): readonly string[] {
  return api.state.comments
    .filter(({ minimised }) => !minimised)
    .map(({ body }) => body.split('\n').slice(1).join('\n'));
}

/** A status with its problem's code: `refused TOKEN-INVALID`. */
export function shortStatus(status: CommentStatus): string {
  return 'problem' in status ? `${status.state} ${status.problem.code}` : status.state;
}
