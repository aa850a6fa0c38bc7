import { describe, expect, it } from 'vitest';
import { seccompFilterOn } from '../../../src/checks/confinement/seccomp-filter-on.ts';
import { judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { deny } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const OFF =
  'fail critical: seccomp/web.json:1: The profile has neither a defaultAction nor a rule: engines then load no filter at all.';
const ON = 'pass: seccomp/web.json loads a filter';

describe('seccomp-filter-on', () => {
  it.each<[string, unknown, string]>([
    ['nothing in it', '{}', OFF],
    ['null', 'null', OFF],
    ['no rules and no default', '{"syscalls":[]}', OFF],
    ['architectures alone', '{"architectures":["SCMP_ARCH_X86_64"]}', OFF],
    ['keys that nobody knows', '{"default":"SCMP_ACT_ERRNO"}', OFF],
    ['a default', '{"defaultAction":"SCMP_ACT_ALLOW"}', ON],
    ['a rule and no default', { syscalls: [deny(['mkdir'])] }, ON],
    ['a server', SMALL_SERVER, ON],
  ])('%s', (_, file, expected) => {
    expect(told(judgeProfile(seccompFilterOn, file))).toBe(expected);
  });
});
