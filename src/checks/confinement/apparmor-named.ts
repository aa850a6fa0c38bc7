import { readAppArmor } from '../../linux/apparmor.ts';
import { profileFamily } from '../../linux/apparmor-mistakes.ts';
import { isEngineProfile } from '../../linux/apparmor-names.ts';
import type { AppArmorDocument, AppArmorProfile } from '../../linux/apparmor-profile.ts';
import type { CheckResult } from '../../model/check.ts';
import type { AppArmorProfileFile } from '../../model/confinement.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import type { SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { appArmorAsked, appArmorUndetermined } from './apparmor-choice.ts';

export interface AppArmorText {
  readonly file: AppArmorProfileFile;
  readonly document: AppArmorDocument;
}

/** A file with the profile that the run settings name: the profile first, then what is nested in it. */
export interface NamedInFile extends AppArmorText {
  readonly family: readonly [AppArmorProfile, ...AppArmorProfile[]];
}

/** The profile that the run settings name, in every file of the repository that has it. */
export interface NamedProfile {
  readonly kind: 'found';
  readonly name: string;
  readonly at: SaidAt;
  readonly files: readonly [NamedInFile, ...NamedInFile[]];
}

/** The profile itself, or what a check about it answers without one. */
export function readNamed(
  evidence: Pick<EvidenceMap, 'run-settings' | 'apparmor-profiles'>,
): NamedProfile | { readonly kind: 'none'; readonly result: CheckResult } {
  const asked = appArmorAsked(evidence['run-settings']);
  if (asked.kind === 'undecided') return { kind: 'none', result: asked.result };
  if (asked.kind !== 'profile' || isEngineProfile(asked.name)) {
    return none('The run settings name no AppArmor profile of their own.');
  }
  const { name, at } = asked;
  const documents = documentsOf(evidence['apparmor-profiles']);
  const [first, ...more] = documents.flatMap((text) => inFile(text, name));
  if (first !== undefined) return { kind: 'found', name, at, files: [first, ...more] };
  const variable = documents.find(({ document }) => document.profiles.some((profile) => profile.name.includes('@{')));
  if (variable !== undefined) {
    return {
      kind: 'none',
      result: appArmorUndetermined(
        `The AppArmor profile ${shown(name)} was not found, and ${shown(variable.file.path)} has one whose name is put together from variables.`,
        'Write the name of the profile itself in its head.',
      ),
    };
  }
  return none(`The AppArmor profile ${shown(name)} is not in the repository, which apparmor-profile-known judges.`);
}

export function documentsOf(files: readonly AppArmorProfileFile[]): readonly AppArmorText[] {
  return files.map((file) => ({ file, document: readAppArmor(file.text) }));
}

/** `apparmor/web:3`, for each file. */
export function placesOf({ files }: NamedProfile): string {
  return files.map(({ file, family: [profile] }) => `${shown(file.path)}:${profile.line}`).join(', ');
}

/** A file may have the name twice, which the parser refuses: then both are judged. */
function inFile(text: AppArmorText, name: string): readonly NamedInFile[] {
  const family = profileFamily(text.document, name);
  const own = family.find((profile) => profile.name === name);
  return own === undefined ? [] : [{ ...text, family: [own, ...family.filter((profile) => profile !== own)] }];
}

function none(observed: string): { readonly kind: 'none'; readonly result: CheckResult } {
  return { kind: 'none', result: { kind: 'not-applicable', observed } };
}

function shown(text: string): string {
  return visibleText(text, 120);
}
