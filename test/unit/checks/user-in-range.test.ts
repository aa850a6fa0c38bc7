import { describe, expect, it } from 'vitest';
import { userInRange } from '../../../src/checks/user/user-in-range.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aDockerfile } from '../../builders/dockerfile-facts.ts';
import { type AccountTexts, someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';

function judge(user: string, texts: AccountTexts = {}, os = 'linux') {
  return userInRange.evaluate({
    'image-config': anImageConfig({ user, os }),
    'image-accounts': someAccounts(texts),
    dockerfile: aDockerfile('FROM alpine:3.20', `USER ${user}`),
  });
}

describe('user-in-range', () => {
  it.each([
    ['', 'pass'],
    ['app', 'pass'],
    ['2147483647', 'pass'],
    ['2147483647:2147483647', 'pass'],
    ['2147483648', 'fail'],
    ['1000:2147483648', 'fail'],
    ['-1', 'fail'],
    ['4294967295', 'fail'],
    ['4294967296', 'fail'],
    ['99999999999999999999', 'fail'],
    ['nosuch', 'undecided USER-UNDETERMINED'],
  ])('USER %j: %s', (user, expected) => {
    expect(outcomeWord(judge(user))).toBe(expected);
  });

  it.each([
    ['a uid that wraps to 0', 'big:x:4294967296:5::/:/\n', 'big', 'fail'],
    ['a uid that no engine starts', 'big:x:4294967295:5::/:/\n', 'big', 'fail'],
    ['a gid that wraps', 'big:x:5:4294967301::/:/\n', 'big', 'fail'],
    ['the largest uid', 'big:x:2147483647:5::/:/\n', 'big', 'pass'],
    ['another line than the one that counts', 'app:x:5:5::/:/\nbig:x:4294967296:5::/:/\n', 'app', 'pass'],
  ])('/etc/passwd with %s: %s', (_, passwd, user, expected) => {
    expect(outcomeWord(judge(user, { passwd }))).toBe(expected);
  });

  it('points to the line and cures with a user in the range', () => {
    const found = onlyFinding(judge('2147483648', { passwd: '' }));
    expect(found).toMatchObject({
      severity: 'medium',
      seen: 'USER 2147483648 → user id 2147483648 is outside 0–2147483647',
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
    });
    expect(found.fix?.lines?.at(-1)).toBe('USER 20002:10001');
  });

  it('does not apply to Windows', () => {
    expect(outcomeWord(judge('-1', {}, 'windows'))).toBe('not-applicable');
  });
});
