import { describe, expect, it } from 'vitest';
import { noAttackTools } from '../../../src/checks/contents/no-attack-tools.ts';
import type { ImageFile } from '../../../src/model/image-contents.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { judgeFile } from '../../builders/judge-files.ts';

describe('no-attack-tools', () => {
  it.each<[Partial<ImageFile> & { path: string }, string]>([
    [{ path: '/usr/bin/nmap' }, 'fail'],
    [{ path: '/usr/sbin/tcpdump' }, 'fail'],
    [{ path: '/usr/bin/strace' }, 'fail'],
    [{ path: '/usr/sbin/setcap' }, 'fail'],
    [{ path: '/opt/scan/bin/masscan' }, 'fail'],
    [{ path: '/usr/bin/nmap', mode: 0o644 }, 'pass'],
    [{ path: '/usr/bin/nc', kind: 'symlink', target: '/bin/busybox', mode: 0o777 }, 'pass'],
    [{ path: '/usr/share/doc/nmap' }, 'pass'],
    [{ path: '/home/john' }, 'pass'],
    [{ path: '/usr/bin/curl' }, 'pass'],
  ])('%j: %s', (file, expected) => {
    expect(outcomeWord(judgeFile(noAttackTools, file))).toBe(expected);
  });

  it('names the package to leave out', () => {
    const found = onlyFinding(judgeFile(noAttackTools, { path: '/usr/bin/nmap', package: 'nmap' }));
    expect(found).toMatchObject({ severity: 'medium', title: 'nmap is in the image' });
    expect(found.fix?.text).toContain('Leave nmap out');
    expect(found.seen).toContain('layer 2 of 2');
  });
});
