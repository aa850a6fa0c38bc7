import { describe, expect, it } from 'vitest';
import { noSetgidFiles } from '../../../src/checks/contents/no-setgid-files.ts';
import type { ImageFile } from '../../../src/model/image-contents.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { judgeFile } from '../../builders/judge-files.ts';

describe('no-setgid-files', () => {
  it.each<[string, Partial<ImageFile> & { path: string }, string]>([
    ['a tool of a package', { path: '/usr/bin/tool', mode: 0o2755, package: 'tools' }, 'low'],
    ['a tool of no package', { path: '/opt/tool', mode: 0o2755 }, 'medium'],
    ['a usual one', { path: '/usr/bin/chage', mode: 0o2755, package: 'passwd' }, 'negligible'],
    ['setuid only', { path: '/usr/bin/tool', mode: 0o4755 }, 'pass'],
    ['a directory, whose files get its group', { path: '/var/mail', mode: 0o2775, kind: 'directory' }, 'pass'],
  ])('%s: %s', (_, file, expected) => {
    const result = judgeFile(noSetgidFiles, file);
    if (expected === 'pass') expect(outcomeWord(result)).toBe('pass');
    else expect(onlyFinding(result).severity).toBe(expected);
  });
});
