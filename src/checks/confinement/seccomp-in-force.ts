import type { CheckResult } from '../../model/check.ts';
import type { SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { placeWords, readSetting } from '../run/said.ts';
import { engineMajor, type MachineEvidence, undetermined } from './seccomp-machine.ts';

/** Which filter a container gets, by the run settings and the engine. */
export type SeccompInForce =
  | { readonly kind: 'profile'; readonly at: SaidAt }
  /** The one that the engine, or in a cluster the runtime, has built in. `words` for people. */
  | { readonly kind: 'built-in'; readonly words: string }
  /** One of the engine's machine, which the gate can't read. */
  | { readonly kind: 'engines-own'; readonly words: string }
  | { readonly kind: 'none'; readonly why: WhyNone; readonly words: string; readonly at?: SaidAt }
  | { readonly kind: 'undecided'; readonly result: CheckResult };

/** `cluster`: nothing is said, which leaves it to the node. */
export type WhyNone = 'unconfined' | 'privileged' | 'engine-unconfined' | 'engine-without' | 'cluster';

/** Privileged containers get the profile that was named for them since this version (moby/moby#47500). */
export const APPLIES_TO_PRIVILEGED = 27;

/** Which filter a container gets. The order is that of the engine (moby, daemon/seccomp_linux.go). */
export function seccompInForce(evidence: MachineEvidence): SeccompInForce {
  const { 'run-settings': run, image } = evidence;
  const choice = readSetting(run, run.security.seccomp, 'seccomp');
  if (choice.state === 'undecided') return { kind: 'undecided', result: choice.result };
  if (choice.state === 'said' && choice.value.kind === 'unconfined') {
    return { kind: 'none', why: 'unconfined', words: `seccomp: unconfined (${placeWords(choice.at)})`, at: choice.at };
  }
  const privileged = readSetting(run, run.privileged, 'privileged');
  if (privileged.state === 'undecided') return { kind: 'undecided', result: privileged.result };
  const here = run.source.kind !== 'kubernetes';
  const applies = here && (engineMajor(image?.engine.serverVersion) ?? 0) >= APPLIES_TO_PRIVILEGED;
  if (privileged.state === 'said' && privileged.value && !(choice.state === 'said' && applies)) {
    return { kind: 'none', why: 'privileged', words: `privileged: true (${placeWords(privileged.at)})` };
  }
  if (choice.state === 'said' && choice.value.kind === 'profile') return { kind: 'profile', at: choice.at };
  const named = choice.state === 'said' ? placeWords(choice.at) : undefined;
  return here ? ofEngine(evidence, named) : ofCluster(named);
}

/** @param named where the built-in profile is asked for, if it is */
function ofEngine({ 'engine-security': security }: MachineEvidence, named: string | undefined): SeccompInForce {
  if (security === undefined) return undetermined('the engine did not say which profile it gives');
  if (!security.seccomp) {
    return { kind: 'none', why: 'engine-without', words: 'the engine, or its kernel, has no seccomp' };
  }
  if (named !== undefined) return { kind: 'built-in', words: `the built-in profile (${named})` };
  switch (security.seccompProfile) {
    case 'unconfined':
      return { kind: 'none', why: 'engine-unconfined', words: 'the engine gives no filter where nothing is said' };
    case 'builtin':
    case 'default':
      return { kind: 'built-in', words: 'the engine’s built-in profile' };
    case '':
      return undetermined('the engine did not say which profile it gives');
    default: {
      const path = visibleText(security.seccompProfile, 120);
      return { kind: 'engines-own', words: `the profile that the engine was given, ${path}, which is not judged` };
    }
  }
}

function ofCluster(named: string | undefined): SeccompInForce {
  if (named !== undefined) return { kind: 'built-in', words: `the profile of the cluster’s runtime (${named})` };
  return { kind: 'none', why: 'cluster', words: 'no seccompProfile' };
}
