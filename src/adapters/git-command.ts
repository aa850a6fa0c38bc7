import type { ProcessRequest } from '../ports.ts';

/** How long a question to git may take, milliseconds. */
const GIT_TIMEOUT_MS = 60_000;

/**
 * Told to run nothing that the tree configures: no fsmonitor program, no hooks, no bare repository planted in a
 * subfolder (git-config(1): core.fsmonitor, core.hooksPath, safe.bareRepository), and to take commits as they are: no
 * replacements, no grafts (an empty file of them), no file that says of commits what they say themselves.
 */
const OPTIONS = [
  '--no-replace-objects',
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'safe.bareRepository=explicit'],
  ...['-c', 'core.commitGraph=false'],
  ...['-c', 'advice.graftFileDeprecated=false'],
];

/**
 * Nothing is fetched: GIT_NO_LAZY_FETCH is git 2.44's and that of older ones with the fixes of 2024; no protocol of this
 * name exists, so the others can't either (git(1), "Environment Variables").
 */
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
};

/**
 * A question to git about a repository that a stranger may have had a hand in.
 *
 * @param git absolute path of the program
 * @param folder absolute; in the working tree
 */
export function gitRequest(git: string, folder: string, args: readonly string[]): ProcessRequest {
  return {
    program: git,
    args: [...OPTIONS, ...args],
    cwd: folder,
    timeoutMs: GIT_TIMEOUT_MS,
    env: ENVIRONMENT,
  };
}
