import { describe, expect, it } from 'vitest';
import { noWorldWritablePaths } from '../../../src/checks/contents/no-world-writable-paths.ts';
import type { ImageFile } from '../../../src/model/image-contents.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageFile } from '../../builders/image-contents.ts';
import { judgeFile, judgeFiles } from '../../builders/judge-files.ts';

describe('no-world-writable-paths', () => {
  it.each<[string, Partial<ImageFile> & { path: string }, string]>([
    ['a directory', { path: '/app/data', mode: 0o777, kind: 'directory' }, 'medium'],
    ['a sticky directory', { path: '/app/data', mode: 0o1777, kind: 'directory' }, 'pass'],
    ['a file', { path: '/app/run.sh', mode: 0o666 }, 'low'],
    ['a file of a group', { path: '/app/run.sh', mode: 0o664 }, 'pass'],
    ['a symlink', { path: '/app/x', mode: 0o777, kind: 'symlink', target: '/y' }, 'pass'],
    ['a device in /dev', { path: '/dev/null', mode: 0o666, kind: 'character-device' }, 'pass'],
    ['/tmp without its sticky bit', { path: '/tmp', mode: 0o777, kind: 'directory' }, 'pass'],
    ['a directory below /tmp', { path: '/tmp/cache', mode: 0o777, kind: 'directory' }, 'medium'],
    ['the root', { path: '/', mode: 0o777, kind: 'directory' }, 'medium'],
  ])('%s: %s', (_, file, expected) => {
    const result = judgeFile(noWorldWritablePaths, file);
    if (expected === 'pass') expect(outcomeWord(result)).toBe('pass');
    else expect(onlyFinding(result).severity).toBe(expected);
  });

  it('tells those of one layer together, directories before files', () => {
    const files = [
      anImageFile({ path: '/a', mode: 0o777, kind: 'directory' }),
      anImageFile({ path: '/b', mode: 0o777, kind: 'directory' }),
      anImageFile({ path: '/c', mode: 0o777, kind: 'directory', layer: 0 }),
      anImageFile({ path: '/d', mode: 0o666 }),
    ];
    const found = findingsOf(judgeFiles(noWorldWritablePaths, { files }));
    expect(found.map(({ severity, inheritedFrom }) => [severity, inheritedFrom])).toEqual([
      ['medium', 'debian:12'],
      ['medium', undefined],
      ['low', undefined],
    ]);
    expect(found[1]?.fix?.lines).toEqual(['RUN chmod o-w /a /b']);
  });
});
