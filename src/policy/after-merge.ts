import type { Policy } from '../model/policy.ts';
import { compareSeverity, type Threshold } from '../model/severity.ts';
import { type CheckOutcome, exitCodeOf, type PolicyAfterMerge } from '../model/verdict.ts';
import { applyPolicy } from './apply-policy.ts';
import { type JudgeRequest, judge } from './judge.ts';

/** Rules, and whether they stand in a file: without one, inputs may loosen them. */
export interface StatedPolicy {
  readonly policy: Policy;
  readonly hasFile: boolean;
}

export interface AfterMergeRequest extends Omit<JudgeRequest, 'outcomes' | 'policy'> {
  /** What the checks say with the demands of a policy, before its rules are applied; a GateError when it can't be used. */
  readonly ask: (policy: Policy) => readonly CheckOutcome[];
  /** The rules that the pull request was made from. */
  readonly before: StatedPolicy;
  /** The rules that it brings; absent when they can't be used: then `mistakes` say why. */
  readonly after?: StatedPolicy;
  readonly mistakes: readonly string[];
  /** The base branch has other rules by now, so what the two make together is not known. */
  readonly baseMoved: boolean;
}

/** What this run would have ended with by the rules that the pull request brings. Pure; changes no verdict. */
export function judgeAfterMerge(request: AfterMergeRequest): PolicyAfterMerge {
  const { before, after, mistakes, baseMoved } = request;
  if (after === undefined) {
    return { changes: [], loosening: 0, verdict: 'error', exitCode: 2, blockingCount: 0, mistakes, baseMoved };
  }
  const { planned, problems } = request;
  const outcomes = applyPolicy(request.ask(after.policy), after.policy);
  const verdict = judge({ planned, problems, outcomes, policy: after.policy });
  const changes = policyDifferences(before, after);
  return {
    changes: changes.map(({ text }) => text),
    loosening: changes.filter(({ loosens }) => loosens).length,
    verdict: verdict.verdict,
    exitCode: exitCodeOf(verdict, after.policy.mode.value),
    blockingCount: verdict.blocking.length,
    mistakes: [],
    baseMoved,
  };
}

export interface PolicyDifference {
  /** `fail-on: high → critical` */
  readonly text: string;
  /** It lets through what was not let through, or might. */
  readonly loosens: boolean;
}

/** What is different between two policies; what loosens comes first, so that no length of a list hides it. */
export function policyDifferences(before: StatedPolicy, after: StatedPolicy): readonly PolicyDifference[] {
  const [old, now] = [describe(before), describe(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const all = names
    .filter((name) => old.get(name) !== now.get(name))
    .map((name) => {
      const [from, to] = [old.get(name), now.get(name)];
      return { text: `${name}: ${from ?? 'not set'} → ${to ?? 'not set'}`, loosens: loosens(name, from, to) };
    });
  return [...all.filter((change) => change.loosens), ...all.filter((change) => !change.loosens)];
}

/** Each rule of a policy by its key in the file. */
function describe({ policy, hasFile }: StatedPolicy): ReadonlyMap<string, string> {
  const rules = new Map<string, string>([
    ['policy file', hasFile ? 'there' : 'none, so inputs apply as written'],
    ['preset', policy.preset.value],
    ['mode', policy.mode.value],
    ['fail-on', policy.failOn.value],
    ['inherited', policy.inherited.value],
    ['scanner', policy.scanner?.value ?? 'not chosen'],
    ['only-fixed', String(policy.onlyFixed.value)],
    ['observe', String(policy.observe.value)],
  ]);
  for (const [service, { value }] of policy.mustDeny) {
    rules.set(service === '' ? MUST_DENY : `${MUST_DENY}.${service}`, [...value].sort().join(', '));
  }
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

const MUST_DENY = 'seccomp.must-deny';

/** Single values that are the lax ones of their key. */
const LAX: Readonly<Record<string, string>> = {
  mode: 'warn',
  inherited: 'show',
  scanner: 'none',
  'only-fixed': 'true',
  preset: 'default',
  observe: 'false',
};

/** In doubt it loosens: a severity of its own that is given, taken away or lowered. */
function loosens(name: string, from: string | undefined, to: string | undefined): boolean {
  if (name === 'policy file') return to !== 'there';
  if (name === MUST_DENY || name.startsWith(`${MUST_DENY}.`)) {
    const kept = new Set(to?.split(', ') ?? []);
    return from?.split(', ').some((call) => !kept.has(call)) ?? false;
  }
  if (name in LAX) return to === LAX[name];
  if (name === 'fail-on' || name.endsWith('.fail-on'))
    return !isThreshold(from) || !isThreshold(to) || compareSeverity(to, from) < 0;
  if (name.endsWith('.severity')) return !isThreshold(from) || !isThreshold(to) || compareSeverity(to, from) > 0;
  if (name.endsWith('.required')) return to === undefined;
  return to === 'off';
}

function isThreshold(word: string | undefined): word is Threshold {
  return word === 'critical' || word === 'high' || word === 'medium' || word === 'low' || word === 'negligible';
}
