import type { CapabilityMask } from './capabilities.ts';
import type { KernelVersion, SeccompProfile } from './seccomp-profile.ts';
import type { SeccompArchitecture } from './seccomp-system-calls.ts';

/** Where a profile is used. What is left out is not known, and a decision that hangs on it is `unknown`. */
export interface SeccompContext {
  readonly architecture: SeccompArchitecture;
  /** The container's bounding set: conditions of a profile ask for that, not for what the user has. */
  readonly capabilities: CapabilityMask;
  readonly kernel?: KernelVersion;
  readonly engine?: SeccompEngine;
}

/** In what engines and runtimes differ. */
export interface SeccompEngine {
  /** `defaultErrnoRet` counts. Docker 20.10 drops it. */
  readonly readsDefaultErrno?: boolean;
  /** Calls newer than all that a profile names give ENOSYS also where it lists no architecture: later than runc 1.1. */
  readonly assumesArchitecture?: boolean;
  /** libseccomp knows the calls that Linux got after 5.8; if not, rules for them are skipped. */
  readonly knowsNewCalls?: boolean;
}

/** A context in which nothing is open. */
export interface SeccompWorld {
  readonly architecture: SeccompArchitecture;
  readonly capabilities: CapabilityMask;
  readonly kernel: KernelVersion;
  readonly engine: Required<SeccompEngine>;
}

const OLDEST: KernelVersion = { major: 0, minor: 0 };
/** Profiles ask for one or two versions. More open worlds than that are not looked at. */
const MAX_KERNELS = 4;

/**
 * Every world that the context may be, as far as the profile can tell them apart.
 *
 * @returns undefined when there are too many
 */
export function worldsOf(profile: SeccompProfile, context: SeccompContext): readonly SeccompWorld[] | undefined {
  const kernels = context.kernel === undefined ? kernelsOf(profile) : [context.kernel];
  if (kernels.length > MAX_KERNELS) return undefined;
  const { architecture, capabilities, engine = {} } = context;
  return kernels.flatMap((kernel) =>
    enginesOf(engine).map((known) => ({ architecture, capabilities, kernel, engine: known })),
  );
}

/** Whether a kernel is at least of that version. */
export function isReached(kernel: KernelVersion, wanted: KernelVersion): boolean {
  return kernel.major > wanted.major || (kernel.major === wanted.major && kernel.minor >= wanted.minor);
}

function kernelsOf({ rules }: SeccompProfile): readonly KernelVersion[] {
  const asked = rules.flatMap(({ includes, excludes }) => [includes.minKernel ?? [], excludes.minKernel ?? []].flat());
  const distinct = new Map(asked.map((kernel) => [`${kernel.major}.${kernel.minor}`, kernel]));
  return [OLDEST, ...distinct.values()];
}

function enginesOf(engine: SeccompEngine): readonly Required<SeccompEngine>[] {
  const either = (known: boolean | undefined) => (known === undefined ? [true, false] : [known]);
  return either(engine.readsDefaultErrno).flatMap((readsDefaultErrno) =>
    either(engine.assumesArchitecture).flatMap((assumesArchitecture) =>
      either(engine.knowsNewCalls).map((knowsNewCalls) => ({ readsDefaultErrno, assumesArchitecture, knowsNewCalls })),
    ),
  );
}
