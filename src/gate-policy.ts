import { CHECKS } from './checks/index.ts';
import type { JudgedSubject, JudgedSubjects } from './evidence/judged-subject.ts';
import { type FoundPolicy, findPolicy, mistakeLine, type PolicyPorts, policyProblem } from './evidence/policy.ts';
import {
  type ChangedPolicy,
  findChanges,
  type PolicyState,
  type PullRequestChanges,
} from './evidence/pull-request-changes.ts';
import type { ConfinementDemands } from './model/confinement.ts';
import { GateError, NO_VERDICT, type Problem, toProblem } from './model/errors.ts';
import type { Policy } from './model/policy.ts';
import type { CheckOutcome, PolicyAfterMerge } from './model/verdict.ts';
import { visibleText } from './model/visible-text.ts';
import { judgeAfterMerge, type StatedPolicy } from './policy/after-merge.ts';
import { demandsOf, strangeService } from './policy/demands.ts';
import type { JudgeRequest } from './policy/judge.ts';
import { type EffectivePolicy, effectivePolicy } from './settings/effective-policy.ts';
import { MAX_POLICY_BYTES, POLICY_FILE } from './settings/policy-schema.ts';
import type { RunCircumstances } from './settings/run-context.ts';
import type { Settings } from './settings/settings.ts';

/** The part of the gate's story that is about its rules: which apply, and which a pull request would bring. */

/** The rules of a run, with where they were found. */
export interface Rules extends EffectivePolicy {
  readonly found: FoundPolicy;
}

const CHECK_IDS = CHECKS.map(({ id }) => id);

/**
 * Finds and reads the policy that a run is judged by.
 *
 * @param revision command line: the revision whose policy applies, instead of the working tree's
 * @throws GateError when the rules can't be known: there is no verdict by other ones
 */
export async function readRules(
  settings: Settings,
  circumstances: RunCircumstances,
  revision: string | undefined,
  ports: PolicyPorts,
): Promise<Rules> {
  const found = await findPolicy(
    {
      circumstances,
      usual: POLICY_FILE,
      limitBytes: MAX_POLICY_BYTES,
      ...(settings.policyFile !== undefined && { wanted: settings.policyFile }),
      ...(revision !== undefined && { revision }),
    },
    ports,
  );
  const read = found.text === undefined ? undefined : await readText(found.text, found.path);
  if (read !== undefined && read.file === undefined) throw policyProblem(found, read);
  const { policy, remarks } = effectivePolicy(read?.file, settings.strictness);
  return { found, policy, remarks: found.remark === undefined ? remarks : [found.remark, ...remarks] };
}

/** Where the rules were found, for the log. */
export function foundWords({ path, text, place, commit }: FoundPolicy): string {
  const at = `${visibleText(path, 120)} ${place}${commit === undefined ? '' : ` at ${commit.slice(0, 12)}`}`;
  return text === undefined ? `Policy: there is no ${at}, so the built-in default applies.` : `Policy: ${at}.`;
}

/** The YAML library is loaded only where there is a policy file. */
async function readText(text: string, name: string) {
  const { readPolicyFile } = await import('./settings/policy-file.ts');
  return readPolicyFile(text, name, CHECK_IDS);
}

/**
 * What a policy demands of the confinement of each subject.
 * @throws GateError `SERVICE-UNKNOWN`
 */
export function demandsFor(
  policy: Policy,
  { services }: JudgedSubjects,
): (subject: JudgedSubject) => ConfinementDemands {
  const strange = strangeService(policy, services);
  if (strange !== undefined) throw noSuchService(strange.name, strange.from, services);
  return ({ run }) => {
    const service = run.state === 'known' && run.value.source.kind === 'compose' ? run.value.source.service : undefined;
    return demandsOf(policy, service);
  };
}

function noSuchService(name: string, from: string, services: readonly string[] | undefined): GateError {
  const which = services === undefined ? 'no compose project is judged' : 'the compose project has no such service';
  return new GateError({
    code: 'SERVICE-UNKNOWN',
    what: `The policy (${visibleText(from, 120)}) demands something of the service ${visibleText(name, 80)}, and ${which}.`,
    means: NO_VERDICT,
    todo: 'Correct the name in the policy on the base branch, or give compose-files.',
  });
}

