import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { applyFault, type Fault, FaultQueue } from './github-api-faults.ts';
import { type ApiReply, addComment, answerRequest, type GitHubState } from './github-api-routes.ts';
import { ACTIONS_BOT, errorJson, type FakeComment } from './github-api-shapes.ts';

export interface GitHubApiOptions {
  /** `/api/v3` for an Enterprise Server. */
  readonly prefix?: '' | '/api/v3';
  /** `owner/name`. */
  readonly repository?: string;
  readonly number?: number;
  /** The only token that is accepted; with none, any. */
  readonly token?: string;
}

/** One request as it came in. */
export interface RecordedRequest {
  readonly method: string;
  /** With the query, below the server's root. */
  readonly url: string;
  readonly authorised: boolean;
  readonly host: string;
  readonly bodyBytes: number;
  /** False for one that the API does not have; it was answered with 404. */
  readonly known: boolean;
}

/** A running server; everything on it may be read and changed while requests come in. */
export interface GitHubApi extends AsyncDisposable {
  /** `GITHUB_API_URL`. */
  readonly url: string;
  readonly state: GitHubState;
  readonly requests: readonly RecordedRequest[];
  /** Requests that the API does not have. */
  readonly unexpected: readonly RecordedRequest[];
  readonly add: (comment: Partial<FakeComment> & { readonly body: string }) => FakeComment;
  readonly fail: (fault: Fault) => void;
  /** Runs once before the next request with this method is answered. */
  readonly before: (method: string, action: () => void) => void;
  /** Milliseconds that each answer waits; for races. */
  delay: () => number;
}

/**
 * Plays GitHub's API for the comments of one pull request and for git's objects on a loopback port: for tests in the
 * same process and for child processes. Nothing that it does not know is answered with anything but 404.
 */
export async function startGitHubApi(options: GitHubApiOptions = {}): Promise<GitHubApi> {
  const { prefix = '', repository = 'octo-org/octo-repo', number = 7 } = options;
  const requests: RecordedRequest[] = [];
  const faults = new FaultQueue();
  const hooks: { readonly method: string; readonly action: () => void }[] = [];
  const state: GitHubState = {
    repository,
    number,
    viewer: ACTIONS_BOT,
    permission: 'write',
    conversation: 'open',
    comments: [],
    nextId: 492_700_400,
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const { method = '', url = '' } = request;
    const { pathname, searchParams } = new URL(url, api.url);
    const path = apiPath(pathname, prefix);
    const hook = hooks.findIndex((entry) => entry.method === method);
    if (hook >= 0) hooks.splice(hook, 1)[0]?.action();
    const fault = faults.take(method, path ?? pathname);
    const reply = () =>
      unauthorised(request, options.token) ??
      (path === undefined
        ? undefined
        : answerRequest(state, { method, path, query: searchParams, body: parse(body), apiUrl: api.url }));
    const answer = fault === undefined || fault.stored ? reply() : undefined;
    requests.push({
      method,
      url,
      authorised: request.headers.authorization !== undefined,
      host: request.headers.host ?? '',
      bodyBytes: body.length,
      known: fault !== undefined || answer !== undefined,
    });
    await new Promise((resolve) => setTimeout(resolve, api.delay()));
    if (fault !== undefined) applyFault(fault.with, response);
    else send(response, answer ?? { status: 404, json: errorJson(404, 'Not Found') });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const port = await listen(server);
  const api: GitHubApi = {
    url: `http://127.0.0.1:${port}${prefix}`,
    state,
    requests,
    get unexpected() {
      return requests.filter(({ known }) => !known);
    },
    add: (comment) => addComment(state, comment),
    fail: (fault) => faults.add(fault),
    before: (method, action) => hooks.push({ method, action }),
    delay: () => 0,
    [Symbol.asyncDispose]: () => close(server),
  };
  return api;
}

/** Enterprise Server has GraphQL beside `/api/v3`, at `/api/graphql`. */
function apiPath(pathname: string, prefix: string): string | undefined {
  if (prefix === '/api/v3' && pathname === '/api/graphql') return '/graphql';
  const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
  return prefix !== '' && path === '/graphql' ? undefined : path;
}

function unauthorised({ headers }: IncomingMessage, token: string | undefined): ApiReply | undefined {
  const [, scheme, given] = /^(token|bearer) (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (scheme !== undefined && (token === undefined || given === token)) return undefined;
  return { status: 401, json: errorJson(401, 'Bad credentials') };
}

function send(response: ServerResponse, { status, json, html, headers }: ApiReply): void {
  response.writeHead(status, {
    ...(json !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...(html !== undefined && { 'content-type': 'text/html; charset=utf-8' }),
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-remaining': '990',
    ...headers,
  });
  response.end(json === undefined ? html : JSON.stringify(json));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
