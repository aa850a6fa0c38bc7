import { cleanPath } from '../linux/clean-path.ts';
import type { RunMount, RunSettings, Stated } from '../model/run-settings.ts';
import {
  entriesOf,
  entryOf,
  type Fields,
  fieldsOf,
  placeOf,
  type ServiceReading,
  settingOf,
  switchText,
  textOf,
  textsOf,
  undecidedAt,
  unsetIn,
  WRONG_KIND,
} from './compose-reading.ts';
import { readVolume } from './run-mounts.ts';
import { readSwitch } from './run-reading.ts';
import { readTmpfs } from './run-values.ts';

const SOCKET = '/var/run/docker.sock';
const PROPAGATIONS = ['', 'private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared'];

/**
 * Everything that is mounted but `tmpfs`. Sources: compose-go, types/types.go (`ServiceVolumeConfig`), and compose,
 * pkg/compose/create.go and apiSocket.go.
 *
 * @param project its `volumes`, `secrets` and `configs`, by the names that its services know them by
 */
export function readComposeMounts(reading: ServiceReading, project: Fields): readonly Stated<RunMount>[] {
  const volumes = fieldsOf(project.get('volumes')) ?? new Map<string, unknown>();
  const anyName = reading.fields.has('volume_driver');
  const mounts = entriesOf(reading, ['volumes'], (entry) => {
    const fields = fieldsOf(entry);
    if (fields !== undefined) return readLong(reading, fields);
    const short = entryOf(reading, ['volumes'], entry, (text) => readVolume(text, anyName));
    // Compose has made its host path absolute: the target is as written.
    return short.state === 'said' ? { ...short, at: placeOf(reading, ['volumes'], short.value.target) } : short;
  });
  return [
    ...mounts.flatMap((mount) => withDevice(reading, mount, volumes)),
    ...(['secrets', 'configs'] as const).flatMap((key) => {
      const files = fieldsOf(project.get(key)) ?? new Map<string, unknown>();
      return entriesOf(reading, [key], (entry) => readFileOf(reading, key, entry, files));
    }),
    ...socketOf(reading),
  ];
}

function readLong(reading: ServiceReading, fields: Fields): Stated<RunMount> {
  const path = ['volumes'];
  const type = textOf(fields.get('type')) ?? 'volume';
  const target = textOf(fields.get('target'));
  const source = textOf(fields.get('source') ?? '');
  const readOnly = readSwitch(switchText(fields.get('read_only') ?? false) ?? '');
  const bind = fieldsOf(fields.get('bind') ?? {});
  const propagation = textOf(bind?.get('propagation') ?? '');
  const unknown = (written: string, why: string) => undecidedAt(reading, path, written, why);
  if (target === undefined || source === undefined || propagation === undefined) {
    return unknown('a mount', 'lacks a target, or has a part of a kind that the gate does not know');
  }
  if ('wrong' in readOnly) return unknown(target, 'has a read_only that is neither true nor false');
  if (type !== 'bind' && type !== 'volume' && type !== 'tmpfs' && type !== 'image') {
    return unknown(type, 'is a type of mount that the gate does not know');
  }
  if (!PROPAGATIONS.includes(propagation)) return unknown(propagation, 'is a propagation that the gate does not know');
  if (!target.startsWith('/')) return unknown(target, 'is a target that is not an absolute path');
  if ((type === 'bind' || type === 'image') && source === '') return unknown(target, 'is a mount without a source');
  const mount: RunMount = {
    kind: type,
    source: type === 'bind' ? cleanPath(source) : type === 'tmpfs' ? '' : source,
    target: cleanPath(target),
    readOnly: readOnly.value,
    propagation,
  };
  return { state: 'said', value: mount, at: placeOf(reading, path, target) };
}

/** A named volume is what its driver is told to mount. */
function withDevice(reading: ServiceReading, mount: Stated<RunMount>, volumes: Fields): readonly Stated<RunMount>[] {
  if (mount.state !== 'said' || mount.value.kind !== 'volume' || mount.value.source === '') return [mount];
  const name = mount.value.source;
  const unset = reading.lines.unsetIn({ section: 'volumes', name }, ['driver_opts']);
  if (unset !== undefined) {
    return [
      undecidedAt(reading, ['volumes'], name, `is a volume whose options have the variable ${unset}, which is not set`),
    ];
  }
  const volume = fieldsOf(volumes.get(name) ?? {});
  const options = fieldsOf(volume?.get('driver_opts') ?? {});
  const device = options?.get('device');
  if (device === undefined && options !== undefined) return [mount];
  const text = textOf(device);
  if (text === undefined)
    return [undecidedAt(reading, ['volumes'], name, 'is a volume with options that the gate can’t read')];
  return [{ ...mount, value: { ...mount.value, device: text } }];
}

/**
 * A secret or a config. One that is a file is bind-mounted as any other file of the host, whatever it holds (compose,
 * pkg/compose/create.go, `buildContainerSecretMounts`); others have no path there.
 */
function readFileOf(
  reading: ServiceReading,
  key: 'secrets' | 'configs',
  entry: unknown,
  files: Fields,
): Stated<RunMount> {
  const fields = fieldsOf(entry);
  const name = textOf(fields === undefined ? entry : fields.get('source'));
  const target = textOf(fields?.get('target') ?? name);
  if (name === undefined || target === undefined) return undecidedAt(reading, [key], entry, WRONG_KIND);
  const unset = reading.lines.unsetIn({ section: key, name }, ['file']);
  if (unset !== undefined) {
    return undecidedAt(reading, [key], name, `is a file whose path has the variable ${unset}, which is not set`);
  }
  const file = fieldsOf(files.get(name))?.get('file');
  const path = file === undefined ? '' : textOf(file);
  if (path === undefined) return undecidedAt(reading, [key], name, 'is a file with a path that the gate can’t read');
  const folder = key === 'secrets' ? '/run/secrets' : '';
  const mount: RunMount = {
    ...(path === '' ? { kind: 'other', source: name } : { kind: 'bind', source: cleanPath(path) }),
    target: cleanPath(target.startsWith('/') ? target : `${folder}/${target}`),
    readOnly: true,
    propagation: '',
  };
  return { state: 'said', value: mount, at: placeOf(reading, [key], name) };
}

/** Compose mounts the engine's socket by itself. */
function socketOf(reading: ServiceReading): readonly Stated<RunMount>[] {
  const socket = settingOf(reading, ['use_api_socket'], readSwitch);
  if (socket.state === 'unknown') return [socket];
  if (socket.state !== 'said' || !socket.value) return [];
  const mount: RunMount = { kind: 'bind', source: SOCKET, target: SOCKET, readOnly: false, propagation: '' };
  return [{ ...socket, value: mount }];
}

export function readComposeTmpfs(reading: ServiceReading): RunSettings['tmpfs'] {
  return textsOf(reading, ['tmpfs'], readTmpfs);
}

/** `db`, `db:ro`, `container:old:ro`; a service's name stays as it is. */
export function readVolumesFrom(reading: ServiceReading): RunSettings['volumesFrom'] {
  const path = ['volumes_from'];
  const unset = unsetIn(reading, path);
  if (unset !== undefined) return [unset];
  return entriesOf(reading, path, (entry): Stated<string> => {
    // The first Compose says what is meant when it is not said.
    const name = textOf(entry)?.replace(/^service:|:rw$/g, '');
    if (name === undefined) return undecidedAt(reading, path, entry, WRONG_KIND);
    return entryOf(reading, path, name, (text) => (text === '' ? { wrong: 'it names nothing' } : { value: text }));
  });
}
