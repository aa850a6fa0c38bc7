import { describe, expect, it } from 'vitest';
import { noEmptyPasswords } from '../../../src/checks/contents/no-empty-passwords.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { judgeFiles } from '../../builders/judge-files.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/:/bin/sh\nbot:x:1001:1001::/:/usr/sbin/nologin\n';

function judge(shadow: string | undefined, passwd: string | undefined = PASSWD) {
  const texts = {
    ...(passwd !== undefined && { '/etc/passwd': passwd }),
    ...(shadow !== undefined && { '/etc/shadow': shadow }),
  };
  return judgeFiles(noEmptyPasswords, { texts });
}

describe('no-empty-passwords', () => {
  it.each<[string, string | undefined, string]>([
    ['locked', 'root:*:19000:0:99999:7:::\napp:!:19000::::::\n', 'pass'],
    ['hashed', 'root:$6$abc$def:19000:0:99999:7:::\n', 'pass'],
    ['empty', 'root:*:::::::\napp::19000:0:99999:7:::\n', 'high'],
    ['empty without a login shell', 'bot::19000:0:99999:7:::\n', 'low'],
    ['of somebody who is no user', 'ghost::19000:0:99999:7:::\n', 'pass'],
    ['no shadow file', undefined, 'pass'],
  ])('%s: %s', (_, shadow, expected) => {
    const result = judge(shadow);
    if (expected === 'pass') expect(outcomeWord(result)).toBe('pass');
    else expect(onlyFinding(result).severity).toBe(expected);
  });

  it('an empty field in passwd itself is one too', () => {
    const found = onlyFinding(judge(undefined, 'root::0:0:root:/root:/bin/sh\n'));
    expect(found).toMatchObject({ severity: 'high', fix: { lines: ['RUN passwd -l root'] } });
  });

  it('tells one that can log in behind any number of others', () => {
    const bots = Array.from({ length: 6_000 }, (_, index) => `b${index}::1:1::/:/sbin/nologin\n`).join('');
    const found = findingsOf(judge(undefined, `${bots}app::1000:1000::/:/bin/sh\n`));
    expect(found).toHaveLength(20);
    expect(found[0]).toMatchObject({ severity: 'high', fingerprint: 'no-empty-passwords:app' });
  });

  it('an image without accounts has none', () => {
    expect(outcomeWord(judgeFiles(noEmptyPasswords, {}))).toBe('not-applicable');
  });
});
