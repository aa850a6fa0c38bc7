import { randomBytes } from 'node:crypto';
import { type CommentMarker, renderMarker } from '../../src/model/comment-marker.ts';
import type { CommentRequest } from '../../src/ports.ts';

export const HEAD = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';

/** A marker line with a fresh nonce. */
export function aMarker(overrides: Partial<CommentMarker> = {}): string {
  const nonce = randomBytes(16).toString('hex');
  return renderMarker({ key: 'default', runId: 200, runAttempt: 1, commit: HEAD, nonce, ...overrides });
}

/** A comment to publish: `text` below a marker that goes with the request. */
export function aCommentRequest(overrides: Partial<CommentRequest> & { readonly text?: string } = {}): CommentRequest {
  const { text = 'PASS', ...rest } = overrides;
  const base = { key: 'default', runId: 200, runAttempt: 1, commit: HEAD, updateOnly: false, ...rest };
  const marker = aMarker({ key: base.key, runId: base.runId, runAttempt: base.runAttempt, commit: base.commit });
  return { body: `${marker}\n${text}`, shorter: `${marker}\nshorter`, ...base };
}