/** What a pull request changes of what the gate goes by; a problem when that could not be found out. Never rejects. */
export async function lookAtChanges(
  circumstances: RunCircumstances,
  { found }: Rules,
  ports: PolicyPorts,
): Promise<PullRequestChanges | Problem | undefined> {
  const request = { circumstances, found, usual: POLICY_FILE, limitBytes: MAX_POLICY_BYTES };
  return findChanges(request, ports).catch(toProblem);
}

/** The verdict that this run would have had by the policy that the pull request brings. */
export async function lookAhead(
  changes: PullRequestChanges | Problem | undefined,
  rules: Rules,
  settings: Settings,
  run: Omit<JudgeRequest, 'policy' | 'outcomes'> & {
    readonly ask: (policy: Policy) => readonly CheckOutcome[];
    readonly found: JudgedSubjects;
  },
): Promise<PolicyAfterMerge | undefined> {
  if (changes === undefined || 'code' in changes) return undefined;
  const { policy: changed, addsUsual } = changes;
  const now: StatedPolicy = { policy: rules.policy, hasFile: rules.found.text !== undefined };
  const unusable = (mistakes: readonly string[]) =>
    judgeAfterMerge({ ...run, before: now, mistakes, baseMoved: changed?.baseMoved ?? false });
  if (addsUsual)
    return unusable([
      `the input policy names ${rules.found.path}, and ${POLICY_FILE} would stand beside it (INPUT-CONFLICT)`,
    ]);
  if (changed === undefined) return undefined;
  if (changed.after.state === 'absent' && settings.policyFile !== undefined)
    return unusable([`the input policy names ${rules.found.path}, which would be gone (POLICY-NOT-FOUND)`]);
  const after = await stated(changed.after, rules, settings);
  if ('mistakes' in after) return unusable(after.mistakes);
  const strange = strangeService(after.policy, run.found.services);
  if (strange !== undefined)
    return unusable([`${strange.from} demands something of ${strange.name}, which is no service (SERVICE-UNKNOWN)`]);
  const before = await rulesBefore(changed, now, rules, settings);
  return judgeAfterMerge({ ...run, before, after, mistakes: [], baseMoved: changed.baseMoved });
}

/** What the pull request is compared with: the rules that it was made from, which are mostly the ones of this run. */
async function rulesBefore(
  { before, baseMoved }: ChangedPolicy,
  now: StatedPolicy,
  rules: Rules,
  settings: Settings,
): Promise<StatedPolicy> {
  if (!baseMoved) return now;
  const old = await stated(before, rules, settings);
  return 'mistakes' in old ? now : old;
}

async function stated(
  state: PolicyState,
  { found }: Rules,
  { strictness }: Settings,
): Promise<StatedPolicy | { readonly mistakes: readonly string[] }> {
  if (state.state === 'unreadable') return { mistakes: [state.why] };
  if (state.state === 'absent') return { policy: effectivePolicy(undefined, strictness).policy, hasFile: false };
  const { file, mistakes } = await readText(state.text, found.path);
  if (file === undefined) return { mistakes: mistakes.map((mistake) => mistakeLine(found.path, mistake)) };
  return { policy: effectivePolicy(file, strictness).policy, hasFile: true };
}

/** What a reviewer must know of a pull request that changes what the gate itself goes by. */
export function changeWarnings(
  changes: PullRequestChanges | Problem | undefined,
  { pullRequest }: RunCircumstances,
): readonly string[] {
  if (changes === undefined) {
    return pullRequest === undefined
      ? []
      : ['Whether this pull request changes its workflows or the policy is not looked at in a run of this event.'];
  }
  if ('code' in changes)
    return [`Whether this pull request changes its workflows or the policy is not known: ${changes.what}`];
  const { workflows } = changes;
  if (workflows.length === 0) return [];
  return [`This pull request changes ${workflows.join(' and ')}: look whether the gate still runs as it did.`];
}
