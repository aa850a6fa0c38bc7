/** What the gate asks of the outside world. `adapters/` implements these; tests give real local ones. */

import type { AppArmorProfileFile, EngineSecurity } from './model/confinement.ts';
import type { GateError, Problem } from './model/errors.ts';
import type { EngineDescription, HistoryStep, ImageConfig, ImageProgram, ImageTextFile } from './model/evidence.ts';
import type { ObserveRequest, ObserveRun, ProofRequest, ProofRun } from './model/proof.ts';

export interface Clock {
  /** The time of day; read once where a rule depends on it. */
  readonly now: () => Date;
  /** Milliseconds that only go forward, for durations. */
  readonly ticks: () => number;
}

/** The folder that the run is about, seen through its real paths. */
export interface Workspace {
  /** Absolute real path. */
  readonly root: string;
  /**
   * Where a path that was given really leads, if it exists and is of the kind asked for.
   * GateError `PATH-REFUSED` when it leads out of the workspace or is a device, FIFO or socket.
   */
  readonly resolve: (path: string, kind: 'file' | 'folder') => Promise<WorkspacePath | undefined>;
  /**
   * The text of a regular file, invalid UTF-8 replaced; undefined when it can't be read or is none any more. Neither
   * follows a link that was put there meanwhile nor waits for a pipe's writer. GateError `LIMIT-EXCEEDED`.
   */
  readonly readText: (file: WorkspacePath, limitBytes: number) => Promise<string | undefined>;
  /** The names in a folder; undefined when there is no such folder. GateError `PATH-REFUSED` as `resolve`. */
  readonly names: (folder: string) => Promise<readonly string[] | undefined>;
  /** GateError `REPORT-UNWRITABLE` when `write` would refuse the path. Makes nothing. */
  readonly refuseUnwritable: (path: string) => Promise<void>;
  /** Writes a whole file that was asked for. GateError `REPORT-UNWRITABLE`, also when it would lie outside. */
  readonly write: (path: string, text: string) => Promise<string>;
  /** The commit that is checked out around a folder, and whether the tree is exactly that commit. */
  readonly checkedOut: (folder: string) => Promise<{ readonly commit: string; readonly clean: boolean } | undefined>;
}

export interface WorkspacePath {
  /** Absolute real path. */
  readonly absolute: string;
  /** From the workspace's root, `/` separators, `.` for the root itself. */
  readonly relative: string;
}

/** What stands at a path of a commit. */
export interface CommittedEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
  /** Git's object id: two entries with the same one have the same content. Hex digits. */
  readonly objectId: string;
}

/**
 * Files as commits hold them, never as the working tree does; no link is followed. All methods reject with GateError
 * `POLICY-UNREADABLE` when the answer could not be had: only what was surely seen to be absent is `undefined`.
 */
export interface CommittedFiles {
  /** Where the files are read from, for people: `the API of GitHub`, `the fetched objects`. */
  readonly name: string;
  /** The commit that a branch (`main`), or with a local repository any revision, leads to. 40 or 64 hex digits. */
  readonly commitOf: (revision: string) => Promise<string>;
  /** The commits that a commit was made from, the first one first; none for a root commit, `undefined` in a shallow clone that cuts them off. */
  readonly parentsOf: (commit: string) => Promise<readonly string[] | undefined>;
  /**
   * The names in a folder, `''` for the root: all of them, or `POLICY-UNREADABLE`. Undefined when there is nothing or a
   * file at its path; a link is refused. Bytes that are no UTF-8 are U+FFFD.
   */
  readonly names: (commit: string, folder: string) => Promise<readonly string[] | undefined>;
  /** What stands at a path (`/` separators, none at the start). A link on the way there is refused (`POLICY-UNREADABLE`). */
  readonly entry: (commit: string, path: string) => Promise<CommittedEntry | undefined>;
  /** The text of a regular file. `POLICY-UNREADABLE` for a link, a folder, more than `limitBytes`, or invalid UTF-8. */
  readonly readText: (commit: string, path: string, limitBytes: number) => Promise<string | undefined>;
}

/** Files that a server has. All answers together come within a time that begins with the first question. */
export interface ServedFiles extends CommittedFiles {
  /** The same files, and what is known of them already, with a time of its own in milliseconds. */
  readonly within: (deadlineMs: number) => CommittedFiles;
}

/** Lines for people. Every method encodes for its sink and never throws; text may be untrusted. */
export interface Log {
  readonly info: (line: string) => void;
  /** Only with debug logging on. */
  readonly debug: (line: string) => void;
  /** Something did not work and does not change the verdict. */
  readonly notice: (problem: Problem) => void;
  /** Something that the verdict hangs on did not work. */
  readonly error: (problem: Problem) => void;
  /** Opens a group (runner) or a live line (terminal) for something that takes more than two seconds. */
  readonly group: (title: string) => LogGroup;
}

