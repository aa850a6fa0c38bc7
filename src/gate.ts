import { evaluateChecks } from './checks/evaluate.ts';
import { CHECKS } from './checks/index.ts';
import { recheckImage } from './evidence/built-image.ts';
import { collectEvidence } from './evidence/collect.ts';
import { findSubject, type JudgedSubject } from './evidence/judged-subject.ts';
import { type FoundPolicy, findPolicy, mistakeLine, type PolicyPorts, policyProblem } from './evidence/policy.ts';
import { findChanges, type PullRequestChanges } from './evidence/pull-request-changes.ts';
import { describeTree } from './evidence/tree.ts';
import { refuseUnsafeBuild } from './evidence/unsafe-event.ts';
import { type Problem, toProblem } from './model/errors.ts';
import type { EvidenceBundle } from './model/evidence.ts';
import type { Policy } from './model/policy.ts';
import type { CheckOutcome, PolicyAfterMerge, Report } from './model/verdict.ts';
import { visibleText } from './model/visible-text.ts';
import { makePlan, type Plan } from './plan.ts';
import { judgeAfterMerge } from './policy/after-merge.ts';
import { applyPolicy } from './policy/apply-policy.ts';
import { buildReport, type ReportParts } from './policy/build-report.ts';
import { type JudgeRequest, judge } from './policy/judge.ts';
import type { Clock, Engine, Log } from './ports.ts';
import { type EffectivePolicy, effectivePolicy } from './settings/effective-policy.ts';
import { MAX_POLICY_BYTES, POLICY_FILE } from './settings/policy-schema.ts';
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
    const rules = await readRules(request, ports);
    const plan = makePlan(settings, rules.policy, CHECKS, request.noComment);
    known = { ...known, policy: rules.policy, policyFrom: rules.found, plan: plan.lines, remarks: rules.remarks };
    printPlan(plan, ports.log);
    const [tree, changes, bundle] = await Promise.all([
      describeTree(subject, circumstances, ports.workspace),
      findChanges(circumstances, rules.found, ports, MAX_POLICY_BYTES).catch(toProblem),
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
      remarks: [...changeRemarks(changes), ...rules.remarks, ...tree],
      ...(afterMerge && { afterMerge }),
      verdict: untagged.length > 0 ? decide(untagged) : verdict,
    });
  } catch (thrown) {
    ports.log.debug(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    return report({ problems: [toProblem(thrown)] });
  }
}

/** The rules of a run, with where they were found. */
interface Rules extends EffectivePolicy {
  readonly found: FoundPolicy;
}

/** @throws GateError when the rules can't be known: there is no verdict by other ones. */
async function readRules({ settings, circumstances, policyRevision }: GateRequest, ports: GatePorts): Promise<Rules> {
  const found = await findPolicy(
    {
      circumstances,
      usual: POLICY_FILE,
      limitBytes: MAX_POLICY_BYTES,
      ...(settings.policyFile !== undefined && { wanted: settings.policyFile }),
      ...(policyRevision !== undefined && { revision: policyRevision }),
    },
    ports,
  );
  if (found.text === undefined) return { found, ...effectivePolicy(undefined, settings.strictness) };
  const read = await readText(found.text, found.path);
  if (read.file === undefined) throw policyProblem(found, read);
  return { found, ...effectivePolicy(read.file, settings.strictness) };
}

/** The YAML library is loaded only where there is a policy file. */
async function readText(text: string, name: string) {
  const { readPolicyFile } = await import('./settings/policy-file.ts');
  return readPolicyFile(text, name, CHECK_IDS);
}

const CHECK_IDS = CHECKS.map(({ id }) => id);

/** The verdict that this run would have had by the policy that the pull request brings. */
async function lookAhead(
  changes: PullRequestChanges | Problem | undefined,
  { found, policy: now }: Rules,
  settings: Settings,
  run: Omit<JudgeRequest, 'policy'> & { readonly outcomes: readonly CheckOutcome[] },
): Promise<PolicyAfterMerge | undefined> {
  const changed = changes !== undefined && 'policy' in changes ? changes.policy : undefined;
  if (changed === undefined) return undefined;
  if (changed.state === 'unreadable') return judgeAfterMerge({ ...run, now, mistakes: [changed.why] });
  const read = changed.state === 'removed' ? undefined : await readText(changed.text, found.path);
  if (read !== undefined && read.file === undefined)
    return judgeAfterMerge({ ...run, now, mistakes: read.mistakes.map((mistake) => mistakeLine(found.path, mistake)) });
  const after: Policy = effectivePolicy(read?.file, settings.strictness).policy;
  return judgeAfterMerge({ ...run, now, after, mistakes: [] });
}

/** What a reviewer must know of a pull request that changes what the gate itself goes by. */
function changeRemarks(changes: PullRequestChanges | Problem | undefined): string[] {
  if (changes === undefined) return [];
  if ('code' in changes)
    return [`Whether this pull request changes its workflows or the policy is not known: ${changes.what}`];
  return changes.workflows ? ['This pull request changes .github/workflows: look whether the gate still runs.'] : [];
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
