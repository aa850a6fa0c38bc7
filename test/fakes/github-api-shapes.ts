import { child, type Json, merge, webhookExample } from './webhook-examples.ts';

/** An account as the tests name it. */
export interface FakeUser {
  readonly login: string;
  readonly id: number;
  readonly type: 'Bot' | 'User';
}

/** The account of every workflow's own token. */
export const ACTIONS_BOT: FakeUser = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' };

/** One stored comment; tests read and change these directly. */
export interface FakeComment {
  readonly id: number;
  readonly nodeId: string;
  readonly user: FakeUser;
  body: string;
  minimised: boolean;
  /** Counted for paging but never shown, as a spammer's comments are. */
  readonly hidden: boolean;
  edits: number;
}

/** A comment as `GET …/comments` and the writes give it, in the shape of a recorded one. */
export function commentJson(comment: FakeComment, apiUrl: string, repository: string, number: number): Json {
  const recorded = child(webhookExample('issue_comment', 'created'), 'comment');
  const { user, id } = comment;
  const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return merge(recorded, {
    url: `${apiUrl}/repos/${repository}/issues/comments/${id}`,
    html_url: `https://github.com/${repository}/pull/${number}#issuecomment-${id}`,
    issue_url: `${apiUrl}/repos/${repository}/issues/${number}`,
    id,
    node_id: comment.nodeId,
    user: { ...user, url: `${apiUrl}/users/${encodeURIComponent(user.login)}`, html_url: accountUrl(user) },
    created_at: at,
    updated_at: at,
    author_association: user.type === 'Bot' ? 'NONE' : 'CONTRIBUTOR',
    body: comment.body,
    performed_via_github_app: null,
  });
}

function accountUrl({ type, login }: FakeUser): string {
  return type === 'Bot' ? `https://github.com/apps/${login.replace('[bot]', '')}` : `https://github.com/${login}`;
}

/** An error as GitHub's REST API words it. */
export function errorJson(status: number, message: string, errors?: readonly Json[]): Json {
  return {
    message,
    ...(errors && { errors }),
    documentation_url: 'https://docs.github.com/rest/issues/comments',
    status: String(status),
  };
}

/** `Link` of a page, with numbers as GitHub gives them; undefined when everything is on one page. */
export function linkHeader(url: string, page: number, perPage: number, total: number): string | undefined {
  const last = Math.max(1, Math.ceil(total / perPage));
  const link = (to: number, rel: string) => `<${url}?per_page=${perPage}&page=${to}>; rel="${rel}"`;
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return links.length === 0 ? undefined : links.join(', ');
}