export interface LogGroup {
  /** One line of a tool's output; neutralised by the log. */
  readonly line: (text: string) => void;
  /** Closes the group with how it went: `built in 12 s`. */
  readonly end: (summary: string) => void;
}

export interface ProcessRequest {
  /** Absolute path of the program, resolved once; never inside the workspace. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the allow-listed environment that every child gets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Names of the allow-list that this child does not get. */
  readonly without?: readonly string[];
  /** Names of variables that are passed on with the gate's own values; the runner's secrets are refused (`INPUT-INVALID`). */
  readonly inherit?: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly timeoutMs: number;
  /** Bytes kept of each stream; what is beyond is counted, not kept. Default 1 MiB. */
  readonly keepBytes?: number;
  /** Which end is kept when there is more: the start (machine output) or the end (a build's log). Default `start`. */
  readonly keep?: 'start' | 'end';
  /** Both streams, line by line as they come (cut at 16 KiB a line). */
  readonly onLine?: (line: string) => void;
  /**
   * Takes standard output as it comes, instead of its being kept; the child waits while a promise is open. A chunk is gone
   * when the call, or its promise, is over. What it throws ends the child, and `run` rejects with it.
   */
  readonly onBytes?: (chunk: Buffer) => void | Promise<void>;
  /** Both streams, raw, are written to this file. */
  readonly teeFile?: string;
  /** The child is ended once this many bytes of standard output have come: the caller needs no more. */
  readonly enoughBytes?: number;
  /** Cleaning up: runs also when the gate has been cancelled; only its own deadline ends it. */
  readonly survivesCancel?: boolean;
}

/** How a child ended. Success is for the caller to decide: expected code, no signal, in time, report parsed. */
export interface ProcessResult {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  /** Ended by us after `enoughBytes`. */
  readonly stoppedEarly: boolean;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Bytes that were not kept, both streams. */
  readonly droppedBytes: number;
  readonly durationMs: number;
}

export interface Processes {
  /** Resolves when the child and its whole process group are gone; rejects only with GateError (`TOOL-FAILED`: could not start; `CANCELLED`). */
  readonly run: (request: ProcessRequest) => Promise<ProcessResult>;
  /** Absolute path of a program on PATH. GateError `TOOL-UNTRUSTED-PATH` when it lies inside the workspace; undefined when there is none. */
  readonly find: (name: string) => Promise<string | undefined>;
}

export interface BuildRequest {
  /** Absolute path of the build context. */
  readonly context: string;
  /** Absolute path of the Dockerfile. */
  readonly file: string;
  readonly target?: string;
  /** `NAME=value` or `NAME` each, checked by grammar. */
  readonly buildArgs: readonly string[];
  /** `name=source` each. */
  readonly buildContexts: readonly string[];
  /** BuildKit secret specifications, `id=…,env=…` or `id=…,src=…`. */
  readonly secrets: readonly string[];
  readonly platform?: string;
  readonly pull: boolean;
  readonly noCache: boolean;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly builder?: string;
  readonly labels: readonly string[];
  /** The gate-owned tag; the user's tags are set by `tag` once the image has passed. */
  readonly gateTag: string;
  readonly timeoutMs: number;
  readonly log: LogGroup;
  /** The whole build log goes to this file. */
  readonly logFile: string;
  /** Where the layers may be left, absolute: not there yet, its parent is. */
  readonly layoutFolder?: string;
}

export interface BuiltImage {
  readonly id: string;
  readonly builder: 'buildx' | 'embedded-buildkit' | 'classic';
  readonly durationMs: number;
  /** The image as the builder left it in `layoutFolder`, where it could. */
  readonly layout?: LayoutFolder;
}

/** An OCI layout in a folder of the gate (OCI image-spec, image-layout.md). Nothing in it is trusted for its name. */
export interface LayoutFolder {
  /** `index.json`; undefined when there is none, or a larger one. */
  readonly index: (limitBytes: number) => Promise<Buffer | undefined>;
  /** @param digest `sha256:<64 hex>` */
  readonly small: (digest: string, limitBytes: number) => Promise<Buffer | undefined>;
  /** Streams a blob. GateError `IMAGE-UNREADABLE`, and what `take` throws. */
  readonly blob: (digest: string, take: (chunk: Buffer) => void | Promise<void>) => Promise<void>;
  /** Frees its disk. Never throws. */
  readonly remove: () => Promise<void>;
}

/** What the engine says of an image. */
export interface InspectedImage {
  readonly id: string;
  readonly repoDigests: readonly string[];
  readonly config: ImageConfig;
}

