import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/checks/index.ts';
import { severityUnder, thresholdOf } from '../../../src/model/policy.ts';
import { THRESHOLDS } from '../../../src/model/severity.ts';
import { effectivePolicy } from '../../../src/settings/effective-policy.ts';
import { readPolicyFile } from '../../../src/settings/policy-file.ts';
import { PRESET_RULES } from '../../../src/settings/presets.ts';

const NAME = 'policy.yml';
const IDS = CHECKS.map(({ id }) => id);

function effective(text: string | undefined, inputs: Parameters<typeof effectivePolicy>[1] = {}) {
  const file = text === undefined ? undefined : readPolicyFile(text, NAME, IDS).file;
  if (text !== undefined && file === undefined) throw new Error('the policy of the test is wrong');
  return effectivePolicy(file, inputs);
}

describe('without a policy file', () => {
  it('the built-in default applies', () => {
    const { policy, remarks } = effective(undefined);
    expect(remarks).toEqual([]);
    expect(policy).toMatchObject({
      preset: { value: 'default', from: 'built in' },
      mode: { value: 'enforce' },
      failOn: { value: 'high', from: 'built in' },
      inherited: { value: 'show' },
      onlyFixed: { value: true },
    });
    expect(policy.scanner).toBeUndefined();
    expect(policy.checks.size).toBe(0);
  });

  it.each(THRESHOLDS)('the input fail-on: %s applies as written', (failOn) => {
    const { policy, remarks } = effective(undefined, { failOn });
    expect([policy.failOn.value, remarks]).toEqual([failOn, []]);
  });

  it('the input scanner: none applies', () => {
    expect(effective(undefined, { scanner: 'none' }).policy.scanner?.value).toBe('none');
  });
});

describe('where there is a policy file, inputs can only tighten it', () => {
  const table = THRESHOLDS.flatMap((own) => THRESHOLDS.map((input) => [own, input] as const));
  it.each(table)('the file has fail-on: %s, the input %s', (own, input) => {
    const { policy, remarks } = effective(`fail-on: ${own}`, { failOn: input });
    const stricter = THRESHOLDS.indexOf(input) > THRESHOLDS.indexOf(own);
    expect(policy.failOn.value).toBe(stricter ? input : own);
    expect(remarks).toHaveLength(THRESHOLDS.indexOf(input) < THRESHOLDS.indexOf(own) ? 1 : 0);
  });

  it('also what the file leaves to its preset', () => {
    expect(effective('mode: enforce', { failOn: 'critical' })).toMatchObject({
      policy: { failOn: { value: 'high' } },
      remarks: [expect.stringMatching(/fail-on: critical does not apply/)],
    });
  });

  it('scanning can’t be switched off by an input', () => {
    const { policy, remarks } = effective('fail-on: high', { scanner: 'none' });
    expect(policy.scanner).toBeUndefined();
    expect(remarks[0]).toMatch(/scanner: none does not apply/);
    expect(effective('scanner: none', { scanner: 'none' })).toMatchObject({
      policy: { scanner: { value: 'none', from: 'policy.yml:1' } },
      remarks: [],
    });
  });
});

describe('presets', () => {
  it('name only checks that there are', () => {
    const named = Object.values(PRESET_RULES).flatMap(({ severities }) => Object.keys(severities));
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((id) => !IDS.includes(id))).toEqual([]);
  });

  it('strict blocks from medium on and raises what it asks for', () => {
    const { policy } = effective('preset: strict');
    expect(policy.failOn).toEqual({ value: 'medium', from: 'preset strict' });
    expect(severityUnder(policy, 'healthcheck-present', 'low')).toBe('high');
    expect(severityUnder(policy, 'base-images-pinned', 'low')).toBe('high');
    expect(severityUnder(policy, 'user-numeric', 'low')).toBe('high');
    expect(severityUnder(policy, 'user-not-root', 'high')).toBe('high');
  });

  it('the file goes over its preset, key by key', () => {
    const { policy } = effective(
      'preset: strict\nfail-on: high\nchecks:\n  healthcheck-present: {fail-on: critical}\n',
    );
    expect(policy.failOn).toEqual({ value: 'high', from: 'policy.yml:2' });
    expect(severityUnder(policy, 'healthcheck-present', 'low')).toBe('high');
    expect(thresholdOf(policy, 'healthcheck-present')).toBe('critical');
    expect(thresholdOf(policy, 'user-numeric')).toBe('high');
  });

  it('an unknown severity stays unknown', () => {
    expect(severityUnder(effective('checks: {user-numeric: {severity: low}}').policy, 'user-numeric', 'unknown')).toBe(
      'unknown',
    );
  });
});
