import type { AnyCheck, CheckResult } from '../model/check.ts';
import { NO_VERDICT, type Problem } from '../model/errors.ts';
import type { EvidenceBundle, EvidenceKind, EvidenceMap } from '../model/evidence.ts';
import type { Subject } from '../model/subject.ts';
import type { CheckOutcome, Outcome } from '../model/verdict.ts';
import { visibleText } from '../model/visible-text.ts';

/**
 * Asks every check about one subject and gives each exactly one outcome. A check whose needed evidence is a gap
 * is not asked: the outcome is `error` with the gap's problem. A check that throws is `error` too.
 */
export function evaluateChecks(
  checks: readonly AnyCheck[],
  bundle: EvidenceBundle,
  subject: Subject,
): readonly CheckOutcome[] {
  return checks.map((check) => ({
    checkId: check.id,
    title: check.title,
    area: check.area,
    subject,
    outcome: evaluate(check, bundle),
  }));
}

function evaluate(check: AnyCheck, bundle: EvidenceBundle): Outcome {
  for (const kind of check.needs) {
    const evidence = bundle[kind];
    if (evidence === undefined) return { state: 'error', problem: notCollected(check, kind) };
    if (evidence.state === 'gap') return { state: 'error', problem: evidence.problem };
    if (evidence.state === 'absent') return { state: 'not-applicable', observed: evidence.observed };
  }
  try {
    const result = check.evaluate(knownEvidence(check, bundle));
    return toOutcome(
      result.kind === 'undecided' ? { ...result, problem: cause(result.problem, check, bundle) } : result,
    );
  } catch (thrown) {
    return { state: 'error', problem: crashed(check, thrown) };
  }
}

/** Where a check lacks what could not be had, that is the cause, and it is told once for all checks. */
function cause(problem: Problem, check: AnyCheck, bundle: EvidenceBundle): Problem {
  if (!problem.code.endsWith('-UNDETERMINED')) return problem;
  for (const kind of check.uses) {
    const evidence = bundle[kind];
    if (evidence?.state === 'gap') return evidence.problem;
  }
  return problem;
}

/** The known values of what the check declared, and nothing else. */
function knownEvidence(check: AnyCheck, bundle: EvidenceBundle): Partial<EvidenceMap> {
  const known: { -readonly [K in EvidenceKind]?: EvidenceMap[K] } = {};
  const copy = <K extends EvidenceKind>(kind: K): void => {
    const evidence = bundle[kind];
    if (evidence?.state === 'known') known[kind] = evidence.value;
  };
  for (const kind of [...check.needs, ...check.uses]) copy(kind);
  return known;
}

function toOutcome(result: CheckResult): Outcome {
  switch (result.kind) {
    case 'judged':
      return result.findings.length === 0
        ? { state: 'pass', seen: result.seen }
        : { state: 'fail', seen: result.seen, findings: result.findings };
    case 'not-applicable':
      return { state: 'not-applicable', observed: result.observed };
    case 'undecided':
      return { state: 'error', problem: result.problem };
  }
}

function notCollected(check: AnyCheck, kind: EvidenceKind): Problem {
  return {
    code: 'CHECK-CRASHED',
    what: `The check ${check.id} needs the evidence ${kind}, which was never collected.`,
    means: NO_VERDICT,
    todo: 'This is a defect of the gate: report it.',
  };
}

function crashed(check: AnyCheck, thrown: unknown): Problem {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    code: 'CHECK-CRASHED',
    what: `The check ${check.id} ended with an error of its own: ${visibleText(text, 200)}.`,
    means: NO_VERDICT,
    todo: 'This is a defect of the gate: report it with the Dockerfile.',
  };
}
