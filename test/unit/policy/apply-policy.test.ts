import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/model/severity.ts';
import type { CheckOutcome, Outcome } from '../../../src/model/verdict.ts';
import { judgeAfterMerge, policyDifferences } from '../../../src/policy/after-merge.ts';
import { applyPolicy } from '../../../src/policy/apply-policy.ts';
import { judge } from '../../../src/policy/judge.ts';
import { aPolicy } from '../../builders/policy.ts';

const subject = { id: 'image', name: 'Dockerfile' };
const from = 'policy.yml:3';
const pass: Outcome = { state: 'pass', seen: 'uid 1000' };
const notApplicable: Outcome = { state: 'not-applicable', observed: 'there is no Dockerfile to read' };
const error: Outcome = {
  state: 'error',
  problem: { code: 'IMAGE-UNREADABLE', what: 'It broke.', means: 'No verdict.', todo: 'Mend it.' },
};

function failing(severity: Severity, inheritedFrom?: string): Outcome {
  const found = { checkId: 'a', severity, title: 't', detail: 'd', seen: 's', fingerprint: 'a:x' };
  return { state: 'fail', seen: 's', findings: [{ ...found, ...(inheritedFrom && { inheritedFrom }) }] };
}

function outcome(checkId: string, state: Outcome): CheckOutcome {
  return { checkId, title: checkId, area: 'user', subject, outcome: state };
}

function verdict(states: Readonly<Record<string, Outcome>>, policy: ReturnType<typeof aPolicy>) {
  const said = Object.entries(states).map(([id, state]) => outcome(id, state));
  const planned = said.map(({ checkId }) => ({ checkId, subject }));
  const outcomes = applyPolicy(said, policy);
  return { ...judge({ planned, outcomes, problems: [], policy }), outcomes };
}

describe('rules for single checks', () => {
  it('a check that is off says by which line, whatever it would have said', () => {
    const policy = aPolicy('high', { a: { off: { value: true, from } } });
    for (const state of [failing('critical'), error, pass]) {
      const { outcomes } = verdict({ a: state, b: pass }, policy);
      expect(outcomes[0]?.outcome).toEqual({ state: 'off', by: 'off by the policy (policy.yml:3)' });
    }
    expect(verdict({ a: failing('critical'), b: pass }, policy).verdict).toBe('pass');
    expect(verdict({ a: pass, b: failing('critical') }, policy).verdict).toBe('fail');
  });

  it('with every check off nothing was checked (threat T019)', () => {
    const { verdict: word, problems } = verdict({ a: pass }, aPolicy('high', { a: { off: { value: true, from } } }));
    expect([word, problems.map(({ code }) => code)]).toEqual(['error', ['NOTHING-CHECKED']]);
  });

  it.each<[Severity, 'low' | 'critical', string]>([
    ['critical', 'low', 'pass'],
    ['low', 'critical', 'fail'],
    ['unknown', 'low', 'fail'],
  ])('a finding of %s with severity: %s', (own, severity, word) => {
    expect(verdict({ a: failing(own) }, aPolicy('high', { a: { severity: { value: severity, from } } })).verdict).toBe(
      word,
    );
  });

  it('a threshold of its own goes before the policy’s, both ways', () => {
    expect(verdict({ a: failing('low') }, aPolicy('high', { a: { failOn: { value: 'low', from } } })).verdict).toBe(
      'fail',
    );
    const lax = aPolicy('low', { a: { failOn: { value: 'critical', from } } });
    expect(verdict({ a: failing('high') }, lax).verdict).toBe('pass');
    expect(verdict({ b: failing('high') }, lax).verdict).toBe('pass');
  });

  it('required: not applicable is no answer', () => {
    const policy = aPolicy('high', { a: { required: { value: true, from } } });
    expect(verdict({ a: notApplicable, b: pass }, policy)).toMatchObject({
      verdict: 'error',
      problems: [{ code: 'CHECK-REQUIRED', what: expect.stringMatching(/policy\.yml:3.*no Dockerfile/) }],
    });
    expect(verdict({ a: pass, b: notApplicable }, policy).verdict).toBe('pass');
  });
});

describe('inherited findings', () => {
  it.each(['show', 'block'] as const)('inherited: %s', (inherited) => {
    const policy = aPolicy('high', {}, { inherited });
    expect(verdict({ a: failing('high', 'debian:12') }, policy).verdict).toBe(inherited === 'show' ? 'pass' : 'fail');
  });
});

describe('what takes effect after merge', () => {
  const strict = aPolicy('high');
  const lax = aPolicy('critical', { b: { off: { value: true, from } } }, { mode: 'warn' });
  const outcomes = [outcome('a', failing('high')), outcome('b', pass)];
  const run = { planned: outcomes.map(({ checkId }) => ({ checkId, subject })), outcomes, problems: [], mistakes: [] };

  it('tells the differences and the verdict', () => {
    expect(judgeAfterMerge({ ...run, now: strict, after: lax })).toEqual({
      changes: ['mode: enforce → warn', 'fail-on: high → critical', 'b: not set → off'],
      verdict: 'pass',
      blockingCount: 0,
      mistakes: [],
    });
    expect(judgeAfterMerge({ ...run, now: lax, after: strict })).toMatchObject({ verdict: 'fail', blockingCount: 1 });
  });

  it('a file that can’t be used would end every run', () => {
    expect(judgeAfterMerge({ ...run, now: strict, mistakes: ['x:1:1: no'] })).toMatchObject({
      verdict: 'error',
      mistakes: ['x:1:1: no'],
    });
  });

  it('the same rules are no difference', () => {
    expect(policyDifferences(strict, aPolicy('high'))).toEqual([]);
  });
});
