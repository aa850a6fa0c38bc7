import type { PolicyMistake, ReadPolicyFile } from './policy-file.ts';

/** Nobody reads more; a hostile file has thousands. The last one says how many are left out. */
const MOST_MISTAKES = 100;

/**
 * What is told of all mistakes.
 *
 * @param mistakes by line
 * @param untold how many there are beside these
 */
export function firstMistakes(mistakes: readonly PolicyMistake[], untold: number): ReadPolicyFile {
  const count = mistakes.length + untold;
  const left = mistakes.slice(MOST_MISTAKES);
  const next = left[0] ?? mistakes.at(-1);
  if ((count <= MOST_MISTAKES && untold === 0) || next === undefined) return { mistakes, count };
  const told = mistakes.slice(0, MOST_MISTAKES);
  const kind = left.find((mistake) => mistake.kind === 'invalid')?.kind ?? next.kind;
  return { mistakes: [...told, { ...next, kind, text: `${count - told.length} more mistakes from here on` }], count };
}

/** Names of a policy file that nobody knows. */
export interface StrangerList {
  /** The first are told, each with what may be meant, which costs a search; the rest is counted. */
  readonly add: (mistake: () => PolicyMistake) => void;
  readonly untold: () => number;
}

/** @param mistakes where those go that are told */
export function strangerList(mistakes: PolicyMistake[]): StrangerList {
  let count = 0;
  return {
    add: (mistake) => {
      count += 1;
      if (count <= MOST_MISTAKES + 1) mistakes.push(mistake());
    },
    untold: () => Math.max(0, count - MOST_MISTAKES - 1),
  };
}
