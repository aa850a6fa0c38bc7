import type { SaidAt, SecurityOptions, Setting, Stated, Undecided } from '../model/run-settings.ts';
import { placeOf, type ServiceReading, textOf, undecidedAt, unsetIn, valueAt, WRONG_KIND } from './compose-reading.ts';
import type { RunReading } from './run-reading.ts';
import { readSecurityOptions } from './run-security.ts';

const PATH = ['security_opt'];

/**
 * `security_opt`, which takes what `docker run --security-opt` takes. An entry that can't be read may be each of them,
 * and so may all that a variable leaves open.
 */
export function readComposeSecurity(reading: ServiceReading): SecurityOptions {
  const value = valueAt(reading, PATH) ?? [];
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  const open: Undecided[] = [];
  let all = readSecurityOptions({ given: new Map(), errors: [] });
  entries.forEach((entry) => {
    const text = textOf(entry);
    if (text === undefined) {
      open.push(undecidedAt(reading, PATH, entry, WRONG_KIND));
      return;
    }
    const one: RunReading = { given: new Map([['security-opt', [{ word: 1, text }]]]), errors: [] };
    const read = readSecurityOptions(one);
    const [error] = one.errors;
    if (error !== undefined) open.push(undecidedAt(reading, PATH, text, `can’t be read: ${error.text}`));
    else all = merged(all, movedTo(read, placeOf(reading, PATH, text)));
  });
  const unset = unsetIn(reading, PATH);
  return [...open, ...(unset === undefined ? [] : [unset])].reduce(withUndecided, all);
}

/** Of an option that is repeated the last one counts. */
function merged(all: SecurityOptions, next: SecurityOptions): SecurityOptions {
  const later = <T>(one: Setting<T>, other: Setting<T>): Setting<T> => (other.state === 'not-said' ? one : other);
  return {
    noNewPrivileges: later(all.noNewPrivileges, next.noNewPrivileges),
    seccomp: later(all.seccomp, next.seccomp),
    apparmor: later(all.apparmor, next.apparmor),
    systemPaths: later(all.systemPaths, next.systemPaths),
    labels: [...all.labels, ...next.labels],
    other: [...all.other, ...next.other],
  };
}

function movedTo(options: SecurityOptions, at: SaidAt): SecurityOptions {
  const setting = <T>(one: Setting<T>): Setting<T> => (one.state === 'not-said' ? one : { ...one, at });
  const stated = <T>(one: Stated<T>): Stated<T> => ({ ...one, at });
  return {
    noNewPrivileges: setting(options.noNewPrivileges),
    seccomp: setting(options.seccomp),
    apparmor: setting(options.apparmor),
    systemPaths: setting(options.systemPaths),
    labels: options.labels.map(stated),
    other: options.other.map(stated),
  };
}

/** Any option may be meant; one that is surely the worst stays as it is said. */
function withUndecided(all: SecurityOptions, open: Undecided): SecurityOptions {
  const { noNewPrivileges, seccomp, apparmor, systemPaths } = all;
  const isOpen = <T>(one: Setting<T>, worst: (value: T) => boolean): Setting<T> => {
    return one.state === 'said' && worst(one.value) ? one : open;
  };
  return {
    noNewPrivileges: isOpen(noNewPrivileges, (value) => !value),
    seccomp: isOpen(seccomp, ({ kind }) => kind === 'unconfined'),
    apparmor: isOpen(apparmor, ({ kind }) => kind === 'unconfined'),
    systemPaths: isOpen(systemPaths, (value) => value === 'unconfined'),
    labels: [...all.labels, open],
    other: [...all.other, open],
  };
}
