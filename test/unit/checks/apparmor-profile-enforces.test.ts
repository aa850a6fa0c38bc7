import { describe, expect, it } from 'vitest';
import { apparmorProfileEnforces } from '../../../src/checks/confinement/apparmor-profile-enforces.ts';
import { aProfile, aProfileFile, webEvidence } from '../../builders/apparmor-profiles.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';

const judge = (text: string) => apparmorProfileEnforces.evaluate(webEvidence(text));
const flagged = (flags: string) => aProfile(undefined, `profile web ${flags}`);

describe('apparmor-profile-enforces', () => {
  it.each([
    ['', 'pass'],
    ['flags=(attach_disconnected,mediate_deleted)', 'pass'],
    ['flags=(enforce)', 'pass'],
    ['flags=(kill)', 'pass'],
    ['flags=(complain)', 'fail'],
    ['flags = ( attach_disconnected , complain )', 'fail'],
    ['(complain)', 'fail'],
    ['/usr/bin/web flags=(complain)', 'fail'],
    ['xattrs=(user.a="b") flags=(unconfined)', 'fail'],
    ['flags=(unconfined)', 'fail'],
    ['flags=(default_allow)', 'fail'],
    ['flags=(prompt)', 'fail'],
    ['flags=(attach_disconnected.path=/x)', 'pass'],
    ['flags=(lenient)', 'undecided APPARMOR-UNDETERMINED'],
    ['flag=(kill) more', 'undecided APPARMOR-UNDETERMINED'],
  ])('profile web %s: %s', (flags, expected) => {
    expect(outcomeWord(judge(flagged(flags)))).toBe(expected);
  });

  it.each([
    ['flags=(complain)', 'high'],
    ['flags=(prompt)', 'high'],
    ['flags=(unconfined)', 'critical'],
    ['flags=(default_allow)', 'critical'],
  ])('%s is %s', (flags, severity) => {
    expect(onlyFinding(judge(flagged(flags)))).toMatchObject({ severity, location: { lines: { first: 3, last: 3 } } });
  });

  it('judges the profile that is named and what is nested in it, and no other', () => {
    expect(outcomeWord(judge(`profile other flags=(complain) { }\n${aProfile()}`))).toBe('pass');
    const nested = onlyFinding(judge(aProfile('  profile worker flags=(complain) { }')));
    expect(nested.seen).toBe('apparmor/web:9: profile web//worker: flags complain');
    expect(outcomeWord(judge(aProfile('  ^hat flags=(complain) { }')))).toBe('fail');
  });

  it('needs no rule to be understood', () => {
    expect(outcomeWord(judge(aProfile('  something new,')))).toBe('pass');
  });

  it('judges every file that has the profile', () => {
    const files = [aProfileFile(), aProfileFile(flagged('flags=(complain)'), { path: 'docker/apparmor/web' })];
    const found = onlyFinding(apparmorProfileEnforces.evaluate(webEvidence('', { 'apparmor-profiles': files })));
    expect(found.location?.file).toBe('docker/apparmor/web');
  });
});
