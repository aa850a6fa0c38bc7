import type { UserInstruction } from '../model/dockerfile.ts';
import { GateError } from '../model/errors.ts';
import { type ParsedInstruction, parseInstruction } from './instruction.ts';
import { spend } from './limits.ts';
import { onLine, unreadable } from './refusals.ts';
import type { ParsedStage } from './stages.ts';
import { applyArg, applyEnv, expandIn, type FileScope } from './variables.ts';

/** What the lineage is read with. */
export interface LineageScope extends FileScope {
  readonly globals: ReadonlyMap<string, string>;
  /** `NAME=value` each: the environment of the external base image, as far as it is known. */
  readonly baseEnv: readonly string[];
}

/**
 * The last USER of a lineage, with what its variables are at that place; `undefined` when there is none.
 * Goes through the stages from the base up, as BuildKit does: a stage begins with the variables of the stage it is
 * based on, ARGs included, over which that stage's image environment is set again; then come the ONBUILD triggers of
 * that stage; ARG and ENV set the same variables, the later one wins (the classic builder lets ENV win always).
 *
 * @param lineage final stage first
 */
export function decidingUser(lineage: readonly ParsedStage[], scope: LineageScope): UserInstruction | undefined {
  const imageEnv = new Map([['PATH', DEFAULT_PATH], ...scope.baseEnv.map(atEquals)]);
  const variables = new Map<string, string>();
  let user: UserInstruction | undefined;
  let triggers: readonly Placed[] = [];
  for (const { stage, parsed } of lineage.toReversed()) {
    spend(scope.budget, imageEnv.size);
    for (const [name, value] of imageEnv) variables.set(name, value);
    const own = parsed.map((instruction) => ({ instruction, stage: stage.index }));
    for (const placed of [...triggers, ...own]) {
      user = applyInstruction(placed, { ...scope, variables, imageEnv }) ?? user;
    }
    triggers = own.flatMap(asTrigger);
  }
  return user;
}

/** An instruction and the stage in whose lines it stands. */
interface Placed {
  readonly instruction: ParsedInstruction;
  readonly stage: number;
}

type StageScope = LineageScope & {
  readonly variables: Map<string, string>;
  readonly imageEnv: Map<string, string>;
};

/** Does what an instruction does to the variables; answers with the user that it sets. */
function applyInstruction({ instruction, stage }: Placed, scope: StageScope): UserInstruction | undefined {
  const { keyword, lines } = instruction.instruction;
  try {
    if (keyword === 'ARG') applyArg(scope, scope.variables, instruction, scope.globals);
    if (keyword === 'ENV') applyEnv(scope, scope.variables, scope.imageEnv, instruction);
    if (keyword !== 'USER') return undefined;
    if (instruction.rest === '') throw unreadable('USER needs an argument.');
    const { value, unset, problem } = expandIn(scope, scope.variables, instruction.rest);
    if (problem !== undefined) throw new GateError(problem);
    return { lines, stage, raw: instruction.rest, expanded: value, unset };
  } catch (error) {
    throw error instanceof GateError ? onLine(error, lines.first) : error;
  }
}

/** What an ONBUILD will do in the stage that is based on this one. The builder reads it with the usual escape character. */
function asTrigger({ instruction, stage }: Placed): readonly Placed[] {
  if (instruction.instruction.keyword !== 'ONBUILD') return [];
  return [{ instruction: parseInstruction(instruction.rest, instruction.instruction.lines, '\\'), stage }];
}

function atEquals(entry: string): [string, string] {
  const equals = entry.indexOf('=');
  return equals < 0 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
}

// What BuildKit gives an image that has no PATH (util/system/path.go).
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
