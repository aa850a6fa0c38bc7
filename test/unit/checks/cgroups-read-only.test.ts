import { describe, expect, it } from 'vitest';
import { cgroupsReadOnly } from '../../../src/checks/run/cgroups-read-only.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

const judge = (run: RunSettings) => cgroupsReadOnly.evaluate({ 'run-settings': run });
const security = (...other: RunSettings['security']['other']) => ({ security: { ...ENGINE_DEFAULTS.security, other } });
const writable = (value: string) => ({ key: 'writable-cgroups', value });

describe('cgroups-read-only', () => {
  it.each([
    ['--security-opt writable-cgroups=true', 'fail'],
    ['--security-opt writable-cgroups=1', 'fail'],
    ['--security-opt writable-cgroups=false', 'pass'],
    ['--security-opt writable-cgroups=true --security-opt writable-cgroups=false', 'pass'],
    ['--security-opt writable-cgroups=false --security-opt writable-cgroups=true', 'fail'],
    ['--privileged', 'not-applicable'],
    ['--security-opt writable-cgroups=$X', UNKNOWN],
    ['--security-opt $X', UNKNOWN],
    ['$OPTIONS', UNKNOWN],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['a service that says it', aService(security(said(writable('true')))), 'fail'],
    ['a service that says no', aService(security(said(writable('false')))), 'pass'],
    ['a service with another option', aService(security(said({ key: 'new', value: 'true' }))), 'pass'],
    ['a service with a variable', aService(security(unknownSetting())), UNKNOWN],
    ['a service that says nothing', aService(), 'pass'],
    ['a pod', aPod(), 'pass'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line, and shows what to write there', () => {
    expect(onlyFinding(judge(aService(security(said(writable('true'), 8)))))).toMatchObject({
      severity: 'high',
      location: { lines: { first: 8, last: 8 } },
      fix: { lines: ['      - writable-cgroups=false'], placement: 'replace' },
    });
    expect(onlyFinding(judge(runArgs('--security-opt writable-cgroups=true'))).fix?.lines).toEqual([
      '--security-opt',
      'writable-cgroups=false',
    ]);
  });
});
