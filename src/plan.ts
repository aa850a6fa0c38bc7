import type { AnyCheck } from './model/check.ts';
import type { EvidenceKind } from './model/evidence.ts';
import type { Policy } from './model/policy.ts';
import type { PlanLine } from './model/verdict.ts';
import type { Settings } from './settings/settings.ts';

/** What a run will do, decided before anything slow starts. */
export interface Plan {
  /** What the checks need; those that are off too: it costs little, and tells what a change of the policy would do. */
  readonly evidence: ReadonlySet<EvidenceKind>;
  /** For people: what runs and what is left out, with the reason. */
  readonly lines: readonly PlanLine[];
}

/** Decides which checks run and which evidence they need. Pure. */
export function makePlan(
  settings: Settings,
  policy: Policy,
  checks: readonly AnyCheck[],
  commentReason: string | undefined,
): Plan {
  const evidence = new Set<EvidenceKind>(['image']);
  for (const check of checks) for (const kind of [...check.needs, ...check.uses]) evidence.add(kind);
  return {
    evidence,
    lines: [subjectLine(settings), ...checkLines(checks, policy), ...leftOut(settings, policy, commentReason)],
  };
}

function subjectLine({ subject }: Settings): PlanLine {
  if (subject.kind === 'reference') {
    const how = subject.pull ? 'pulled first' : 'taken from the engine, pulled if it is not there';
    return { part: `image ${subject.reference}`, runs: true, reason: how };
  }
  const file = subject.file ?? `${subject.context}/Dockerfile`;
  return { part: `build of ${subject.context}`, runs: true, reason: `with ${file}` };
}

function checkLines(checks: readonly AnyCheck[], policy: Policy): PlanLine[] {
  return checks.map(({ id, title }) => {
    const off = policy.checks.get(id)?.off;
    if (off !== undefined) return { part: id, runs: false, reason: `off by the policy (${off.from})` };
    return { part: id, runs: true, reason: title };
  });
}

function leftOut(settings: Settings, policy: Policy, commentReason: string | undefined): PlanLine[] {
  const scanning =
    policy.scanner !== undefined ? 'switched off by scanner: none' : 'this version of the gate has no scanner yet';
  const comment: PlanLine =
    commentReason === undefined
      ? { part: 'pull-request comment', runs: true, reason: settings.reports.comment }
      : { part: 'pull-request comment', runs: false, reason: commentReason };
  return [{ part: 'vulnerabilities', runs: false, reason: scanning }, comment];
}
