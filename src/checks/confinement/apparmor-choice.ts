import { profileName } from '../../linux/apparmor-names.ts';
import type { CheckResult } from '../../model/check.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { readSetting } from '../run/said.ts';

/** Which AppArmor profile the run settings ask for. */
export type AppArmorAsked =
  | { readonly kind: 'undecided'; readonly result: CheckResult }
  /** Nothing is said, or the runtime's own is asked for by name of its kind. */
  | { readonly kind: 'default'; readonly at?: SaidAt }
  | { readonly kind: 'unconfined'; readonly at: SaidAt }
  | { readonly kind: 'profile'; readonly name: string; readonly at: SaidAt };

export function appArmorAsked(run: RunSettings): AppArmorAsked {
  const choice = readSetting(run, run.security.apparmor, 'apparmor');
  if (choice.state === 'undecided') return { kind: 'undecided', result: choice.result };
  if (choice.state === 'default') return { kind: 'default' };
  const { value, at } = choice;
  return value.kind === 'profile' ? { kind: 'profile', name: profileName(value.name), at } : { kind: value.kind, at };
}

/** @param what a sentence, safe to show: what is not known */
export function appArmorUndetermined(what: string, todo: string): CheckResult {
  return { kind: 'undecided', problem: { code: 'APPARMOR-UNDETERMINED', what, means: NO_VERDICT, todo } };
}
