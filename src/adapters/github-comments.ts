import { parseMarker } from '../model/comment-marker.ts';
import type { CommentRequest, CommentStatus } from '../ports.ts';
import { type MarkedComment, parseMarkedComment } from './github-answers.ts';
import type { ApiAnswer, GitHubClient } from './github-client.ts';
import { type CommentStep, chooseStep, type OwnComment, visibleComments } from './github-comment-choice.ts';
import type { ApiFailure } from './github-failure.ts';
import { keepOwn, listMarked, type Ownership, type PullRequest } from './github-ownership.ts';
import { failureStatus, supersededStatus } from './github-problems.ts';

// Each round reads all comments and writes at most once. Races end after two or three rounds.
const MAX_ROUNDS = 12;
// What an accident may have left behind is removed over some runs rather than with all of one run's API budget.
const MAX_DELETIONS = 10;

/** What a publication knows, round by round. */
interface Progress {
  readonly request: CommentRequest;
  readonly nonces: ReadonlySet<string>;
  readonly ownership: Ownership;
  /** The text that is sent; the shorter one once GitHub has found the first too long. */
  body: string;
  /** The comment that this run created. */
  created?: MarkedComment;
  wrote: 'created' | 'updated';
  /** The comment that this run has surely written, last. */
  written?: MarkedComment;
  /** Own comments beside the one that were there before this run wrote anything. */
  extras?: readonly number[];
  /** Comments that turned out to be gone when they should be updated. */
  readonly gone: Set<number>;
  readonly remove: (ids: readonly number[]) => Promise<void>;
}

/**
 * Makes the request's body the one comment of this gate and key: reads, decides, writes, and reads again
 * to see whether the write arrived and whether another run wrote at the same time. See docs/reports.md.
 * Never throws for what GitHub answers.
 */
export async function publishComment(
  client: GitHubClient,
  pullRequest: PullRequest,
  request: CommentRequest,
): Promise<CommentStatus> {
  const progress = startProgress(client, pullRequest, request);
  let last: ApiFailure = { kind: 'unclear', message: `not settled after ${MAX_ROUNDS} rounds` };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const own = await readOwn(client, pullRequest, progress);
    if (!own.ok) {
      // What was written is there, although it can't be seen whether somebody else wrote at the same time.
      return progress.written ? { state: progress.wrote, url: progress.written.url } : failureStatus(own.failure);
    }
    const step = nextStep(own.value, progress);
    if (step.kind !== 'create' && step.kind !== 'update') return finish(step, own.value, progress);
    const written = await write(client, pullRequest, step, progress);
    if (written.ok) continue;
    last = written.failure;
    if (step.kind === 'update' && last.kind === 'missing') {
      progress.gone.add(step.comment.id);
      continue;
    }
    if (!(await client.pause(last, round))) return failureStatus(last);
  }
  return failureStatus(last);
}

function startProgress(client: GitHubClient, pullRequest: PullRequest, request: CommentRequest): Progress {
  const { owner, repo } = pullRequest;
  const nonces = [request.body, request.shorter].flatMap((body) => parseMarker(body)?.nonce ?? []);
  if (nonces.length === 0) throw new Error('the comment’s first line is not a marker');
  const remove = async (ids: readonly number[]): Promise<void> => {
    for (const comment_id of ids.slice(0, MAX_DELETIONS)) {
      // One that stays is removed by the next run; the client writes the reason to the debug log.
      await client.send({
        route: 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}',
        parameters: { owner, repo, comment_id },
        parse: () => true,
      });
    }
  };
  return {
    request,
    nonces: new Set(nonces),
    ownership: { minimised: new Map() },
    body: request.body,
    wrote: 'updated',
    gone: new Set(),
    remove,
  };
}

async function readOwn(
  client: GitHubClient,
  pullRequest: PullRequest,
  { request, ownership, gone }: Progress,
): Promise<ApiAnswer<readonly OwnComment[]>> {
  const marked = await listMarked(client, pullRequest, request.key);
  if (!marked.ok) return marked;
  const present = marked.value.filter(({ id }) => !gone.has(id));
  return keepOwn(client, present, ownership);
}

function nextStep(own: readonly OwnComment[], progress: Progress): CommentStep {
  const { request, nonces, created, written } = progress;
  progress.extras ??= visibleComments(own)
    .slice(1)
    .map(({ id }) => id);
  const step = chooseStep(own, { ...request, nonces, ...(written && { writtenTo: written.id }) });
  // A list that does not show our new comment yet is no reason for a second one.
  const unseen = created !== undefined && !own.some(({ id }) => id === created.id);
  if (step.kind === 'create' && unseen) return { kind: 'done', comment: { ...created, minimised: false } };
  return step;
}

/** Tidies up behind a decision that needs no further write. */
async function finish(
  step: Exclude<CommentStep, { kind: 'create' | 'update' }>,
  own: readonly OwnComment[],
  { nonces, extras = [], remove, wrote }: Progress,
): Promise<CommentStatus> {
  const kept = step.kind === 'done' ? step.comment.id : undefined;
  // Only what still carries our nonce: a newer run may have made the comment that we created its own.
  const ours = visibleComments(own).filter(({ marker }) => nonces.has(marker.nonce));
  const lost = new Set([...ours.map(({ id }) => id), ...(step.kind === 'done' ? extras : [])]);
  await remove([...lost].filter((id) => id !== kept));
  if (step.kind === 'superseded') return supersededStatus(step.by);
  if (step.kind === 'none') return { state: 'off' };
  return { state: wrote, url: step.comment.url };
}

/** One write; a second one with the shorter text if the first was too long. */
async function write(
  client: GitHubClient,
  { owner, repo, issue_number }: PullRequest,
  step: Extract<CommentStep, { kind: 'create' | 'update' }>,
  progress: Progress,
): Promise<ApiAnswer<MarkedComment>> {
  const call =
    step.kind === 'create'
      ? {
          route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
          parameters: { owner, repo, issue_number },
        }
      : {
          route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
          parameters: { owner, repo, comment_id: step.comment.id },
        };
  const send = (body: string) =>
    client.send({ route: call.route, parameters: { ...call.parameters, body }, parse: parseMarkedComment });
  let answer = await send(progress.body);
  if (!answer.ok && answer.failure.kind === 'too-long' && progress.body !== progress.request.shorter) {
    progress.body = progress.request.shorter;
    answer = await send(progress.body);
  }
  if (step.kind === 'create' && answer.ok) {
    progress.created = answer.value;
    progress.ownership.accountId = answer.value.author.id;
  }
  if (answer.ok) progress.written = answer.value;
  if (answer.ok || answer.failure.kind === 'unclear') progress.wrote = step.kind === 'create' ? 'created' : 'updated';
  return answer;
}
