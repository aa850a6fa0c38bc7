import { describe, expect, it } from 'vitest';
import { apparmorNotUnconfined } from '../../../src/checks/confinement/apparmor-not-unconfined.ts';
import type { RunSettings } from '../../../src/model/run-settings.ts';
import { withAppArmor } from '../../builders/apparmor-profiles.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aService, runArgs, unknownSetting } from '../../builders/run-settings.ts';
import { inPod } from '../../builders/seccomp-evidence.ts';

const judge = (run: RunSettings) => apparmorNotUnconfined.evaluate({ 'run-settings': run });

describe('apparmor-not-unconfined', () => {
  it.each([
    ['--security-opt apparmor=unconfined', 'fail'],
    ['--security-opt=apparmor:unconfined', 'fail'],
    ['--security-opt apparmor=web --security-opt apparmor=unconfined', 'fail'],
    ['--security-opt apparmor=unconfined --security-opt apparmor=web', 'pass'],
    ['--security-opt apparmor=docker-default', 'pass'],
    ['--security-opt seccomp=unconfined', 'pass'],
    ['', 'pass'],
    ['--security-opt apparmor=$PROFILE', 'undecided RUN-SETTING-UNKNOWN'],
    ['$OPTIONS', 'undecided RUN-SETTING-UNKNOWN'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it('is asked of manifests too', () => {
    const { security } = withAppArmor({ kind: 'unconfined' });
    expect(onlyFinding(judge(inPod(undefined, { security }))).fix?.lines).toEqual(['            type: RuntimeDefault']);
    expect(outcomeWord(judge(inPod(undefined)))).toBe('pass');
  });

  it('is not decided when something is not understood', () => {
    expect(outcomeWord(judge(aService({ unknown: [unknownSetting()] })))).toBe('undecided RUN-SETTING-UNKNOWN');
  });

  it('points at the line, and shows what to write there', () => {
    expect(onlyFinding(judge(withAppArmor({ kind: 'unconfined' })))).toMatchObject({
      severity: 'high',
      seen: 'apparmor: unconfined (compose.yml:7 services.web.security_opt[0])',
      location: { file: 'compose.yml', lines: { first: 7, last: 7 } },
      fix: { lines: ['      - apparmor=docker-default'], placement: 'replace' },
    });
  });
});
