import { cleanPath } from '../linux/clean-path.ts';
import type { PublishedPort, RunDevice, RunSettings, Stated } from '../model/run-settings.ts';
import {
  entriesOf,
  entryOf,
  type Fields,
  fieldsOf,
  placeOf,
  type ServiceReading,
  switchText,
  textOf,
  undecidedAt,
  unsetIn,
  valueAt,
  WRONG_KIND,
} from './compose-reading.ts';
import { readPort } from './run-ports.ts';
import { readDevice, readEnvName } from './run-values.ts';

export function readComposePorts(reading: ServiceReading): RunSettings['ports'] {
  return entriesOf(reading, ['ports'], (entry): Stated<PublishedPort> => {
    const fields = fieldsOf(entry);
    const text = fields === undefined ? textOf(entry) : portText(fields);
    if (text === undefined) return undecidedAt(reading, ['ports'], entry, WRONG_KIND);
    const read = readPort(text);
    if ('wrong' in read) return undecidedAt(reading, ['ports'], text, `can’t be read: ${read.wrong}`);
    return { state: 'said', value: read.value, at: placeOf(reading, ['ports'], writtenPort(read.value)) };
  });
}

/** The long form as the short one. */
function portText(fields: Fields): string | undefined {
  const [target, published, address, protocol] = [
    textOf(fields.get('target')),
    textOf(fields.get('published') ?? ''),
    textOf(fields.get('host_ip') ?? ''),
    textOf(fields.get('protocol') ?? 'tcp'),
  ];
  if (target === undefined || published === undefined || address === undefined || protocol === undefined) {
    return undefined;
  }
  const host = address.includes(':') ? `[${address}]` : address;
  return `${host}:${published}:${target}/${protocol}`;
}

/** As people write it, to find the line of an entry of which Compose has made a mapping. */
function writtenPort({ hostAddress, hostPort, containerPort, protocol }: PublishedPort): string {
  const parts = [hostAddress, hostPort, containerPort].filter((part) => part !== '');
  return `${parts.join(':')}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

export function readComposeDevices(reading: ServiceReading): RunSettings['devices'] {
  return entriesOf(reading, ['devices'], (entry): Stated<RunDevice> => {
    const fields = fieldsOf(entry);
    if (fields === undefined) return entryOf(reading, ['devices'], entry, readDevice);
    const source = textOf(fields.get('source'));
    const target = textOf(fields.get('target') ?? source);
    const permissions = textOf(fields.get('permissions') ?? 'rwm');
    if (source === undefined || target === undefined || permissions === undefined) {
      return undecidedAt(reading, ['devices'], entry, WRONG_KIND);
    }
    const isCdi = source === target && !source.startsWith('/');
    const device = isCdi ? readDevice(source) : readDevice(`${source}:${cleanPath(target)}:${permissions}`);
    if ('wrong' in device) return undecidedAt(reading, ['devices'], source, `can’t be read: ${device.wrong}`);
    return { state: 'said', value: device.value, at: placeOf(reading, ['devices'], source) };
  });
}

/** Names only. A variable in a value decides on nothing here. */
export function readNames(reading: ServiceReading, key: 'environment' | 'annotations'): readonly Stated<string>[] {
  const value = valueAt(reading, [key]);
  if (value === undefined) return [];
  // Of a mapping the keys, whether they have a value or not.
  const names = Array.isArray(value)
    ? value
    : typeof value === 'object' && value !== null
      ? Object.keys(value)
      : [value];
  return names.map((entry: unknown) => {
    const [name = ''] = switchText(entry)?.split('=', 1) ?? [];
    const place = [key, ...(Array.isArray(value) ? [] : [name])];
    if (name === '') return undecidedAt(reading, [key], 'an entry', 'has no name that the gate can read');
    return entryOf(reading, place, name, readEnvName);
  });
}

/** Paths; `path` of the long form. */
export function readEnvFiles(reading: ServiceReading): RunSettings['envFiles'] {
  const unset = unsetIn(reading, ['env_file']);
  if (unset !== undefined) return [unset];
  return entriesOf(reading, ['env_file'], (entry): Stated<string> => {
    const path = textOf(fieldsOf(entry)?.get('path') ?? entry);
    if (path === undefined) return undecidedAt(reading, ['env_file'], entry, WRONG_KIND);
    return { state: 'said', value: path, at: placeOf(reading, ['env_file'], path) };
  });
}
