import type { CommentMarker } from '../model/comment-marker.ts';
import type { Problem } from '../model/errors.ts';
import type { CommentStatus } from '../ports.ts';
import type { ApiFailure } from './github-failure.ts';

const MEANS = 'The verdict does not hang on the comment and stays as it is.';
const ELSEWHERE = 'the whole result is in the job summary and the log';

/** What the reader is told when GitHub did not do what the gate asked for. */
export function failureStatus(failure: ApiFailure): CommentStatus {
  const said = failure.status === undefined ? failure.message : `${failure.status}: ${failure.message}`;
  switch (failure.kind) {
    case 'unauthorized':
      return failed({
        code: 'TOKEN-INVALID',
        what: `GitHub does not accept the token for the comment (${said}).`,
        todo: 'Check the input github-token: by default it is the job’s own token, which ends with the job.',
      });
    case 'refused':
    case 'missing':
      return refused(said, failure);
    case 'limited':
      return failed({
        code: 'COMMENT-FAILED',
        what: `GitHub limits the number of requests and asks to wait longer than the gate may (${said}).`,
        todo: `Nothing needs to be done for this run: ${ELSEWHERE}. Run again later for the comment.`,
      });
    case 'unclear':
      return failed({
        code: 'COMMENT-FAILED',
        what: `GitHub did not answer the request for the comment in time, or not as its API does (${said}).`,
        todo: `Run again for the comment; ${ELSEWHERE}. See githubstatus.com if it comes back.`,
      });
    case 'too-long':
    case 'invalid':
      return failed({
        code: 'COMMENT-FAILED',
        what: `GitHub did not take the comment (${said}).`,
        todo: `Read the result elsewhere: ${ELSEWHERE}.`,
      });
  }
}

/** An older run has come to its end after a newer one. */
export function supersededStatus(by: CommentMarker): CommentStatus {
  return {
    state: 'superseded',
    problem: {
      code: 'COMMENT-SUPERSEDED',
      what: `The comment shows run ${by.runId}, attempt ${by.runAttempt}, of commit ${by.commit.slice(0, 12)}, which is newer than this run.`,
      means: `It was left as it is. ${MEANS}`,
      todo: `Read this run’s result here: ${ELSEWHERE}.`,
    },
  };
}

/** There is no token to ask with. */
export function tokenMissingStatus(): CommentStatus {
  return {
    state: 'refused',
    problem: {
      code: 'TOKEN-MISSING',
      what: 'There is no token for GitHub, so no comment was written.',
      means: MEANS,
      todo: 'Leave the input github-token at its default, or give it a token that may write to pull requests.',
    },
  };
}

/** The gate itself met something that it did not foresee while it wrote the comment. */
export function unforeseenStatus(message: string): CommentStatus {
  return failed({
    code: 'COMMENT-FAILED',
    what: `The comment could not be written (${message}).`,
    todo: `Read the result elsewhere: ${ELSEWHERE}. Run again with debug logging on if it comes back.`,
  });
}

function refused(said: string, { kind, message }: ApiFailure): CommentStatus {
  const locked = /locked/i.test(message);
  const closed = /commenting is disabled/i.test(message);
  const grant =
    'Give the job the permission `pull-requests: write`. A run for a fork has a read-only token whatever the workflow says';
  const problem: Omit<Problem, 'means'> = {
    code: 'COMMENT-REFUSED',
    what: `GitHub refused the comment (${said}).`,
    todo: `${grant}: ${ELSEWHERE}.`,
  };
  if (locked)
    return refusedWith({ ...problem, todo: `Unlock the conversation if you want the comment; ${ELSEWHERE}.` });
  if (closed) return refusedWith({ ...problem, todo: `Nobody can comment here any more; ${ELSEWHERE}.` });
  if (kind === 'missing') {
    const what = `GitHub does not show the pull request’s comments to this token, or they are gone (${said}).`;
    return refusedWith({ ...problem, what });
  }
  return refusedWith(problem);
}

function refusedWith(problem: Omit<Problem, 'means'>): CommentStatus {
  return { state: 'refused', problem: { ...problem, means: MEANS } };
}

function failed(problem: Omit<Problem, 'means'>): CommentStatus {
  return { state: problem.code === 'TOKEN-INVALID' ? 'refused' : 'failed', problem: { ...problem, means: MEANS } };
}
