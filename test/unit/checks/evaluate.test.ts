import { describe, expect, it } from 'vitest';
import { evaluateChecks } from '../../../src/checks/evaluate.ts';
import { type CheckResult, defineCheck, finding } from '../../../src/model/check.ts';
import type { Problem } from '../../../src/model/errors.ts';
import type { EvidenceBundle } from '../../../src/model/evidence.ts';
import { anImageConfig } from '../../builders/image-config.ts';

const subject = { id: 'image', name: 'Dockerfile' };
const source = { tool: 'test', subject: 'test' };
const problem: Problem = { code: 'IMAGE-UNREADABLE', what: 'It broke.', means: 'No verdict.', todo: 'Mend it.' };
const known: EvidenceBundle = { 'image-config': { state: 'known', value: anImageConfig({ user: 'app' }), source } };

function check(evaluate: (user: string, hasDockerfile: boolean) => CheckResult) {
  return defineCheck({
    id: 'a-check',
    title: 'A check',
    area: 'user',
    severity: 'high',
    needs: ['image-config'],
    uses: ['dockerfile'],
    references: [],
    evaluate: (evidence) => evaluate(evidence['image-config'].user, evidence.dockerfile !== undefined),
  });
}

const one = (bundle: EvidenceBundle, evaluate: Parameters<typeof check>[0]) =>
  evaluateChecks([check(evaluate)], bundle, subject)[0]?.outcome;
const judged = (seen: string): CheckResult => ({ kind: 'judged', seen, findings: [] });

describe('every check gets exactly one outcome', () => {
  it('pass, with what was seen', () => {
    expect(one(known, (user) => judged(user))).toEqual({ state: 'pass', seen: 'app' });
  });

  it('fail, with its findings', () => {
    const found = finding({ id: 'a-check', severity: 'high' }, { key: 'x', title: 't', detail: 'd', seen: 's' });
    expect(one(known, () => ({ kind: 'judged', seen: 'app', findings: [found] }))).toMatchObject({
      state: 'fail',
      findings: [{ checkId: 'a-check', severity: 'high', fingerprint: 'a-check:x' }],
    });
  });

  it('error when the needed evidence is a gap, without being asked', () => {
    expect(one({ 'image-config': { state: 'gap', problem } }, () => judged('asked'))).toEqual({
      state: 'error',
      problem,
    });
  });

  it('not applicable when the needed evidence was observed to be absent', () => {
    expect(one({ 'image-config': { state: 'absent', observed: 'none' } }, () => judged('asked'))).toEqual({
      state: 'not-applicable',
      observed: 'none',
    });
  });

  it('undecided for want of a fact that could not be had: the cause is told, and nothing beside it', () => {
    const gap: EvidenceBundle = { ...known, dockerfile: { state: 'gap', problem } };
    const undecided = (code: Problem['code']) => (): CheckResult => ({
      kind: 'undecided',
      problem: { ...problem, code },
    });
    expect(one(gap, undecided('USER-UNDETERMINED'))).toEqual({ state: 'error', problem });
    expect(one(known, undecided('USER-UNDETERMINED'))).toMatchObject({ problem: { code: 'USER-UNDETERMINED' } });
    expect(one(gap, undecided('RUN-SETTING-UNKNOWN'))).toMatchObject({ problem: { code: 'RUN-SETTING-UNKNOWN' } });
  });

  it('error when the needed evidence was never collected', () => {
    expect(one({}, () => judged('asked'))).toMatchObject({ state: 'error', problem: { code: 'CHECK-CRASHED' } });
  });

  it('is asked without evidence that it only uses, whether that is a gap or absent', () => {
    for (const dockerfile of [
      undefined,
      { state: 'gap', problem } as const,
      { state: 'absent', observed: 'none' } as const,
    ]) {
      const bundle = dockerfile === undefined ? known : { ...known, dockerfile };
      expect(one(bundle, (user, has) => judged(`${user} ${has}`))).toEqual({ state: 'pass', seen: 'app false' });
    }
  });

  it.each<[string, unknown]>([
    ['an error', new RangeError('Maximum call stack size exceeded')],
    ['a string', 'boo'],
    ['nothing', undefined],
  ])('error when it throws %s', (_, thrown) => {
    const outcome = one(known, () => {
      throw thrown;
    });
    expect(outcome).toMatchObject({ state: 'error', problem: { code: 'CHECK-CRASHED' } });
  });

  it('error when it is undecided', () => {
    expect(one(known, () => ({ kind: 'undecided', problem }))).toEqual({ state: 'error', problem });
  });
});
