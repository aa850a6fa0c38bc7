import { NOT_SAID, type SaidAt, type Setting, type Stated, type Undecided } from '../model/run-settings.ts';
import type { GivenFlag, RunLineError, RunValue } from './docker-run-grammar.ts';

/** What one value comes to. `wrong` completes "--memory 12q: …". */
export type Read<T> = { readonly value: T } | { readonly wrong: string };

/** The options of a line, by what they set, and what was found wrong with them. */
export interface RunReading {
  readonly given: ReadonlyMap<string, readonly RunValue[]>;
  readonly errors: RunLineError[];
}

export function runReading(flags: readonly GivenFlag[]): RunReading {
  const given = new Map<string, RunValue[]>();
  for (const { flag, value } of flags) {
    if (flag.sets === undefined) continue;
    const values = given.get(flag.sets);
    if (values === undefined) given.set(flag.sets, [value]);
    else values.push(value);
  }
  return { given, errors: [] };
}

/** Every value of an option that may be repeated, in order. */
export function every<T>(reading: RunReading, name: string, read: (text: string) => Read<T>): readonly Stated<T>[] {
  return (reading.given.get(name) ?? []).flatMap((value) => {
    if (value.unknownFrom !== undefined) return [undecided(value)];
    const result = read(value.text);
    if ('value' in result) return [said(result.value, value)];
    refuse(reading, name, value, result.wrong);
    return [];
  });
}

/** The value of an option of which the last one counts; all of them must be right, as for the engine. */
export function last<T>(reading: RunReading, name: string, read: (text: string) => Read<T>): Setting<T> {
  return every(reading, name, read).at(-1) ?? NOT_SAID;
}

/** Of entries with the same key only the last one; those that are not known are all kept. */
export function lastOfEach<T>(entries: readonly Stated<T>[], keyOf: (value: T) => string): readonly Stated<T>[] {
  const lastOf = new Map<string, Stated<T>>();
  for (const entry of entries) if (entry.state === 'said') lastOf.set(keyOf(entry.value), entry);
  return entries.filter((entry) => entry.state === 'unknown' || lastOf.get(keyOf(entry.value)) === entry);
}

export function said<T>(value: T, { word }: Pick<RunValue, 'word'>): Stated<T> {
  return { state: 'said', value, at: atWord(word) };
}

export function undecided({ word, text }: Pick<RunValue, 'word' | 'text'>): Undecided {
  return { state: 'unknown', written: text, why: 'only the shell that runs the line knows it', at: atWord(word) };
}

export function atWord(word: number): SaidAt {
  return { in: 'run-args', word };
}

/** Notes what is wrong with a value, which is not repeated: it may be long, or a secret at the wrong place. */
export function refuse(reading: RunReading, name: string, value: RunValue, wrong: string): void {
  reading.errors.push({ word: value.word, text: `--${name}: ${wrong}.` });
}

export function readText(text: string): Read<string> {
  return { value: text };
}

/** As `strconv.ParseBool` of Go. */
export function readSwitch(text: string): Read<boolean> {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return { value: true };
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return { value: false };
  return { wrong: 'its value is neither true nor false' };
}
