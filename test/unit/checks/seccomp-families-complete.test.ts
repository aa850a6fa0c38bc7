import { describe, expect, it } from 'vitest';
import { seccompFamiliesComplete } from '../../../src/checks/confinement/seccomp-families-complete.ts';
import { judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { allow, deny } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const server = (...rules: readonly object[]) => ({ ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, ...rules] });
const GOOD = 'pass: seccomp/web.json leaves no way around what it refuses';
const WIDE = server(allow(['mkdir', 'mkdirat', 'tkill', 'rt_sigqueueinfo', 'mknod']));
const wide = (...rules: readonly object[]) => ({ ...WIDE, syscalls: [...WIDE.syscalls, ...rules] });

describe('seccomp-families-complete', () => {
  it.each<[string, unknown, string]>([
    [
      'half of it',
      { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny(['mkdir'])] },
      'fail medium: seccomp/web.json:4: mkdirat',
    ],
    ['all of it', { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny(['mkdir', 'mkdirat'])] }, GOOD],
    [
      'kill alone',
      { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny(['kill'])] },
      'fail medium: seccomp/web.json:4: tkill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo, pidfd_send_signal',
    ],
    ['a rule that does not count', wide(deny(['mkdir'])), GOOD],
    [
      'half of it by another error',
      wide(deny(['mknodat'], { errnoRet: 2 })),
      'fail medium: seccomp/web.json:151: mknod',
    ],
    ['left out of the list', server(allow(['mkdirat'])), GOOD],
    ['a server', SMALL_SERVER, GOOD],
  ])('%s', (_, file, expected) => {
    expect(told(judgeProfile(seccompFamiliesComplete, file))).toBe(expected);
  });
});
