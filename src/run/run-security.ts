import {
  type AppArmorChoice,
  NOT_SAID,
  type SeccompChoice,
  type SecurityOptions,
  type Setting,
  type Stated,
} from '../model/run-settings.ts';
import type { RunValue } from './docker-run-grammar.ts';
import { type Read, type RunReading, readSwitch, refuse, said, undecided } from './run-reading.ts';

interface Collected {
  noNewPrivileges: Setting<boolean>;
  seccomp: Setting<SeccompChoice>;
  apparmor: Setting<AppArmorChoice>;
  systemPaths: SecurityOptions['systemPaths'];
  readonly labels: Stated<string>[];
  readonly other: Stated<{ readonly key: string; readonly value: string }>[];
}

/**
 * The options of `--security-opt`, in order: `key=value`, or `key:value`, which is deprecated. Sources: docker/cli,
 * container/opts.go (`parseSecurityOpts`, `parseSystemPaths`), and moby, daemon/daemon_unix.go (`parseSecurityOpt`).
 */
export function readSecurityOptions(reading: RunReading): SecurityOptions {
  const collected: Collected = {
    ...{ noNewPrivileges: NOT_SAID, seccomp: NOT_SAID, apparmor: NOT_SAID, systemPaths: NOT_SAID },
    ...{ labels: [], other: [] },
  };
  for (const value of reading.given.get('security-opt') ?? []) {
    const wrong = readOne(collected, value);
    if (wrong !== undefined) refuse(reading, 'security-opt', value, wrong);
  }
  return collected;
}

/** @returns what is wrong */
function readOne(collected: Collected, option: RunValue): string | undefined {
  const { text, unknownFrom } = option;
  const known = text.slice(0, unknownFrom);
  // Where both stand, the equals sign divides, wherever it is: of `label:a=b` the key would be `label:a`. One in the
  // part that is not known makes no other option of it, but one that the engine refuses.
  const divider = known.includes('=') ? known.indexOf('=') : known.indexOf(':');
  if (unknownFrom !== undefined && divider < 0) {
    setAll(collected, option);
    return undefined;
  }
  if (text === 'no-new-privileges') return set(collected, 'noNewPrivileges', option, { value: true });
  if (divider < 0 || divider === text.length - 1) return 'it is not of the form key=value';
  const key = text.slice(0, divider);
  const rest = unknownFrom === undefined ? text.slice(divider + 1) : undefined;
  return readKey(collected, option, key, rest, text.charAt(divider));
}

/** @param rest what follows the key; undefined when it is not known */
function readKey(
  collected: Collected,
  option: RunValue,
  key: string,
  rest: string | undefined,
  divider: string,
): string | undefined {
  switch (key) {
    case 'no-new-privileges':
      return set(collected, 'noNewPrivileges', option, rest === undefined ? undefined : readSwitch(rest));
    case 'seccomp':
      return set(collected, 'seccomp', option, rest === undefined ? undefined : { value: seccompOf(rest) });
    case 'apparmor':
      return set(collected, 'apparmor', option, rest === undefined ? undefined : { value: apparmorOf(rest) });
    case 'label':
      collected.labels.push(rest === undefined ? undecided(option) : said(rest, option));
      return undefined;
    case 'systempaths':
      if (rest === undefined) return set(collected, 'systemPaths', option, undefined);
      if (rest !== 'unconfined' || divider !== '=') return 'the engine takes only systempaths=unconfined';
      return set(collected, 'systemPaths', option, { value: rest });
    case 'writable-cgroups': {
      const value = rest === undefined ? undefined : readSwitch(rest);
      if (value !== undefined && 'wrong' in value) return value.wrong;
      collected.other.push(value === undefined ? undecided(option) : said({ key, value: `${value.value}` }, option));
      return undefined;
    }
    default:
      return 'the engine knows no such option';
  }
}

type Single = 'noNewPrivileges' | 'seccomp' | 'apparmor' | 'systemPaths';
type ValueOf<Key extends Single> = Extract<Collected[Key], { readonly state: 'said' }>['value'];

/** @param read undefined when the value is not known */
function set<Key extends Single>(
  collected: { [K in Key]: Setting<ValueOf<K>> },
  key: Key,
  option: RunValue,
  read: Read<ValueOf<Key>> | undefined,
): string | undefined {
  if (read !== undefined && 'wrong' in read) return read.wrong;
  collected[key] = read === undefined ? undecided(option) : said(read.value, option);
  return undefined;
}

/** An option of which not even the key is known may be each of them. */
function setAll(collected: Collected, option: RunValue): void {
  const unknown = undecided(option);
  for (const key of ['noNewPrivileges', 'seccomp', 'apparmor', 'systemPaths'] as const) collected[key] = unknown;
  collected.labels.push(unknown);
  collected.other.push(unknown);
}

function seccompOf(text: string): SeccompChoice {
  if (text === 'builtin') return { kind: 'default' };
  return text === 'unconfined' ? { kind: text } : { kind: 'profile', path: text };
}

function apparmorOf(text: string): AppArmorChoice {
  return text === 'unconfined' ? { kind: text } : { kind: 'profile', name: text };
}
