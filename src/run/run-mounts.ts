import { cleanPath } from '../linux/clean-path.ts';
import type { RunMount } from '../model/run-settings.ts';
import { csvFields } from './csv-fields.ts';
import type { Read } from './run-reading.ts';

const PROPAGATIONS = ['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared'];
const MODES: Readonly<Record<string, readonly string[]>> = {
  access: ['ro', 'rw'],
  label: ['z', 'Z'],
  propagation: PROPAGATIONS,
  copy: ['copy', 'nocopy'],
  consistency: ['consistent', 'cached', 'delegated'],
};

/**
 * Reads a value of `-v`: `[SOURCE:]TARGET[:MODES]`. Sources: docker/cli, internal/volumespec, and moby,
 * daemon/volume/mounts/linux_parser.go (`ParseMountRaw`).
 *
 * @param anyName volume names are another driver's, with its own rules
 */
export function readVolume(value: string, anyName: boolean): Read<RunMount> {
  const parts = value.split(':');
  const [first = '', second, modes] = parts;
  if (parts.length > 3) return { wrong: 'it has more than two colons' };
  if (parts.includes('')) return { wrong: 'a part of it is empty' };
  if (second === undefined) return checked(volume('', first), anyName);
  if (modes === undefined && areModes(second)) return { wrong: 'it has modes, but no target' };
  if (modes !== undefined && !areModes(modes)) return { wrong: 'its modes are none that the engine knows' };
  const chosen = modes?.split(',') ?? [];
  const mount = first.startsWith('/') || first.startsWith('.') ? bind(first, second) : volume(first, second);
  const propagation = chosen.find((mode) => PROPAGATIONS.includes(mode)) ?? '';
  return checked({ ...mount, readOnly: chosen.includes('ro'), propagation }, anyName);
}

function areModes(text: string): boolean {
  const kinds = text.split(',').map((mode) => Object.keys(MODES).find((kind) => MODES[kind]?.includes(mode)));
  return !kinds.includes(undefined) && new Set(kinds).size === kinds.length;
}

function bind(source: string, target: string): RunMount {
  return { kind: 'bind', source: cleanPath(source), target, readOnly: false, propagation: '' };
}

function volume(source: string, target: string): RunMount {
  return { kind: 'volume', source, target, readOnly: false, propagation: '' };
}

const VALUES_NOT_OF_CONCERN = ['consistency', 'volume-subpath', 'volume-label', 'image-subpath', 'tmpfs-mode'];
const SWITCHES = ['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive', 'bind-create-src'];
const KINDS = ['bind', 'volume', 'tmpfs', 'image'] as const;

/** The fields of one `--mount`, by key; `volume-opt` apart, because it may be repeated. */
interface MountFields {
  readonly byKey: ReadonlyMap<string, string>;
  readonly driverOptions: ReadonlyMap<string, string>;
}

/** Reads a value of `--mount`. Source: docker/cli 29.8.2, opts/mount.go. */
export function readMount(value: string, anyName: boolean): Read<RunMount> {
  const fields = csvFields(value.trim());
  if (fields === undefined) return { wrong: 'it is no list of key=value' };
  const read = readFields(fields);
  if ('wrong' in read) return read;
  const { byKey, driverOptions } = read.value;
  const written = (byKey.get('type') ?? 'volume').toLowerCase();
  const kind = KINDS.find((known) => known === written);
  if (kind === undefined) return { wrong: 'the engine knows no such type' };
  const strange = [...byKey.keys()].find((key) => KINDS.some((other) => other !== kind && key.startsWith(`${other}-`)));
  if (strange !== undefined) return { wrong: `${strange} is for another type` };

  const source = byKey.get('source') ?? '';
  if ((kind === 'bind' || kind === 'image') && source === '') return { wrong: 'the source is missing' };
  if (kind === 'tmpfs' && source !== '') return { wrong: 'a tmpfs has no source' };
  if (kind === 'bind' && !source.startsWith('/') && !source.startsWith('.')) {
    return { wrong: 'the source of a bind mount is an absolute path' };
  }
  const propagation = (byKey.get('bind-propagation') ?? '').toLowerCase();
  if (propagation !== '' && !PROPAGATIONS.includes(propagation)) return { wrong: 'there is no such propagation' };
  const device = driverOptions.get('device');
  const mount: RunMount = {
    kind,
    source: kind === 'bind' ? cleanPath(source) : source,
    target: byKey.get('target') ?? '',
    readOnly: byKey.get('readonly') === 'true',
    propagation,
    ...(device === undefined ? {} : { device }),
  };
  return checked(mount, anyName || byKey.has('volume-driver'));
}

function readFields(fields: readonly string[]): Read<MountFields> {
  const byKey = new Map<string, string>();
  const driverOptions = new Map<string, string>();
  for (const field of fields) {
    const equals = field.indexOf('=');
    const written = equals < 0 ? field : field.slice(0, equals);
    const value = equals < 0 ? undefined : field.slice(equals + 1);
    if (written.trim() !== written || value?.trim() !== value) return { wrong: 'white space stands in it' };
    if (value === '') return { wrong: 'a key has an empty value' };
    const key = keyOf(written.toLowerCase());
    const fault = key === undefined ? 'it has a key that the engine does not know' : faultOf(key, value);
    if (key === undefined || fault !== undefined) return { wrong: fault ?? '' };
    if (key === 'volume-opt') {
      const [name = '', ...rest] = (value ?? '').split('=');
      driverOptions.set(name, rest.join('='));
    }
    byKey.set(key, SWITCHES.includes(key) ? `${value === undefined || /^(?:1|true)$/.test(value)}` : (value ?? ''));
  }
  return { value: { byKey, driverOptions } };
}

/** The one name of a key. */
function keyOf(written: string): string | undefined {
  if (written === 'src') return 'source';
  if (written === 'dst' || written === 'destination') return 'target';
  if (written === 'ro') return 'readonly';
  const plain = ['type', 'source', 'target', 'bind-propagation', 'bind-recursive', 'volume-driver', 'volume-opt'];
  const all = [...plain, 'tmpfs-size', ...SWITCHES, ...VALUES_NOT_OF_CONCERN];
  return all.includes(written) ? written : undefined;
}

function faultOf(key: string, value: string | undefined): string | undefined {
  if (!SWITCHES.includes(key)) return value === undefined ? `${key} needs a value` : undefined;
  return value === undefined || /^(?:0|1|true|false)$/.test(value) ? undefined : `${key} is neither true nor false`;
}

function checked(mount: RunMount, anyName: boolean): Read<RunMount> {
  const { kind, source, target } = mount;
  if (!target.startsWith('/')) return { wrong: 'the target is not an absolute path' };
  if (cleanPath(target) === '/') return { wrong: 'the target is the root of the container' };
  // A name with a slash would be a path that is not absolute, which the engine refuses.
  if (kind === 'volume' && source !== '' && !anyName && !/^[A-Za-z0-9][\w.-]*$/.test(source)) {
    return { wrong: 'the source is neither an absolute path nor the name of a volume' };
  }
  return { value: { ...mount, target: cleanPath(target) } };
}
