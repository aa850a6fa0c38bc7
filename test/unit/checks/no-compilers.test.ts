import { describe, expect, it } from 'vitest';
import { noCompilers } from '../../../src/checks/contents/no-compilers.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageFile } from '../../builders/image-contents.ts';
import { judgeFile, judgeFiles } from '../../builders/judge-files.ts';

describe('no-compilers', () => {
  it.each([
    ['/usr/bin/gcc', 'fail'],
    ['/usr/share/doc/gcc', 'pass'],
  ])('%s: %s', (path, expected) => {
    expect(outcomeWord(judgeFile(noCompilers, { path }))).toBe(expected);
  });

  it('takes note in one finding', () => {
    const files = ['/usr/bin/gcc', '/usr/bin/make'].map((path) => anImageFile({ path }));
    const found = onlyFinding(judgeFiles(noCompilers, { files }));
    expect(found).toMatchObject({ severity: 'negligible', fingerprint: 'no-compilers:found' });
    expect(found.seen).toContain('/usr/bin/gcc, /usr/bin/make: 2 found');
  });
});
