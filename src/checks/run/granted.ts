import { type CapabilityMask, namesOf, readCapability } from '../../linux/capabilities.ts';
import { type CapabilityEngine, capabilityEngineOf, TODAYS_ENGINE } from '../../linux/capability-engine.ts';
import {
  type CapabilityRequest,
  type CapabilitySets,
  type ContainerCapabilities,
  containerCapabilities,
} from '../../linux/container-capabilities.ts';
import { podCapabilities } from '../../linux/pod-capabilities.ts';
import type { CheckEvidence, CheckResult } from '../../model/check.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { ImageAccounts, ImageConfig } from '../../model/evidence.ts';
import { NOT_SAID, type RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { notForLinux } from '../user/effective-user.ts';
import { type ContainerUser, containerUser } from './container-user.ts';
import { undecided } from './said.ts';

/** What decides what a container's process gets. */
export interface GrantEvidence {
  readonly run: RunSettings;
  /** Of the image; undefined when the engine does not have it. */
  readonly config?: ImageConfig | undefined;
  readonly accounts?: ImageAccounts | undefined;
  /** `20.10.24`; undefined when no engine was asked: then an engine of today is taken. */
  readonly engineVersion?: string | undefined;
}

export type NotGranted =
  /** The engine refuses to create the container, or its runtime can't start it. `why` is a sentence. */
  | { readonly kind: 'refused' | 'cannot-start'; readonly why: string }
  | { readonly kind: 'undecided'; readonly result: CheckResult };

export type Granted =
  | ({
      readonly kind: 'granted';
      /** Of the container's first program, when its file has neither capabilities of its own nor the setuid bit. */
      readonly sets: CapabilitySets;
      /** Of the runtime when it starts that program. */
      readonly start: CapabilitySets;
    } & ContainerUser)
  | NotGranted;

/** Who the container's first process is and which capabilities the kernel gives it, as declared. */
export function grantedTo(evidence: GrantEvidence): Granted {
  const bounding = boundingOf(evidence);
  if (bounding.kind !== 'granted') return bounding;
  const user = containerUser(evidence);
  if (user.kind !== 'known') return user;
  const result = grant(evidence.run, user.uid, bounding.engine);
  if (result.kind !== 'granted') return notGranted(evidence.run, result);
  return { ...user, kind: 'granted', sets: result.sets, start: result.start };
}

export type GrantedBounding =
  | { readonly kind: 'granted'; readonly bounding: CapabilityMask; readonly engine: CapabilityEngine }
  | NotGranted;

/** The bounding set alone, which is the same for every user: also where nobody knows who that is. */
export function boundingOf({ run, config, engineVersion }: GrantEvidence): GrantedBounding {
  const other = config === undefined ? undefined : notForLinux(config);
  if (other !== undefined) return { kind: 'undecided', result: other };
  const settings = [run.privileged, ...run.capAdd, ...run.capDrop];
  const open = settings.flatMap((setting) => (setting.state === 'unknown' ? [setting] : []));
  const result = undecided([...open, ...run.unknown], 'the capabilities');
  if (result !== undefined) return { kind: 'undecided', result };
  const engine = engineFor(run, engineVersion);
  if (engine === undefined) return { kind: 'undecided', result: unknownEngine(engineVersion ?? '') };
  // Any user but root, for whom it can't fail: the bounding set does not depend on it.
  const granted = grant(run, 1, engine);
  if (granted.kind !== 'granted') return notGranted(run, granted);
  return { kind: 'granted', bounding: granted.sets.bounding, engine };
}

/**
 * The rules of the engine that will run the container, undefined when nobody knows them. A cluster's nodes have
 * runtimes of their own, of which only today's is known.
 */
export function engineFor({ source }: RunSettings, engineVersion: string | undefined): CapabilityEngine | undefined {
  const asked = source.kind !== 'kubernetes' && engineVersion !== undefined;
  return asked ? capabilityEngineOf(engineVersion) : TODAYS_ENGINE;
}

/** @param uid of the process */
export function grant(run: RunSettings, uid: number, engine: CapabilityEngine): ContainerCapabilities {
  const request = requestOf(run);
  return run.source.kind === 'kubernetes' ? podCapabilities(request, uid) : containerCapabilities(request, uid, engine);
}

/** The evidence of a check that needs `run-settings` and uses what there is of the image. */
export function grantEvidence(
  evidence: CheckEvidence<'run-settings', 'image' | 'image-config' | 'image-accounts'>,
): GrantEvidence {
  return {
    run: evidence['run-settings'],
    config: evidence['image-config'],
    accounts: evidence['image-accounts'],
    engineVersion: evidence.image?.engine.serverVersion,
  };
}

/** The run settings without what is not known of them, for findings that stand whatever that comes to. */
export function knownPart(run: RunSettings): RunSettings {
  const known = (list: RunSettings['capAdd']) => list.filter(({ state }) => state === 'said');
  const privileged = run.privileged.state === 'unknown' ? NOT_SAID : run.privileged;
  return { ...run, privileged, capAdd: known(run.capAdd), capDrop: known(run.capDrop), unknown: [] };
}

/**
 * What is granted for sure, by whatever engine: of the run settings only names that are understood. For findings that
 * stand also where the whole can't be told. In a pod a name with `CAP_` counts as added and not as dropped, because one
 * runtime takes it and another one ignores it.
 */
export function surelyGranted(evidence: GrantEvidence): GrantedBounding {
  const { run, engineVersion } = evidence;
  const known = knownPart(run);
  const inPod = run.source.kind === 'kubernetes';
  const understood = (list: RunSettings['capAdd'], prefix: boolean) =>
    list.flatMap((name): RunSettings['capAdd'] => {
      const word = name.state === 'said' ? readCapability(name.value) : undefined;
      if (name.state !== 'said' || word === undefined || word.kind === 'unknown') return [];
      if (!prefix && /^cap_/i.test(name.value)) return [];
      return [word.kind === 'all' ? name : { ...name, value: word.capability }];
    });
  const names = { capAdd: understood(known.capAdd, true), capDrop: understood(known.capDrop, !inPod) };
  const version = engineFor(run, engineVersion) === undefined ? undefined : engineVersion;
  return boundingOf({ ...evidence, run: { ...known, ...names }, engineVersion: version });
}

/** The answer of a check that can't go on, because nobody knows what is granted. */
export function notKnown(answer: NotGranted): CheckResult {
  if (answer.kind === 'undecided') return answer.result;
  const problem = {
    code: 'CAPABILITIES-UNDETERMINED',
    what: `Which capabilities the container gets can’t be told. ${answer.why}`,
    means: NO_VERDICT,
    todo: 'Cure the finding of capabilities-known first.',
  } as const;
  return { kind: 'undecided', problem };
}

/** What the run settings ask for, of what is known of them. */
export function requestOf({ privileged, capAdd, capDrop }: RunSettings): CapabilityRequest {
  const names = (list: RunSettings['capAdd']) => list.flatMap((one) => (one.state === 'said' ? [one.value] : []));
  const isPrivileged = privileged.state === 'said' && privileged.value;
  return { privileged: isPrivileged, add: names(capAdd), drop: names(capDrop) };
}

function notGranted(run: RunSettings, answer: Exclude<ContainerCapabilities, { kind: 'granted' }>): NotGranted {
  if (answer.kind === 'cannot-start') {
    return { kind: 'cannot-start', why: `The engine does not hold ${namesOf(answer.missing).join(', ')} itself.` };
  }
  const { list, name, why } = answer;
  const shown = visibleText(name, 60);
  return run.source.kind === 'kubernetes'
    ? { kind: 'refused', why: `Runtimes differ in how they ${list} the capability ${shown}: ${why}.` }
    : { kind: 'refused', why: `The engine refuses to ${list} the capability ${shown}: ${why}.` };
}

/** The version of an engine whose rules nobody knows. */
export function unknownEngine(version: string): CheckResult {
  return {
    kind: 'undecided',
    problem: {
      code: 'CAPABILITIES-UNDETERMINED',
      what: `Which capabilities an engine of version "${visibleText(version, 40)}" gives is not known to the gate.`,
      means: NO_VERDICT,
      todo: 'Run the gate with a Docker Engine from 17.03 on.',
    },
  };
}
