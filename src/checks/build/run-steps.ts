import type { DockerfileFacts, DockerfileInstruction, DockerfileStage } from '../../model/dockerfile.ts';
import { builtStages } from './built-stages.ts';
import type { RunCommand } from './command-prefix.ts';
import { DEFAULT_SHELL, runPipelines } from './run-commands.ts';
import type { Pipeline } from './shell-frames.ts';

/** A RUN that the build carries out. */
export interface RunStep {
  readonly instruction: DockerfileInstruction;
  readonly stage: number;
  /** Whether its layer is one of the image: other stages only give the files that are copied from them. */
  readonly inImage: boolean;
  readonly pipelines: readonly Pipeline<RunCommand>[];
  /** All of its commands, one after the other. */
  readonly commands: readonly RunCommand[];
}

/**
 * Every RUN of the stages that are built, in the order of the file, each read as the SHELL instruction before it
 * says, also one of a stage that it is based on (docs.docker.com/reference/dockerfile, SHELL).
 */
export function runSteps(dockerfile: DockerfileFacts): readonly RunStep[] {
  const shells = new Map<number, readonly string[]>();
  return builtStages(dockerfile).flatMap((stage) => {
    const inherited = stage.base.stage === undefined ? undefined : shells.get(stage.base.stage);
    return stepsOf(dockerfile, stage, inherited ?? DEFAULT_SHELL, shells);
  });
}

function stepsOf(
  { lineage }: DockerfileFacts,
  { index, instructions }: DockerfileStage,
  inherited: readonly string[],
  shells: Map<number, readonly string[]>,
): readonly RunStep[] {
  const steps: RunStep[] = [];
  let shell = inherited;
  for (const instruction of instructions) {
    if (instruction.keyword === 'SHELL') shell = instruction.exec ?? shell;
    if (instruction.keyword !== 'RUN') continue;
    const pipelines = runPipelines(instruction, shell);
    steps.push({ instruction, stage: index, inImage: lineage.includes(index), pipelines, commands: pipelines.flat() });
  }
  shells.set(index, shell);
  return steps;
}

/** `12 RUN looked at`, what is said where nothing was found. */
export function describeSteps(steps: readonly RunStep[]): string {
  return `${steps.length} RUN looked at`;
}
