import { ENGINE_DEFAULTS, NOT_SAID, type RunSettings, type Undecided } from '../model/run-settings.ts';
import {
  child,
  choiceOf,
  entriesOf,
  type Field,
  firstSaid,
  flagOf,
  isMapping,
  itemsOf,
  mapSetting,
  placeOf,
  refuseField,
  saidBy,
  unknownKeys,
  wordOf,
} from './manifest-fields.ts';
import { textOf } from './manifest-node.ts';
import { CONTAINER_FIELDS, POD_FIELDS } from './pod-fields.ts';
import { type PodVolume, readMounts, readVolumes } from './pod-mounts.ts';
import { annotatedAppArmor, type PodSecurity, readContainerSecurity, readPodSecurity } from './pod-security.ts';
import { privilegedOf, userOf } from './pod-user.ts';
import { eitherLimits, readEnvironment, readHostPorts, readPodLimits, readWords } from './pod-values.ts';

/** A pod's spec with what stands beside it and counts. */
export interface PodSource {
  /** `Deployment shop/web`. Untrusted. */
  readonly object: string;
  readonly spec: Field;
  readonly annotations: Field | undefined;
  /** Of a StatefulSet. */
  readonly claimTemplates: Field | undefined;
  /** Whether somebody completes it: the program that a custom resource is for. */
  readonly isPart: boolean;
}

/** One container of a manifest. Every text is untrusted. */
export interface KubernetesContainer {
  /** `Deployment shop/web` */
  readonly object: string;
  /** Its name in the pod. */
  readonly container: string;
  readonly kind: 'container' | 'init' | 'ephemeral';
  readonly image: string;
  readonly settings: RunSettings;
}

interface Pod {
  readonly source: PodSource;
  readonly security: PodSecurity;
  readonly volumes: ReadonlyMap<string, PodVolume>;
  /** What its containers have of it as it is. */
  readonly common: Pick<RunSettings, 'namespaces' | 'runtime' | 'restart' | 'annotations' | 'limits' | 'sysctls'>;
  readonly unknown: readonly Undecided[];
}

const LISTS = [
  ['initContainers', 'init'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral'],
] as const;

/** All containers of a pod, each with the settings that it is run with: its pod's, and its own over them. */
export function readPod(source: PodSource): readonly KubernetesContainer[] {
  const { spec } = source;
  if (!isMapping(spec)) return [];
  const containers = child(spec, 'containers');
  if (containers === undefined || itemsOf(containers).length === 0) refuseField(spec, 'it has no containers');
  const security = readPodSecurity(child(spec, 'securityContext'));
  const pod: Pod = {
    source,
    security,
    volumes: readVolumes(spec, source.claimTemplates),
    common: commonOf(source, security),
    unknown: [...unknownKeys(spec, POD_FIELDS), ...security.unknown],
  };
  return LISTS.flatMap(([list, kind]) =>
    itemsOf(child(spec, list)).flatMap((field) => containerOf(pod, field, kind) ?? []),
  );
}

function commonOf({ spec, annotations }: PodSource, { sysctls }: PodSecurity): Pod['common'] {
  const shares = (key: string) =>
    mapSetting(flagOf(child(spec, key)), (yes) => ({ kind: yes ? 'host' : 'private' }) as const);
  const others = flagOf(child(spec, 'shareProcessNamespace'));
  const hostPid = shares('hostPID');
  const ownPid: RunSettings['namespaces']['pid'] =
    others.state === 'said' && !others.value
      ? hostPid
      : mapSetting(others, () => ({ kind: 'other', name: 'the other containers of the pod' }) as const);
  const isHost = hostPid.state === 'unknown' || (hostPid.state === 'said' && hostPid.value.kind === 'host');
  return {
    namespaces: {
      pid: isHost ? hostPid : firstSaid(ownPid, hostPid),
      network: shares('hostNetwork'),
      ipc: shares('hostIPC'),
      uts: NOT_SAID,
      userns: shares('hostUsers'),
      cgroup: NOT_SAID,
    },
    runtime: wordOf(child(spec, 'runtimeClassName')),
    restart: restartOf(child(spec, 'restartPolicy')),
    annotations: entriesOf(annotations).map(({ key, field }) => saidBy(field, key)),
    limits: readPodLimits(child(spec, 'resources')),
    sysctls,
  };
}

function restartOf(field: Field | undefined): RunSettings['restart'] {
  const policy = choiceOf(field, ['Always', 'OnFailure', 'Never']);
  return mapSetting(policy, (value) => ({
    policy: ({ Always: 'always', OnFailure: 'on-failure', Never: 'no' } as const)[value],
  }));
}

function containerOf(pod: Pod, field: Field, kind: KubernetesContainer['kind']): KubernetesContainer | undefined {
  if (!isMapping(field)) return undefined;
  // What a custom resource leaves out is put in by its own program; what can't be named then is not judged.
  if (pod.source.isPart && child(field, 'image') === undefined) return undefined;
  const name = pod.source.isPart && child(field, 'name') === undefined ? 'unnamed' : plainWord(field, 'name');
  const image = plainWord(field, 'image');
  if (name === undefined || image === undefined) return undefined;
  const { object } = pod.source;
  const declared = placeOf(field);
  const source = { kind: 'kubernetes', file: field.file.name, object, container: name, declared } as const;
  return { object, container: name, kind, image, settings: { ...settingsOf(pod, field, name), source } };
}

/** Also a template: then it is a name like any other, which no image has. */
function plainWord(field: Field, key: string): string | undefined {
  const own = child(field, key);
  const text = own === undefined ? undefined : textOf(own.node);
  if (text === undefined || text === '') refuseField(own ?? field, `a container has a ${key}, which is text`);
  return text === '' ? undefined : text;
}

function settingsOf(pod: Pod, field: Field, name: string): Omit<RunSettings, 'source'> {
  const { security: podSecurity, common } = pod;
  const own = readContainerSecurity(child(field, 'securityContext'));
  const annotated = annotatedAppArmor(pod.source.annotations, name);
  const { mounts, unknown } = readMounts(field, pod.volumes);
  const target = wordOf(child(field, 'targetContainerName'));
  const joined = mapSetting(target, (container) => ({ kind: 'container', name: container }) as const);
  return {
    ...ENGINE_DEFAULTS,
    ...common,
    ...userOf(own, podSecurity),
    refusesRoot: firstSaid(own.nonRoot, podSecurity.nonRoot),
    privileged: privilegedOf(own, podSecurity),
    capAdd: own.capAdd,
    capDrop: own.capDrop,
    security: {
      noNewPrivileges: own.noNewPrivileges,
      seccomp: firstSaid(own.seccomp, podSecurity.seccomp),
      apparmor: firstSaid(own.apparmor, annotated, podSecurity.apparmor),
      labels: own.labels.length > 0 ? own.labels : podSecurity.labels,
      systemPaths: own.systemPaths,
      other: [],
    },
    readOnly: own.readOnly,
    namespaces: { ...common.namespaces, pid: firstSaid(joined, common.namespaces.pid) },
    mounts,
    limits: eitherLimits(readPodLimits(child(field, 'resources')), common.limits),
    ports: readHostPorts(field),
    restart: firstSaid(restartOf(child(field, 'restartPolicy')), common.restart),
    ...readEnvironment(field),
    entrypoint: readWords(child(field, 'command')),
    command: readWords(child(field, 'args')),
    unknown: [...pod.unknown, ...unknownKeys(field, CONTAINER_FIELDS), ...own.unknown, ...unknown],
  };
}
