import { describe, expect, it } from 'vitest';
import { apparmorProfileFitsEngine } from '../../../src/checks/confinement/apparmor-profile-fits-engine.ts';
import { aProfile, webEvidence } from '../../builders/apparmor-profiles.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';

const judge = (text: string) => apparmorProfileFitsEngine.evaluate(webEvidence(text));
const attached = (rules: string) => `profile web flags=(attach_disconnected) {\n${rules}\n}\n`;

describe('apparmor-profile-fits-engine', () => {
  it.each([
    ['signal (receive) peer=unconfined,', 'pass'],
    ['signal(receive) peer = unconfined,', 'pass'],
    ['signal receive,', 'pass'],
    ['signal,', 'pass'],
    ['signal (send, receive) set=(term, kill),', 'pass'],
    ['signal (receive) peer={runc,unconfined},', 'pass'],
    ['all,', 'pass'],
    ['include <abstractions/base>', 'pass'],
    ['file,', 'fail'],
    ['signal (send) peer=unconfined,', 'fail'],
    ['signal (receive) peer=web,', 'fail'],
    ['signal (receive) set=(hup) peer=unconfined,', 'fail'],
    ['deny signal (receive) peer=unconfined,', 'fail'],
    ['# signal (receive) peer=unconfined,', 'fail'],
    ['include <abstractions/mine>', 'undecided APPARMOR-UNDETERMINED'],
  ])('%s: %s', (rules, expected) => {
    expect(outcomeWord(judge(attached(rules)))).toBe(expected);
  });

  it.each([
    ['flags=(attach_disconnected)', 'pass'],
    ['flags=(mediate_deleted attach_disconnected.path=/d)', 'pass'],
    ['flags=(mediate_deleted)', 'fail'],
    ['', 'fail'],
  ])('profile web %s: %s', (flags, expected) => {
    expect(outcomeWord(judge(aProfile(undefined, `profile web ${flags}`)))).toBe(expected);
  });

  it('judges the profile that is named, wherever in the file it stands, and not what is nested in it', () => {
    const good = attached('signal,');
    const bare = 'profile web//worker { }\n';
    expect(outcomeWord(judge(`${bare}${good}`))).toBe('pass');
    expect(outcomeWord(judge(`${good.replace('web', 'web//worker')}${attached('file,')}`))).toBe('fail');
  });

  it('says which lines and flags are missing', () => {
    expect(onlyFinding(judge(attached('file,')))).toMatchObject({
      severity: 'medium',
      location: { lines: { first: 1, last: 1 } },
      fix: { lines: expect.arrayContaining(['  signal (receive) peer=unconfined,']), placement: 'append' },
    });
    expect(onlyFinding(judge(aProfile(undefined, 'profile web'))).fix?.text).toContain(
      'flags=(attach_disconnected, mediate_deleted)',
    );
  });
});
