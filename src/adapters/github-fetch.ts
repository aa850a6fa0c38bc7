/** The part of the Fetch standard that the GitHub client uses. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

export interface FetchInit extends RequestInit {
  readonly method?: string;
}

// A page holds 100 comments of at most 65,536 characters, each up to six bytes in JSON.
const MAX_ANSWER_BYTES = 40 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/**
 * A fetch that carries the token nowhere but to the configured API: requests to another origin are not sent,
 * redirects are followed by hand and only on the same origin (a renamed repository answers 301 or 307), and
 * an answer longer than 40 MiB breaks off. A redirect that is not followed is given back as it came.
 * Source: docs.github.com, "Best practices for using the REST API", "Follow redirects".
 *
 * @param inner a fetch that knows the proxy settings
 * @param apiUrl root of the API
 */
export function guardedFetch(inner: Fetch, apiUrl: string): Fetch {
  const { origin } = new URL(apiUrl);
  return async (url, init) => {
    let target = new URL(url);
    for (let redirects = 0; ; redirects += 1) {
      if (target.origin !== origin) throw new Error(`a request to ${target.origin} was not sent: the API is ${origin}`);
      const response = await inner(target.href, { ...init, redirect: 'manual' });
      const next = redirectTarget(response, init.method ?? 'GET', target);
      if (next === undefined || next.origin !== origin || redirects === MAX_REDIRECTS) return limited(response);
      await response.body?.cancel();
      target = next;
    }
  };
}

function redirectTarget(response: Response, method: string, from: URL): URL | undefined {
  const follows = method === 'GET' ? [301, 302, 307, 308] : [307, 308];
  const location = response.headers.get('location');
  if (location === null || !follows.includes(response.status)) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
}

/** The same answer, whose body ends with an error once it is too long. */
function limited(response: Response): Response {
  if (response.body === null) return response;
  let seen = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > MAX_ANSWER_BYTES) controller.error(new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers: [...headers] });
}
