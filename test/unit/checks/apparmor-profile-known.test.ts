import { describe, expect, it } from 'vitest';
import { apparmorProfileKnown } from '../../../src/checks/confinement/apparmor-profile-known.ts';
import type { EvidenceMap } from '../../../src/model/evidence.ts';
import { aProfile, aProfileFile, webEvidence, withAppArmor } from '../../builders/apparmor-profiles.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aService, unknownSetting } from '../../builders/run-settings.ts';
import { inPod } from '../../builders/seccomp-evidence.ts';

const judge = (evidence: Partial<EvidenceMap>) => apparmorProfileKnown.evaluate(evidence);
const named = (name: string, text?: string) => webEvidence(text, { 'run-settings': withAppArmor(name) });

describe('apparmor-profile-known', () => {
  it.each([
    ['web', aProfile(), 'pass'],
    ['web//worker', 'profile web { profile worker { file, } }', 'pass'],
    ['/usr/bin/web', '/usr/bin/web { file, }', 'pass'],
    ['a b', 'profile "a b" { file, }', 'pass'],
    ['worker', 'profile web { profile worker { file, } }', 'fail'],
    ['wep', aProfile(), 'fail'],
    ['', aProfile(), 'fail'],
    ['docker-default', aProfile(), 'not-applicable'],
    ['web', 'profile @{NAME} { file, }', 'undecided APPARMOR-UNDETERMINED'],
    ['web', 'profile @{NAME} { file, }\nprofile web { file, }', 'pass'],
  ])('%j among the profiles of %j: %s', (name, text, expected) => {
    expect(outcomeWord(judge(named(name, text)))).toBe(expected);
  });

  it('says the name that was meant, and the line to write', () => {
    expect(onlyFinding(judge(named('my-wep', aProfile().replace('profile web', 'profile my-web'))))).toMatchObject({
      severity: 'medium',
      seen: 'apparmor: my-wep (compose.yml:7 services.web.security_opt[0]); in the repository: my-web',
      location: { file: 'compose.yml', lines: { first: 7, last: 7 } },
      fix: { lines: ['      - apparmor=my-web'], placement: 'replace' },
    });
    const away = onlyFinding(judge(named('nginx')));
    expect(away.fix?.lines).toBeUndefined();
    expect(away.detail).not.toContain('meant');
  });

  it('does without a repository that has profiles', () => {
    const evidence = webEvidence('', { 'apparmor-profiles': [] });
    expect(onlyFinding(judge(evidence)).seen).toContain('no profile in the repository');
  });

  it('knows the name behind localhost/ in a manifest', () => {
    const { security } = withAppArmor('localhost/web');
    const evidence = { 'run-settings': inPod(undefined, { security }), 'apparmor-profiles': [aProfileFile()] };
    expect(outcomeWord(judge(evidence))).toBe('pass');
  });

  it('does not guess what a variable names', () => {
    const run = aService({ unknown: [unknownSetting()] });
    expect(outcomeWord(judge(webEvidence(undefined, { 'run-settings': run })))).toBe('undecided RUN-SETTING-UNKNOWN');
  });

  it('shows a name with control characters as what it is', () => {
    const found = onlyFinding(judge(named('a\u202eb\n', 'profile "a\u202ec" { }')));
    expect(`${found.seen}${found.detail}${found.fix?.text}`).not.toMatch(/[\u202e\n]/);
  });
});
