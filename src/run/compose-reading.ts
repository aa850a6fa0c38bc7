import { type FilePlace, NOT_SAID, type Setting, type Stated, type Undecided } from '../model/run-settings.ts';
import { type ComposeLines, type ComposeOwner, UNSET_VARIABLE } from './compose-lines.ts';
import type { Read } from './run-reading.ts';

/** One service of Compose's answer, and what is known of the files that it comes from. */
export interface ServiceReading {
  readonly owner: ComposeOwner;
  readonly fields: Fields;
  readonly lines: ComposeLines;
  /** Where the service begins. */
  readonly declared: FilePlace;
}

/** The keys of a mapping that have a value. */
export type Fields = ReadonlyMap<string, unknown>;

/** A way from a service to a value: `['deploy', 'resources', 'limits', 'pids']`. */
export type KeyPath = readonly string[];

/** @returns undefined when it is no mapping */
export function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value).filter(([, field]) => field !== null && field !== undefined));
}

/** Text and numbers. Compose doubles every dollar sign of its answer. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.replaceAll('$$', '$');
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** For values that Compose takes as a switch, which may come as text. */
export function switchText(value: unknown): string | undefined {
  return typeof value === 'boolean' ? String(value) : textOf(value);
}

/** Where a value stands; `written` tells entries of a list apart. */
export function placeOf({ owner, lines, declared }: ServiceReading, path: KeyPath, written?: string): FilePlace {
  const found = lines.placeOf(owner, path, written);
  return found ?? { ...declared, key: [owner.section, owner.name, ...path].join('.') };
}

export function undecidedAt(reading: ServiceReading, path: KeyPath, value: unknown, why: string): Undecided {
  const text = switchText(value);
  const written = text ?? (Array.isArray(value) ? 'a list' : 'a mapping');
  return { state: 'unknown', written, why, at: placeOf(reading, path, text) };
}

/** Says so when a variable that nobody sets stands in the value: Compose puts nothing in its place. */
export function unsetIn(reading: ServiceReading, path: KeyPath): Undecided | undefined {
  const variable = reading.lines.unsetIn(reading.owner, path);
  if (variable === undefined) return undefined;
  return { state: 'unknown', written: `\${${variable}}`, why: UNSET_VARIABLE, at: placeOf(reading, path) };
}

export const WRONG_KIND = 'is of a kind that the gate does not know here';

/**
 * One value. A variable that is not set makes it undecided also where Compose leaves the empty value out.
 *
 * @param value in place of the field that the path names
 */
export function settingOf<T>(
  reading: ServiceReading,
  path: KeyPath,
  read: (text: string) => Read<T>,
  value: unknown = valueAt(reading, path),
): Setting<T> {
  const unset = unsetIn(reading, path);
  if (unset !== undefined) return unset;
  return value === undefined ? NOT_SAID : entryOf(reading, path, value, read);
}

/** The entries of a list, or of the one text that stands for a list. */
export function entriesOf<T>(
  reading: ServiceReading,
  path: KeyPath,
  readEntry: (entry: unknown) => Stated<T>,
): readonly Stated<T>[] {
  const unset = unsetIn(reading, path);
  const value = valueAt(reading, path);
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const entries = list.map((entry: unknown) => readEntry(entry));
  return unset === undefined ? entries : [...entries, unset];
}

export function textsOf<T>(
  reading: ServiceReading,
  path: KeyPath,
  read: (text: string) => Read<T>,
): readonly Stated<T>[] {
  return entriesOf(reading, path, (entry) => entryOf(reading, path, entry, read));
}

/** `NAME=value` of a list; of a mapping the same, an empty value for none. */
export function pairsOf<T>(
  reading: ServiceReading,
  path: KeyPath,
  read: (text: string) => Read<T>,
): readonly Stated<T>[] {
  const value = valueAt(reading, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return textsOf(reading, path, read);
  const unset = unsetIn(reading, path);
  const entries = Object.entries(value).map(([name, field]: [string, unknown]): Stated<T> => {
    const text = field === null ? '' : switchText(field);
    if (text === undefined) return undecidedAt(reading, [...path, name], field, WRONG_KIND);
    return entryOf(reading, [...path, name], `${name}=${text}`, read);
  });
  return unset === undefined ? entries : [...entries, unset];
}

export function entryOf<T>(
  reading: ServiceReading,
  path: KeyPath,
  value: unknown,
  read: (text: string) => Read<T>,
): Stated<T> {
  const text = switchText(value);
  if (text === undefined) return undecidedAt(reading, path, value, WRONG_KIND);
  const result = read(text);
  if ('wrong' in result) return undecidedAt(reading, path, value, `can’t be read: ${result.wrong}`);
  return { state: 'said', value: result.value, at: placeOf(reading, path, text) };
}

/** What stands at the end of a path; undefined where the way ends before. */
export function valueAt({ fields }: ServiceReading, path: KeyPath): unknown {
  let value: unknown;
  let inner: Fields | undefined = fields;
  for (const key of path) {
    value = inner?.get(key);
    inner = fieldsOf(value);
  }
  return value;
}
