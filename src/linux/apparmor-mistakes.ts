import { grantsNothingWide } from './apparmor-abstractions.ts';
import { appArmorEngineMistakes } from './apparmor-engine-mistakes.ts';
import type { AppArmorMistake } from './apparmor-mistake.ts';
import { appArmorModeMistakes } from './apparmor-mode-mistakes.ts';
import type { AppArmorDocument, AppArmorNote, AppArmorProfile } from './apparmor-profile.ts';
import { appArmorRuleMistakes } from './apparmor-rule-mistakes.ts';

/** Everything that can be seen to be wrong with one profile. What is nested in it is a profile of its own. */
export function appArmorMistakes(profile: AppArmorProfile): readonly AppArmorMistake[] {
  return [...appArmorModeMistakes(profile), ...appArmorRuleMistakes(profile), ...appArmorEngineMistakes(profile)];
}

/** The profile of that name and what is nested in it, which programs of the container can be moved to. */
export function profileFamily({ profiles }: AppArmorDocument, name: string): readonly AppArmorProfile[] {
  return profiles.filter((profile) => profile.name === name || profile.name.startsWith(`${name}//`));
}

/** Where rules may stand that were not read: what was not understood, and included files of which nothing is known. */
export function unreadRules({ notes, includes }: AppArmorProfile): readonly AppArmorNote[] {
  const files = includes
    .filter((include) => !grantsNothingWide(include))
    .map(({ path, line }) => ({ line, what: `the file ${path} is included` }));
  return [...notes, ...files].sort((a, b) => a.line - b.line);
}
