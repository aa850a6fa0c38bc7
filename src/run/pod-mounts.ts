import { cleanPath } from '../linux/clean-path.ts';
import type { RunMount, Setting, Stated, Undecided } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import {
  child,
  choiceOf,
  entriesOf,
  type Field,
  flagOf,
  itemsOf,
  refuseField,
  saidBy,
  undecidedBy,
  unknownKeys,
  wordOf,
} from './manifest-fields.ts';
import { OTHER_VOLUMES, VOLUME_MOUNT_FIELDS } from './pod-fields.ts';

/** What stands behind the name of a pod's volume. */
export type PodVolume = Pick<RunMount, 'kind' | 'source' | 'readOnly'> | Undecided;

/** The volumes of a pod by name, and the templates of claims that a StatefulSet has beside it. */
export function readVolumes(spec: Field, claimTemplates: Field | undefined): ReadonlyMap<string, PodVolume> {
  const volumes = new Map<string, PodVolume>();
  for (const field of itemsOf(claimTemplates)) {
    const name = wordOf(child(child(field, 'metadata'), 'name'));
    if (name.state === 'said') volumes.set(name.value, { kind: 'volume', source: name.value, readOnly: false });
  }
  for (const field of itemsOf(child(spec, 'volumes'))) {
    const name = wordOf(child(field, 'name'));
    if (name.state !== 'said') refuseField(field, 'a volume has a name');
    else volumes.set(name.value, volumeOf(field, name.value));
  }
  return volumes;
}

function volumeOf(field: Field, name: string): PodVolume {
  const kinds = entriesOf(field).filter(({ key }) => key !== 'name');
  const [kind] = kinds;
  // One without anything is an emptyDir (k8s.io/api, Volume).
  if (kind === undefined) return { kind: 'other', source: 'emptyDir', readOnly: false };
  if (kinds.length > 1) refuseField(field, 'a volume is one thing only');
  switch (kind.key) {
    case 'hostPath':
      return hostPathOf(kind.field);
    case 'emptyDir': {
      const medium = wordOf(child(kind.field, 'medium'));
      const inMemory = medium.state === 'said' && medium.value === 'Memory';
      return inMemory
        ? { kind: 'tmpfs', source: '', readOnly: false }
        : { kind: 'other', source: 'emptyDir', readOnly: false };
    }
    case 'persistentVolumeClaim': {
      const readOnly = flagOf(child(kind.field, 'readOnly'));
      return { kind: 'volume', source: wordOr(child(kind.field, 'claimName'), name), readOnly: isTrue(readOnly) };
    }
    case 'ephemeral':
      return { kind: 'volume', source: name, readOnly: false };
    case 'image':
      return { kind: 'image', source: wordOr(child(kind.field, 'reference'), name), readOnly: true };
    default:
      if (OTHER_VOLUMES.has(kind.key)) return { kind: 'other', source: kind.key, readOnly: false };
      return undecidedBy(kind.field, 'is no kind of volume that the gate knows');
  }
}

function hostPathOf(field: Field): PodVolume {
  const path = wordOf(child(field, 'path'));
  if (path.state === 'unknown') return path;
  if (path.state === 'not-said' || !path.value.startsWith('/')) {
    refuseField(field, 'a hostPath has an absolute path');
    return undecidedBy(field, 'has no path');
  }
  return { kind: 'bind', source: cleanPath(path.value), readOnly: false };
}

/** What of its pod's volumes a container sees. */
export function readMounts(
  container: Field,
  volumes: ReadonlyMap<string, PodVolume>,
): { readonly mounts: readonly Stated<RunMount>[]; readonly unknown: readonly Undecided[] } {
  const fields = itemsOf(child(container, 'volumeMounts'));
  const files = fields.flatMap((field) => mountOf(field, 'mountPath', volumes) ?? []);
  // A claim as a device: the cluster's storage, and no path of the host.
  const devices = itemsOf(child(container, 'volumeDevices'));
  const blocks = devices.flatMap((field) => mountOf(field, 'devicePath', volumes) ?? []);
  return {
    mounts: [...files, ...blocks],
    unknown: fields.flatMap((field) => unknownKeys(field, VOLUME_MOUNT_FIELDS)),
  };
}

function mountOf(
  field: Field,
  pathKey: 'mountPath' | 'devicePath',
  volumes: ReadonlyMap<string, PodVolume>,
): Stated<RunMount> | undefined {
  const name = wordOf(child(field, 'name'));
  const target = wordOf(child(field, pathKey));
  const readOnly = flagOf(child(field, 'readOnly'));
  const propagation = choiceOf(child(field, 'mountPropagation'), ['None', 'HostToContainer', 'Bidirectional']);
  const sub = wordOf(child(field, 'subPath'));
  const open = [name, target, readOnly, propagation, sub].find((setting) => setting.state === 'unknown');
  if (open?.state === 'unknown') return open;
  if (name.state !== 'said' || target.state !== 'said') {
    refuseField(field, `it has a name and a ${pathKey}, both text`);
    return undefined;
  }
  const volume = volumes.get(name.value);
  if (volume === undefined)
    return undecidedBy(field, `mounts a volume that the pod does not have: ${visibleText(name.value, 60)}`);
  if ('state' in volume) return { ...volume, at: saidBy(field, '').at };
  const below = sub.state === 'said' && volume.kind === 'bind' ? `${volume.source}/${sub.value}` : volume.source;
  return saidBy(field, {
    kind: volume.kind,
    source: volume.kind === 'bind' ? cleanPath(below) : below,
    target: cleanPath(target.value),
    readOnly: isTrue(readOnly) || volume.readOnly,
    propagation: propagation.state === 'said' ? PROPAGATIONS[propagation.value] : '',
  });
}

/** https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation */
const PROPAGATIONS = { None: 'rprivate', HostToContainer: 'rslave', Bidirectional: 'rshared' } as const;

function isTrue(setting: Setting<boolean>): boolean {
  return setting.state === 'said' && setting.value;
}

function wordOr(field: Field | undefined, otherwise: string): string {
  const word = wordOf(field);
  return word.state === 'said' ? word.value : otherwise;
}
