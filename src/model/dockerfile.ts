/** A range of lines of a file, both ends included, the first line of the file being 1. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** One instruction as the builder sees it (comments and continuations folded). */
export interface DockerfileInstruction {
  /** Upper case: `RUN`, `USER`, `ONBUILD`. */
  readonly keyword: string;
  readonly lines: LineRange;
  /** Everything after the keyword, flags included, continuations joined, heredoc bodies left out. Untrusted. */
  readonly text: string;
}

/** `FROM` of one stage. */
export interface StageBase {
  /** As written: `${BASE}`. */
  readonly raw: string;
  /** After expansion of global arguments: `debian:12`. `''` when a variable has no value. */
  readonly expanded: string;
  /** The earlier stage it names, if it names one. */
  readonly stage?: number;
  readonly scratch: boolean;
  /** `--platform=…` as written. */
  readonly platform?: string;
}

export interface DockerfileStage {
  readonly index: number;
  /** `AS name`, lower case. */
  readonly name?: string;
  readonly base: StageBase;
  /** From its FROM to its last instruction. */
  readonly lines: LineRange;
  /** The stage's instructions, its FROM first. */
  readonly instructions: readonly DockerfileInstruction[];
}

/** A USER instruction, expanded as the builder expands it. */
export interface UserInstruction {
  readonly lines: LineRange;
  readonly stage: number;
  /** As written: `"${APP_USER}"`. */
  readonly raw: string;
  /** After expansion; `''` when its variables have no value. */
  readonly expanded: string;
  /** Names of the variables in it that had no value. */
  readonly unset: readonly string[];
}

/** What a Dockerfile says, as far as the gate asks. Facts, no opinion. */
export interface DockerfileFacts {
  /** Workspace-relative, `/` separators. */
  readonly path: string;
  readonly escape: '\\' | '`';
  /** The image of the `# syntax=` directive. */
  readonly syntax?: string;
  readonly stages: readonly DockerfileStage[];
  /** Index of the stage that is built: `--target`, else the last one. */
  readonly finalStage: number;
  /** The stages that the final one is based on by FROM, final first. */
  readonly lineage: readonly number[];
  /** The last USER in the lineage; absent when the user comes from the external base image. */
  readonly user?: UserInstruction;
  /** The FROM of the last stage of the lineage: the external image, or scratch. */
  readonly externalBase: { readonly reference: string; readonly scratch: boolean; readonly lines: LineRange };
}
