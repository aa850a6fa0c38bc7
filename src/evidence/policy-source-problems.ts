import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';

export const UNKNOWN_RULES = 'The rules are not known, so the verdict is NO VERDICT, not PASS.';

/** Where a policy was looked for: `of the base branch main`, and the commit if it was one. */
interface Place {
  readonly place: string;
  readonly commit?: string;
}

function shown(path: string): string {
  return visibleText(path, 120);
}

function at({ place, commit }: Place): string {
  return commit === undefined ? place : `${place} (${commit.slice(0, 12)})`;
}

/** The input `policy` names a file that is not there. */
export function namedNotFound(path: string, place: Place): GateError {
  return new GateError({
    code: 'POLICY-NOT-FOUND',
    what: `policy names ${shown(path)}, and there is no such file ${at(place)}.`,
    means: UNKNOWN_RULES,
    todo: 'Merge the policy file into that branch first, or correct the path.',
  });
}

/** Somebody wrote a policy where none is read: its rules would silently not apply. */
export function mislaid(near: readonly string[], usual: string, place: Place): GateError {
  const [first = '', ...more] = near;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return new GateError({
    code: 'POLICY-NOT-FOUND',
    what: `There is no ${shown(usual)} ${at(place)}, but ${shown(first)}${others}, which is not read.`,
    means: UNKNOWN_RULES,
    todo: `If it is the policy, rename it to ${shown(usual)} on that branch, letter by letter; if it is none, give it another name.`,
    ...(more.length > 0 && { details: near.map(shown) }),
  });
}

/** Whoever writes the workflow could otherwise choose which of two policies applies. */
export function twoPolicies(wanted: string, usual: string, { place }: Place): GateError {
  return new GateError({
    code: 'INPUT-CONFLICT',
    what: `policy names ${shown(wanted)}, and there is ${shown(usual)} ${place} too: a pull request could choose between them.`,
    means: NO_VERDICT,
    todo: `Leave policy out, or give each image a policy of its own and take ${shown(usual)} away.`,
  });
}

export function noCommit(): GateError {
  return new GateError({
    code: 'POLICY-UNREADABLE',
    what: 'The runner did not say which commit the workflow is from (GITHUB_SHA), so its policy could not be looked up.',
    means: UNKNOWN_RULES,
    todo: 'Run the gate in a workflow step, or use the command line outside of one.',
  });
}

/** In the working tree there is something at the path of the policy, or on the way to it, and no text can be had from it. */
export function unreadableHere(path: string, why: string): GateError {
  return new GateError({
    code: 'POLICY-UNREADABLE',
    what: `The policy can't be read: ${shown(path)} ${why} in the working tree.`,
    means: UNKNOWN_RULES,
    todo: 'Make it a readable file.',
  });
}
