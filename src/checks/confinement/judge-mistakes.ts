import type { SeccompMistake, SeccompMistakeKind } from '../../linux/seccomp-mistake.ts';
import { namesOfRule } from '../../linux/seccomp-selection.ts';
import { type CheckResult, finding } from '../../model/check.ts';
import type { Finding, Location } from '../../model/finding.ts';
import { compareSeverity, type Severity } from '../../model/severity.ts';
import { visibleText } from '../../model/visible-text.ts';
import { numberedKeys } from '../build/numbered-keys.ts';
import { type AskedProfile, askSeccomp, type ProfileEvidence } from './seccomp-question.ts';

interface Meta {
  readonly id: string;
  readonly severity: Severity;
}

/** What a check makes of the mistakes of a profile. */
export interface MistakeRule {
  /** The kinds that it is about, and the titles of their findings. */
  readonly titles: Partial<Readonly<Record<SeccompMistakeKind, string>>>;
  /** What a profile without them shows: completes `profiles/web.json …`. */
  readonly good: (asked: AskedProfile) => string;
  /** Whether the answer needs a container that starts: where none does, another check says that, and nothing is known. */
  readonly about: 'filter' | 'file';
}

/** Findings that are shown one by one; a file of nothing but slips has thousands. */
const MAX_FINDINGS = 20;
/** Names that a finding shows. */
const MAX_NAMES = 20;

/** Judges a profile by the mistakes of some kinds. */
export function judgeMistakes(meta: Meta, evidence: ProfileEvidence, rule: MistakeRule): CheckResult {
  const asked = askSeccomp(evidence);
  if (asked.kind === 'undecided') return asked.result;
  const none = withoutFilter(asked, rule);
  if (none !== undefined) return { kind: 'not-applicable', observed: none };
  return judged(meta, asked, asked.mistakes, rule);
}

/** The findings of the given mistakes, as far as the rule is about them. */
export function judged(
  meta: Meta,
  asked: AskedProfile,
  mistakes: readonly SeccompMistake[],
  { titles, good }: Pick<MistakeRule, 'titles' | 'good'>,
): CheckResult {
  const own = mistakes
    .filter(({ kind }) => titles[kind] !== undefined)
    .sort((a, b) => compareSeverity(a.severity, b.severity));
  const path = visibleText(asked.file.path, 120);
  const [first] = own;
  if (first === undefined) return { kind: 'judged', seen: `${path} ${good(asked)}`, findings: [] };
  const keys = numberedKeys(own.map(({ kind, names }) => `${asked.file.path} ${kind} ${names.slice(0, 3).join()}`));
  const findings = own
    .slice(0, MAX_FINDINGS)
    .map((mistake, at) => findingOf(meta, asked, mistake, { title: titles[mistake.kind] ?? '', key: keys[at] ?? '' }));
  return { kind: 'judged', seen: seenOf(asked, first), findings: [...findings, ...rest(meta, asked, own)] };
}

/** Why there is no filter to speak of, which another check says; undefined when there is one. */
function withoutFilter({ mistakes, file }: AskedProfile, { titles, about }: MistakeRule): string | undefined {
  const path = visibleText(file.path, 120);
  const off = mistakes.some(({ kind }) => kind === 'off');
  if (off && titles.off === undefined) return `${path} loads no filter, which seccomp-filter-on judges.`;
  const form = mistakes.some(({ kind, names }) => kind === 'does-not-start' && names.length === 0);
  return form && about === 'filter' ? `No container starts with ${path}, which seccomp-starts judges.` : undefined;
}

function findingOf(
  meta: Meta,
  asked: AskedProfile,
  mistake: SeccompMistake,
  { title, key }: { readonly title: string; readonly key: string },
): Finding {
  return finding(meta, {
    key,
    severity: mistake.severity,
    title,
    detail: visibleText(mistake.detail, 600),
    seen: seenOf(asked, mistake),
    location: placeOf(asked, mistake),
    fix: { text: visibleText(mistake.fix, 400) },
  });
}

function seenOf(asked: AskedProfile, mistake: SeccompMistake): string {
  const { names } = mistake;
  const place = `${visibleText(asked.file.path, 120)}:${placeOf(asked, mistake).lines.first}`;
  if (names.length === 0) return `${place}: ${visibleText(mistake.detail, 200)}`;
  const shown = names.slice(0, MAX_NAMES).map((name) => visibleText(name, 60));
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return `${place}: ${shown.join(', ')}${more}`;
}

/** The rule, or of what no single rule is to blame for the one that lets the worst call through, or the file's start. */
function placeOf({ file, profile }: AskedProfile, { line, names }: SeccompMistake): Location {
  const [worst = ''] = names;
  const at = line ?? profile.rules.find((rule) => allows(rule.action) && namesOfRule(rule).includes(worst))?.line ?? 1;
  return { file: file.path, lines: { first: at, last: at } };
}

function allows(action: string): boolean {
  return action === 'SCMP_ACT_ALLOW' || action === 'SCMP_ACT_LOG';
}

/** One finding for all that are not shown, of the gravest of their severities. */
function rest(meta: Meta, { file }: AskedProfile, own: readonly SeccompMistake[]): readonly Finding[] {
  const [next] = own.slice(MAX_FINDINGS);
  if (next === undefined) return [];
  const path = visibleText(file.path, 120);
  const count = own.length - MAX_FINDINGS;
  return [
    finding(meta, {
      key: `${file.path} more`,
      severity: next.severity,
      title: `${count} more of the kind`,
      detail: `The first ${MAX_FINDINGS} are shown one by one; the profile has ${count} more.`,
      seen: `${path}: ${own.length} in all`,
      fix: { text: 'Cure those that are shown, and run the gate again.' },
    }),
  ];
}
