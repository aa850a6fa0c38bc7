import { type Namespace, NOT_SAID, type RunSettings, type Setting } from '../model/run-settings.ts';
import { csvFields } from './csv-fields.ts';
import { every, last, type Read, type RunReading, refuse } from './run-reading.ts';

/**
 * The namespaces of a `docker run` line; `''` is as if nothing had been said. Source: moby, api/types/container/
 * hostconfig.go (the `Valid` of each mode).
 */
export function readNamespaces(reading: RunReading): RunSettings['namespaces'] {
  return {
    pid: modeOf(reading, 'pid', ['host', 'container:NAME']),
    network: readNetwork(reading),
    ipc: modeOf(reading, 'ipc', ['host', 'container:NAME', 'none', 'private', 'shareable']),
    uts: modeOf(reading, 'uts', ['host']),
    userns: modeOf(reading, 'userns', ['host']),
    cgroup: modeOf(reading, 'cgroupns', ['host', 'private']),
  };
}

function modeOf(reading: RunReading, name: string, allowed: readonly string[]): Setting<Namespace> {
  const mode = last(reading, name, (text): Read<Namespace | ''> => {
    if (text === '') return { value: '' };
    const namespace = namespaceOf(text);
    const isAllowed = allowed.includes(namespace.kind === 'container' ? 'container:NAME' : text);
    return isAllowed ? { value: namespace } : { wrong: 'there is no such mode' };
  });
  if (mode.state !== 'said') return mode;
  const { value } = mode;
  return value === '' ? NOT_SAID : { ...mode, value };
}

function namespaceOf(text: string): Namespace {
  if (text === 'host' || text === 'none' || text === 'private') return { kind: text };
  const container = /^container:(.+)$/s.exec(text)?.[1];
  return container === undefined ? { kind: 'other', name: text } : { kind: 'container', name: container };
}

/**
 * The first network decides on the namespace. Networks of one's own can be joined several at a time, those of the
 * engine (`host`, `bridge`, `none`, another container's) only alone.
 */
function readNetwork(reading: RunReading): Setting<Namespace> {
  const networks = every(reading, 'network', readNetworkName);
  const names = networks.flatMap((network) => (network.state === 'said' ? [network.value] : []));
  const value = reading.given.get('network')?.at(-1);
  if (value !== undefined && names.length > 1 && names.some(isOfEngine)) {
    refuse(reading, 'network', value, 'a network of the engine can’t be joined together with another one');
  }
  if (value !== undefined && new Set(names).size < names.length) {
    refuse(reading, 'network', value, 'the same network is given twice');
  }
  const [first] = networks;
  if (first?.state !== 'said') return first ?? NOT_SAID;
  return { ...first, value: networkOf(first.value) };
}

function networkOf(name: string): Namespace {
  if (name === 'default' || name === 'bridge') return { kind: 'private' };
  // A network can be called `private`; it is no mode here.
  return name === 'private' ? { kind: 'other', name } : namespaceOf(name);
}

function isOfEngine(name: string): boolean {
  return ['default', 'bridge', 'host', 'none'].includes(name) || name.startsWith('container:');
}

const KEYS = ['name', 'alias', 'ip', 'ip6', 'mac-address', 'link-local-ip', 'driver-opt', 'gw-priority'];

/** `host`, `name=front,alias=db`; the long form knows no upper case (docker/cli, opts/network.go). */
function readNetworkName(text: string): Read<string> {
  if (!/\w=\w/.test(text)) return text.trim() === '' ? { wrong: 'it names no network' } : { value: text };
  let name = '';
  for (const field of csvFields(text) ?? ['']) {
    const equals = field.indexOf('=');
    const key = field.slice(0, Math.max(0, equals)).trim().toLowerCase();
    if (!KEYS.includes(key)) return { wrong: 'it is no list of keys that the engine knows' };
    if (key === 'name')
      name = field
        .slice(equals + 1)
        .trim()
        .toLowerCase();
  }
  return name === '' ? { wrong: 'it names no network' } : { value: name };
}
