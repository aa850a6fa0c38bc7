import type { SeccompContext, SeccompEngine } from '../../linux/seccomp-context.ts';
import type { KernelVersion } from '../../linux/seccomp-profile.ts';
import type { SeccompArchitecture } from '../../linux/seccomp-system-calls.ts';
import type { CheckResult } from '../../model/check.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import { visibleText } from '../../model/visible-text.ts';
import { boundingOf } from '../run/granted.ts';

/** What tells where a profile is used: what a check of profiles declares beside the run settings. */
export const MACHINE_EVIDENCE = ['image', 'image-config', 'engine-security'] as const;

export type MachineEvidence = Pick<EvidenceMap, 'run-settings'> &
  Partial<Pick<EvidenceMap, (typeof MACHINE_EVIDENCE)[number]>>;

export type SeccompMachine =
  | {
      readonly kind: 'known';
      /** One for each machine that it may be: two where nobody says which architecture the image is for. */
      readonly contexts: readonly SeccompContext[];
      /** The image's own programs are of 32 bits. */
      readonly programsOf32Bits: boolean;
      readonly noNewPrivileges: boolean;
    }
  | { readonly kind: 'undecided'; readonly result: CheckResult };

/** Machines by the architecture of the image, whose 32-bit programs run on those of 64. */
const MACHINES: ReadonlyMap<string, SeccompArchitecture> = new Map([
  ...(['amd64', 'x86_64', '386'] as const).map((name) => [name, 'amd64'] as const),
  ...(['arm64', 'aarch64', 'arm'] as const).map((name) => [name, 'arm64'] as const),
]);
/** Since 23.0, the first after 20.10, `defaultErrnoRet` counts. */
const READS_DEFAULT_ERRNO = 21;

/**
 * Where a container's filter is loaded, as far as it decides what the filter does. The cluster of a manifest is not
 * this machine, so nothing of the engine's is said of it.
 */
export function seccompMachine(evidence: MachineEvidence): SeccompMachine {
  const { 'run-settings': run, 'image-config': config, image } = evidence;
  const here = run.source.kind !== 'kubernetes';
  const architectures = architecturesOf(config?.architecture ?? (here ? image?.engine.architecture : undefined));
  if (typeof architectures === 'string') return undetermined(architectures);
  const engineVersion = here ? image?.engine.serverVersion : undefined;
  const granted = boundingOf({ run, config, engineVersion });
  if (granted.kind === 'undecided') return granted;
  if (granted.kind !== 'granted') return undetermined(`no container is started: ${granted.why}`);
  const kernel = here ? kernelOf(evidence['engine-security']?.kernelVersion ?? '') : undefined;
  const engine = engineOf(engineVersion);
  return {
    kind: 'known',
    contexts: architectures.map((architecture) => ({
      architecture,
      capabilities: granted.bounding,
      ...(kernel && { kernel }),
      ...(engine && { engine }),
    })),
    programsOf32Bits: config?.architecture === '386' || config?.architecture === 'arm',
    noNewPrivileges: hasNoNewPrivileges(evidence, here),
  };
}

/** The answer of a check that can't know what the filter does. @param why completes a sentence */
export function undetermined(why: string): { readonly kind: 'undecided'; readonly result: CheckResult } {
  const problem = {
    code: 'SECCOMP-UNDETERMINED',
    what: `What the seccomp filter does cannot be known: ${why.replace(/\.$/, '')}.`,
    means: NO_VERDICT,
    todo: 'See the section of this code for each of its reasons.',
  } as const;
  return { kind: 'undecided', result: { kind: 'undecided', problem } };
}

/** @returns why nothing can be said of the machine */
function architecturesOf(name: string | undefined): readonly SeccompArchitecture[] | string {
  if (name === undefined) return ['amd64', 'arm64'];
  const machine = MACHINES.get(name);
  if (machine !== undefined) return [machine];
  return `the gate knows the system calls of amd64 and arm64, and not those of ${visibleText(name, 40)}`;
}

function kernelOf(version: string): KernelVersion | undefined {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})(?!\d)/.exec(version) ?? [];
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/** The major version of an engine that counts its releases as Docker does: 20 for `20.10.24+dfsg1`. */
export function engineMajor(version: string | undefined): number | undefined {
  const major = /^v?(\d{1,4})\./.exec(version ?? '')?.[1];
  // Modules of moby count from 2.0.0 again, Podman from 1.
  return major === undefined || Number(major) < 17 ? undefined : Number(major);
}

function engineOf(version: string | undefined): SeccompEngine | undefined {
  const major = engineMajor(version);
  return major === undefined ? undefined : { readsDefaultErrno: major >= READS_DEFAULT_ERRNO };
}

function hasNoNewPrivileges(
  { 'run-settings': run, 'engine-security': engine }: MachineEvidence,
  here: boolean,
): boolean {
  const { noNewPrivileges } = run.security;
  if (noNewPrivileges.state === 'said') return noNewPrivileges.value;
  return here && noNewPrivileges.state === 'not-said' && engine?.noNewPrivileges === true;
}
