import type { CommentMarker } from '../model/comment-marker.ts';
import type { MarkedComment } from './github-answers.ts';

/** A comment that our token wrote, with our key in its marker. */
export interface OwnComment extends MarkedComment {
  readonly minimised: boolean;
}

export interface CommentWish {
  readonly runId: number;
  readonly runAttempt: number;
  /** The nonces that this write goes by. */
  readonly nonces: ReadonlySet<string>;
  readonly updateOnly: boolean;
  /** The comment into which this run's text has surely gone. */
  readonly writtenTo?: number;
}

export type CommentStep =
  | { readonly kind: 'done'; readonly comment: OwnComment }
  | { readonly kind: 'superseded'; readonly by: CommentMarker }
  | { readonly kind: 'update'; readonly comment: OwnComment }
  | { readonly kind: 'create' }
  /** There is none to update, and none may be created. */
  | { readonly kind: 'none' };

/**
 * What to do next so that there is one comment. The oldest that people can see is the one: it is the only choice on
 * which runs agree that created theirs at the same time.
 *
 * @param own all comments of our token and key
 */
export function chooseStep(own: readonly OwnComment[], wish: CommentWish): CommentStep {
  const oldest = visibleComments(own)[0];
  if (oldest !== undefined && wish.nonces.has(oldest.marker.nonce)) return { kind: 'done', comment: oldest };
  // A hidden comment counts here: that somebody hid a newer run's result does not make ours the newest.
  const newer = own.find(({ marker }) => !wish.nonces.has(marker.nonce) && isNewer(marker, wish));
  if (newer !== undefined) return { kind: 'superseded', by: newer.marker };
  if (oldest === undefined) return { kind: wish.updateOnly ? 'none' : 'create' };
  // Somebody of our own run has written after us: the last one of a run stays, or all would write for ever.
  if (oldest.id === wish.writtenTo && !isOlder(oldest.marker, wish)) return { kind: 'done', comment: oldest };
  return { kind: 'update', comment: oldest };
}

/** The ones that nobody has minimised, oldest first. */
export function visibleComments(own: readonly OwnComment[]): readonly OwnComment[] {
  return own.filter(({ minimised }) => !minimised).sort((one, other) => one.id - other.id);
}

function isOlder(marker: CommentMarker, { runId, runAttempt }: CommentWish): boolean {
  return marker.runId < runId || (marker.runId === runId && marker.runAttempt < runAttempt);
}

function isNewer(marker: CommentMarker, { runId, runAttempt }: CommentWish): boolean {
  return marker.runId > runId || (marker.runId === runId && marker.runAttempt > runAttempt);
}
