import { describe, expect, it } from 'vitest';
import { noNewPrivileges } from '../../../src/checks/run/no-new-privileges.ts';
import type { EngineSecurity } from '../../../src/model/confinement.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

import { anImageConfig } from '../../builders/image-config.ts';
import { anEngineSecurity } from '../../builders/seccomp-evidence.ts';

const judge = (run: RunSettings, engine?: EngineSecurity) =>
  noNewPrivileges.evaluate({ 'run-settings': run, ...(engine && { 'engine-security': engine }) });

const security = (noNewPrivileges: RunSettings['security']['noNewPrivileges']) => ({
  security: { ...ENGINE_DEFAULTS.security, noNewPrivileges },
});

describe('no-new-privileges', () => {
  it.each([
    ['--security-opt no-new-privileges', 'pass'],
    ['--security-opt no-new-privileges:true', 'pass'],
    ['--security-opt=no-new-privileges=true', 'pass'],
    ['--security-opt no-new-privileges=false', 'fail'],
    ['--security-opt no-new-privileges --security-opt no-new-privileges:false', 'fail'],
    ['--security-opt no-new-privileges:false --security-opt no-new-privileges', 'pass'],
    ['--security-opt label=disable', 'fail'],
    ['image --security-opt no-new-privileges', 'fail'],
    ['--security-opt no-new-privileges=$X', UNKNOWN],
    ['--security-opt $X', UNKNOWN],
    ['$OPTIONS', UNKNOWN],
    ['', 'fail'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['a service that says it', aService(security(said(true))), 'pass'],
    ['a service that says no', aService(security(said(false))), 'fail'],
    ['a service that says nothing', aService(), 'fail'],
    ['a service with a variable', aService(security(unknownSetting())), UNKNOWN],
    ['a service of which something is not understood', aService({ unknown: [unknownSetting()] }), UNKNOWN],
    ['a pod with allowPrivilegeEscalation: false', aPod(security(saidInPod(true))), 'pass'],
    ['a pod with allowPrivilegeEscalation: true', aPod(security(saidInPod(false))), 'fail'],
    ['a pod that says nothing', aPod(), 'fail'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'fail'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('takes the engine’s own default for what nobody says, and only for that', () => {
    const on = anEngineSecurity({ noNewPrivileges: true });
    const off = anEngineSecurity({ noNewPrivileges: false });
    expect(judge(ENGINE_DEFAULTS, on)).toMatchObject({ seen: expect.stringContaining('this engine’s default') });
    expect(outcomeWord(judge(ENGINE_DEFAULTS, on))).toBe('pass');
    expect(outcomeWord(judge(ENGINE_DEFAULTS, off))).toBe('fail');
    expect(outcomeWord(judge(aService(security(said(false))), on))).toBe('fail');
    expect(outcomeWord(judge(aService(security(unknownSetting())), on))).toBe(UNKNOWN);
    expect(outcomeWord(judge(aPod(), on))).toBe('fail');
  });

  it('is nothing of Windows', () => {
    const config = anImageConfig({ os: 'windows' });
    expect(outcomeWord(noNewPrivileges.evaluate({ 'run-settings': aService(), 'image-config': config }))).toBe(
      'not-applicable',
    );
  });

  it('gives the lines for each source', () => {
    expect(onlyFinding(judge(aService()))).toMatchObject({
      severity: 'low',
      location: { file: 'compose.yml', lines: { first: 3, last: 3 } },
      fix: { lines: ['    security_opt:', '      - no-new-privileges:true'], placement: 'append' },
    });
    expect(onlyFinding(judge(aService(security(said(false, 8)))))).toMatchObject({
      location: { lines: { first: 8, last: 8 } },
      fix: { lines: ['      - no-new-privileges:true'], placement: 'replace' },
    });
    expect(
      onlyFinding(judge(aPod(security(saidInPod(false, 22, 'securityContext.allowPrivilegeEscalation'))))),
    ).toMatchObject({
      seen: 'allowPrivilegeEscalation: true (web.yaml:22 securityContext.allowPrivilegeEscalation)',
      fix: { lines: ['          allowPrivilegeEscalation: false'] },
    });
    const voided = onlyFinding(judge(aPod(security(saidInPod(false, 22, 'securityContext.privileged')))));
    expect(voided.fix?.text).toContain('Take privileged and SYS_ADMIN away');
    expect(onlyFinding(judge(runArgs(''))).fix?.lines).toEqual(['--security-opt', 'no-new-privileges']);
  });
});
