import { visibleText } from '../model/visible-text.ts';
import {
  type CommentAuthor,
  isRecord,
  type MarkedComment,
  parseCommentPage,
  parseViewer,
  type Viewer,
} from './github-answers.ts';
import type { ApiAnswer, GitHubClient } from './github-client.ts';
import type { OwnComment } from './github-comment-choice.ts';

export interface PullRequest {
  readonly owner: string;
  readonly repo: string;
  /** Comments on a pull request are comments of the issue with its number. */
  readonly issue_number: number;
}

/** What is known of our own account and comments; filled while a comment is published. */
export interface Ownership {
  login?: string;
  /** Account of a comment that this run created: surely ours. */
  accountId?: number;
  /** By node id. */
  readonly minimised: Map<string, boolean>;
}

const PAGE_SIZE = 100;
// GitHub closes a conversation at 2,500 comments; a longer list is not read to an end that may never come.
const MAX_PAGES = 60;
// The most that `nodes(ids:)` takes at once.
const MAX_NODES = 100;

/** All comments with our marker and key, whoever wrote them. Pages are asked by number: no link is followed. */
export async function listMarked(
  client: GitHubClient,
  pullRequest: PullRequest,
  key: string,
): Promise<ApiAnswer<readonly MarkedComment[]>> {
  const found: MarkedComment[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await client.ask({
      route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      parameters: { ...pullRequest, per_page: PAGE_SIZE, page },
      parse: parseCommentPage,
    });
    if (!answer.ok) return answer;
    found.push(...answer.value.filter(({ marker }) => marker.key === key));
    if (!answer.hasNextPage) return { ok: true, value: found, hasNextPage: false };
  }
  const message = `the conversation has more than ${MAX_PAGES * PAGE_SIZE} comments`;
  return { ok: false, failure: { kind: 'invalid', message } };
}

/** Those that our own token wrote. GraphQL is asked only if there is one whose author or state is not known yet. */
export async function keepOwn(
  client: GitHubClient,
  marked: readonly MarkedComment[],
  ownership: Ownership,
): Promise<ApiAnswer<readonly OwnComment[]>> {
  const known = () => ownership.login !== undefined || ownership.accountId !== undefined;
  for (;;) {
    const unknown = marked.filter(
      ({ nodeId, author }) => !ownership.minimised.has(nodeId) && (!known() || isOwn(author, ownership)),
    );
    // A comment by an account that we know from creating there is as new as ours: nobody has minimised it yet.
    if (unknown.length === 0 || ownership.accountId !== undefined) break;
    const nodeIds = unknown.slice(0, MAX_NODES).map(({ nodeId }) => nodeId);
    const answer = await askViewer(client, nodeIds);
    if (!answer.ok) return answer;
    ownership.login = answer.value.login;
    // One that is gone in the meantime is left alone like a minimised one.
    for (const nodeId of nodeIds) ownership.minimised.set(nodeId, answer.value.minimised.get(nodeId) ?? true);
  }
  const own = marked.filter(({ author }) => isOwn(author, ownership));
  const value = own.map((comment) => ({ ...comment, minimised: ownership.minimised.get(comment.nodeId) ?? false }));
  return { ok: true, value, hasNextPage: false };
}

/**
 * For a GitHub App's token, the workflow's among them, GraphQL's viewer is `NAME[bot]`, and REST says of its comments
 * that they are by `NAME[bot]`, type Bot. Nobody can register a name with brackets, but a person can be called NAME.
 */
function isOwn(author: CommentAuthor, { login, accountId }: Ownership): boolean {
  if (login === undefined) return author.id === accountId;
  if (login.endsWith('[bot]')) return author.isBot && author.login === login;
  return author.login === (author.isBot ? `${login}[bot]` : login);
}

const QUERY = `query ($ids: [ID!]!) {
  viewer { login }
  nodes(ids: $ids) { ... on IssueComment { isMinimized } }
}`;

async function askViewer(client: GitHubClient, ids: readonly string[]): Promise<ApiAnswer<Viewer>> {
  const answer = await client.ask({
    route: client.graphqlRoute,
    parameters: { query: QUERY, variables: { ids } },
    parse: (data) => parseViewer(data, ids) ?? parseRefusal(data),
  });
  if (!answer.ok) return answer;
  const { value } = answer;
  if (typeof value === 'string') return { ok: false, failure: { kind: 'refused', status: 200, message: value } };
  return { ok: true, value, hasNextPage: false };
}

/** GraphQL refuses with status 200 and an error of type FORBIDDEN. */
function parseRefusal(data: unknown): string | undefined {
  if (!isRecord(data) || !Array.isArray(data['errors'])) return undefined;
  const refusal: unknown = data['errors'].find((error) => isRecord(error) && error['type'] === 'FORBIDDEN');
  return isRecord(refusal) ? visibleText(String(refusal['message']), 200) : undefined;
}
