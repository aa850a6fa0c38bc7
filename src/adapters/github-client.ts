import type { Clock } from '../ports.ts';
import { type ApiFailure, classifyFailure, unclearFailure } from './github-failure.ts';
import { guardedFetch } from './github-fetch.ts';

export interface GitHubClientOptions {
  readonly token: string;
  /** `GITHUB_API_URL`: `https://api.github.com` or `https://HOST/api/v3`. */
  readonly apiUrl: string;
  /** Milliseconds for everything that is asked through this client. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  /** One line for each request; untrusted text in it is visible, not encoded. */
  readonly debug: (line: string) => void;
  /** Milliseconds for one request. Default 20 s. */
  readonly requestTimeoutMs?: number;
  /** Milliseconds before the first repetition; doubles, with jitter, up to sixteen times this. Default 1 s. */
  readonly backoffMs?: number;
}

/** One request: a route as Octokit writes it, its parameters, and how its answer is read. */
export interface ApiCall<T> {
  /** `PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}`. */
  readonly route: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Gives `undefined` for an answer that is not what the API gives. */
  readonly parse: (data: unknown) => T | undefined;
}

export type ApiAnswer<T> =
  | { readonly ok: true; readonly value: T; readonly hasNextPage: boolean }
  | { readonly ok: false; readonly failure: ApiFailure };

export interface GitHubClient {
  /** Sends once; never throws. */
  readonly send: <T>(call: ApiCall<T>) => Promise<ApiAnswer<T>>;
  /** Sends until there is a clear answer or the time is up. Only for what changes nothing. */
  readonly ask: <T>(call: ApiCall<T>) => Promise<ApiAnswer<T>>;
  /** Waits as a failure asks for; false at once when asking again is useless or the wait is longer than the time left. */
  readonly pause: (failure: ApiFailure, attempt: number) => Promise<boolean>;
  /** Where GraphQL is asked, as a route. */
  readonly graphqlRoute: string;
}

const REPEATED = new Set(['limited', 'unclear']);

/**
 * GitHub's REST and GraphQL API through Octokit as `@actions/github` sets it up, with its proxy settings.
 *
 * Octokit's retry and throttling plugins are not used: the first repeats POST although its answer was lost,
 * has no jitter and no deadline; the second makes every write wait a second and reads a limit from its wording.
 */
export async function createGitHubClient(options: GitHubClientOptions): Promise<GitHubClient> {
  const { clock, debug, deadlineMs, requestTimeoutMs = 20_000, backoffMs = 1000 } = options;
  const end = clock.ticks() + deadlineMs;
  const octokit = await createOctokit(options);

  const send = async <T>({ route, parameters, parse }: ApiCall<T>): Promise<ApiAnswer<T>> => {
    const left = end - clock.ticks();
    if (left <= 0) return { ok: false, failure: unclearFailure(`the ${deadlineMs} ms for the API are over`) };
    const signal = AbortSignal.timeout(Math.ceil(Math.min(requestTimeoutMs, left)));
    let answer: ApiAnswer<T>;
    try {
      answer = readAnswer(await octokit.request(route, { ...parameters, request: { signal } }), parse, clock);
    } catch (thrown) {
      answer = { ok: false, failure: thrownFailure(thrown, clock) };
    }
    debug(`${route}: ${answer.ok ? 'done' : `${answer.failure.kind} (${answer.failure.message})`}`);
    return answer;
  };

  const pause = async (failure: ApiFailure, attempt: number): Promise<boolean> => {
    if (!REPEATED.has(failure.kind)) return false;
    const backoff = backoffMs * 2 ** Math.min(attempt, 4) * (0.5 + Math.random() / 2);
    const wait = Math.max(failure.waitMs ?? 0, backoff);
    if (wait >= end - clock.ticks()) return false;
    await new Promise((resolve) => setTimeout(resolve, wait));
    return true;
  };

  const ask = async <T>(call: ApiCall<T>): Promise<ApiAnswer<T>> => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await send(call);
      if (answer.ok || !(await pause(answer.failure, attempt))) return answer;
    }
  };

  return { send, ask, pause, graphqlRoute: `POST ${graphqlUrl(options.apiUrl)}` };
}

/** Enterprise Server has GraphQL beside `/api/v3`, not below it. */
function graphqlUrl(apiUrl: string): string {
  const root = apiUrl.replace(/\/+$/, '');
  return root.endsWith('/api/v3') ? `${root.slice(0, -'/v3'.length)}/graphql` : `${root}/graphql`;
}

async function createOctokit({ token, apiUrl, debug }: GitHubClientOptions) {
  // Loaded late: importing it reads the event file, and throws if that is not JSON. Most runs need it only at the end.
  const [{ getOctokit }, { defaults }] = await Promise.all([
    import('@actions/github'),
    import('@actions/github/lib/utils'),
  ]);
  // Octokit would write these to stderr, which the runner reads for commands; they may hold the server's words.
  const log = { debug: () => {}, info: () => {}, warn: debug, error: debug };
  // Given `request` replaces the default one, which knows the proxy; so it is taken over.
  const request = { ...defaults.request, fetch: guardedFetch(defaults.request?.fetch, apiUrl), log };
  return getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ''), request, log });
}

interface OctokitAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

function readAnswer<T>(answer: OctokitAnswer, parse: ApiCall<T>['parse'], clock: Clock): ApiAnswer<T> {
  const { status, headers, data } = answer;
  if (status >= 300) {
    const message = 'a redirect that leads away from the API was not followed';
    return { ok: false, failure: classifyFailure({ status, headers, message }, clock.now()) };
  }
  const value = parse(data);
  // Octokit gives text that is not JSON, and a body that broke off, as they are.
  if (value === undefined)
    return { ok: false, failure: unclearFailure('the answer is not what the API gives', status) };
  return { ok: true, value, hasNextPage: /\brel="next"/.test(String(headers['link'] ?? '')) };
}

function thrownFailure(thrown: unknown, clock: Clock): ApiFailure {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const response = thrown instanceof Error && 'response' in thrown ? thrown.response : undefined;
  if (!isAnswer(response)) return unclearFailure(message);
  return classifyFailure({ status: response.status, headers: response.headers, message }, clock.now());
}

function isAnswer(value: unknown): value is OctokitAnswer {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'status' in value && typeof value.status === 'number' && 'headers' in value && typeof value.headers === 'object'
  );
}
