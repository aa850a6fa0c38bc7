import { describe, expect, it } from 'vitest';
import { capabilitiesKnown } from '../../../src/checks/run/capabilities-known.ts';
import type { EvidenceMap } from '../../../src/model/evidence.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { aJudgedImage } from '../../builders/judged-image.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

function judge(run: RunSettings, image: Partial<EvidenceMap> = {}) {
  return capabilitiesKnown.evaluate({ 'run-settings': run, ...image });
}

function onEngine(serverVersion: string): Partial<EvidenceMap> {
  return { image: aJudgedImage({ engine: { ...aJudgedImage().engine, serverVersion } }) };
}

describe('capabilities-known', () => {
  it.each([
    ['T084: SYS_ADMIN', '--cap-add SYS_ADMIN', 'pass'],
    ['T084: CAP_SYS_ADMIN', '--cap-add CAP_SYS_ADMIN --cap-drop cap_chown', 'pass'],
    ['ALL', '--cap-drop ALL --cap-add all', 'pass'],
    ['T085: a name that does not exist', '--cap-add NONSENSE', 'fail'],
    ['T085: one that is dropped', '--cap-drop NONSENSE', 'fail'],
    ['T085: two in one value', '--cap-add NET_ADMIN,SYS_ADMIN', 'fail'],
    ['T085: CAP_ALL', '--cap-add CAP_ALL', 'fail'],
    ['a blank before it', "--cap-add ' CHOWN'", 'fail'],
    ['nothing', "--cap-add ''", 'fail'],
    ['beside privileged', '--privileged --cap-add NONSENSE', 'fail'],
    ['a variable beside a name that does not exist', '--cap-add $CAP --cap-add NONSENSE', 'fail'],
    ['a variable', '--cap-add $CAP', UNKNOWN],
    ['a variable that is dropped', '--cap-drop $CAP', UNKNOWN],
    ['a word that is no option for sure', '$OPTIONS', UNKNOWN],
    ['no names', '', 'pass'],
  ])('%s', (_, options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['a service', aService({ capAdd: [said('NONSENSE')] }), 'fail'],
    ['a service with a variable', aService({ capAdd: [unknownSetting()] }), UNKNOWN],
    ['a pod', aPod({ capAdd: [saidInPod('NONSENSE')] }), 'fail'],
    ['a pod with the prefix', aPod({ capDrop: [saidInPod('CAP_CHOWN')] }), 'fail'],
    ['a pod with a name', aPod({ capAdd: [saidInPod('CHOWN')], capDrop: [saidInPod('ALL')] }), 'pass'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('asks the engine that there is', () => {
    const run = runArgs('--cap-add BPF');
    expect(onlyFinding(judge(run, onEngine('20.10.24'))).detail).toContain(
      'this version of the engine does not know it',
    );
    expect(outcomeWord(judge(run, onEngine('29.0.1')))).toBe('pass');
    expect(outcomeWord(judge(run))).toBe('pass');
    expect(outcomeWord(judge(run, onEngine('unknown')))).toBe('undecided CAPABILITIES-UNDETERMINED');
    expect(outcomeWord(judge(aPod({ capAdd: [saidInPod('BPF')] }), onEngine('20.10.24')))).toBe('pass');
    expect(outcomeWord(judge(run, { 'image-config': anImageConfig({ os: 'windows' }) }))).toBe('not-applicable');
  });

  it.each<[string, readonly string[] | undefined]>([
    ['SYSADMIN', ['      - SYS_ADMIN']],
    ['CAP_SYS_ADMN', ['      - SYS_ADMIN']],
    ['net-admin', ['      - NET_ADMIN']],
    ['PTRACE', ['      - SYS_PTRACE']],
    ['NET_BIND', ['      - NET_BIND_SERVICE']],
    ['NET_ADMIN,SYS_TIME', ['      - NET_ADMIN', '      - SYS_TIME']],
    ['NET_ADMIN, CHOWN', ['      - NET_ADMIN', '      - CHOWN']],
    ['CAP_ALL', undefined],
    ['SET', undefined],
    ['NONSENSE', undefined],
    ['', undefined],
  ])('for %j the cure is %j', (name, lines) => {
    const run = aService({ capAdd: [said(name, 9, 'services.web.cap_add[0]')] });
    const found = onlyFinding(judge(run));
    expect(found).toMatchObject({ severity: 'medium', location: { lines: { first: 9, last: 9 } } });
    expect(found.fix?.lines).toEqual(lines);
  });

  it('writes the cure for each source', () => {
    expect(onlyFinding(judge(runArgs('--cap-drop CAP_ALL'))).fix?.lines).toEqual(['--cap-drop=ALL']);
    expect(onlyFinding(judge(aPod({ capDrop: [saidInPod('CAP_CHOWN')] }))).fix?.lines).toEqual([
      '              drop: [CHOWN]',
    ]);
  });

  it('shows hostile text without control characters', () => {
    const run = aService({ capAdd: [said('SYS\u202e_ADMIN\u001b[31m')] });
    const { title, seen, detail } = onlyFinding(judge(run));
    expect(title + seen + detail).not.toMatch(/\u202e|\u001b/);
  });
});
