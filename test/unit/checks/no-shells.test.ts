import { describe, expect, it } from 'vitest';
import { noShells } from '../../../src/checks/contents/no-shells.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageFile } from '../../builders/image-contents.ts';
import { judgeFile, judgeFiles } from '../../builders/judge-files.ts';

describe('no-shells', () => {
  it.each([
    ['/bin/bash', 'fail'],
    ['/etc/bash', 'pass'],
  ])('%s: %s', (path, expected) => {
    expect(outcomeWord(judgeFile(noShells, { path }))).toBe(expected);
  });

  it('takes note in one finding', () => {
    const files = ['/bin/bash', '/bin/busybox'].map((path) => anImageFile({ path }));
    const found = onlyFinding(judgeFiles(noShells, { files }));
    expect(found).toMatchObject({ severity: 'negligible', fingerprint: 'no-shells:found' });
    expect(found.seen).toContain('/bin/bash, /bin/busybox: 2 found');
  });
});
