import { evaluateChecks } from './checks/evaluate.ts';
import { CHECKS } from './checks/index.ts';
import { recheckImage } from './evidence/built-image.ts';
import { type CollectedSubject, collectSubjects } from './evidence/collect-subjects.ts';
import { findSubjects } from './evidence/find-subjects.ts';
import type { PolicyPorts } from './evidence/policy.ts';
import { describeTrees } from './evidence/tree.ts';
import { refuseUnsafeBuilds } from './evidence/unsafe-event.ts';
import { changeWarnings, demandsFor, foundWords, lookAhead, lookAtChanges, readRules } from './gate-policy.ts';
import { type Problem, toProblem } from './model/errors.ts';
import type { Policy } from './model/policy.ts';
import type { CheckOutcome, Report } from './model/verdict.ts';
import { visibleText } from './model/visible-text.ts';
import { makePlan, type Plan } from './plan.ts';
import { applyPolicy } from './policy/apply-policy.ts';
import { buildReport, type ReportParts } from './policy/build-report.ts';
import { judge } from './policy/judge.ts';
import type { AppArmorParser, Clock, Compose, Engine, Log } from './ports.ts';
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
  readonly compose: Compose;
  readonly apparmorParser: AppArmorParser;
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
    const found = await findSubjects(settings, ports);
    const { subjects } = found;
    known = { subject: found.whole };
    if (settings.reports.reportFile !== undefined) await ports.workspace.refuseUnwritable(settings.reports.reportFile);
    await refuseUnsafeBuilds(subjects, circumstances, ports.workspace);
    ports.log.info('Looking up the policy.');
    const rules = await readRules(settings, circumstances, request.policyRevision, ports);
    ports.log.info(foundWords(rules.found));
    const demands = demandsFor(rules.policy, found);
    const plan = makePlan({ ...request, subjects, policy: rules.policy, checks: CHECKS });
    const remarks = [...found.remarks, ...rules.remarks];
    known = { ...known, policy: rules.policy, policyFrom: rules.found, plan: plan.lines, remarks };
    printPlan(plan, ports.log);
    const [trees, changes, collected] = await Promise.all([
      describeTrees(subjects, circumstances, ports.workspace),
      lookAtChanges(circumstances, rules, ports),
      collectSubjects({ kinds: plan.evidence, subjects, gateTag: request.gateTag, demandsOf: demands }, ports),
    ]);
    const problems = await lookAgain(collected, ports);
    const planned = subjects.flatMap(({ subject }) => CHECKS.map(({ id }) => ({ checkId: id, subject })));
    const ask = (policy: Policy) => askChecks(collected, demandsFor(policy, found));
    const afterMerge = await lookAhead(changes, rules, settings, { planned, problems, ask, found });
    const outcomes = applyPolicy(ask(rules.policy), rules.policy);
    const decide = (more: readonly Problem[]) =>
      judge({ planned, outcomes, problems: [...problems, ...more], policy: rules.policy });
    const verdict = decide([]);
    const untagged = verdict.verdict === 'pass' ? await setTags(collected, ports.engine) : [];
    return report({
      collected: collected.map(({ judged, bundle }) => ({
        ...{ subject: judged.subject, bundle },
        ...(judged.kind === 'build' && { buildArgs: judged.settings.buildArgs }),
      })),
      outcomes,
      warnings: [...trees, ...changeWarnings(changes, circumstances)],
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

/** What the checks say of every subject, with the demands of a policy. Pure. */
function askChecks(collected: readonly CollectedSubject[], demands: ReturnType<typeof demandsFor>): CheckOutcome[] {
  return collected.flatMap(({ judged, bundle }) => {
    const source = { tool: 'the gate', subject: 'the policy' };
    const demanded = { state: 'known', value: demands(judged), source } as const;
    return evaluateChecks(CHECKS, { ...bundle, 'confinement-demands': demanded }, judged.subject);
  });
}

/** The names must still lead to what was judged: a tag that moved meanwhile is no pass. */
async function lookAgain(collected: readonly CollectedSubject[], ports: GatePorts): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { bundle, gateTag } of collected) {
    ports.signal.throwIfAborted();
    const { image } = bundle;
    const changed = image?.state === 'known' ? await recheckImage(ports.engine, image.value, gateTag) : undefined;
    if (changed !== undefined) problems.push(changed);
  }
  ports.signal.throwIfAborted();
  return problems;
}

/** The user's tags are set on an image that passed, and on nothing else. */
async function setTags(collected: readonly CollectedSubject[], engine: Engine): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const set: string[] = [];
  for (const { judged, bundle } of collected) {
    const { image } = bundle;
    if (image?.state !== 'known' || judged.kind !== 'build') continue;
    for (const tag of judged.settings.tags) {
      await engine.tag(image.value.id, tag).then(
        () => set.push(tag),
        (thrown: unknown) => problems.push(toProblem(thrown)),
      );
    }
  }
  // Without all of its tags the run is no pass, and then none of them may stand for one.
  if (problems.length > 0) for (const tag of set) await engine.withdraw(tag);
  return problems;
}
