import type { AppArmorMistake, AppArmorMistakeKind } from '../../linux/apparmor-mistake.ts';
import { appArmorMistakes, unreadRules } from '../../linux/apparmor-mistakes.ts';
import type { AppArmorNote, AppArmorProfile } from '../../linux/apparmor-profile.ts';
import { type CheckResult, finding } from '../../model/check.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import { visibleText } from '../../model/visible-text.ts';
import { appArmorUndetermined } from './apparmor-choice.ts';
import { type NamedInFile, type NamedProfile, placesOf, readNamed } from './apparmor-named.ts';

/** What a check makes of the profile that is named. */
export interface AppArmorRuleSet {
  readonly id: string;
  readonly severity: Severity;
  readonly kinds: readonly AppArmorMistakeKind[];
  /** `head`: only flags count. `rules`: a rule that was not read may be one of those that are looked for. */
  readonly about: 'head' | 'rules';
  /** What is nested in the profile, which programs of the container can be moved to, is judged too. */
  readonly nested: boolean;
  /** Completes `web (apparmor/web:3) …`. */
  readonly good: (named: NamedProfile) => string;
}

/** Profiles that are judged; a file can hold thousands. */
const MAX_PROFILES = 50;

/** Judges the profile that the run settings name by the mistakes of some kinds. */
export function judgeAppArmor(
  rule: AppArmorRuleSet,
  evidence: Pick<EvidenceMap, 'run-settings' | 'apparmor-profiles'>,
): CheckResult {
  const named = readNamed(evidence);
  if (named.kind === 'none') return named.result;
  const profiles = named.files
    .flatMap((file) => (rule.nested ? file.family : [file.family[0]]).map((profile) => ({ file, profile })))
    .slice(0, MAX_PROFILES);
  const findings: Finding[] = [];
  const unread: { readonly file: NamedInFile; readonly note: AppArmorNote }[] = [];
  for (const { file, profile } of profiles) {
    const notes = notesFor(rule, profile);
    unread.push(...notes.map((note) => ({ file, note })));
    const own = appArmorMistakes(profile).filter(({ kind }) => rule.kinds.includes(kind));
    const sure = own.filter(({ onlyIfAllIsRead }) => !onlyIfAllIsRead || notes.length === 0);
    findings.push(...sure.map((mistake) => findingOf(rule, file, profile, mistake)));
  }
  const [first] = findings;
  if (first !== undefined) return { kind: 'judged', seen: first.seen, findings };
  if (unread[0] !== undefined) return notRead(named, unread[0]);
  return { kind: 'judged', seen: `${shown(named.name)} (${placesOf(named)}) ${rule.good(named)}`, findings: [] };
}

function notesFor({ about }: AppArmorRuleSet, profile: AppArmorProfile): readonly AppArmorNote[] {
  if (about === 'rules') return unreadRules(profile);
  return profile.headRead ? [] : profile.notes.slice(0, 1);
}

function findingOf(
  rule: AppArmorRuleSet,
  { file }: NamedInFile,
  { name }: AppArmorProfile,
  mistake: AppArmorMistake,
): Finding {
  const { kind, severity, title, detail, seen, fix, lines, placement, line } = mistake;
  return finding(rule, {
    key: `${file.path} ${name} ${kind}`,
    severity,
    title,
    detail,
    seen: `${shown(file.path)}:${line}: ${visibleText(seen, 300)}`,
    location: { file: file.path, lines: { first: line, last: line } },
    fix: { text: visibleText(fix, 300), ...(lines && { lines }), ...(placement && { placement }) },
  });
}

function notRead({ name }: NamedProfile, { file, note }: { file: NamedInFile; note: AppArmorNote }): CheckResult {
  return appArmorUndetermined(
    `What the AppArmor profile ${shown(name)} allows is not known: ${shown(file.file.path)}:${note.line}: ${visibleText(note.what, 160)}.`,
    'Write the rule in a form that apparmor.d(5) describes, and the rules of an included file into the profile itself.',
  );
}

function shown(text: string): string {
  return visibleText(text, 120);
}
