import { NO_VERDICT, type Problem } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import { SETTING_NAMES, SETTINGS, type SettingName } from './schema.ts';
import { nearest } from './values.ts';

/** What was given, by name, as text; a setting that was not given has no entry. */
export type RawSettings = ReadonlyMap<SettingName, string>;

/**
 * The action's inputs. The runner passes each as `INPUT_<NAME>` with spaces turned to `_` and upper-cased, and an
 * input that was not given as an empty string (actions/toolkit, core `getInput`).
 */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): RawSettings {
  const given = new Map<SettingName, string>();
  for (const name of SETTING_NAMES) {
    const text = environment[`INPUT_${name.toUpperCase()}`];
    if (text !== undefined && text.trim() !== '') given.set(name, text);
  }
  return given;
}

/** What the command line asks for besides settings. */
export interface CommandLine {
  readonly raw: RawSettings;
  readonly help: boolean;
  readonly version: boolean;
  readonly json: boolean;
  /** `--policy-ref`: the revision whose policy applies, instead of the working tree's. */
  readonly policyRef?: string;
  readonly problems: readonly Problem[];
}

const SWITCHES = ['help', 'version', 'json'] as const;
const POLICY_REF = 'policy-ref';

/**
 * The flags of the command line: `--name value`, `--name=value`, and `--name` alone where the setting is a
 * yes or no. A flag given several times holds one entry a line. Nothing unknown is ignored.
 *
 * @param words the arguments after the program's name
 */
export function readFlags(words: readonly string[]): CommandLine {
  const given = new Map<SettingName, string>();
  const switches = new Set<string>();
  const problems: Problem[] = [];
  let policyRef: string | undefined;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] === '-h' ? '--help' : (words[index] ?? '');
    const match = /^--([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(word);
    const flag = match?.[1];
    const inline = match?.[2];
    if (flag !== undefined && isSwitch(flag) && inline === undefined) {
      switches.add(flag);
    } else if (flag === POLICY_REF) {
      const value = inline ?? words[++index] ?? '';
      if (value.trim() === '') problems.push(missingValue(flag));
      else policyRef = value;
    } else if (flag !== undefined && isSettingName(flag)) {
      const next = words[index + 1];
      const alone = inline === undefined && 'flag' in SETTINGS[flag] && next !== 'true' && next !== 'false';
      const value = inline ?? (alone ? 'true' : next);
      if (inline === undefined && !alone) index++;
      if (value === undefined) problems.push(missingValue(flag));
      else if (value.trim() !== '') given.set(flag, given.has(flag) ? `${given.get(flag)}\n${value}` : value);
    } else {
      problems.push(unknownFlag(word, flag));
      // What follows an unknown flag is probably its value: one mistake is told once.
      if (word.startsWith('--') && inline === undefined && words[index + 1]?.startsWith('-') === false) index++;
    }
  }
  const { help, version, json } = {
    help: switches.has('help'),
    version: switches.has('version'),
    json: switches.has('json'),
  };
  return { raw: given, help, version, json, problems, ...(policyRef !== undefined && { policyRef }) };
}

function isSwitch(flag: string): boolean {
  return SWITCHES.some((known) => known === flag);
}

function isSettingName(flag: string): flag is SettingName {
  return SETTING_NAMES.some((known) => known === flag);
}

function missingValue(flag: string): Problem {
  return {
    code: 'INPUT-INVALID',
    what: `--${flag} was given without a value.`,
    means: NO_VERDICT,
    todo: `Write --${flag} VALUE, or leave it out.`,
  };
}

function unknownFlag(word: string, flag: string | undefined): Problem {
  const near = nearest(flag ?? word, [...SETTING_NAMES, ...SWITCHES, POLICY_REF]);
  const hint = near === undefined ? '' : ` Did you mean --${near}?`;
  return {
    code: 'INPUT-UNKNOWN',
    what: `There is no flag or command ${visibleText(word, 60)}.${hint}`,
    means: NO_VERDICT,
    todo: 'Run docker-security-gate --help for all flags.',
  };
}
