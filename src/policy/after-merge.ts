import type { Policy } from '../model/policy.ts';
import type { CheckOutcome, PolicyAfterMerge } from '../model/verdict.ts';
import { applyPolicy } from './apply-policy.ts';
import { type JudgeRequest, judge } from './judge.ts';

export interface AfterMergeRequest extends Omit<JudgeRequest, 'outcomes' | 'policy'> {
  /** What the checks said, before any policy. */
  readonly outcomes: readonly CheckOutcome[];
  /** The rules of this run. */
  readonly now: Policy;
  /** The rules that the pull request brings; absent when they can't be used: then `mistakes` say why. */
  readonly after?: Policy;
  readonly mistakes: readonly string[];
}

/** What this run would have ended with by the rules that the pull request brings. Pure; changes no verdict. */
export function judgeAfterMerge({ now, after, mistakes, ...request }: AfterMergeRequest): PolicyAfterMerge {
  if (after === undefined) return { changes: [], verdict: 'error', blockingCount: 0, mistakes };
  const verdict = judge({ ...request, outcomes: applyPolicy(request.outcomes, after), policy: after });
  return {
    changes: policyDifferences(now, after),
    verdict: verdict.verdict,
    blockingCount: verdict.blocking.length,
    mistakes: [],
  };
}

/** What is different between two policies, in words, in the order of the file's keys. */
export function policyDifferences(now: Policy, after: Policy): readonly string[] {
  const before = describe(now);
  const changed = describe(after);
  const names = [...new Set([...before.keys(), ...changed.keys()])];
  return names
    .filter((name) => before.get(name) !== changed.get(name))
    .map((name) => `${name}: ${before.get(name) ?? 'not set'} → ${changed.get(name) ?? 'not set'}`);
}

/** Each rule of a policy by its key in the file. */
function describe(policy: Policy): ReadonlyMap<string, string> {
  const rules = new Map<string, string>([
    ['preset', policy.preset.value],
    ['mode', policy.mode.value],
    ['fail-on', policy.failOn.value],
    ['inherited', policy.inherited.value],
    ['scanner', policy.scanner?.value ?? 'not chosen'],
    ['only-fixed', String(policy.onlyFixed.value)],
  ]);
  for (const [id, { off, severity, failOn, required }] of policy.checks) {
    if (off !== undefined) {
      rules.set(id, 'off');
      continue;
    }
    if (severity !== undefined) rules.set(`${id}.severity`, severity.value);
    if (failOn !== undefined) rules.set(`${id}.fail-on`, failOn.value);
    if (required !== undefined) rules.set(`${id}.required`, 'true');
  }
  return rules;
}
