import { NO_VERDICT, type Problem } from '../model/errors.ts';
import type { SettingName } from './schema.ts';

/** It belongs to the contract, and its capability is not there yet. */
export function pending(name: SettingName, capability: string): Problem {
  return {
    code: 'NOT-AVAILABLE-YET',
    what: `${name} was given, and this version of the gate does not have that capability yet (${capability}).`,
    means: NO_VERDICT,
    todo: `Leave ${name} out, or wait for the version that has it: see CHANGELOG.md.`,
  };
}

/** A value that does not have the form that its setting asks for; at most five reasons are told. */
export function invalid(name: SettingName, messages: readonly string[]): Problem {
  return {
    code: 'INPUT-INVALID',
    what: `${name} ${messages.slice(0, 5).join('; ')}.`,
    means: NO_VERDICT,
    todo: `Correct ${name}.`,
  };
}

/** Settings that can't stand beside each other; `names` says which. */
export function conflict(names: string, why: string, todo: string): Problem {
  return { code: 'INPUT-CONFLICT', what: `${names} contradict each other: ${why}.`, means: NO_VERDICT, todo };
}
