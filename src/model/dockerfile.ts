/** A range of lines of a file, both ends included, the first line of the file being 1. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** A here-document of RUN, COPY or ADD. Untrusted. */
export interface DockerfileHeredoc {
  readonly name: string;
  /** `<<-`: the shell takes the tabs at the start of its lines away. */
  readonly tabs: boolean;
  /** Its lines as written, each with a line feed; the line that ends it left out. */
  readonly body: string;
}

/** One instruction as the builder sees it (comments and continuations folded). */
export interface DockerfileInstruction {
  /** Upper case: `RUN`, `USER`, `ONBUILD`. */
  readonly keyword: string;
  readonly lines: LineRange;
  /** Everything after the keyword, flags included, continuations joined, heredoc bodies left out. Untrusted. */
  readonly text: string;
  /** `--mount=type=cache,target=/x` each, quotes and escapes taken out, variables as written. Untrusted. */
  readonly flags: readonly string[];
  /** What follows the flags. Untrusted. */
  readonly rest: string;
  /** The words of the JSON form (`["curl", "-O"]`), where it is written in that form. Untrusted. */
  readonly exec?: readonly string[];
  readonly heredocs: readonly DockerfileHeredoc[];
}

/** A text with variables, as written and as the builder expands it. Untrusted. */
export interface ExpandedText {
  readonly raw: string;
  /** Absent when the gate could not expand it. */
  readonly expanded?: string;
  /** Names of the variables in it that have no value in the Dockerfile; the base image may set them. */
  readonly unset: readonly string[];
}

/** A COPY or ADD. */
export interface FileTransfer {
  readonly keyword: 'ADD' | 'COPY';
  readonly lines: LineRange;
  readonly stage: number;
  /** Without the destination, and without heredocs. */
  readonly sources: readonly ExpandedText[];
  /** `--from=…` as written: a stage, its number, a build context or an image. Builders expand nothing here. */
  readonly from?: string;
  readonly checksum?: ExpandedText;
  readonly chmod?: ExpandedText;
}

/** `FROM` of one stage. */
export interface StageBase {
  /** As written: `${BASE}`. */
  readonly raw: string;
  /** After expansion of global arguments: `debian:12`. `''` when a variable has no value. */
  readonly expanded: string;
  /** Names of the variables in it that had no value. */
  readonly unset: readonly string[];
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
  /** The value of the `# check=` directive: what the author asks the builder's own checks to leave out. Untrusted. */
  readonly check?: string;
  /** The ARG instructions before the first FROM. */
  readonly globals: readonly DockerfileInstruction[];
  readonly stages: readonly DockerfileStage[];
  /** Index of the stage that is built: `--target`, else the last one. */
  readonly finalStage: number;
  /** The stages that the final one is based on by FROM, final first. */
  readonly lineage: readonly number[];
  /** The last USER in the lineage; absent when the user comes from the external base image. */
  readonly user?: UserInstruction;
  /** The FROM of the last stage of the lineage: the external image, or scratch. */
  readonly externalBase: { readonly reference: string; readonly scratch: boolean; readonly lines: LineRange };
  /** Every COPY and ADD of every stage, in the order of the file. */
  readonly transfers: readonly FileTransfer[];
  /** Names of the additional build contexts of the build: they replace images of that name. */
  readonly buildContexts: readonly string[];
}
