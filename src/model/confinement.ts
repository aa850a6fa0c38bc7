import type { SaidAt } from './run-settings.ts';

/** What the engine says of its machine, as far as containers are confined by it (`docker info`). */
export interface EngineSecurity {
  /** Filters of system calls are available. */
  readonly seccomp: boolean;
  /** `builtin`, `default`, `unconfined`, or a file on the engine's machine: what a container gets that names no profile. */
  readonly seccompProfile: string;
  /** The engine confines containers by AppArmor; false where the kernel or the engine has none. */
  readonly apparmor: boolean;
  readonly selinux: boolean;
  readonly rootless: boolean;
  /** Containers get a user namespace by default (`userns-remap`). */
  readonly userNamespace: boolean;
  /** Every container gets no-new-privileges unless it says otherwise. */
  readonly noNewPrivileges: boolean;
  /** `6.8.0-1017-azure`. Untrusted. */
  readonly kernelVersion: string;
  readonly defaultRuntime: string;
  /** Names of the runtimes that the engine was given. */
  readonly runtimes: readonly string[];
}

/** The seccomp profile that the run settings name, as it stands in the repository. Parsed by `readSeccompProfile`. */
export interface SeccompProfileFile {
  /** Workspace-relative path, `/` separators. Untrusted. */
  readonly path: string;
  /** Valid for the gate's reader; at most 1 MiB. Untrusted. */
  readonly text: string;
  /** Where the run settings name it. */
  readonly at: SaidAt;
}

/** A file of the repository that holds an AppArmor profile. */
export interface AppArmorProfileFile {
  /** Workspace-relative path, `/` separators. Untrusted. */
  readonly path: string;
  /** Untrusted. */
  readonly text: string;
  readonly syntax: /** `apparmor_parser 3.0.8` took it. */
    | { readonly state: 'verified'; readonly parser: string }
    /** `message` is the parser's own. Untrusted. */
    | { readonly state: 'refused'; readonly parser: string; readonly message: string; readonly line?: number }
    /** Why nobody looked: `apparmor_parser is not installed`. */
    | { readonly state: 'not-verified'; readonly why: string };
}

/** A system call whose refusal the policy demands. */
export interface DemandedDenial {
  readonly name: string;
  /** For people: `.github/docker-security-gate.yml:7`. */
  readonly from: string;
}

/** What the policy demands of how a subject is confined. */
export interface ConfinementDemands {
  readonly mustDeny: readonly DemandedDenial[];
  /** Also start the image's own program and look at its process. */
  readonly observe: boolean;
}

/** What the kernel says of one process (proc_pid_status(5), `attr/current`, `uid_map`). */
export interface ProcessState {
  readonly uid: ProcessIds;
  readonly gid: ProcessIds;
  readonly groups: readonly number[];
  /** Masks: bit N is capability N. */
  readonly capabilities: {
    readonly inheritable: bigint;
    readonly permitted: bigint;
    readonly effective: bigint;
    readonly bounding: bigint;
    readonly ambient: bigint;
  };
  readonly noNewPrivileges: boolean;
  /** 0: no filter, 1: strict, 2: filter. */
  readonly seccomp: 0 | 1 | 2;
  /** Filters that are loaded, where the kernel says so (Linux 5.9). */
  readonly seccompFilters?: number;
  /** `docker-default (enforce)`, `unconfined`; absent where no AppArmor answers. Untrusted. */
  readonly apparmor?: string;
  /** Lines of `uid_map`: `[[0, 0, 4294967295]]` outside of a user namespace. Absent when it could not be read. */
  readonly uidMap?: readonly (readonly [inside: number, outside: number, count: number])[];
}

export interface ProcessIds {
  readonly real: number;
  readonly effective: number;
  readonly saved: number;
  readonly filesystem: number;
}

/** A system call that the probe made, with arguments that do no harm whatever the answer is. */
export interface TriedCall {
  readonly name: string;
  /** For people: `mkdir("", 0)`. */
  readonly written: string;
  /** What came back; `signal` when the filter ended the process. */
  readonly answer: { readonly value: bigint } | { readonly errno: number } | { readonly signal: string };
  /** What a kernel without the filter answers: errno, or 0 for success. Decided before the call was made. */
  readonly unfiltered: readonly number[];
}

/** The image's own process, seen after it had time to step down. */
export type ObservedProcess =
  | { readonly state: 'seen'; readonly process: ProcessState; readonly afterMs: number }
  | { readonly state: 'ended'; readonly exitCode: number; readonly afterMs: number }
  | { readonly state: 'not-seen'; readonly why: string };

/** A container that was started as the run settings say, with the gate's own program, and asked. */
export type Confinement =
  | {
      readonly outcome: 'ran';
      readonly process: ProcessState;
      readonly calls: readonly TriedCall[];
      /** What the run settings ask for and was not done, because a pull request must not do it on this machine. */
      readonly leftOut: readonly string[];
      /** How the program came into the container: copied, or in an image made of the container. */
      readonly method: 'copied' | 'committed';
      readonly observed?: ObservedProcess;
      readonly durationMs: number;
    }
  /** The engine or its runtime refuses to start it so. */
  | {
      readonly outcome: 'not-started';
      readonly why: 'engine-refuses' | 'seccomp' | 'user' | 'host-lacks-capability' | 'killed' | 'other';
      /** The engine's own words. Untrusted. */
      readonly said: string;
      readonly leftOut: readonly string[];
      readonly durationMs: number;
    };
