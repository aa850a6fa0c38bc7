/** A profile as the engine understands its file; nothing in it is checked for sense. All strings are untrusted. */
export interface SeccompProfile {
  /** `SCMP_ACT_ERRNO`; `''` when there is none. */
  readonly defaultAction: string;
  readonly defaultErrnoRet?: bigint;
  /** `SCMP_ARCH_X86_64` each. */
  readonly architectures: readonly string[];
  readonly archMap: readonly SeccompArchitectures[];
  readonly flags: readonly string[];
  readonly listenerPath: string;
  /** In the order of the file. */
  readonly rules: readonly SeccompRule[];
}

/** An architecture, with those whose programs its kernel runs as well. */
export interface SeccompArchitectures {
  readonly architecture: string;
  readonly subArchitectures: readonly string[];
}

/** One entry of `syscalls`. */
export interface SeccompRule {
  /** From 0, among the entries of the file. */
  readonly index: number;
  /** Of the file, from 1. */
  readonly line: number;
  /** The old form for one system call; `''` when it is not used. */
  readonly name: string;
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: bigint;
  readonly args: readonly SeccompArgument[];
  readonly includes: SeccompCondition;
  readonly excludes: SeccompCondition;
}

/** A comparison of one argument of the call; numbers are unsigned, of 64 bits. */
export interface SeccompArgument {
  /** From 0; above 5 there is no argument. */
  readonly index: bigint;
  readonly value: bigint;
  readonly valueTwo: bigint;
  /** `SCMP_CMP_EQ` */
  readonly op: string;
}

/** When a rule counts (`includes`), or does not (`excludes`). */
export interface SeccompCondition {
  /** `CAP_SYS_ADMIN` each. */
  readonly caps: readonly string[];
  /** `amd64` each. */
  readonly arches: readonly string[];
  /** Undefined when there is none, or when it is empty: `minKernelEmpty`. */
  readonly minKernel?: KernelVersion;
  /** `"minKernel": ""`, which the engine takes for version 0.0: every kernel has reached it. */
  readonly minKernelEmpty: boolean;
}

/** `{ major: 6, minor: 12 }` for 6.12.3. */
export interface KernelVersion {
  readonly major: number;
  readonly minor: number;
}

/** Something in the file that is not what it looks like, although the engine takes it. */
export interface SeccompNote {
  readonly kind: /** The engine ignores the key. */
    | 'unknown-key'
    /** The engine takes `DefaultAction` for `defaultAction`. */
    | 'key-in-other-case';
  /** As written. Untrusted. */
  readonly key: string;
  readonly line: number;
}

export type SeccompReading =
  | { readonly kind: 'profile'; readonly profile: SeccompProfile; readonly notes: readonly SeccompNote[] }
  /** The engine refuses it, or two readers would understand it differently. `why` completes "the profile …". */
  | { readonly kind: 'unreadable'; readonly why: string; readonly line?: number };
