import * as v from 'valibot';
import type { CheckPolicy, Inherited, Mode, MustDeny, Preset, Sourced } from '../model/policy.ts';
import type { Threshold } from '../model/severity.ts';
import { visibleText } from '../model/visible-text.ts';
import { readMustDeny } from './policy-demands.ts';
import { firstMistakes, type StrangerList, strangerList } from './policy-mistakes.ts';
import {
  CHECK_KEYS,
  CHECK_OFF,
  isLaterVersion,
  MAX_POLICY_BYTES,
  POLICY_KEY_NAMES,
  POLICY_KEYS,
  shown,
} from './policy-schema.ts';
import { nearest } from './values.ts';
import { type Mistake, type Place, type PlacedEntry, type PlacedMapping, readYamlMapping } from './yaml-mapping.ts';

/** What a policy file says, each value with its line; nothing is filled in. */
export interface PolicyFile {
  readonly preset?: Sourced<Preset>;
  readonly mode?: Sourced<Mode>;
  readonly failOn?: Sourced<Threshold>;
  readonly inherited?: Sourced<Inherited>;
  readonly onlyFixed?: Sourced<boolean>;
  readonly scanner?: Sourced<'none'>;
  readonly mustDeny: MustDeny;
  readonly observe?: Sourced<boolean>;
  readonly checks: ReadonlyMap<string, CheckPolicy>;
}

/** Something wrong in a policy file. `too-new`: a later version may know it; `not-yet`: part of the contract, not there yet. */
export interface PolicyMistake extends Mistake {
  readonly kind: 'invalid' | 'too-new' | 'not-yet';
}

export interface ReadPolicyFile {
  /** Absent when there is any mistake: half a policy is none. */
  readonly file?: PolicyFile;
  /** What is wrong, by line; of many the first, and at the end one that says how many are left out. */
  readonly mistakes: readonly PolicyMistake[];
  /** How many mistakes there are, told or not. */
  readonly count: number;
}

/**
 * Reads the text of a policy file. Pure; tells all mistakes at once, each with its line.
 *
 * @param name how the file is called in what is shown: `.github/docker-security-gate.yml`
 * @param checkIds the checks that this version has
 */
export function readPolicyFile(text: string, name: string, checkIds: readonly string[]): ReadPolicyFile {
  if (Buffer.byteLength(text) > MAX_POLICY_BYTES) {
    const large = `the file has more than ${MAX_POLICY_BYTES} bytes`;
    return { mistakes: [{ kind: 'invalid', line: 1, column: 1, text: large }], count: 1 };
  }
  const { entries, ...yaml } = readYamlMapping(text);
  const mistakes: PolicyMistake[] = yaml.mistakes.map((mistake) => ({ ...mistake, kind: 'invalid' }));
  const strangers = strangerList(mistakes);
  const reader = keyReader(name, mistakes, strangers);
  reader.value(entries, 'version', POLICY_KEYS.version.schema, isLater(entries.get('version')) ? 'too-new' : 'invalid');
  const scanner = reader.value(entries, 'scanner', POLICY_KEYS.scanner.schema);
  const file = {
    ...present('preset', reader.value(entries, 'preset', POLICY_KEYS.preset.schema)),
    ...present('mode', reader.value(entries, 'mode', POLICY_KEYS.mode.schema)),
    ...present('failOn', reader.value(entries, 'fail-on', POLICY_KEYS['fail-on'].schema)),
    ...present('inherited', reader.value(entries, 'inherited', POLICY_KEYS.inherited.schema)),
    ...present('onlyFixed', reader.value(entries, 'only-fixed', POLICY_KEYS['only-fixed'].schema)),
    ...present('scanner', readScanner(scanner, entries.get('scanner'), mistakes)),
    mustDeny: readMustDeny(entries.get('seccomp'), reader, mistakes),
    ...present('observe', reader.value(entries, 'observe', POLICY_KEYS.observe.schema)),
    checks: readChecks(entries.get('checks'), reader, checkIds, mistakes, strangers),
  };
  reader.refuseUnknown(entries, [...POLICY_KEY_NAMES, 'checks'], '');
  if (mistakes.length === 0) return { file, mistakes, count: 0 };
  const sorted = mistakes.sort((a, b) => a.line - b.line || a.column - b.column);
  return firstMistakes(sorted, yaml.untold + strangers.untold());
}

function isLater(version: PlacedEntry | undefined): boolean {
  return version !== undefined && isLaterVersion(version.value);
}

function present<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  // A computed key widens to an index signature; the object has exactly this one.
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: T });
}

/** Reads single keys of a mapping, and notes what is wrong with them. */
export interface KeyReader {
  readonly refuseUnknown: (entries: PlacedMapping, known: readonly string[], prefix: string) => void;
  readonly value: <S extends v.GenericSchema>(
    entries: PlacedMapping,
    key: string,
    schema: S,
    kind?: PolicyMistake['kind'],
    prefix?: string,
  ) => Sourced<v.InferOutput<S>> | undefined;
}

