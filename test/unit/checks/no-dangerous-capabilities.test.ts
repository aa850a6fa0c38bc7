import { describe, expect, it } from 'vitest';
import { noDangerousCapabilities } from '../../../src/checks/run/no-dangerous-capabilities.ts';
import { CAPABILITY_RANKING } from '../../../src/linux/capability-ranking.ts';
import type { CheckResult } from '../../../src/model/check.ts';
import type { EvidenceMap } from '../../../src/model/evidence.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { aJudgedImage } from '../../builders/judged-image.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

function judge(run: RunSettings, image: Partial<EvidenceMap> = {}): CheckResult {
  return noDangerousCapabilities.evaluate({ 'run-settings': run, ...image });
}

function anImage(user: string, serverVersion = '29.0.1'): Partial<EvidenceMap> {
  const { engine } = aJudgedImage();
  return {
    image: aJudgedImage({ engine: { ...engine, serverVersion } }),
    'image-config': anImageConfig({ user }),
    'image-accounts': someAccounts(),
  };
}

/** `critical 2, high 1`: the worst names of each finding, in words. */
function severities(result: CheckResult): string {
  if (result.kind !== 'judged') return outcomeWord(result);
  return result.findings
    .map(({ severity, seen }) => `${severity} ${seen.split(' (')[0]?.split(', ').length}`)
    .join(', ');
}

