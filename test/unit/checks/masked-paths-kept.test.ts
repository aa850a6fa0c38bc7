import { describe, expect, it } from 'vitest';
import { maskedPathsKept } from '../../../src/checks/run/masked-paths-kept.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

const judge = (run: RunSettings) => maskedPathsKept.evaluate({ 'run-settings': run });
const security = (systemPaths: RunSettings['security']['systemPaths']) => ({
  security: { ...ENGINE_DEFAULTS.security, systemPaths },
});

describe('masked-paths-kept', () => {
  it.each([
    ['T091: systempaths', '--security-opt systempaths=unconfined', 'fail'],
    ['beside privileged', '--privileged --security-opt systempaths=unconfined', 'fail'],
    ['privileged alone', '--privileged', 'not-applicable'],
    ['another option', '--security-opt seccomp=unconfined', 'pass'],
    ['behind the image', 'image --security-opt systempaths=unconfined', 'pass'],
    ['a variable', '--security-opt systempaths=$X', UNKNOWN],
    ['an option that is a variable', '--security-opt $X', UNKNOWN],
    ['a word that is no option for sure', '$OPTIONS', UNKNOWN],
    ['nothing', '', 'pass'],
  ])('%s', (_, options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['T091: a service', aService(security(said('unconfined'))), 'fail'],
    ['a service with a variable', aService(security(unknownSetting())), UNKNOWN],
    ['a service that says nothing', aService(), 'pass'],
    ['a pod with procMount: Unmasked', aPod(security(saidInPod('unconfined'))), 'fail'],
    ['a pod with procMount: Default', aPod(security(saidInPod('masked'))), 'pass'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line', () => {
    expect(onlyFinding(judge(aService(security(said('unconfined', 8, 'services.web.security_opt[1]')))))).toMatchObject(
      {
        severity: 'high',
        seen: 'systempaths=unconfined (compose.yml:8 services.web.security_opt[1])',
        location: { lines: { first: 8, last: 8 } },
      },
    );
    expect(onlyFinding(judge(aPod(security(saidInPod('unconfined')))))).toMatchObject({
      seen: 'procMount: Unmasked (web.yaml:20 spec.template.spec.containers[0].securityContext)',
      fix: { lines: ['          procMount: Default'] },
    });
  });
});
