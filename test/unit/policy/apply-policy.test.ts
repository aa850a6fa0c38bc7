import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/model/severity.ts';
import { type CheckOutcome, exitCodeOf, type Outcome } from '../../../src/model/verdict.ts';
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
      expect(outcomes[0]?.outcome).toEqual({ state: 'off', by: 'the policy (policy.yml:3)' });
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
  const at = (policy: ReturnType<typeof aPolicy>, hasFile = true) => ({ policy, hasFile });
  const strict = aPolicy('high');
  const lax = aPolicy('critical', { b: { off: { value: true, from } } }, { mode: 'warn' });
  const outcomes = [outcome('a', failing('high')), outcome('b', pass)];
  const planned = outcomes.map(({ checkId }) => ({ checkId, subject }));
  const run = { planned, ask: () => outcomes, problems: [], mistakes: [], baseMoved: false };

  it('tells the differences and the verdict', () => {
    expect(judgeAfterMerge({ ...run, before: at(strict), after: at(lax) })).toEqual({
      changes: ['mode: enforce → warn', 'fail-on: high → critical', 'b: not set → off'],
      loosening: 3,
      verdict: 'pass',
      exitCode: 0,
      blockingCount: 0,
      mistakes: [],
      baseMoved: false,
    });
    expect(judgeAfterMerge({ ...run, before: at(lax), after: at(strict) })).toMatchObject({
      loosening: 0,
      verdict: 'fail',
      exitCode: 1,
      blockingCount: 1,
    });
  });

  it('mode: warn alone keeps the word and changes the exit code', () => {
    const warn = aPolicy('high', {}, { mode: 'warn' });
    expect(judgeAfterMerge({ ...run, before: at(strict), after: at(warn) })).toMatchObject({
      verdict: 'fail',
      exitCode: 0,
    });
  });

  it('a file that can’t be used would end every run', () => {
    expect(judgeAfterMerge({ ...run, before: at(strict), mistakes: ['x:1:1: no'] })).toMatchObject({
      verdict: 'error',
      exitCode: 2,
      mistakes: ['x:1:1: no'],
    });
  });

  it('asks the checks with the demands of the policy that is brought', () => {
    const demanding = aPolicy('high', {}, { mustDeny: { '': ['mkdir'] } });
    const ask = (policy: ReturnType<typeof aPolicy>) =>
      policy.mustDeny.size === 0 ? [outcome('a', pass), outcome('b', pass)] : outcomes;
    const after = judgeAfterMerge({ ...run, ask, before: at(strict), after: at(demanding) });
    expect(after).toMatchObject({ verdict: 'fail', blockingCount: 1, loosening: 0 });
    expect(after.changes).toEqual(['seccomp.must-deny: not set → mkdir']);
  });

  it.each([
    ['not demanded any more', { '': ['mkdir'] }, {}, 1],
    ['one call less', { '': ['mkdir', 'kill'] }, { '': ['kill'] }, 1],
    ['one more', { '': ['kill'] }, { '': ['kill', 'mkdir'] }, 0],
    ['another order', { web: ['kill', 'mkdir'] }, { web: ['mkdir', 'kill'] }, 0],
    ['less for a service', { web: ['kill', 'mkdir'] }, { web: ['mkdir'], db: ['kill'] }, 1],
  ])('must-deny, %s', (_, before, after, loosening) => {
    const differences = policyDifferences(
      at(aPolicy('high', {}, { mustDeny: before })),
      at(aPolicy('high', {}, { mustDeny: after })),
    );
    expect(differences.filter(({ loosens }) => loosens)).toHaveLength(loosening);
  });

  it('the same rules are no difference', () => {
    expect(policyDifferences(at(strict), at(aPolicy('high')))).toEqual([]);
  });

  const rule = (id: string, value: Parameters<typeof aPolicy>[1]) => aPolicy('high', { [id]: value?.['x'] ?? {} });
  it.each<[string, ReturnType<typeof at>, ReturnType<typeof at>, boolean]>([
    ['fail-on up', at(aPolicy('high')), at(aPolicy('low')), false],
    ['fail-on down', at(aPolicy('low')), at(aPolicy('high')), true],
    ['the file goes', at(strict), at(strict, false), true],
    ['the file comes', at(strict, false), at(strict), false],
    ['inherited shown only', at(aPolicy('high', {}, { inherited: 'block' })), at(strict), true],
    ['inherited blocks', at(strict), at(aPolicy('high', {}, { inherited: 'block' })), false],
    ['a check off', at(strict), at(rule('b', { x: { off: { value: true, from } } })), true],
    ['a check on again', at(rule('b', { x: { off: { value: true, from } } })), at(strict), false],
    ['required goes', at(rule('b', { x: { required: { value: true, from } } })), at(strict), true],
    ['required comes', at(strict), at(rule('b', { x: { required: { value: true, from } } })), false],
    ['a severity that was not given', at(strict), at(rule('b', { x: { severity: { value: 'high', from } } })), true],
    [
      'a severity raised',
      at(rule('b', { x: { severity: { value: 'low', from } } })),
      at(rule('b', { x: { severity: { value: 'high', from } } })),
      false,
    ],
    [
      'a severity lowered',
      at(rule('b', { x: { severity: { value: 'high', from } } })),
      at(rule('b', { x: { severity: { value: 'low', from } } })),
      true,
    ],
    ['a threshold of a check', at(strict), at(rule('b', { x: { failOn: { value: 'low', from } } })), true],
  ])('%s: loosens %s', (_, before, after, loosens) => {
    expect(policyDifferences(before, after).map((change) => change.loosens)).toEqual([loosens]);
  });

  it('what loosens comes first, however long the list is', () => {
    const required = Object.fromEntries(
      Array.from({ length: 40 }, (__, index) => [`a${index}`, { required: { value: true, from } as const }]),
    );
    const after = aPolicy('high', { ...required, z: { off: { value: true, from } } }, { inherited: 'block' });
    const [first, second] = policyDifferences(at(strict), at(after));
    expect(first).toEqual({ text: 'z: not set → off', loosens: true });
    expect(second?.loosens).toBe(false);
  });
});

describe('exit codes', () => {
  const word = (verdict: 'pass' | 'fail' | 'error', incomplete = false, severity: Severity = 'high') => {
    const found = { checkId: 'a', severity, title: 't', detail: 'd', seen: 's', fingerprint: 'a:x' };
    const blocking = verdict === 'fail' ? [{ subject, area: 'user' as const, finding: found }] : [];
    return { verdict, incomplete, threshold: 'high' as const, blocking, notBlocking: [], problems: [] };
  };
  it.each([
    [word('pass'), 0, 0],
    [word('fail'), 1, 0],
    [word('fail', true), 1, 1],
    [word('fail', false, 'unknown'), 1, 1],
    [word('error', true), 2, 2],
  ] as const)('%o → %s, with mode: warn %s', (verdict, enforce, warn) => {
    expect([exitCodeOf(verdict, 'enforce'), exitCodeOf(verdict, 'warn')]).toEqual([enforce, warn]);
  });
});
