import { NOT_SAID, type RunLimits, type Setting } from '../model/run-settings.ts';
import { every, last, lastOfEach, type RunReading, refuse } from './run-reading.ts';
import { readBytes, readCpus, readInteger, readUlimit } from './run-values.ts';

/** Microseconds; the kernel's own when only a quota is given. */
const PERIOD = 100_000;

export function readLimits(reading: RunReading): RunLimits {
  return {
    pids: last(reading, 'pids-limit', readInteger),
    memory: last(reading, 'memory', readBytes),
    cpus: readProcessors(reading),
    ulimits: lastOfEach(every(reading, 'ulimit', readUlimit), ({ name }) => name),
  };
}

/** `--cpus`, or `--cpu-quota` of each `--cpu-period`; the engine takes one or the other. */
function readProcessors(reading: RunReading): Setting<number> {
  const cpus = last(reading, 'cpus', readCpus);
  const quota = last(reading, 'cpu-quota', readInteger);
  const period = last(reading, 'cpu-period', readInteger);
  const value = reading.given.get('cpus')?.at(-1);
  if (value !== undefined && (quota.state !== 'not-said' || period.state !== 'not-said')) {
    refuse(reading, 'cpus', value, 'it can’t be given together with --cpu-quota or --cpu-period');
  }
  if (cpus.state !== 'not-said') return cpus;
  if (quota.state !== 'said') return quota;
  if (period.state === 'unknown') return period;
  const micros = period.state === NOT_SAID.state || period.value <= 0 ? PERIOD : period.value;
  return { ...quota, value: quota.value / micros };
}
