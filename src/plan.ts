import type { JudgedSubject } from './evidence/judged-subject.ts';
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

export interface PlanRequest {
  readonly subjects: readonly JudgedSubject[];
  readonly settings: Settings;
  readonly policy: Policy;
  readonly checks: readonly AnyCheck[];
  /** Why no pull-request comment will be written; absent when one will. */
  readonly noComment?: string;
}

/** Decides which checks run and which evidence they need. Pure. */
export function makePlan({ subjects, settings, policy, checks, noComment }: PlanRequest): Plan {
  const evidence = new Set<EvidenceKind>(['image']);
  for (const check of checks) for (const kind of [...check.needs, ...check.uses]) evidence.add(kind);
  return {
    evidence,
    lines: [...subjectLines(subjects), ...checkLines(checks, policy), ...leftOut(settings, policy, noComment)],
  };
}

/** Subjects that are named in the plan; a project may have a thousand. */
const MOST_SUBJECTS = 50;

function subjectLines(subjects: readonly JudgedSubject[]): PlanLine[] {
  const lines = subjects.slice(0, MOST_SUBJECTS).map((subject) => subjectLine(subject, subjects.length > 1));
  const more = subjects.length - lines.length;
  return more === 0 ? lines : [...lines, { part: `${more} more subjects`, runs: true, reason: 'as the ones above' }];
}

function subjectLine(judged: JudgedSubject, several: boolean): PlanLine {
  const whose = several ? `${judged.subject.name}: ` : '';
  switch (judged.kind) {
    case 'build':
      return {
        part: `${whose}build of ${judged.context.relative}`,
        runs: true,
        reason: `with ${judged.file.relative}`,
      };
    case 'no-image':
      return { part: `${whose}no image`, runs: true, reason: `its run settings only: ${judged.problem.what}` };
    case 'reference': {
      const { reference, pull } = judged.settings;
      const how = pull ? 'pulled first' : 'taken from the engine, pulled if it is not there';
      return {
        part: `${whose}image ${reference}`,
        runs: true,
        reason: judged.onlyIfThere ? 'where the engine has it' : how,
      };
    }
  }
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
