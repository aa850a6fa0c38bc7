import type { DockerfileFacts } from '../model/dockerfile.ts';
import { GateError, type Problem } from '../model/errors.ts';
import { decidingUser } from './deciding-user.ts';
import { detectSyntax } from './directives.ts';
import { fileTransfers } from './file-transfers.ts';
import type { ParsedInstruction } from './instruction.ts';
import { LIMITS, newBudget } from './limits.ts';
import { readLogicalLines } from './logical-lines.ts';
import { onLine, overLimit, unreadable } from './refusals.ts';
import { findTarget, lineageOf, readStages } from './stages.ts';
import { applyArg, expandIn, type FileScope } from './variables.ts';

export interface DockerfileOptions {
  /** Workspace-relative, for the facts. */
  readonly path: string;
  /** `--target`: a stage's name. */
  readonly target?: string;
  /** `--build-arg`, those with a value. */
  readonly buildArgs: ReadonlyMap<string, string>;
  /** From `platformArguments`; without them `TARGETARCH` and its kin have no value. */
  readonly platformArgs?: ReadonlyMap<string, string>;
  /**
   * `NAME=value` each: the environment of the external base image of the final stage. A Dockerfile alone does not
   * tell it: without it, a variable that the base image sets is reported as unset. The image's own configuration
   * says in the end which user it has.
   */
  readonly baseEnv?: readonly string[];
  /** Names of the additional build contexts (`--build-context`). */
  readonly buildContexts?: readonly string[];
}

export type DockerfileReading = { readonly facts: DockerfileFacts } | { readonly problem: Problem };

/**
 * What a Dockerfile says, read as BuildKit reads it. Only what decides the facts is held to the builder's rules:
 * unknown instructions or flags are for the build to refuse. Triggers (ONBUILD) of an external base image and
 * replaced bases (`--build-context`) are not in the text and are not known here. Never throws, whatever the text;
 * the problem is `DOCKERFILE-UNREADABLE` or `LIMIT-EXCEEDED`.
 *
 * @param text the file, decoded as UTF-8, at most 1 MiB
 */
export function readDockerfile(text: string, options: DockerfileOptions): DockerfileReading {
  try {
    return { facts: readFacts(text, options) };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { problem: error.problem };
  }
}

function readFacts(text: string, options: DockerfileOptions): DockerfileFacts {
  if (text.length > LIMITS.text) throw overLimit(`The Dockerfile is larger than ${LIMITS.text} characters.`);
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  const budget = newBudget();
  const { escape: sign, check, instructions } = readLogicalLines(content, budget);
  const scope: FileScope = { escape: sign, budget, buildArgs: options.buildArgs };
  const firstFrom = instructions.findIndex(({ instruction }) => instruction.keyword === 'FROM');
  if (firstFrom < 0) throw unreadable('The Dockerfile has no FROM, so that it builds nothing.');
  const globals = readGlobals(instructions.slice(0, firstFrom), scope, options);
  const stages = readStages(instructions.slice(firstFrom), (word) => expandIn(scope, globals, word));
  const final = findTarget(stages, options.target);
  const lineage = lineageOf(stages, final);
  const root = lineage.at(-1) ?? final;
  const baseEnv = root.stage.base.scratch ? [] : (options.baseEnv ?? []);
  const user = decidingUser(lineage, { ...scope, globals, baseEnv });
  const syntax = detectSyntax(content);
  return {
    path: options.path,
    escape: sign,
    ...(syntax === undefined ? {} : { syntax }),
    ...(check === undefined ? {} : { check }),
    globals: instructions.slice(0, firstFrom).map(({ instruction }) => instruction),
    stages: stages.map(({ stage }) => stage),
    finalStage: final.stage.index,
    lineage: lineage.map(({ stage }) => stage.index),
    ...(user === undefined ? {} : { user }),
    externalBase: {
      reference: root.stage.base.expanded,
      scratch: root.stage.base.scratch,
      lines: root.stage.instructions[0]?.lines ?? root.stage.lines,
    },
    transfers: fileTransfers(stages, { ...scope, globals, baseEnv }, root.stage.index),
    buildContexts: options.buildContexts ?? [],
  };
}

/** The arguments before the first FROM; only FROM lines see them, and stages that declare them again. */
function readGlobals(
  instructions: readonly ParsedInstruction[],
  scope: FileScope,
  options: DockerfileOptions,
): ReadonlyMap<string, string> {
  const globals = new Map<string, string>();
  for (const [name, value] of options.platformArgs ?? []) globals.set(name, scope.buildArgs.get(name) ?? value);
  for (const parsed of instructions) {
    const { keyword, lines } = parsed.instruction;
    try {
      if (keyword !== 'ARG') throw unreadable('Before the first FROM there can only be ARG.');
      applyArg(scope, globals, parsed, undefined);
    } catch (error) {
      throw error instanceof GateError ? onLine(error, lines.first) : error;
    }
  }
  return globals;
}
