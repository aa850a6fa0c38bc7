import { evaluateChecks } from './checks/evaluate.ts';
import { CHECKS } from './checks/index.ts';
import { recheckImage } from './evidence/built-image.ts';
import { collectEvidence } from './evidence/collect.ts';
import { findSubject, type JudgedSubject } from './evidence/judged-subject.ts';
import type { PolicyPorts } from './evidence/policy.ts';
import { describeTree } from './evidence/tree.ts';
import { refuseUnsafeBuild } from './evidence/unsafe-event.ts';
import { changeWarnings, foundWords, lookAhead, lookAtChanges, readRules } from './gate-policy.ts';
import { type Problem, toProblem } from './model/errors.ts';
import type { EvidenceBundle } from './model/evidence.ts';
import type { Report } from './model/verdict.ts';
import { visibleText } from './model/visible-text.ts';
import { makePlan, type Plan } from './plan.ts';
import { applyPolicy } from './policy/apply-policy.ts';
import { buildReport, type ReportParts } from './policy/build-report.ts';
import { judge } from './policy/judge.ts';
import type { Clock, Engine, Log } from './ports.ts';
import type { RunCircumstances } from './settings/run-context.ts';
import type { Settings } from './settings/settings.ts';

export interface GateRequest {
  readonly gateVersion: string;
  readonly settings: Settings;
  readonly circumstances: RunCircumstances;
  /** The tag that a build gets until it is judged. */
  readonly gateTag: string;
  /** Command line: the revision whose policy applies, instead of the working tree's. */
  readonly policyRevision?: string;
  /** Why no pull-request comment will be written; absent when one will. */
  readonly noComment?: string;
}

export interface GatePorts extends PolicyPorts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  /** The environment that build arguments without a value are taken from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute folder for the gate's own files; removed by the caller. */
  readonly temporaryFolder: string;
  /** Aborted with a GateError `CANCELLED` when the run is cancelled. */
  readonly signal: AbortSignal;
}

/**
 * The whole story: policy, plan, evidence, checks, the image looked at once more, verdict, tags. Never rejects: what
 * could not be done is in the report, whose verdict is then `error` (or `fail`, incomplete, when findings block anyway).
 */
export async function runGate(request: GateRequest, ports: GatePorts): Promise<Report> {
  const { settings, circumstances, gateVersion } = request;
  const startedAt = ports.clock.now();
  const ticks = ports.clock.ticks();
  let known: Partial<ReportParts> = {};
  const report = (parts: Partial<ReportParts>): Report => {
    const durationMs = ports.clock.ticks() - ticks;
    return buildReport({ gateVersion, circumstances, settings, startedAt, durationMs, ...known, ...parts });
  };
  try {
    const subject = await findSubject(settings, ports.workspace);
    known = { subject: subject.subject };
    if (settings.reports.reportFile !== undefined) await ports.workspace.refuseUnwritable(settings.reports.reportFile);
    await refuseUnsafeBuild(subject, circumstances, ports.workspace);
    ports.log.info('Looking up the policy.');
    const rules = await readRules(settings, circumstances, request.policyRevision, ports);
    ports.log.info(foundWords(rules.found));
    const plan = makePlan(settings, rules.policy, CHECKS, request.noComment);
    known = { ...known, policy: rules.policy, policyFrom: rules.found, plan: plan.lines, remarks: rules.remarks };
    printPlan(plan, ports.log);
    const [tree, changes, bundle] = await Promise.all([
      describeTree(subject, circumstances, ports.workspace),
      lookAtChanges(circumstances, rules, ports),
      collectEvidence(plan.evidence, subject, request.gateTag, ports),
    ]);
    const said = evaluateChecks(CHECKS, bundle, subject.subject);
    const problems = await lookAgain(bundle, request.gateTag, ports);
    const planned = CHECKS.map(({ id }) => ({ checkId: id, subject: subject.subject }));
    const afterMerge = await lookAhead(changes, rules, settings, { planned, problems, outcomes: said });
    const outcomes = applyPolicy(said, rules.policy);
    const decide = (more: readonly Problem[]) =>
      judge({ planned, outcomes, problems: [...problems, ...more], policy: rules.policy });
    const verdict = decide([]);
    const untagged = verdict.verdict === 'pass' ? await setTags(bundle, subject, ports.engine) : [];
    return report({
      bundle,
      outcomes,
      warnings: [...tree, ...changeWarnings(changes, circumstances)],
      ...(afterMerge && { afterMerge }),
      verdict: untagged.length > 0 ? decide(untagged) : verdict,
    });
  } catch (thrown) {
    ports.log.debug(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    return report({ problems: [toProblem(thrown)] });
  }
}

function printPlan(plan: Plan, log: Log): void {
  log.info('Plan:');
  for (const { part, runs, reason } of plan.lines) {
    log.info(`  ${runs ? '•' : '–'} ${visibleText(part, 120)}: ${runs ? '' : 'left out, '}${visibleText(reason, 160)}`);
  }
}

/** The name must still lead to what was judged: a tag that moved meanwhile is no pass. */
async function lookAgain({ image }: EvidenceBundle, gateTag: string, ports: GatePorts): Promise<readonly Problem[]> {
  ports.signal.throwIfAborted();
  const changed = image?.state === 'known' ? await recheckImage(ports.engine, image.value, gateTag) : undefined;
  ports.signal.throwIfAborted();
  return changed === undefined ? [] : [changed];
}

/** The user's tags are set on an image that passed, and on nothing else. */
async function setTags({ image }: EvidenceBundle, subject: JudgedSubject, engine: Engine): Promise<readonly Problem[]> {
  if (image?.state !== 'known' || subject.kind !== 'build') return [];
  const problems: Problem[] = [];
  const set: string[] = [];
  for (const tag of subject.settings.tags) {
    await engine.tag(image.value.id, tag).then(
      () => set.push(tag),
      (thrown: unknown) => problems.push(toProblem(thrown)),
    );
  }
  // Without all of its tags the run is no pass, and then none of them may stand for one.
  if (problems.length > 0) for (const tag of set) await engine.withdraw(tag);
  return problems;
}
