import { GateError } from '../model/errors.ts';

/**
 * The error for a question about committed files that has no sure answer.
 *
 * @param what a sentence; untrusted text in it is visible already
 * @param todo a sentence
 */
export function policyUnreadable(what: string, todo: string, cause?: unknown): GateError {
  return new GateError(
    {
      code: 'POLICY-UNREADABLE',
      what,
      means: 'The rules are not known, so the verdict is NO VERDICT, not PASS.',
      todo,
    },
    cause,
  );
}
