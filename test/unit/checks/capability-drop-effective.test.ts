import { describe, expect, it } from 'vitest';
import { capabilityDropEffective } from '../../../src/checks/run/capability-drop-effective.ts';
import type { CheckResult } from '../../../src/model/check.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

const judge = (run: RunSettings) => capabilityDropEffective.evaluate({ 'run-settings': run });

/** The keys of the findings, or the outcome. */
function word(result: CheckResult): string {
  if (result.kind !== 'judged' || result.findings.length === 0) return outcomeWord(result);
  return result.findings.map(({ fingerprint }) => fingerprint.split(':')[1]).join(', ');
}

describe('capability-drop-effective', () => {
  it.each([
    ['3.1: nothing', '', 'pass'],
    ['3.1: all dropped', '--cap-drop ALL', 'pass'],
    ['3.1: all dropped, one added', '--cap-drop ALL --cap-add NET_BIND_SERVICE', 'pass'],
    ['3.1: the same in the other order', '--cap-add NET_BIND_SERVICE --cap-drop ALL', 'pass'],
    ['3.1: dropped twice and added', '--cap-drop ALL --cap-drop CHOWN --cap-add CHOWN', 'CHOWN'],
    ['3.1: added wins', '--cap-add SYS_ADMIN --cap-drop SYS_ADMIN', 'SYS_ADMIN'],
    ['3.1: added wins, however it is written', '--cap-add cap_sys_admin --cap-drop SYS_ADMIN', 'SYS_ADMIN'],
    ['3.1: one of the default added and dropped', '--cap-add CHOWN --cap-drop CHOWN', 'CHOWN'],
    ['3.1: one in, one out', '--cap-add NET_ADMIN --cap-drop NET_RAW', 'pass'],
    ['3.1: ALL beats ALL', '--cap-drop ALL --cap-add ALL --cap-drop SYS_RESOURCE', 'ALL'],
    ['3.1: single names out of ALL', '--cap-add ALL --cap-drop SYS_RESOURCE --cap-drop SYS_ADMIN', 'pass'],
    ['3.1: single names out of ALL, that are added, too', '--cap-add ALL --cap-add CHOWN --cap-drop CHOWN', 'pass'],
    ['3.1: dropped without being there', '--cap-drop SYS_ADMIN', 'pass'],
    ['twice the same', '--cap-add CHOWN --cap-drop CHOWN --cap-drop chown', 'CHOWN'],
    ['two', '--cap-add CHOWN --cap-add KILL --cap-drop CHOWN --cap-drop KILL', 'CHOWN, KILL'],
    ['privileged', '--privileged --cap-drop ALL', 'privileged'],
    ['privileged, and single names', '--privileged --cap-drop MKNOD --cap-drop CHOWN', 'privileged'],
    ['privileged and nothing dropped', '--privileged', 'pass'],
    [
      'a name that does not exist',
      '--cap-add CHOWN --cap-drop CHOWN --cap-drop NONSENSE',
      'undecided CAPABILITIES-UNDETERMINED',
    ],
    ['a variable that is dropped', '--cap-drop $CAP', UNKNOWN],
    [
      'a variable that is dropped, beside one that is kept',
      '--cap-drop $CAP --cap-drop CHOWN --cap-add CHOWN',
      'CHOWN',
    ],
    ['a variable that is added', '--cap-drop ALL --cap-add $CAP', UNKNOWN],
    [
      'a variable that may be ALL, which CHOWN is then taken out of',
      '--cap-drop CHOWN --cap-add CHOWN --cap-add $CAP',
      UNKNOWN,
    ],
    ['privileged as a variable', '--privileged=$P --cap-drop ALL', UNKNOWN],
    ['a word that is no option for sure', '--cap-drop CHOWN $OPTIONS', UNKNOWN],
  ])('%s', (_, options, expected) => {
    expect(word(judge(runArgs(options)))).toBe(expected);
  });

  const both = { capAdd: [saidInPod('SYS_ADMIN')], capDrop: [saidInPod('SYS_ADMIN')] };
  it.each<[string, RunSettings, string]>([
    ['a service', aService({ capDrop: [said('ALL')], capAdd: [said('ALL')] }), 'ALL'],
    ['a service with a variable', aService({ capDrop: [unknownSetting()] }), UNKNOWN],
    ['a pod, where the drop wins', aPod(both), 'pass'],
    ['a pod, also over ALL', aPod({ capAdd: [saidInPod('ALL')], capDrop: [saidInPod('ALL')] }), 'pass'],
    ['a pod that is privileged', aPod({ ...both, privileged: saidInPod(true) }), 'privileged'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(word(judge(run))).toBe(expected);
  });

  it('points at what makes the drop useless, and names both places', () => {
    const run = aService({
      capDrop: [said('ALL', 5, 'services.web.cap_drop[0]')],
      capAdd: [said('ALL', 7, 'services.web.cap_add[0]')],
    });
    expect(onlyFinding(judge(run))).toMatchObject({
      severity: 'high',
      seen: 'ALL dropped and added (compose.yml:5 services.web.cap_drop[0], compose.yml:7 services.web.cap_add[0])',
      location: { lines: { first: 7, last: 7 } },
    });
    const privileged = aService({ privileged: said(true, 4, 'services.web.privileged'), capDrop: [said('ALL')] });
    expect(onlyFinding(judge(privileged))).toMatchObject({
      location: { lines: { first: 4, last: 4 } },
      fix: { lines: ['    privileged: false'], placement: 'replace' },
    });
    expect(onlyFinding(judge(runArgs('--cap-drop KILL --cap-add KILL'))).seen).toBe(
      'KILL dropped and added (word 1 of run-args, word 3 of run-args)',
    );
  });
});
