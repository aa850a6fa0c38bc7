import { isEngineProfile, nearestName } from '../../linux/apparmor-names.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { fixFor, locationOf, placeWords } from '../run/said.ts';
import { appArmorAsked } from './apparmor-choice.ts';
import { documentsOf, type NamedProfile, placesOf, readNamed } from './apparmor-named.ts';
import { APPARMOR_REFERENCES } from './apparmor-references.ts';

const META = { id: 'apparmor-profile-known', severity: 'medium' } as const;

/** The profile that is named is the engine's own, or one that the repository brings. */
export const apparmorProfileKnown = defineCheck({
  ...META,
  title: 'The AppArmor profile that is named is in the repository',
  area: 'confinement',
  needs: ['run-settings', 'apparmor-profiles'],
  uses: [],
  references: APPARMOR_REFERENCES,
  evaluate: (evidence) => {
    const { 'run-settings': run, 'apparmor-profiles': files } = evidence;
    const asked = appArmorAsked(run);
    if (asked.kind === 'undecided') return asked.result;
    if (asked.kind !== 'profile' || isEngineProfile(asked.name)) {
      return { kind: 'not-applicable', observed: 'The run settings name no AppArmor profile of their own.' };
    }
    const named = readNamed(evidence);
    if (named.kind === 'found')
      return { kind: 'judged', seen: `${shown(asked.name)}: ${placesOf(named)}`, findings: [] };
    const names = documentsOf(files).flatMap(({ document }) => document.profiles.map(({ name }) => name));
    // A name that is put together from variables may come to this one.
    if (names.some((name) => name.includes('@{'))) return named.result;
    return unknown(run, asked, names);
  },
});

function unknown(
  run: RunSettings,
  { name, at }: Pick<NamedProfile, 'name' | 'at'>,
  names: readonly string[],
): CheckResult {
  const near = nearestName(name, names);
  const hint = near === undefined ? '' : ` Was ${shown(near)} meant?`;
  const have = names.length === 0 ? 'no profile in the repository' : `in the repository: ${listed(names)}`;
  const seen = `apparmor: ${shown(name)} (${placeWords(at)}); ${have}`;
  const location = locationOf(at);
  const cures =
    near === undefined || !/^[\w.-]{1,100}$/.test(near)
      ? {}
      : {
          compose: [`      - apparmor=${near}`],
          run: [`--security-opt=apparmor=${near}`],
          kubernetes: [`            localhostProfile: ${near}`],
        };
  const found = finding(META, {
    key: name,
    title: 'The AppArmor profile is not in the repository',
    detail: `What ${shown(name)} allows can’t be judged. A name that is wrong starts no container where there is AppArmor, and is not noticed where there is none.${hint}`,
    seen,
    ...(location && { location }),
    fix: fixFor(
      run,
      {
        text:
          near === undefined
            ? 'Put the profile into the repository, as apparmor/NAME, or write the name of the one that is there.'
            : `Write ${shown(near)}, or put the profile into the repository.`,
        ...cures,
      },
      'replace',
    ),
  });
  return { kind: 'judged', seen, findings: [found] };
}

function listed(names: readonly string[]): string {
  const some = names.slice(0, 5).map(shown).join(', ');
  return names.length > 5 ? `${some} and ${names.length - 5} more` : some;
}

function shown(name: string): string {
  return visibleText(name, 80);
}
