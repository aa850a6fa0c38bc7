import type { GateError } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { ApiFailure } from './github-failure.ts';
import { policyUnreadable } from './policy-unreadable.ts';

const GRANT = 'Give the job `permissions: contents: read` and leave the input github-token at its default';
const AGAIN = 'Run again';

/**
 * Why a committed file can't be had from GitHub.
 *
 * @param what was asked for: `the branch main`
 */
export function fileFailure(what: string, failure: ApiFailure): GateError {
  const said = failure.status === undefined ? failure.message : `${failure.status}: ${failure.message}`;
  switch (failure.kind) {
    case 'unauthorized':
      return policyUnreadable(
        `GitHub does not accept the token that asks for ${what} (${said}).`,
        'Check the input github-token: by default it is the job’s own token, which ends with the job.',
      );
    case 'refused':
      return policyUnreadable(`GitHub does not let this token read ${what} (${said}).`, `${GRANT}.`);
    case 'missing':
      // A private repository's things are not forbidden but missing to whoever may not read them.
      return policyUnreadable(
        `GitHub has nothing to show to this token for ${what} (${said}): it does not exist, or the token may not know.`,
        `${GRANT}. If it has been deleted meanwhile, run again on what is there now.`,
      );
    case 'limited':
      return policyUnreadable(
        `GitHub limits the number of requests and asks to wait longer than the gate may before it shows ${what} (${said}).`,
        `${AGAIN} later.`,
      );
    case 'unclear':
      return policyUnreadable(
        `GitHub did not answer in time, or not as its API does, when it was asked for ${what} (${said}).`,
        `${AGAIN}. See githubstatus.com if it comes back.`,
      );
    case 'too-long':
    case 'invalid':
      return policyUnreadable(
        `GitHub does not show ${what} (${said}).`,
        `${AGAIN} with debug logging on if you can't see why; a repository without a commit has no branch.`,
      );
  }
}

/** There is no token to ask with; nothing was asked. */
export function noTokenForFiles(what: string): GateError {
  return policyUnreadable(`There is no token to ask GitHub for ${what} with.`, `${GRANT}.`);
}

/** The client itself failed, before or after it asked. */
export function filesUnforeseen(what: string, thrown: unknown): GateError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return policyUnreadable(
    `GitHub could not be asked for ${what} (${visibleText(message, 200)}).`,
    `${AGAIN} with debug logging on if it comes back.`,
    thrown,
  );
}
