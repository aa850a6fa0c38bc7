/**
 * The first line of every comment of the gate: an HTML comment that says which gate, key and run wrote it.
 * Only the first line counts, and only together with the author (docs/reports.md): anybody can write it.
 */
export interface CommentMarker {
  /** `comment-key`: `[a-z0-9][a-z0-9._-]{0,63}`. */
  readonly key: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** 40 hex digits. */
  readonly commit: string;
  /** Differs for every write, so that a write whose answer was lost can be recognised. 32 hex digits. */
  readonly nonce: string;
}

export function renderMarker(marker: CommentMarker): string {
  const { key, runId, runAttempt, commit, nonce } = marker;
  return `<!-- docker-security-gate v1 key=${key} run=${runId} attempt=${runAttempt} commit=${commit} nonce=${nonce} -->`;
}

const MARKER =
  /^<!-- docker-security-gate v1 key=([a-z0-9][a-z0-9._-]{0,63}) run=(\d{1,15}) attempt=(\d{1,6}) commit=([0-9a-f]{40}) nonce=([0-9a-f]{32}) -->\r?$/;

/** The marker of a comment's body, if its first line is exactly one. */
export function parseMarker(body: string): CommentMarker | undefined {
  const end = body.indexOf('\n');
  const match = MARKER.exec(end < 0 ? body : body.slice(0, end));
  if (match === null) return undefined;
  const [, key = '', runId = '', runAttempt = '', commit = '', nonce = ''] = match;
  return { key, runId: Number(runId), runAttempt: Number(runAttempt), commit, nonce };
}
