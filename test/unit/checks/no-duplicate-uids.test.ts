import { describe, expect, it } from 'vitest';
import { noDuplicateUids } from '../../../src/checks/contents/no-duplicate-uids.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { judgeFiles } from '../../builders/judge-files.ts';

const judge = (passwd: string) => judgeFiles(noDuplicateUids, { texts: { '/etc/passwd': passwd } });

describe('no-duplicate-uids', () => {
  it.each([
    ['root:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n', 'pass'],
    ['root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\n', 'high'],
    ['root:x:0:0::/:/bin/sh\ntoor:x:00:0::/:/bin/sh\n', 'high'],
    ['a:x:1000:1000::/:/bin/sh\nb:x:1000:1000::/:/bin/sh\n', 'medium'],
    ['a:x:1000:1000::/:/bin/sh\na:x:1000:1000::/:/bin/sh\n', 'pass'],
  ])('%j: %s', (passwd, expected) => {
    const result = judge(passwd);
    if (expected === 'pass') expect(outcomeWord(result)).toBe('pass');
    else expect(onlyFinding(result).severity).toBe(expected);
  });

  it('tells a second root behind any number of others', () => {
    const many = Array.from({ length: 6_000 }, (_, index) => `a${index}:x:${1000 + (index >> 1)}:1::/:\n`).join('');
    const found = findingsOf(judge(`root:x:0:0::/:\n${many}toor:x:0:0::/:\n`));
    expect(found).toHaveLength(20);
    expect(found[0]).toMatchObject({ severity: 'high', fingerprint: 'no-duplicate-uids:0' });
  });

  it('a file that the runtime refuses is not judged', () => {
    expect(outcomeWord(judge(`root:x:0:0::/:${'x'.repeat(1_100_000)}\n`))).toBe('undecided ACCOUNTS-UNREADABLE');
  });

  it('an image without accounts has none', () => {
    expect(outcomeWord(judgeFiles(noDuplicateUids, {}))).toBe('not-applicable');
  });
});
