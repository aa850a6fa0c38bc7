import { describe, expect, it } from 'vitest';
import { capabilitiesDropped } from '../../../src/checks/run/capabilities-dropped.ts';
import type { CheckResult } from '../../../src/model/check.ts';
import type { EvidenceMap } from '../../../src/model/evidence.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

function judge(run: RunSettings, image: Partial<EvidenceMap> = {}): CheckResult {
  return capabilitiesDropped.evaluate({ 'run-settings': run, ...image });
}

/** The number of capabilities that are kept and were not listed, or the outcome. */
function word(result: CheckResult): string {
  if (outcomeWord(result) !== 'fail') return outcomeWord(result);
  return onlyFinding(result).title.split(' ')[0] ?? '';
}

const DEFAULT_NAMES = [
  ...['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'NET_BIND_SERVICE'],
  ...['NET_RAW', 'SYS_CHROOT', 'MKNOD', 'AUDIT_WRITE', 'SETFCAP'],
];

describe('capabilities-dropped', () => {
  it.each([
    ['3.1: nothing', '', '14'],
    ['3.1: all dropped', '--cap-drop ALL', 'pass'],
    ['3.1: all dropped, in small letters', '--cap-drop all', 'pass'],
    ['3.1: all dropped, one added', '--cap-drop ALL --cap-add NET_BIND_SERVICE', 'pass'],
    ['3.1: the same in the other order', '--cap-add NET_BIND_SERVICE --cap-drop ALL', 'pass'],
    ['3.1: dropped twice and added', '--cap-drop ALL --cap-drop CHOWN --cap-add CHOWN', 'pass'],
    ['3.1: added wins', '--cap-add SYS_ADMIN --cap-drop SYS_ADMIN', '14'],
    ['3.1: one of the default added and dropped', '--cap-add CHOWN --cap-drop CHOWN', '13'],
    ['3.1: one in, one out', '--cap-add NET_ADMIN --cap-drop NET_RAW', '13'],
    ['3.1: ALL beats ALL', '--cap-drop ALL --cap-add ALL --cap-drop SYS_RESOURCE', '40'],
    ['3.1: single names out of ALL', '--cap-add ALL --cap-drop SYS_RESOURCE --cap-drop SYS_ADMIN', '39'],
    ['3.1: dropped without being there', '--cap-drop SYS_ADMIN', '14'],
    ['T086: single names without ALL', '--cap-drop NET_RAW --cap-drop MKNOD', '12'],
    ['all fourteen by name', DEFAULT_NAMES.map((name) => `--cap-drop ${name}`).join(' '), 'pass'],
    ['privileged', '--privileged --cap-drop ALL', 'not-applicable'],
    ['a name that does not exist', '--cap-drop ALL --cap-add NONSENSE', 'undecided CAPABILITIES-UNDETERMINED'],
    ['a variable that is dropped', '--cap-drop $CAP', UNKNOWN],
    ['a variable that is added', '--cap-add $CAP', '14'],
    ['ALL dropped, and a variable that is added', '--cap-drop ALL --cap-add $CAP', UNKNOWN],
    ['privileged as a variable', '--privileged=$P --cap-drop ALL', UNKNOWN],
    ['a word that is no option for sure', '$OPTIONS', UNKNOWN],
  ])('%s', (_, options, expected) => {
    expect(word(judge(runArgs(options)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['a service that drops ALL', aService({ capDrop: [said('ALL')] }), 'pass'],
    ['a service that says nothing', aService(), '14'],
    ['a service that drops a variable', aService({ capDrop: [unknownSetting()] }), UNKNOWN],
    ['a pod that drops ALL', aPod({ capDrop: [saidInPod('ALL')] }), 'pass'],
    [
      'a pod that drops ALL and adds one',
      aPod({ capDrop: [saidInPod('ALL')], capAdd: [saidInPod('NET_BIND_SERVICE')] }),
      'pass',
    ],
    ['a pod that says nothing', aPod(), '14'],
    ['the engine’s defaults', ENGINE_DEFAULTS, '14'],
  ])('%s: %s', (_, run, expected) => {
    expect(word(judge(run))).toBe(expected);
  });

  it('gives the lines for each source, and keeps what was listed', () => {
    const run = aService({ capAdd: [said('NET_ADMIN', 6), said('CHOWN', 7)] });
    expect(onlyFinding(judge(run))).toMatchObject({
      severity: 'low',
      location: { lines: { first: 6, last: 6 } },
      fix: {
        lines: ['    cap_drop:', '      - ALL', '    cap_add:', '      - CHOWN', '      - NET_ADMIN'],
        placement: 'replace',
      },
    });
    expect(onlyFinding(judge(aService()))).toMatchObject({
      location: { file: 'compose.yml', lines: { first: 3, last: 3 } },
      fix: { lines: ['    cap_drop:', '      - ALL'], placement: 'append' },
    });
    expect(onlyFinding(judge(aPod()))).toMatchObject({
      location: { file: 'web.yaml', lines: { first: 14, last: 14 } },
      fix: { lines: ['          securityContext:', '            capabilities:', '              drop: [ALL]'] },
    });
    expect(onlyFinding(judge(ENGINE_DEFAULTS)).fix?.lines).toEqual(['--cap-drop=ALL']);
  });

  it('says what it comes to for the user', () => {
    const of = (user: string) => {
      const image = { 'image-config': anImageConfig({ user }), 'image-accounts': someAccounts() };
      return onlyFinding(judge(ENGINE_DEFAULTS, image));
    };
    expect(of('app').detail).toContain('Uid 1000 holds none of them by itself');
    expect(of('app').fix?.text).toContain('it loses nothing');
    expect(of('').detail).not.toContain('by itself');
    expect(of('').fix?.text).toContain('CHOWN');
  });

  it('shows what is within reach', () => {
    const run = runArgs('--cap-drop ALL --cap-add NET_BIND_SERVICE');
    expect(judge(run)).toMatchObject({ seen: 'capabilities within reach: NET_BIND_SERVICE (run-args)' });
    expect(judge(runArgs(''))).toMatchObject({ seen: 'the 14 default capabilities are within reach (run-args)' });
    expect(judge(runArgs('--cap-add=NET_ADMIN'))).toMatchObject({
      seen: expect.stringMatching(/: CHOWN, .* and 5 more/),
    });
    expect(judge(runArgs('--cap-drop ALL'))).toMatchObject({ seen: 'no capabilities (run-args)' });
  });
});
