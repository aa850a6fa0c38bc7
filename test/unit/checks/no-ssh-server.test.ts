import { describe, expect, it } from 'vitest';
import { noSshServer } from '../../../src/checks/contents/no-ssh-server.ts';
import { outcomeWord } from '../../builders/check-result.ts';
import { judgeFile } from '../../builders/judge-files.ts';

describe('no-ssh-server', () => {
  it.each([
    ['/usr/sbin/sshd', 0o755, 'fail'],
    ['/usr/sbin/dropbear', 0o755, 'fail'],
    ['/usr/sbin/sshd', 0o644, 'pass'],
    ['/usr/bin/ssh', 0o755, 'pass'],
    ['/etc/init.d/sshd', 0o755, 'pass'],
  ])('%s %o: %s', (path, mode, expected) => {
    expect(outcomeWord(judgeFile(noSshServer, { path, mode }))).toBe(expected);
  });

  it('shows hostile paths', () => {
    const result = judgeFile(noSshServer, { path: '/opt/a\u202Eb\n::error::x/bin/sshd' });
    expect(result.kind === 'judged' && result.seen).not.toMatch(/[\u202E\n]/);
  });
});
