import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { appArmorUndetermined } from './apparmor-choice.ts';
import { type NamedInFile, type NamedProfile, placesOf, readNamed } from './apparmor-named.ts';
import { APPARMOR_PARSER_8, APPARMOR_REFERENCES } from './apparmor-references.ts';

const META = { id: 'apparmor-profile-parses', severity: 'high' } as const;

/** The system's parser compiles the file with the profile that is named. */
export const apparmorProfileParses = defineCheck({
  ...META,
  title: 'The AppArmor profile can be loaded',
  area: 'confinement',
  needs: ['run-settings', 'apparmor-profiles'],
  uses: [],
  references: [...APPARMOR_REFERENCES, APPARMOR_PARSER_8],
  evaluate: (evidence) => {
    const named = readNamed(evidence);
    if (named.kind === 'none') return named.result;
    const findings = named.files.flatMap(refused);
    const [first] = findings;
    if (first !== undefined) return { kind: 'judged', seen: first.seen, findings };
    return notVerified(named) ?? { kind: 'judged', seen: verified(named), findings: [] };
  },
});

function refused({ file, family: [profile] }: NamedInFile): readonly Finding[] {
  const { syntax } = file;
  if (syntax.state !== 'refused') return [];
  const line = syntax.line ?? profile.line;
  return [
    finding(META, {
      key: file.path,
      title: 'The AppArmor profile can’t be loaded',
      detail: `The parser refuses the file: what stands in it has no effect, and a container that names ${visibleText(profile.name, 80)} does not start.`,
      seen: `${visibleText(file.path, 120)}:${line}: ${visibleText(syntax.parser, 60)} says: ${visibleText(syntax.message, 300)}`,
      location: { file: file.path, lines: { first: line, last: line } },
      fix: { text: 'Correct the line; "apparmor_parser -Q -K FILE" checks the file without loading it.' },
    }),
  ];
}

/** Nobody has looked at the syntax: that is not good, and where this reader does not understand it either, not known. */
function notVerified({ name, files }: NamedProfile): CheckResult | undefined {
  for (const { file, document, family } of files) {
    if (file.syntax.state !== 'not-verified') continue;
    const path = visibleText(file.path, 120);
    const why = visibleText(file.syntax.why, 300);
    const [note] = [...document.notes, ...family.flatMap(({ notes }) => notes)];
    if (note === undefined) return { kind: 'not-applicable', observed: `${path}: syntax not verified: ${why}.` };
    return appArmorUndetermined(
      `Whether the AppArmor profile ${visibleText(name, 80)} can be loaded is not known: ${path}:${note.line}: ${visibleText(note.what, 160)}, and ${why}.`,
      'Install apparmor_parser (package apparmor) on the machine that runs the gate, or write the line as apparmor.d(5) describes.',
    );
  }
  return undefined;
}

function verified(named: NamedProfile): string {
  const [{ file }] = named.files;
  const parser = file.syntax.state === 'verified' ? file.syntax.parser : '';
  return `${visibleText(named.name, 80)} (${placesOf(named)}) is taken by ${visibleText(parser, 60)}`;
}
