import { NOT_SAID, type RunLimits, type RunSettings, type Setting, type Stated } from '../model/run-settings.ts';
import {
  entriesOf,
  entryOf,
  type Fields,
  fieldsOf,
  type KeyPath,
  placeOf,
  type ServiceReading,
  settingOf,
  textOf,
  undecidedAt,
  unsetIn,
  valueAt,
  WRONG_KIND,
} from './compose-reading.ts';
import type { Read } from './run-reading.ts';
import { readBytes, readCpus, readInteger, readRestart, readUlimit } from './run-values.ts';

const LIMITS = ['deploy', 'resources', 'limits'];

/** What `deploy` says goes before the keys of the service (compose, pkg/compose/create.go, `getDeployResources`). */
export function readComposeLimits(reading: ServiceReading): RunLimits {
  return {
    pids: either(reading, [...LIMITS, 'pids'], ['pids_limit'], readInteger),
    memory: either(reading, [...LIMITS, 'memory'], ['mem_limit'], readBytes),
    cpus: processors(reading),
    ulimits: readUlimits(reading),
  };
}

/** A limit of zero in `deploy` is as if it were not there. */
function either(
  reading: ServiceReading,
  deploy: KeyPath,
  own: KeyPath,
  read: (text: string) => Read<number>,
): Setting<number> {
  const first = settingOf(reading, deploy, read);
  if (first.state === 'unknown' || (first.state === 'said' && first.value > 0)) return first;
  return settingOf(reading, own, read);
}

/** Microseconds; the kernel's own when only a quota is given. */
const PERIOD = 100_000;

function processors(reading: ServiceReading): Setting<number> {
  const cpus = either(reading, [...LIMITS, 'cpus'], ['cpus'], readCpus);
  if (cpus.state === 'unknown' || (cpus.state === 'said' && cpus.value > 0)) return cpus;
  const quota = settingOf(reading, ['cpu_quota'], readInteger);
  const period = settingOf(reading, ['cpu_period'], readInteger);
  if (quota.state !== 'said') return quota.state === 'unknown' ? quota : cpus;
  if (period.state === 'unknown') return period;
  const micros = period.state === NOT_SAID.state || period.value <= 0 ? PERIOD : period.value;
  return { ...quota, value: quota.value / micros };
}

/** `nofile: 1024`, or `soft` and `hard` of it. */
function readUlimits(reading: ServiceReading): RunLimits['ulimits'] {
  const value = valueAt(reading, ['ulimits']);
  const unset = unsetIn(reading, ['ulimits']);
  const open = unset === undefined ? [] : [unset];
  const limits = fieldsOf(value ?? {});
  if (limits === undefined) return [undecidedAt(reading, ['ulimits'], value, WRONG_KIND), ...open];
  const read = [...limits].map(([name, limit]) => {
    const both = fieldsOf(limit);
    const soft = textOf(both === undefined ? limit : both.get('soft'));
    const hard = textOf(both === undefined ? limit : (both.get('hard') ?? both.get('soft')));
    return entryOf(reading, ['ulimits', name], `${name}=${soft ?? ''}:${hard ?? ''}`, readUlimit);
  });
  return [...read, ...open];
}

/** `restart`, or in its place the conditions of `deploy.restart_policy`. */
export function readComposeRestart(reading: ServiceReading): RunSettings['restart'] {
  const path = ['deploy', 'restart_policy'];
  const value = valueAt(reading, path);
  if (value === undefined) return settingOf(reading, ['restart'], readRestart);
  const policy = fieldsOf(value);
  const condition = textOf(policy?.get('condition') ?? 'any');
  const attempts = textOf(policy?.get('max_attempts') ?? 0);
  const unset = unsetIn(reading, path);
  if (unset !== undefined) return unset;
  if (policy === undefined || condition === undefined) return undecidedAt(reading, path, value, WRONG_KIND);
  const name = condition === 'any' ? 'always' : condition === 'none' ? 'no' : condition;
  return entryOf(reading, path, name === 'on-failure' ? `${name}:${attempts ?? 'none'}` : name, readRestart);
}

/** `gpus`, and the devices that `deploy` reserves, which the engine gives in the same way. */
export function readComposeGpus(reading: ServiceReading): RunSettings['gpus'] {
  const paths = [['gpus'], ['deploy', 'resources', 'reservations', 'devices']];
  return paths.flatMap((path) =>
    entriesOf(reading, path, (entry): Stated<string> => {
      const request = fieldsOf(entry);
      const text = request === undefined ? textOf(entry) : requestText(request);
      if (text === undefined) return undecidedAt(reading, path, entry, WRONG_KIND);
      return { state: 'said', value: text, at: placeOf(reading, path, text) };
    }),
  );
}

/** As `docker run --gpus` has it: `driver=nvidia,count=1,capabilities=gpu`. */
function requestText(request: Fields): string | undefined {
  const parts: string[] = [];
  for (const key of ['driver', 'count', 'device_ids', 'capabilities']) {
    const value = request.get(key);
    if (value === undefined) continue;
    const texts = (Array.isArray(value) ? value : [value]).map(textOf);
    if (texts.includes(undefined)) return undefined;
    parts.push(`${key === 'device_ids' ? 'device' : key}=${texts.join(';')}`);
  }
  return parts.length === 0 ? 'all' : parts.join(',');
}
