import { GateError, type Problem } from '../model/errors.ts';
import { type Budget, newBudget } from './limits.ts';
import { lexText } from './word-lexer.ts';

export interface WordOptions {
  /** The file's escape character. */
  readonly escape: '\\' | '`';
  /** The variable's value; `undefined` when it has none. */
  readonly lookUp: (name: string) => string | undefined;
  /** Shared by all words of a file, so that no file can stall a run. */
  readonly budget?: Budget;
}

export interface ExpandedWord {
  /** `''` when there is a problem. */
  readonly value: string;
  /** Names of the variables whose missing value went into `value` as nothing; not those with a default. Untrusted. */
  readonly unset: readonly string[];
  /** The builder refuses the word (`DOCKERFILE-UNREADABLE`), or it goes beyond the limits (`LIMIT-EXCEEDED`). */
  readonly problem?: Problem;
}

/**
 * Expands a word of a Dockerfile as BuildKit does: `$x`, `${x}`, the modifiers `- :- + :+ ? :? # ## % %% / //`,
 * nesting, quotes, escapes. A variable without a value is `''`. White space inside the word stays.
 * Source: docs.docker.com/reference/dockerfile, "Environment replacement", and BuildKit's lexer. Never throws.
 */
export function expandWord(word: string, options: WordOptions): ExpandedWord {
  try {
    const { value, unset } = lexText(word, { ...options, budget: options.budget ?? newBudget() });
    return { value, unset };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { value: '', unset: [], problem: error.problem };
  }
}