/** A container engine, behind the Docker command line. All methods reject with GateError for what can be expected. */
export interface Engine {
  /** GateError `DOCKER-UNAVAILABLE` naming which part is missing. */
  readonly describe: () => Promise<EngineDescription>;
  /** How the engine confines containers. */
  readonly security: () => Promise<EngineSecurity>;
  readonly build: (request: BuildRequest) => Promise<BuiltImage>;
  /** GateError `IMAGE-NOT-FOUND` when the engine has no such image. */
  readonly inspect: (reference: string) => Promise<InspectedImage>;
  /** Whether the engine has an image of that name (`latest` without a tag), by a list that is asked for once. */
  readonly has: (reference: string) => Promise<boolean>;
  /** The image's history, oldest step first. */
  readonly history: (imageId: string) => Promise<readonly HistoryStep[]>;
  readonly pull: (reference: string, log: LogGroup) => Promise<void>;
  /**
   * The whole image as `docker save` writes it, a tar stream; every chunk is waited for. GateError `IMAGE-UNREADABLE`,
   * `NO-SPACE` (the engine's own disk), and what `take` throws.
   */
  readonly save: (imageId: string, take: (chunk: Buffer) => void | Promise<void>) => Promise<void>;
  /** Text files of an image, read from a created, never started container. Links resolved inside the image. */
  readonly readTextFiles: (imageId: string, paths: readonly string[]) => Promise<ReadonlyMap<string, ImageTextFile>>;
  /**
   * Of each list of paths the first file that the image has, read in the same way; a list of which it has none is left
   * out. More than `limitBytes` of text is a gap of that file, and so is what could not be read for another reason.
   */
  readonly readPrograms: (
    imageId: string,
    lists: readonly (readonly string[])[],
    limitBytes: number,
  ) => Promise<readonly ImageProgram[]>;
  /**
   * Starts a container with the gate's own program, without network, mounts and devices, and takes it away again. A
   * container that can't be created or started is an answer. GateError `PROOF-FAILED`: the program could not be put in.
   */
  readonly prove: (request: ProofRequest) => Promise<ProofRun>;
  /** Starts the image's own program, without network, mounts and devices, asks about it from beside, and ends it. */
  readonly observe: (request: ObserveRequest) => Promise<ObserveRun>;
  readonly tag: (imageId: string, reference: string) => Promise<void>;
  /** Takes a tag of the user away again that this run has set. */
  readonly withdraw: (reference: string) => Promise<void>;
  /** Removes a tag that the gate owns; an image without further names goes with it. */
  readonly untag: (reference: string) => Promise<void>;
  /**
   * Removes this run's containers, and what killed runs left behind more than `olderThanMs` ago. This run's own tag
   * stays: later steps may use the image by its id; `untag` takes it away. Never throws.
   */
  readonly cleanUp: (olderThanMs: number) => Promise<void>;
}

/** What Compose makes of its files. */
export interface ComposeAnswer {
  /** Its whole project as JSON, or as YAML where the client knows nothing else. Untrusted. */
  readonly text: string;
  /** `docker compose 2.40.1`, `docker-compose 1.29.2`. */
  readonly tool: string;
  /** What it said beside its answer: variables that are not set. Untrusted. */
  readonly warnings: readonly string[];
}

/** Docker Compose, which alone knows what its files mean. */
export interface Compose {
  /**
   * The project that the files make together, all profiles included, resolved in an environment that holds nothing of
   * the job's. GateError `COMPOSE-MISSING`, `COMPOSE-INVALID`, `LIMIT-EXCEEDED`.
   *
   * @param files absolute, in the order in which they are merged
   * @param folder absolute; the project's folder, which relative paths start from
   * @param closed thrown by a client that can't but open the files with variables that services name
   */
  readonly resolve: (files: readonly string[], folder: string, closed?: GateError) => Promise<ComposeAnswer>;
}

/** The parser of AppArmor profiles, where the machine has one. */
export interface AppArmorParser {
  /** Never loads anything into the kernel. Never rejects: what could not be looked at is `not-verified`. */
  readonly check: (text: string) => Promise<AppArmorProfileFile['syntax']>;
}

/** What became of the comment. `problem` explains everything but `created` and `updated`. */
export type CommentStatus =
  | { readonly state: 'created' | 'updated'; readonly url: string }
  /** `updateOnly`, and there was nothing to update. */
  | { readonly state: 'off' }
  | { readonly state: 'refused' | 'failed' | 'superseded'; readonly problem: Problem };

/** The pull request's comments, with the token's own permissions. */
export interface PullRequestComments {
  /**
   * Makes `body` the one comment of this gate and key on the pull request; never throws.
   * `shorter` is sent once if GitHub finds `body` too long. See docs/reports.md for the protocol.
   */
  readonly publish: (request: CommentRequest) => Promise<CommentStatus>;
}

export interface CommentRequest {
  /** `comment-key`, checked by grammar. */
  readonly key: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** The pull request's head commit, 40 hex digits. */
  readonly commit: string;
  /** The whole comment, its marker line first. */
  readonly body: string;
  readonly shorter: string;
  /** Only touch a comment that is already there (the post step of a crashed run). */
  readonly updateOnly: boolean;
}
