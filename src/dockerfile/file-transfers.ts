import type { ExpandedText, FileTransfer } from '../model/dockerfile.ts';
import { GateError } from '../model/errors.ts';
import type { LineageScope } from './deciding-user.ts';
import type { ParsedInstruction } from './instruction.ts';
import { spend } from './limits.ts';
import type { ParsedStage } from './stages.ts';
import { applyArg, applyEnv, expandIn } from './variables.ts';

/** What the variables are at a place; `undefined` where the gate could not work it out. */
type Variables = Map<string, string> | undefined;

/**
 * Every COPY and ADD, with what its words and flags are after expansion. A stage begins with the variables of the
 * stage that it is based on; ONBUILD triggers are not gone through. What cannot be expanded is left unexpanded: a
 * stage that nobody builds must not make a Dockerfile unreadable.
 * Source: docs.docker.com/reference/dockerfile, ADD, COPY, "Environment replacement". Never throws.
 *
 * @param root index of the stage that the environment of the external base image (`scope.baseEnv`) belongs to
 */
export function fileTransfers(
  stages: readonly ParsedStage[],
  scope: LineageScope,
  root: number,
): readonly FileTransfer[] {
  const ends: Variables[] = [];
  const transfers: FileTransfer[] = [];
  for (const { stage, parsed } of stages) {
    const { index, base } = stage;
    const baseEnv = index === root ? scope.baseEnv : [];
    let variables = base.stage === undefined ? fromEntries(baseEnv) : copyOf(ends[base.stage], scope);
    for (const instruction of parsed) {
      variables = applied(instruction, variables, scope);
      const { keyword } = instruction.instruction;
      if (keyword === 'ADD' || keyword === 'COPY') {
        transfers.push(asTransfer(keyword, instruction, index, (word) => expanded(word, variables, scope)));
      }
    }
    ends.push(variables);
  }
  return transfers;
}

function fromEntries(entries: readonly string[]): Map<string, string> {
  return new Map(entries.map((entry) => [entry.split('=', 1)[0] ?? '', entry.slice(entry.indexOf('=') + 1)]));
}

function copyOf(variables: Variables, scope: LineageScope): Variables {
  if (variables === undefined) return undefined;
  return orUnknown(() => {
    spend(scope.budget, variables.size);
    return new Map(variables);
  });
}

function applied(instruction: ParsedInstruction, variables: Variables, scope: LineageScope): Variables {
  if (variables === undefined) return undefined;
  return orUnknown(() => {
    const { keyword } = instruction.instruction;
    if (keyword === 'ARG') applyArg(scope, variables, instruction, scope.globals);
    if (keyword === 'ENV') applyEnv(scope, variables, new Map(), instruction);
    return variables;
  });
}

function orUnknown(work: () => Variables): Variables {
  try {
    return work();
  } catch (error) {
    // Refused or over the limits: if this stage is built, the builder or the deciding user says so.
    if (error instanceof GateError) return undefined;
    throw error;
  }
}

function expanded(raw: string, variables: Variables, scope: LineageScope): ExpandedText {
  if (variables === undefined) return { raw, unset: [] };
  const { value, unset, problem } = expandIn(scope, variables, raw);
  return problem === undefined ? { raw, expanded: value, unset } : { raw, unset: [] };
}

function asTransfer(
  keyword: FileTransfer['keyword'],
  { instruction, flags, rest }: ParsedInstruction,
  stage: number,
  expand: (word: string) => ExpandedText,
): FileTransfer {
  const words = instruction.exec ?? rest.split(/[\t\v\f\r ]+/);
  const sources = words.slice(0, -1).filter((word) => instruction.exec !== undefined || !/^[0-9]*<</.test(word));
  const flag = (name: string): string | undefined => {
    return flags.findLast((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
  };
  const from = flag('from');
  const checksum = flag('checksum');
  const chmod = flag('chmod');
  return {
    keyword,
    lines: instruction.lines,
    stage,
    sources: sources.map(expand),
    ...(from === undefined ? {} : { from }),
    ...(checksum === undefined ? {} : { checksum: expand(checksum) }),
    ...(chmod === undefined ? {} : { chmod: expand(chmod) }),
  };
}
