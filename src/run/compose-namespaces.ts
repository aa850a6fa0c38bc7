import { type Namespace, NOT_SAID, type RunSettings, type Setting } from '../model/run-settings.ts';
import {
  type Fields,
  fieldsOf,
  placeOf,
  type ServiceReading,
  settingOf,
  textOf,
  undecidedAt,
  valueAt,
  WRONG_KIND,
} from './compose-reading.ts';
import type { Read } from './run-reading.ts';

/** The namespaces of a service; `service:NAME` is the container of another one. `project` has its `networks`. */
export function readComposeNamespaces(reading: ServiceReading, project: Fields): RunSettings['namespaces'] {
  return {
    pid: modeOf(reading, 'pid', ['host']),
    network: networkOf(reading, fieldsOf(project.get('networks')) ?? new Map<string, unknown>()),
    ipc: modeOf(reading, 'ipc', ['host', 'none', 'private', 'shareable']),
    uts: modeOf(reading, 'uts', ['host']),
    userns: modeOf(reading, 'userns_mode', ['host']),
    cgroup: modeOf(reading, 'cgroup', ['host', 'private']),
  };
}

function modeOf(reading: ServiceReading, key: string, allowed: readonly string[]): Setting<Namespace> {
  const mode = settingOf(reading, [key], (text): Read<Namespace | ''> => {
    if (text === '') return { value: '' };
    const other = ofOther(text);
    if (other !== undefined) return { value: other };
    if (!allowed.includes(text)) return { wrong: 'there is no such mode' };
    const kind = (['host', 'none', 'private'] as const).find((known) => known === text);
    return { value: kind === undefined ? { kind: 'other', name: text } : { kind } };
  });
  return notEmpty(mode);
}

/**
 * Without `network_mode` a service joins networks of the project, or such as exist: among them may be the engine's own,
 * by name, and then that is the mode (compose, pkg/compose/create.go, `defaultNetworkSettings`).
 */
function networkOf(reading: ServiceReading, networks: Fields): Setting<Namespace> {
  const mode = settingOf(reading, ['network_mode'], readNetwork);
  if (mode.state !== 'not-said') return notEmpty(mode);
  const joined = valueAt(reading, ['networks']);
  const names = Array.isArray(joined) ? joined.map(textOf) : [...(fieldNames(joined) ?? ['default'])];
  for (const name of names) {
    if (name === undefined) return undecidedAt(reading, ['networks'], joined, WRONG_KIND);
    const real = nameOf(networks, name);
    if (real === undefined)
      return undecidedAt(reading, ['networks'], name, 'is a network with a name that the gate can’t read');
    const read = readNetwork(real);
    const isEngines = 'value' in read && read.value !== '' && !['other', 'private'].includes(read.value.kind);
    if (isEngines) return { state: 'said', value: read.value, at: placeOf(reading, ['networks'], name) };
    const unset = reading.lines.unsetIn({ section: 'networks', name }, []);
    if (unset !== undefined) {
      return undecidedAt(reading, ['networks'], name, `is a network with the variable ${unset}, which is not set`);
    }
  }
  return NOT_SAID;
}

/** Of a mapping that may have keys without a value. */
function fieldNames(value: unknown): readonly string[] | undefined {
  return typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
}

/** What the engine calls a network of the project; older files have it in `external`. */
function nameOf(networks: Fields, key: string): string | undefined {
  const network = fieldsOf(networks.get(key));
  const name = network?.get('name') ?? fieldsOf(network?.get('external'))?.get('name');
  return name === undefined ? `project_${key}` : textOf(name);
}

function readNetwork(text: string): Read<Namespace | ''> {
  if (text === '') return { value: '' };
  if (text === 'host' || text === 'none') return { value: { kind: text } };
  if (text === 'bridge' || text === 'default') return { value: { kind: 'private' } };
  return { value: ofOther(text) ?? { kind: 'other', name: text } };
}

function ofOther(text: string): Namespace | undefined {
  const [, kind, name] = /^(container|service):(.+)$/s.exec(text) ?? [];
  if (name === undefined || (kind !== 'container' && kind !== 'service')) return undefined;
  return { kind, name };
}

function notEmpty(mode: Setting<Namespace | ''>): Setting<Namespace> {
  if (mode.state !== 'said') return mode;
  const { value } = mode;
  return value === '' ? NOT_SAID : { ...mode, value };
}
