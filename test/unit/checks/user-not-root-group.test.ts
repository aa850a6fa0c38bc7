import { describe, expect, it } from 'vitest';
import { userNotRootGroup } from '../../../src/checks/user/user-not-root-group.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aDockerfile } from '../../builders/dockerfile-facts.ts';
import { type AccountTexts, someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';

function judge(user: string, texts: AccountTexts = {}, os = 'linux') {
  return userNotRootGroup.evaluate({
    'image-config': anImageConfig({ user, os }),
    'image-accounts': someAccounts(texts),
    dockerfile: aDockerfile('FROM alpine:3.20', `USER ${user}`),
  });
}

describe('user-not-root-group', () => {
  it.each([
    ['', 'fail'],
    ['root', 'fail'],
    ['1000:0', 'fail'],
    ['1000:root', 'fail'],
    ['zapp', 'fail'],
    ['5000', 'fail'],
    ['1234', 'fail'],
    ['app', 'pass'],
    ['1000', 'pass'],
    ['1000:1000', 'pass'],
    ['root:app', 'pass'],
    ['5000:5000', 'pass'],
    ['nosuch', 'undecided USER-UNDETERMINED'],
    ['-1', 'undecided USER-UNDETERMINED'],
  ])('USER %j: %s', (user, expected) => {
    expect(outcomeWord(judge(user))).toBe(expected);
  });

  it.each([
    ['1000:0', {}, 'USER 1000:0 says group 0.', ['USER 1000:10001']],
    ['5000', {}, 'Uid 5000 has no line in /etc/passwd, so the engine takes group 0.', ['USER 5000:10001']],
    ['zapp', {}, '/etc/passwd gives zapp the gid 0.', ['USER 1001:10001']],
    ['1000:root', {}, '/etc/group gives it the gid 0.', ['USER 1000:10001']],
    [
      'app',
      { group: 'wheel:x:0:app\n' },
      '/etc/group lists app as a member of wheel, whose gid is 0.',
      ['USER 1000:1000'],
    ],
    ['app:g', { group: 'g:x:none:\n' }, '/etc/group gives it the gid "none", which is no number', ['USER 1000:10001']],
    ['app:g', { group: 'g:x:4294967296:\n' }, 'keeps 32 bits: 0', ['USER 1000:10001']],
  ])('says why, and the cure: %s %j', (user, texts, why, lines) => {
    const found = onlyFinding(judge(user, texts));
    expect(found.severity).toBe('medium');
    expect(found.detail).toContain(why);
    expect(found.fix).toMatchObject({ lines, placement: 'replace' });
  });

  it('cures root by a user, not by a group alone', () => {
    expect(onlyFinding(judge('root', { passwd: 'root:x:0:0::/:/\n' })).fix?.lines?.at(-1)).toBe('USER 20002:10001');
  });

  it('does not apply to Windows', () => {
    expect(outcomeWord(judge('ContainerAdministrator', {}, 'windows'))).toBe('not-applicable');
  });
});
