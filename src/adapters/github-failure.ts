import { visibleText } from '../model/visible-text.ts';

/**
 * Why a request to GitHub's API did not do what was asked.
 * - `unauthorized` 401: the token is not accepted.
 * - `refused` 403, 451: the token may not do this here, or nobody may (locked, comment limit).
 * - `missing` 404, 410: not there, or not visible to this token.
 * - `too-long` 422 because of the body's length.
 * - `invalid` any other answer that asking again will not change.
 * - `limited` 403 or 429 of a rate limit: surely not done; may be asked again after `waitMs`.
 * - `unclear` 5xx, broken connection, timeout, or an answer that is not what the API gives: may have been done.
 */
export type FailureKind = 'unauthorized' | 'refused' | 'missing' | 'too-long' | 'invalid' | 'limited' | 'unclear';

export interface ApiFailure {
  readonly kind: FailureKind;
  /** HTTP status, if there was an answer. */
  readonly status?: number;
  /** GitHub's own words, made visible and cut. */
  readonly message: string;
  /** Milliseconds that GitHub asks to wait, for `limited`. */
  readonly waitMs?: number;
}

/** What `classifyFailure` needs of an HTTP answer with status 300 or above. */
export interface FailedAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
}

/**
 * Sorts an answer that is not a success.
 * Source: docs.github.com, "Best practices for using the REST API" and "Rate limits for the REST API".
 *
 * @param now time of day, for `x-ratelimit-reset`
 */
export function classifyFailure(answer: FailedAnswer, now: Date): ApiFailure {
  const { status, message } = answer;
  const failure = (kind: FailureKind): ApiFailure => ({ kind, status, message: visibleText(message, 200) });
  if (isRateLimit(answer)) return { ...failure('limited'), waitMs: askedWait(answer, now) };
  if (status === 401) return failure('unauthorized');
  if (status === 403 || status === 451) return failure('refused');
  if (status === 404 || status === 410) return failure('missing');
  if (status === 422 && /too long/i.test(message)) return failure('too-long');
  // 408: our request came in too slowly. Redirects are followed before this, if they stay on the host.
  return failure(status >= 500 || status === 408 ? 'unclear' : 'invalid');
}

/** No answer, or one that is not the API's: the request may or may not have been carried out. */
export function unclearFailure(message: string, status?: number): ApiFailure {
  const text = visibleText(message, 200);
  return status === undefined ? { kind: 'unclear', message: text } : { kind: 'unclear', status, message: text };
}

function isRateLimit({ status, headers, message }: FailedAnswer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit|abuse detection/i.test(message)
  );
}

// "If your requests continue to fail, wait … If neither header is present, wait at least one minute."
const WAIT_WHEN_NOT_TOLD = 60_000;

function askedWait({ headers }: FailedAnswer, now: Date): number {
  const retryAfter = String(headers['retry-after'] ?? '');
  if (/^\d{1,6}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const reset = String(headers['x-ratelimit-reset'] ?? '');
  if (String(headers['x-ratelimit-remaining']) === '0' && /^\d{1,12}$/.test(reset)) {
    return Math.max(1000, Number(reset) * 1000 - now.getTime() + 1000);
  }
  return WAIT_WHEN_NOT_TOLD;
}
