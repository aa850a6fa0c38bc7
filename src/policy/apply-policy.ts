import { NO_VERDICT, type Problem } from '../model/errors.ts';
import { type Policy, severityUnder } from '../model/policy.ts';
import type { CheckOutcome, Outcome } from '../model/verdict.ts';

/**
 * What the checks said, as the policy sees it: checks that are off are off, severities are the policy's, and a check
 * that is required has an answer or is `error`. Pure; the order and number of outcomes stay.
 */
export function applyPolicy(outcomes: readonly CheckOutcome[], policy: Policy): readonly CheckOutcome[] {
  return outcomes.map((outcome) => ({ ...outcome, outcome: underPolicy(outcome, policy) }));
}

function underPolicy({ checkId, outcome }: CheckOutcome, policy: Policy): Outcome {
  const rule = policy.checks.get(checkId);
  if (rule?.off !== undefined) return { state: 'off', by: `the policy (${rule.off.from})` };
  if (outcome.state === 'not-applicable' && rule?.required !== undefined) {
    return { state: 'error', problem: unanswered(checkId, outcome.observed, rule.required.from) };
  }
  if (outcome.state !== 'fail' || rule?.severity === undefined) return outcome;
  const findings = outcome.findings.map((finding) => ({
    ...finding,
    severity: severityUnder(policy, checkId, finding.severity),
  }));
  return { ...outcome, findings };
}

function unanswered(checkId: string, observed: string, from: string): Problem {
  return {
    code: 'CHECK-REQUIRED',
    what: `The policy (${from}) requires an answer of ${checkId}, and it is not applicable: ${observed.replace(/\.$/, '')}.`,
    means: NO_VERDICT,
    todo: 'Give the gate what the check is about, or take "required" out of the policy on the base branch.',
  };
}
