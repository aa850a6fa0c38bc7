import { answerGit, type GitFault } from './github-api-git.ts';
import {
  ACTIONS_BOT,
  commentJson,
  errorJson,
  type FakeComment,
  type FakeUser,
  linkHeader,
} from './github-api-shapes.ts';

/** What a test may set before and while requests come in. */
export interface GitHubState {
  readonly repository: string;
  readonly number: number;
  /** Whose token it is. */
  viewer: FakeUser;
  /** `read` is a fork's token; `none` sees nothing, as with a private repository. */
  permission: 'write' | 'read' | 'none';
  /** The conversation as a whole. */
  conversation: 'open' | 'locked' | 'issues-disabled' | 'deleted' | 'full';
  readonly comments: FakeComment[];
  /** Next comment's id; ids only grow. */
  nextId: number;
  /** Origin and path that links to other pages point to; the server's own when not given. */
  linkUrl?: string;
  /** A real repository, bare or not; without one every branch leads to a commit that has no files. */
  gitFolder?: string;
  gitFault?: GitFault;
}

export interface ApiRequest {
  readonly method: string;
  /** Below the API's root, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly apiUrl: string;
}

export interface ApiReply {
  readonly status: number;
  readonly json?: unknown;
  /** A page of HTML, in the place of `json`. */
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The limit that GitHub's own error message names, in characters. */
export const COMMENT_LIMIT = 65_536;

/** The API's answer; undefined for a request that it does not know. */
export function answerRequest(state: GitHubState, request: ApiRequest): ApiReply | undefined {
  const { method, path } = request;
  if (method === 'POST' && path === '/graphql') return graphql(state, request);
  const git = answerGit(state, request);
  if (git !== undefined) return git;
  const root = `/repos/${state.repository}/issues`;
  if (path === `${root}/${state.number}/comments`) {
    if (method === 'GET') return list(state, request);
    if (method === 'POST') return create(state, request);
  }
  const id = path.startsWith(`${root}/comments/`) ? path.slice(`${root}/comments/`.length) : '';
  if (/^\d+$/.test(id) && method === 'PATCH') return update(state, request, Number(id));
  if (/^\d+$/.test(id) && method === 'DELETE') return remove(state, Number(id));
  // Anything else below the pull request does not exist.
  return /^\/repos\/[^/]+\/[^/]+\/issues\/\d+\/comments$/.test(path) ? NOT_FOUND : undefined;
}

export function addComment(state: GitHubState, comment: Partial<FakeComment> & { readonly body: string }): FakeComment {
  const id = state.nextId;
  state.nextId += 1;
  const stored = { id, nodeId: `IC_${id}`, user: ACTIONS_BOT, minimised: false, hidden: false, edits: 0, ...comment };
  state.comments.push(stored);
  return stored;
}

const NOT_FOUND: ApiReply = { status: 404, json: errorJson(404, 'Not Found') };
const FORBIDDEN: ApiReply = { status: 403, json: errorJson(403, 'Resource not accessible by integration') };

function refusal({ permission, conversation }: GitHubState, writes: boolean): ApiReply | undefined {
  if (permission === 'none') return NOT_FOUND;
  if (conversation === 'deleted') return { status: 410, json: errorJson(410, 'This issue was deleted') };
  if (conversation === 'issues-disabled') {
    return { status: 410, json: errorJson(410, 'Issues are disabled for this repo') };
  }
  return writes && permission === 'read' ? FORBIDDEN : undefined;
}

function list(state: GitHubState, { query, apiUrl, path }: ApiRequest): ApiReply {
  const refused = refusal(state, false);
  if (refused !== undefined) return refused;
  const perPage = Math.min(100, Number(query.get('per_page') ?? 30));
  const page = Number(query.get('page') ?? 1);
  const slice = state.comments.slice((page - 1) * perPage, page * perPage).filter(({ hidden }) => !hidden);
  const link = linkHeader(state.linkUrl ?? `${apiUrl}${path}`, page, perPage, state.comments.length);
  const json = slice.map((comment) => commentJson(comment, apiUrl, state.repository, state.number));
  return { status: 200, json, ...(link !== undefined && { headers: { link } }) };
}

function create(state: GitHubState, { body, apiUrl }: ApiRequest): ApiReply {
  const refused = refusal(state, true) ?? closed(state) ?? wrongBody(body);
  if (refused !== undefined) return refused;
  const comment = addComment(state, { body: bodyText(body), user: state.viewer });
  return { status: 201, json: commentJson(comment, apiUrl, state.repository, state.number) };
}

function update(state: GitHubState, { body, apiUrl }: ApiRequest, id: number): ApiReply {
  const comment = state.comments.find((stored) => stored.id === id);
  const refused = refusal(state, true) ?? (comment === undefined ? NOT_FOUND : wrongBody(body));
  if (refused !== undefined || comment === undefined) return refused ?? NOT_FOUND;
  // Whoever may write to the repository may change everybody's comments: a wrong choice shows.
  comment.body = bodyText(body);
  comment.edits += 1;
  return { status: 200, json: commentJson(comment, apiUrl, state.repository, state.number) };
}

function remove(state: GitHubState, id: number): ApiReply {
  const index = state.comments.findIndex((stored) => stored.id === id);
  const refused = refusal(state, true) ?? (index < 0 ? NOT_FOUND : undefined);
  if (refused !== undefined) return refused;
  state.comments.splice(index, 1);
  return { status: 204 };
}

function closed({ conversation }: GitHubState): ApiReply | undefined {
  if (conversation === 'locked') {
    return { status: 403, json: errorJson(403, 'Unable to create comment because issue is locked.') };
  }
  if (conversation !== 'full') return undefined;
  return { status: 403, json: errorJson(403, 'Commenting is disabled on issues with more than 2500 comments') };
}

function wrongBody(body: unknown): ApiReply | undefined {
  const text = bodyText(body);
  const invalid = (message: string): ApiReply => ({
    status: 422,
    json: errorJson(422, 'Validation Failed', [
      { resource: 'IssueComment', code: 'unprocessable', field: 'data', message },
    ]),
  });
  if (text === '') return invalid("Body can't be blank");
  // Characters, not UTF-16 units.
  if ([...text].length > COMMENT_LIMIT) return invalid(`Body is too long (maximum is ${COMMENT_LIMIT} characters)`);
  return undefined;
}

function bodyText(body: unknown): string {
  return typeof body === 'object' && body !== null && 'body' in body && typeof body.body === 'string' ? body.body : '';
}

/** Knows one query: who the token is, and which comments are minimised. Any other is answered with an error. */
function graphql(state: GitHubState, { body }: ApiRequest): ApiReply {
  const query = typeof body === 'object' && body !== null && 'query' in body ? String(body.query) : '';
  const known =
    /^query \( ?\$ids: \[ID!\]! ?\) \{ viewer \{ login \} nodes\(ids: \$ids\) \{ \.\.\. on IssueComment \{ isMinimized \} \} \}$/;
  if (!known.test(query.replaceAll(/\s+/g, ' ').trim())) {
    return { status: 200, json: { errors: [{ message: `Parse error on ${JSON.stringify(query)}` }] } };
  }
  const ids = graphqlIds(body);
  if (ids.length > 100) return { status: 200, json: { errors: [{ type: 'ARGUMENT_LIMIT', message: 'Too many ids' }] } };
  const comments = ids.map((id) => state.comments.find(({ nodeId }) => nodeId === id));
  const errors = comments.flatMap((comment, index) =>
    comment === undefined
      ? [
          {
            type: 'NOT_FOUND',
            path: ['nodes', index],
            message: `Could not resolve to a node with the global id of '${ids[index]}'`,
          },
        ]
      : [],
  );
  const nodes = comments.map((comment) => (comment === undefined ? null : { isMinimized: comment.minimised }));
  const data = { viewer: { login: state.viewer.login }, nodes };
  return { status: 200, json: errors.length > 0 ? { data, errors } : { data } };
}

function graphqlIds(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null || !('variables' in body)) return [];
  const { variables } = body;
  if (typeof variables !== 'object' || variables === null || !('ids' in variables)) return [];
  return Array.isArray(variables.ids) ? variables.ids.map(String) : [];
}
