/** A container that is started with the gate's own program in it. Nothing of the host is given to it. */
export interface ProofRequest {
  readonly imageId: string;
  /** A static program. */
  readonly program: Uint8Array;
  readonly confinement: ProofConfinement;
}

/** As `docker create` takes them; what is absent is the engine's default. */
export interface ProofConfinement {
  readonly user?: string;
  readonly groupAdd: readonly string[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly noNewPrivileges?: boolean;
  /** The profile's text; `unconfined` switches the filter off. */
  readonly seccomp?: { readonly profile: string } | 'unconfined';
  /** Name of a profile, or `unconfined`. */
  readonly apparmor?: string;
  readonly readOnly: boolean;
}

export interface ProofRun {
  /** How far it came. */
  readonly stage: 'create' | 'start';
  readonly method: 'copied' | 'committed';
  /** Of the program, or of the command that failed; null when it was ended by its deadline. */
  readonly exitCode: number | null;
  readonly stdout: Uint8Array;
  /** The client's words. Untrusted. */
  readonly stderr: string;
}

/** The image's own program, started and looked at from beside. */
export interface ObserveRequest {
  readonly imageId: string;
  readonly confinement: ProofConfinement;
  readonly tmpfs: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  /** A static program that reads of the first process. */
  readonly program: Uint8Array;
  /** How long the image's program gets to step down, milliseconds. */
  readonly waitMs: number;
}

export type ObserveRun =
  | { readonly state: 'asked'; readonly stdout: Uint8Array; readonly afterMs: number }
  | { readonly state: 'ended'; readonly exitCode: number; readonly afterMs: number }
  | { readonly state: 'not-started'; readonly stderr: string };