function keyReader(name: string, mistakes: PolicyMistake[], strangers: StrangerList): KeyReader {
  return {
    refuseUnknown: (entries, known, prefix) => {
      for (const [key, { keyPlace }] of entries) {
        if (!known.includes(key)) strangers.add(() => unknownKey(key, keyPlace, known, prefix));
      }
    },
    value: (entries, key, schema, kind = 'invalid', prefix = '') => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      // Without the word a list that holds ten thousand wrong words is ten thousand issues, each with the list.
      const parsed = v.safeParse(schema, plain(entry), { abortEarly: true });
      if (parsed.success) return { value: parsed.output, from: `${name}:${entry.keyPlace.line}` };
      const [issue] = parsed.issues;
      mistakes.push({ kind, ...entry.place, text: `${prefix}${key} ${issue.message}` });
      return undefined;
    },
  };
}

function unknownKey(key: string, place: Place, known: readonly string[], prefix: string): PolicyMistake {
  const near = nearest(key.replaceAll('_', '-'), known);
  const hint = near === undefined ? ` Known here: ${known.join(', ')}.` : ` Did you mean ${near}?`;
  return { kind: 'invalid', ...place, text: `${prefix}${visibleText(key, 60)}: there is no such key.${hint}` };
}

/** A mapping as an object, so that a message calls it one; its keys are not needed. */
function plain({ value, entries }: PlacedEntry): unknown {
  return entries === undefined ? value : {};
}

function readScanner(
  given: Sourced<string | readonly string[]> | undefined,
  entry: PlacedEntry | undefined,
  mistakes: PolicyMistake[],
): Sourced<'none'> | undefined {
  if (given === undefined || entry === undefined) return undefined;
  const scanners = typeof given.value === 'string' ? [given.value] : given.value;
  const wanted = [...new Set(scanners)].filter((scanner) => scanner !== 'none');
  const wrong = (kind: PolicyMistake['kind'], text: string) => void mistakes.push({ kind, ...entry.place, text });
  if (scanners.length === 0) wrong('invalid', 'scanner is an empty list; write none, or leave it out.');
  else if (wanted.length === 0) return { value: 'none', from: given.from };
  else if (scanners.includes('none')) wrong('invalid', 'scanner has none beside other scanners; write one of both.');
  else wrong('not-yet', `scanner is ${wanted.join(', ')}: this version of the gate has no scanner yet.`);
  return undefined;
}

function readChecks(
  entry: PlacedEntry | undefined,
  reader: KeyReader,
  checkIds: readonly string[],
  mistakes: PolicyMistake[],
  strangers: StrangerList,
): ReadonlyMap<string, CheckPolicy> {
  const rules = new Map<string, CheckPolicy>();
  if (entry === undefined) return rules;
  if (entry.entries === undefined) {
    const text = `checks is ${shown(entry.value)}; write a mapping: one "check-id: off" or "check-id: {…}" a line.`;
    mistakes.push({ kind: 'invalid', ...entry.place, text });
    return rules;
  }
  for (const [id, rule] of entry.entries) {
    if (!checkIds.includes(id)) strangers.add(() => unknownCheck(id, rule.keyPlace, checkIds));
    else rules.set(id, readRule(entry.entries, id, rule, reader));
  }
  return rules;
}

/** A name that is nearly one of ours is a mistake; any other may be a check of a later version. */
function unknownCheck(id: string, place: Place, checkIds: readonly string[]): PolicyMistake {
  const near = nearest(id.replaceAll('_', '-'), checkIds);
  const text = `checks.${visibleText(id, 60)}: this version has no such check.`;
  if (near !== undefined) return { kind: 'invalid', ...place, text: `${text} Did you mean ${near}?` };
  return { kind: 'too-new', ...place, text };
}

function readRule(checks: PlacedMapping, id: string, rule: PlacedEntry, reader: KeyReader): CheckPolicy {
  const { entries } = rule;
  if (entries === undefined) {
    const off = reader.value(checks, id, CHECK_OFF, 'invalid', 'checks.');
    return off === undefined ? {} : { off: { value: true, from: off.from } };
  }
  const prefix = `checks.${id}.`;
  reader.refuseUnknown(entries, Object.keys(CHECK_KEYS), prefix);
  return {
    ...present('severity', reader.value(entries, 'severity', CHECK_KEYS.severity.schema, 'invalid', prefix)),
    ...present('failOn', reader.value(entries, 'fail-on', CHECK_KEYS['fail-on'].schema, 'invalid', prefix)),
    ...present('required', reader.value(entries, 'required', CHECK_KEYS.required.schema, 'invalid', prefix)),
  };
}
