import { GateError } from '../model/errors.ts';
import type { ParsedInstruction } from './instruction.ts';
import type { Budget } from './limits.ts';
import { readArgPairs, readEnvPairs } from './name-values.ts';
import { type ExpandedWord, expandWord } from './words.ts';

/** What all expansion in one file shares. */
export interface FileScope {
  readonly escape: '\\' | '`';
  readonly budget: Budget;
  /** `--build-arg`: they replace the defaults of ARG. */
  readonly buildArgs: ReadonlyMap<string, string>;
}

/** Expands a word with what the variables are now; never throws. */
export function expandIn(scope: FileScope, variables: ReadonlyMap<string, string>, word: string): ExpandedWord {
  const { escape: sign, budget } = scope;
  return expandWord(word, { escape: sign, budget, lookUp: (name) => variables.get(name) });
}

/** The same, where a word that cannot be expanded ends the reading: GateError. */
export function valueIn(scope: FileScope, variables: ReadonlyMap<string, string>, word: string): string {
  const { value, problem } = expandIn(scope, variables, word);
  if (problem !== undefined) throw new GateError(problem);
  return value;
}

/**
 * Does what an ARG does: a build argument wins, then the default, then (in a stage) the global argument of that name.
 * One without any of them changes nothing, also not a variable that ENV has set.
 *
 * @param globals the arguments before the first FROM; `undefined` when `arg` is one of them
 */
export function applyArg(
  scope: FileScope,
  variables: Map<string, string>,
  arg: ParsedInstruction,
  globals: ReadonlyMap<string, string> | undefined,
): void {
  for (const { name, value } of readArgPairs(arg.rest, scope.escape)) {
    const given = scope.buildArgs.get(name);
    if (given !== undefined) variables.set(name, given);
    else if (value !== undefined) variables.set(name, valueIn(scope, variables, value));
    else if (globals?.has(name)) variables.set(name, globals.get(name) ?? '');
  }
}

/**
 * Does what an ENV does, for the variables and for the image's environment. All its values are expanded with what
 * was before it: in `ENV A=1 B=$A` B does not see the new A.
 */
export function applyEnv(
  scope: FileScope,
  variables: Map<string, string>,
  imageEnv: Map<string, string>,
  env: ParsedInstruction,
): void {
  const pairs = readEnvPairs(env.rest, scope.escape).map(({ name, value }) => ({
    name: valueIn(scope, variables, name),
    value: valueIn(scope, variables, value),
  }));
  for (const { name, value } of pairs) {
    variables.set(name, value);
    imageEnv.set(name, value);
  }
}
