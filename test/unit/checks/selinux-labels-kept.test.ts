import { describe, expect, it } from 'vitest';
import { selinuxLabelsKept } from '../../../src/checks/run/selinux-labels-kept.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

const judge = (run: RunSettings) => selinuxLabelsKept.evaluate({ 'run-settings': run });
const security = (...labels: RunSettings['security']['labels']) => ({
  security: { ...ENGINE_DEFAULTS.security, labels },
});

describe('selinux-labels-kept', () => {
  it.each([
    ['T091: label=disable', '--security-opt label=disable', 'fail'],
    ['T091: label:disable', '--security-opt label:disable', 'fail'],
    ['disabled beside another', '--security-opt label=disable --security-opt label=type:web_t', 'fail'],
    ['a type that is not confined', '--security-opt label=type:spc_t', 'fail'],
    ['a type of one’s own', '--security-opt label=type:web_t', 'pass'],
    ['a level', '--security-opt label=level:s0:c100,c200', 'pass'],
    ['privileged', '--privileged', 'not-applicable'],
    ['the host’s processes', '--pid host', 'not-applicable'],
    ['the host’s memory', '--ipc host', 'not-applicable'],
    ['the host’s processes, and a label', '--pid host --security-opt label=type:web_t', 'pass'],
    ['the host’s network', '--network host', 'pass'],
    ['privileged and disabled', '--privileged --security-opt label=disable', 'fail'],
    ['a variable', '--security-opt label=$X', UNKNOWN],
    ['an option that is a variable', '--security-opt $X', UNKNOWN],
    ['a variable beside disable', '--security-opt label=$X --security-opt label=disable', 'fail'],
    ['a word that is no option for sure', '$OPTIONS', UNKNOWN],
    ['nothing', '', 'pass'],
  ])('%s', (_, options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['T091: a service', aService(security(said('disable'))), 'fail'],
    ['a service with a variable', aService(security(unknownSetting())), UNKNOWN],
    ['a service that says nothing', aService(), 'pass'],
    ['a pod with a type that is not confined', aPod(security(saidInPod('type:spc_t'))), 'fail'],
    ['a pod with a type that is', aPod(security(saidInPod('type:container_t'))), 'pass'],
    ['a pod that is privileged', aPod({ privileged: saidInPod(true) }), 'pass'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line, and says who else takes a label off', () => {
    expect(onlyFinding(judge(aService(security(said('disable', 8)))))).toMatchObject({
      severity: 'medium',
      seen: 'label=disable (compose.yml:8 services.web.key)',
      location: { lines: { first: 8, last: 8 } },
    });
    expect(judge(runArgs('--pid host'))).toMatchObject({
      observed: 'For pid: host the engine itself takes the label off: see no-host-namespaces.',
    });
  });
});