describe('no-dangerous-capabilities', () => {
  it.each([
    ['3.1: nothing', '', ''],
    ['3.1: all dropped', '--cap-drop ALL', ''],
    ['3.1: all dropped, one added', '--cap-drop ALL --cap-add NET_BIND_SERVICE', ''],
    ['3.1: the same in the other order', '--cap-add NET_BIND_SERVICE --cap-drop ALL', ''],
    ['3.1: dropped twice and added', '--cap-drop ALL --cap-drop CHOWN --cap-add CHOWN', ''],
    ['3.1: added wins', '--cap-add SYS_ADMIN --cap-drop SYS_ADMIN', 'critical 1'],
    ['3.1: one of the default added and dropped', '--cap-add CHOWN --cap-drop CHOWN', ''],
    ['3.1: one in, one out', '--cap-add NET_ADMIN --cap-drop NET_RAW', 'high 1'],
    ['3.1: ALL beats ALL', '--cap-drop ALL --cap-add ALL --cap-drop SYS_RESOURCE', 'critical 11, high 15'],
    [
      '3.1: single names out of ALL',
      '--cap-add ALL --cap-drop SYS_RESOURCE --cap-drop SYS_ADMIN',
      'critical 10, high 15',
    ],
    ['3.1: dropped without being there', '--cap-drop SYS_ADMIN', ''],
    ['T083: ALL', '--cap-add ALL', 'critical 11, high 16'],
    ['T083: all', '--cap-add all', 'critical 11, high 16'],
    ['T084: SYS_ADMIN', '--cap-add SYS_ADMIN', 'critical 1'],
    ['T084: CAP_SYS_ADMIN', '--cap-add CAP_SYS_ADMIN', 'critical 1'],
    ['T084: cap_sys_admin twice', '--cap-add cap_sys_admin --cap-add SYS_ADMIN', 'critical 1'],
    ['T085: a name that does not exist', '--cap-add NONSENSE', 'undecided CAPABILITIES-UNDETERMINED'],
    ['T085: beside a dangerous one', '--cap-add NONSENSE --cap-add SYS_ADMIN', 'critical 1'],
    ['T085: beside a harmless one', '--cap-add NONSENSE --cap-add CHOWN', 'undecided CAPABILITIES-UNDETERMINED'],
    ['T087: privileged', '--privileged', 'not-applicable'],
    ['privileged and not', '--privileged --privileged=false', ''],
    ['of both kinds', '--cap-add NET_ADMIN --cap-add SYS_TIME --cap-add SYS_MODULE', 'critical 1, high 2'],
    ['behind the image', 'image --cap-add ALL', ''],
    ['a variable', '--cap-add $CAP', UNKNOWN],
    ['a variable beside a dangerous one', '--cap-add $CAP --cap-add SYS_ADMIN', 'critical 1'],
    ['a variable beside a harmless one', '--cap-add $CAP --cap-add CHOWN', UNKNOWN],
    ['a variable that is dropped', '--cap-drop $CAP', UNKNOWN],
    ['privileged as a variable', '--privileged=$P', UNKNOWN],
    ['privileged as a variable, and one added', '--privileged=$P --cap-add SYS_PTRACE', 'critical 1'],
    ['a word that is no option for sure', '$OPTIONS', UNKNOWN],
  ])('%s', (_, options, expected) => {
    expect(severities(judge(runArgs(options)))).toBe(expected);
  });

  it.each(CAPABILITY_RANKING.map(({ capability, rank }) => [capability, rank] as const))('%s is %s', (name, rank) => {
    const expected = rank === 'critical' || rank === 'high' ? `${rank} 1` : '';
    expect(severities(judge(runArgs(`--cap-add ${name}`)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['a service', aService({ capAdd: [said('SYS_ADMIN')] }), 'critical 1'],
    ['a service that says nothing', aService(), ''],
    ['a service with a variable', aService({ capAdd: [unknownSetting()] }), UNKNOWN],
    ['a service of which something is not understood', aService({ unknown: [unknownSetting()] }), UNKNOWN],
    ['a pod', aPod({ capAdd: [saidInPod('NET_ADMIN')] }), 'high 1'],
    [
      'a pod, where what is dropped stays dropped',
      aPod({ capAdd: [saidInPod('SYS_ADMIN')], capDrop: [saidInPod('SYS_ADMIN')] }),
      '',
    ],
    [
      'T084: a pod with the prefix, which some runtimes take',
      aPod({ capAdd: [saidInPod('CAP_SYS_ADMIN')] }),
      'critical 1',
    ],
    [
      'a pod that drops it with the prefix, which others ignore',
      aPod({ capAdd: [saidInPod('SYS_TIME')], capDrop: [saidInPod('CAP_SYS_TIME')] }),
      'high 1',
    ],
    [
      'a pod with a name that does not exist',
      aPod({ capAdd: [saidInPod('NONSENSE')] }),
      'undecided CAPABILITIES-UNDETERMINED',
    ],
    ['a pod that drops ALL and adds ALL', aPod({ capAdd: [saidInPod('ALL')], capDrop: [saidInPod('ALL')] }), ''],
    ['the engine’s defaults', ENGINE_DEFAULTS, ''],
  ])('%s: %s', (_, run, expected) => {
    expect(severities(judge(run))).toBe(expected);
  });

  it('counts ALL as the engine does', () => {
    expect(severities(judge(runArgs('--cap-add ALL'), anImage('', '20.10.24')))).toBe('critical 8, high 16');
    expect(severities(judge(runArgs('--cap-add BPF'), anImage('', '20.10.24')))).toBe(
      'undecided CAPABILITIES-UNDETERMINED',
    );
    expect(severities(judge(runArgs('--cap-add SYS_TIME'), anImage('', 'who knows')))).toBe('high 1');
    expect(severities(judge(runArgs(''), anImage('', 'who knows')))).toBe('undecided CAPABILITIES-UNDETERMINED');
    // A cluster's nodes have runtimes of their own.
    expect(severities(judge(aPod(), anImage('', 'who knows')))).toBe('');
    expect(severities(judge(runArgs(''), { 'image-config': anImageConfig({ os: 'windows' }) }))).toBe('not-applicable');
  });

  it('names the place, why, and what to write instead', () => {
    const run = aService({
      capAdd: [said('CHOWN', 7, 'services.web.cap_add[0]'), said('SYS_MODULE', 8, 'services.web.cap_add[1]')],
    });
    const found = onlyFinding(judge(run));
    expect(found).toMatchObject({
      title: 'The container can get SYS_MODULE',
      seen: 'SYS_MODULE (compose.yml:8 services.web.cap_add[1])',
      location: { file: 'compose.yml', lines: { first: 8, last: 8 } },
      fix: { lines: ['    cap_drop:', '      - ALL', '    cap_add:', '      - CHOWN'] },
      fingerprint: 'no-dangerous-capabilities:SYS_MODULE',
    });
    expect(found.detail).toContain('SYS_MODULE: It can load code into the kernel');
    expect(onlyFinding(judge(runArgs('--cap-add SYS_TIME'))).fix?.lines).toEqual(['--cap-drop=ALL']);
  });

  it('lists the worst first, and does not stop at three', () => {
    const [critical] = judged(judge(runArgs('--cap-add ALL')));
    expect(critical?.title).toBe('The container can get SYS_ADMIN, SYS_MODULE, SYS_PTRACE and 8 more');
    expect(critical?.seen).toContain('CHECKPOINT_RESTORE (word 1 of run-args)');
    const two = onlyFinding(judge(runArgs('--cap-add SYSLOG --cap-add NET_ADMIN')));
    expect(two.title).toBe('The container can get NET_ADMIN and SYSLOG');
  });

  it.each([
    ['', '', undefined],
    ['app', '', 'For uid 1000 it has no effect except through setuid programs and those with file capabilities'],
    ['', '--user 20002', 'For uid 20002 it has no effect except'],
    ['app', '--user root', undefined],
  ])('stays as grave for USER %j with %j, and says what it comes to', (user, options, words) => {
    const found = onlyFinding(judge(runArgs(`--cap-add SYS_ADMIN ${options}`), anImage(user)));
    expect(found.severity).toBe('critical');
    if (words === undefined) expect(found.detail).not.toContain('no effect');
    else expect(found.detail).toContain(words);
  });

  it('tells what a namespace of the host makes of it', () => {
    const words = (options: string) => onlyFinding(judge(runArgs(options))).detail;
    expect(words('--cap-add SYS_PTRACE --pid host')).toContain('the host’s processes before it');
    expect(words('--cap-add SYS_PTRACE')).not.toContain('before it');
    expect(words('--cap-add NET_ADMIN --network host')).toContain('the host’s network before it');
  });
});

function judged(result: CheckResult) {
  if (result.kind !== 'judged') throw new Error(outcomeWord(result));
  return result.findings;
}
