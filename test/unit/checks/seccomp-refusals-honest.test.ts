import { describe, expect, it } from 'vitest';
import { seccompRefusalsHonest } from '../../../src/checks/confinement/seccomp-refusals-honest.ts';
import { judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { allow, deny } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const server = (...rules: readonly object[]) => ({ ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, ...rules] });
const GOOD = 'pass: seccomp/web.json refuses with an error, or kills';

describe('seccomp-refusals-honest', () => {
  it.each<[string, unknown, string]>([
    ['0', server(deny(['fsync'], { errnoRet: 0 })), 'fail medium: seccomp/web.json:141: fsync'],
    [
      '65536, which is cut to 0',
      server(deny(['fsync'], { errnoRet: 65536 })),
      'fail medium: seccomp/web.json:141: fsync',
    ],
    [
      '0 for everything',
      { ...SMALL_SERVER, defaultErrnoRet: 0 },
      'fail high: seccomp/web.json:1: What the profile does not name is refused with error number 0: programs are told that all went well.',
    ],
    ['38', server(deny(['fsync'], { errnoRet: 38 })), GOOD],
    ['nothing said', server(deny(['fsync'])), GOOD],
    ['0 where it allows', server(allow(['fsync'], { errnoRet: 0 })), GOOD],
    ['a server', SMALL_SERVER, GOOD],
  ])('%s', (_, file, expected) => {
    expect(told(judgeProfile(seccompRefusalsHonest, file))).toBe(expected);
  });
});
