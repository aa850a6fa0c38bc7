import { describe, expect, it } from 'vitest';
import { noLeftoverFiles } from '../../../src/checks/contents/no-leftover-files.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageFile } from '../../builders/image-contents.ts';
import { judgeFile, judgeFiles } from '../../builders/judge-files.ts';

describe('no-leftover-files', () => {
  it.each([
    ['/app/.git', 'fail'],
    ['/app/git', 'pass'],
  ])('%s: %s', (path, expected) => {
    expect(outcomeWord(judgeFile(noLeftoverFiles, { path }))).toBe(expected);
  });

  it('takes note in one finding', () => {
    const files = ['/app/.git', '/app/Dockerfile'].map((path) => anImageFile({ path }));
    const found = onlyFinding(judgeFiles(noLeftoverFiles, { files }));
    expect(found).toMatchObject({ severity: 'negligible', fingerprint: 'no-leftover-files:found' });
    expect(found.seen).toContain('/app/.git, /app/Dockerfile: 2 found');
  });
});
