import { NO_VERDICT, type Problem } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { type Policy, thresholdOf } from '../model/policy.ts';
import { compareSeverity, reaches } from '../model/severity.ts';
import type { Subject } from '../model/subject.ts';
import type { CheckOutcome, JudgedFinding, Verdict, VerdictWord } from '../model/verdict.ts';

export interface JudgeRequest {
  /** What was planned: every check for every subject must have exactly one outcome. */
  readonly planned: readonly { readonly checkId: string; readonly subject: Subject }[];
  /** As the policy sees them: see `applyPolicy`. */
  readonly outcomes: readonly CheckOutcome[];
  /** What went wrong outside of the checks: the image changed, a setting was wrong. */
  readonly problems: readonly Problem[];
  readonly policy: Policy;
}

/**
 * Findings and gaps → one verdict. `fail` as soon as one finding blocks (also when other checks could not be
 * decided: then it is `incomplete`), else `error` if anything could not be decided or nothing was, else `pass`.
 * Pure; a verdict of `pass` needs at least one check that passed or found nothing that blocks.
 */
export function judge(request: JudgeRequest): Verdict {
  const { outcomes, policy } = request;
  const findings = outcomes.flatMap(toFindings).sort(byWorst);
  const blocking = findings.filter(({ finding }) => blocks(finding, policy));
  const notBlocking = findings.filter(({ finding }) => !blocks(finding, policy));
  const problems = unique([
    ...request.problems,
    ...missing(request),
    ...outcomes.flatMap(({ outcome }) => (outcome.state === 'error' ? [outcome.problem] : [])),
  ]);
  const decided = outcomes.some(({ outcome }) => outcome.state === 'pass' || outcome.state === 'fail');
  if (!decided && problems.length === 0) problems.push(nothingChecked());
  return {
    verdict: word(blocking.length, problems.length),
    incomplete: problems.length > 0,
    threshold: policy.failOn.value,
    blocking,
    notBlocking,
    problems,
  };
}

/**
 * At or above the threshold for its check, and not excused by having come with the base image. Unknown is never
 * excused.
 */
export function blocks({ checkId, severity, inheritedFrom }: Finding, policy: Policy): boolean {
  const excused = inheritedFrom !== undefined && severity !== 'unknown' && policy.inherited.value === 'show';
  return !excused && reaches(severity, thresholdOf(policy, checkId));
}

function word(blocking: number, problems: number): VerdictWord {
  if (blocking > 0) return 'fail';
  return problems === 0 ? 'pass' : 'error';
}

function toFindings({ outcome, subject, area }: CheckOutcome): JudgedFinding[] {
  return outcome.state === 'fail' ? outcome.findings.map((finding) => ({ subject, area, finding })) : [];
}

/** Worst first, then by check and fingerprint, so that two runs say the same in the same order. */
function byWorst(a: JudgedFinding, b: JudgedFinding): number {
  return (
    compareSeverity(a.finding.severity, b.finding.severity) ||
    compareText(a.finding.checkId, b.finding.checkId) ||
    compareText(a.finding.fingerprint, b.finding.fingerprint)
  );
}

/** By code unit: the same in every locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Completeness is checked, not assumed: a planned check without its one outcome is a defect that must show. */
function missing({ planned, outcomes }: JudgeRequest): Problem[] {
  const counts = new Map<string, number>();
  for (const { checkId, subject } of outcomes) {
    const key = `${checkId} ${subject.id}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const wrong = planned.filter(({ checkId, subject }) => counts.get(`${checkId} ${subject.id}`) !== 1);
  if (wrong.length === 0) return [];
  return [
    {
      code: 'CHECK-MISSING',
      what: `These planned checks have no single outcome: ${wrong.map(({ checkId }) => checkId).join(', ')}.`,
      means: NO_VERDICT,
      todo: 'This is a defect of the gate: report it.',
    },
  ];
}

function nothingChecked(): Problem {
  return {
    code: 'NOTHING-CHECKED',
    what: 'No check had anything to say about this image.',
    means: NO_VERDICT,
    todo: 'Look at the plan in the log: every check is off or not applicable.',
  };
}

/** The same gap stands behind many checks: it is told once. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.what}`, problem])).values()];
}
