import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/model/errors.ts';
import { SEVERITIES, type Severity, THRESHOLDS, type Threshold } from '../../../src/model/severity.ts';
import type { CheckOutcome, Outcome } from '../../../src/model/verdict.ts';
import { areaRows } from '../../../src/policy/areas.ts';
import { judge } from '../../../src/policy/judge.ts';
import { aPolicy } from '../../builders/policy.ts';

const subject = { id: 'image', name: 'Dockerfile' };
const problem: Problem = { code: 'IMAGE-UNREADABLE', what: 'It broke.', means: 'No verdict.', todo: 'Mend it.' };

function outcome(checkId: string, state: Outcome): CheckOutcome {
  return { checkId, title: checkId, area: 'user', subject, outcome: state };
}

function failing(...severities: readonly Severity[]): Outcome {
  const findings = severities.map((severity, index) => ({
    checkId: 'a',
    severity,
    title: `${severity} title`,
    detail: '',
    seen: `${severity} seen`,
    fingerprint: `a:${severity}${index}`,
  }));
  return { state: 'fail', seen: 'seen', findings };
}

const pass: Outcome = { state: 'pass', seen: 'uid 1000' };
const error: Outcome = { state: 'error', problem };
const notApplicable: Outcome = { state: 'not-applicable', observed: 'no Dockerfile' };
const off: Outcome = { state: 'off', by: 'the policy' };

function row(...states: readonly Outcome[]) {
  return areaRows(
    undefined,
    states.map((state, index) => outcome(`c${index}`, state)),
    aPolicy(),
  )[0];
}

function verdictOf(outcomes: readonly CheckOutcome[], extra: Partial<Parameters<typeof judge>[0]> = {}) {
  const planned = outcomes.map(({ checkId }) => ({ checkId, subject }));
  return judge({ planned, outcomes, problems: [], policy: aPolicy(), ...extra });
}

describe('the three answers', () => {
  it.each<[string, readonly Outcome[], string, boolean]>([
    ['all pass', [pass, pass], 'pass', false],
    ['pass and not applicable', [pass, notApplicable, off], 'pass', false],
    ['a blocking finding', [pass, failing('high')], 'fail', false],
    ['a finding below the threshold', [failing('medium', 'low')], 'pass', false],
    ['an unknown severity blocks', [failing('unknown')], 'fail', false],
    ['one check could not be decided', [pass, error], 'error', true],
    ['a blocking finding and a gap', [failing('critical'), error], 'fail', true],
    ['a note and a gap', [failing('low'), error], 'error', true],
    ['nothing but not applicable', [notApplicable], 'error', true],
    ['nothing but off', [off], 'error', true],
    ['nothing at all', [], 'error', true],
  ])('%s → %s', (_, states, word, incomplete) => {
    const verdict = verdictOf(states.map((state, index) => outcome(`check-${index}`, state)));
    expect(verdict).toMatchObject({ verdict: word, incomplete });
    expect(verdict.incomplete).toBe(verdict.problems.length > 0);
  });

  it('says NOTHING-CHECKED when there was nothing to say', () => {
    expect(verdictOf([]).problems.map(({ code }) => code)).toEqual(['NOTHING-CHECKED']);
  });

  it('a planned check without an outcome, or with two, is no pass', () => {
    const one = [outcome('a', pass)];
    expect(
      verdictOf(one, {
        planned: [
          { checkId: 'a', subject },
          { checkId: 'b', subject },
        ],
      }),
    ).toMatchObject({
      verdict: 'error',
      problems: [{ code: 'CHECK-MISSING' }],
    });
    expect(verdictOf([...one, ...one], { planned: [{ checkId: 'a', subject }] }).verdict).toBe('error');
  });

  it('a problem from outside of the checks takes the pass away', () => {
    expect(verdictOf([outcome('a', pass)], { problems: [problem] }).verdict).toBe('error');
  });

  it('tells a gap that stands behind several checks once', () => {
    expect(verdictOf([outcome('a', error), outcome('b', error)]).problems).toHaveLength(1);
  });
});

describe('what came with the base image', () => {
  const inherited = (severity: Severity): Outcome => {
    const state = failing(severity);
    if (state.state !== 'fail') throw new Error('not a failing outcome');
    return { ...state, findings: state.findings.map((found) => ({ ...found, inheritedFrom: 'debian:12' })) };
  };

  it('is shown and does not block', () => {
    const verdict = verdictOf([outcome('a', inherited('critical'))]);
    expect(verdict).toMatchObject({ verdict: 'pass', blocking: [] });
    expect(verdict.notBlocking).toHaveLength(1);
    expect(row(inherited('critical'))).toMatchObject({ state: 'note' });
  });

  it('excuses nothing that this Dockerfile brought', () => {
    expect(verdictOf([outcome('a', inherited('critical')), outcome('b', failing('high'))]).verdict).toBe('fail');
  });
});

describe('thresholds', () => {
  const table = THRESHOLDS.flatMap((threshold) =>
    SEVERITIES.map((severity): [Threshold, Severity] => [threshold, severity]),
  );
  it.each(table)('fail-on %s, a finding of %s', (threshold, severity) => {
    const blocks = severity === 'unknown' || SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
    const verdict = verdictOf([outcome('a', failing(severity))], { policy: aPolicy(threshold) });
    expect(verdict.verdict).toBe(blocks ? 'fail' : 'pass');
    expect([verdict.blocking.length, verdict.notBlocking.length]).toEqual(blocks ? [1, 0] : [0, 1]);
  });

  it('lists the worst first, in the same order for the same findings', () => {
    const verdict = verdictOf([outcome('a', failing('low', 'critical', 'medium', 'high'))], {
      policy: aPolicy('negligible'),
    });
    expect(verdict.blocking.map(({ finding }) => finding.severity)).toEqual(['critical', 'high', 'medium', 'low']);
  });
});

describe('rows of areas', () => {
  it.each<[string, readonly Outcome[], string, RegExp]>([
    ['pass shows its evidence', [pass], 'pass', /uid 1000/],
    ['the worst finding', [failing('high', 'critical')], 'fail', /critical seen, and 1 more/],
    ['a gap beats notes', [failing('low'), error], 'error', /IMAGE-UNREADABLE/],
    ['a blocking finding beats a gap', [error, failing('high')], 'fail', /high seen/],
    ['notes are counted', [pass, failing('low')], 'note', /1 finding that does not block \(low\)/],
    ['not applicable says what was observed', [notApplicable], 'not-applicable', /no Dockerfile/],
    ['off says by whom', [off], 'off', /off by the policy/],
    ['not applicable beside what is off', [notApplicable, off], 'not-applicable', /no Dockerfile; 1 check is off/],
    ['a pass beside what is off', [pass, off, off], 'pass', /uid 1000; 2 checks are off/],
    ['a note beside what is off', [failing('low'), off], 'note', /; 1 check is off/],
  ])('%s', (_, states, state, words) => {
    expect(row(...states)).toMatchObject({ area: 'user', state });
    expect(row(...states)?.evidence).toMatch(words);
  });

  it('an area without a check has no row', () => {
    expect(areaRows(undefined, [], aPolicy())).toEqual([]);
  });

  it('an image that could not be built is the first row', () => {
    expect(
      areaRows({ state: 'gap', problem }, [outcome('a', error)], aPolicy()).map(({ area, state }) => [area, state]),
    ).toEqual([
      ['build', 'error'],
      ['user', 'error'],
    ]);
  });
});
