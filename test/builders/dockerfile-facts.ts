import type {
  DockerfileFacts,
  DockerfileInstruction,
  DockerfileStage,
  StageBase,
  UserInstruction,
} from '../../src/model/dockerfile.ts';

/** One stage as written, an instruction a line: `FROM alpine:3.20`, `RUN apk add nmap`, `USER root`. */
export interface StageLines {
  readonly name?: string;
  readonly lines: readonly string[];
}

/**
 * Facts about a Dockerfile of plain lines: no continuation, no comment, no variable. The last stage is the built one,
 * and FROM of an earlier stage's name continues its lineage. Anything else comes in by `overrides`.
 */
export function someDockerfileFacts(
  stages: readonly StageLines[] = [{ lines: ['FROM alpine:3.20'] }],
  overrides: Partial<DockerfileFacts> = {},
): DockerfileFacts {
  const built: DockerfileStage[] = [];
  for (const stage of stages) built.push(stageOf(stage, built));
  const finalStage = built.length - 1;
  const lineage = lineageOf(built, finalStage);
  const last = built[lineage.at(-1) ?? 0];
  const user = userOf(built, lineage);
  return {
    path: 'Dockerfile',
    escape: '\\',
    globals: [],
    stages: built,
    finalStage,
    lineage,
    ...(user === undefined ? {} : { user }),
    externalBase: {
      reference: last?.base.expanded ?? '',
      scratch: last?.base.scratch ?? false,
      lines: { first: last?.lines.first ?? 1, last: last?.lines.first ?? 1 },
    },
    transfers: [],
    buildContexts: [],
    ...overrides,
  };
}

/** A single stage of these lines. */
export function aDockerfile(...lines: readonly string[]): DockerfileFacts {
  return someDockerfileFacts([{ lines }]);
}

function stageOf({ name, lines }: StageLines, earlier: readonly DockerfileStage[]): DockerfileStage {
  const first = (earlier.at(-1)?.lines.last ?? 0) + 1;
  const instructions = lines.map((line, index): DockerfileInstruction => {
    const [keyword = '', ...rest] = line.split(' ');
    const text = rest.join(' ');
    return { keyword, lines: { first: first + index, last: first + index }, text, flags: [], rest: text, heredocs: [] };
  });
  const reference = instructions[0]?.text ?? 'scratch';
  const named = earlier.find((stage) => stage.name === reference);
  const base: StageBase = {
    raw: reference,
    expanded: reference,
    unset: [],
    scratch: reference === 'scratch',
    ...(named === undefined ? {} : { stage: named.index }),
  };
  const range = { first, last: first + lines.length - 1 };
  return { index: earlier.length, ...(name === undefined ? {} : { name }), base, lines: range, instructions };
}

function lineageOf(stages: readonly DockerfileStage[], final: number): readonly number[] {
  const lineage: number[] = [];
  for (let index: number | undefined = final; index !== undefined; index = stages[index]?.base.stage) {
    lineage.push(index);
  }
  return lineage;
}

function userOf(stages: readonly DockerfileStage[], lineage: readonly number[]): UserInstruction | undefined {
  for (const stage of lineage) {
    const user = stages[stage]?.instructions.findLast((instruction) => instruction.keyword === 'USER');
    if (user !== undefined) return { lines: user.lines, stage, raw: user.text, expanded: user.text, unset: [] };
  }
  return undefined;
}
