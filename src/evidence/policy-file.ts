import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Workspace } from '../ports.ts';

/** Where the policy of a repository stands, in the words of the input `policy`. */
export const POLICY_FILE = '.github/docker-security-gate.yml';

/**
 * This version reads no policy file. One that is there says rules that would not be applied, so it is an error: a
 * verdict by other rules than the repository's own would be no answer to its question.
 *
 * @throws GateError `NOT-AVAILABLE-YET`
 */
export async function refuseUnreadPolicy(workspace: Workspace): Promise<void> {
  const found = await workspace.resolve(POLICY_FILE, 'file');
  if (found === undefined) return;
  throw new GateError({
    code: 'NOT-AVAILABLE-YET',
    what: `There is a policy file, ${POLICY_FILE}, and this version of the gate does not read policy files yet.`,
    means: NO_VERDICT,
    todo: 'Take the file away, or wait for the version that reads it: see CHANGELOG.md.',
  });
}
