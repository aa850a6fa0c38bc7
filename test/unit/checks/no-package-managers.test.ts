import { describe, expect, it } from 'vitest';
import { noPackageManagers } from '../../../src/checks/contents/no-package-managers.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageFile } from '../../builders/image-contents.ts';
import { judgeFile, judgeFiles } from '../../builders/judge-files.ts';

describe('no-package-managers', () => {
  it.each([
    ['/usr/bin/apt-get', 'fail'],
    ['/usr/share/apt-get', 'pass'],
  ])('%s: %s', (path, expected) => {
    expect(outcomeWord(judgeFile(noPackageManagers, { path }))).toBe(expected);
  });

  it('takes note in one finding', () => {
    const files = ['/usr/bin/apt-get', '/usr/bin/dpkg'].map((path) => anImageFile({ path }));
    const found = onlyFinding(judgeFiles(noPackageManagers, { files }));
    expect(found).toMatchObject({ severity: 'negligible', fingerprint: 'no-package-managers:found' });
    expect(found.seen).toContain('/usr/bin/apt-get, /usr/bin/dpkg: 2 found');
  });
});
