import { cleanPath } from '../linux/clean-path.ts';
import type { RunDevice, RunLimits, RunSettings, Said } from '../model/run-settings.ts';
import type { Read } from './run-reading.ts';

type EntryOf<List> = List extends readonly (infer Entry)[] ? Extract<Entry, Said<unknown>>['value'] : never;
type RestartSetting = Extract<RunSettings['restart'], Said<unknown>>['value'];

const UNITS: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/** Bytes of `512m`, `1.5g`, `64KiB`: docker/go-units, `RAMInBytes`. */
export function readBytes(text: string): Read<number> {
  const [, number, unit = ''] = /^(\d+(?:\.\d*)?|\.\d+) ?(b|[kmgtp](?:i?b)?)?$/i.exec(text) ?? [];
  if (number === undefined) return { wrong: 'it is no size' };
  return { value: Math.trunc(Number(number) * (UNITS[unit.charAt(0).toLowerCase()] ?? 1)) };
}

export function readInteger(text: string): Read<number> {
  if (!/^[-+]?\d{1,19}$/.test(text)) return { wrong: 'it is no whole number' };
  return { value: Number(text) };
}

/** Processors: `1.5`, `3/2`, down to a billionth (docker/cli, opts.go, `ParseCPUs`). */
export function readCpus(text: string): Read<number> {
  const [, over, under = '1'] = /^([-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  if (over === undefined || Number(under) === 0) return { wrong: 'it is no number of processors' };
  return { value: Number(over) / Number(under) };
}

const ULIMITS = [
  ...['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio'],
  ...['rttime', 'sigpending', 'stack'],
];

/** `nofile=1024`, `nofile=1024:2048`; -1 is no limit (docker/go-units, `ParseUlimit`). */
export function readUlimit(text: string): Read<EntryOf<RunLimits['ulimits']>> {
  const [, name = '', first, second] = /^([a-z]+)=(-?\d{1,19})(?::(-?\d{1,19}))?$/.exec(text) ?? [];
  if (!ULIMITS.includes(name)) return { wrong: 'it is not of the form name=soft:hard with a name that exists' };
  const soft = Number(first);
  const hard = second === undefined ? soft : Number(second);
  if (hard !== -1 && (soft === -1 || soft > hard)) return { wrong: 'its soft limit is above its hard limit' };
  return { value: { name, soft, hard } };
}

const SYSCTLS = ['msgmax', 'msgmnb', 'msgmni', 'sem', 'shmall', 'shmmax', 'shmmni', 'shm_rmid_forced'];

/** The client takes only those that belong to a namespace (docker/cli, opts.go, `ValidateSysctl`). */
export function readSysctl(text: string): Read<EntryOf<RunSettings['sysctls']>> {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals));
  const namespaced = /^(?:net|fs\.mqueue)\./.test(name) || SYSCTLS.some((known) => name === `kernel.${known}`);
  if (!namespaced) return { wrong: 'docker run sets no such parameter' };
  return { value: { name, value: text.slice(equals + 1) } };
}

/** `/dev/x`, `/dev/x:/dev/y`, `/dev/x:/dev/y:rwm`, `vendor.com/class=name` (docker/cli, container/opts.go). */
export function readDevice(text: string): Read<RunDevice> {
  if (/^[A-Za-z][\w.-]*\/[A-Za-z][\w-]*=[\w.:-]+$/.test(text)) {
    return { value: { source: text, target: text, permissions: 'rwm' } };
  }
  const [source = '', second, third, ...more] = text.split(':');
  if (source === '' || more.length > 0) return { wrong: 'it is not of the form host:container:permissions' };
  const permissions = third ?? (second !== undefined && arePermissions(second) ? second : undefined);
  if (permissions !== undefined && !arePermissions(permissions))
    return { wrong: 'its permissions are not of r, w and m' };
  const target = second === undefined || (third === undefined && permissions !== undefined) ? source : second;
  if (!target.startsWith('/')) return { wrong: 'its path in the container is not absolute' };
  return { value: { source: cleanPath(source), target: cleanPath(target), permissions: permissions ?? 'rwm' } };
}

function arePermissions(text: string): boolean {
  return /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;
}

/** `c 1:3 rwm`, `a *:* rwm` */
export function readDeviceRule(text: string): Read<string> {
  const rule = /^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/.test(text);
  return rule ? { value: text } : { wrong: 'it is not of the form "type major:minor permissions"' };
}

/** `no`, `always`, `unless-stopped`, `on-failure:5`; empty is `no`. */
export function readRestart(text: string): Read<RestartSetting> {
  const [, written = '', retries] = /^([a-z-]*)(?::(\d{0,9}))?$/.exec(text === '' ? 'no' : text) ?? [];
  const policy = (['no', 'always', 'unless-stopped', 'on-failure'] as const).find((known) => known === written);
  if (policy === undefined) return { wrong: 'there is no such policy' };
  const count = Number(retries ?? 0);
  if (count !== 0 && policy !== 'on-failure') return { wrong: 'only on-failure takes a number of retries' };
  return { value: count === 0 ? { policy } : { policy, retries: count } };
}

/** `/run`, `/run:rw,exec,size=64m` */
export function readTmpfs(text: string): Read<EntryOf<RunSettings['tmpfs']>> {
  const colon = text.indexOf(':');
  const target = colon < 0 ? text : text.slice(0, colon);
  if (!target.startsWith('/')) return { wrong: 'its path is not absolute' };
  if (cleanPath(target) === '/') return { wrong: 'its path is the root of the container' };
  const options = colon < 0 ? [] : text.slice(colon + 1).split(',');
  return { value: { target: cleanPath(target), options: options.filter((option) => option !== '') } };
}

/** The name of a variable: of `A=b`, and of `A` alone, which takes its value from where docker runs. */
export function readEnvName(text: string): Read<string> {
  const [name = ''] = text.split('=', 1);
  return name === '' ? { wrong: 'it has no name' } : { value: name };
}
