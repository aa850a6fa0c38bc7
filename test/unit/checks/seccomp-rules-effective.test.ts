import { describe, expect, it } from 'vitest';
import { seccompRulesEffective } from '../../../src/checks/confinement/seccomp-rules-effective.ts';
import { judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { allow, condition, deny } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const server = (...rules: readonly object[]) => ({ ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, ...rules] });
const GOOD = 'pass: seccomp/web.json has no rule that another one takes the effect of';

describe('seccomp-rules-effective', () => {
  it.each<[string, unknown, string]>([
    [
      'in the shadow',
      server(deny(['read'], { errnoRet: 2, args: [condition(0, 'EQ', 7)] })),
      'fail medium: seccomp/web.json:141: read',
    ],
    ['against each other', server(deny(['read'])), 'fail medium: seccomp/web.json:141: read'],
    [
      'always',
      server(deny(['dup'], { errnoRet: 2, args: [condition(0, 'NE', 1), condition(0, 'NE', 2)] })),
      'fail medium: seccomp/web.json:141: dup',
    ],
    ['never', server(allow(['alarm'], { includes: { caps: ['CHOWN'] } })), 'fail medium: seccomp/web.json:141: alarm'],
    [
      'never, where it refuses',
      server(deny(['alarm'], { errnoRet: 2, includes: { arches: ['x86_64'] } })),
      'fail high: seccomp/web.json:141: alarm',
    ],
    ['the capability by its name', server(allow(['alarm'], { includes: { caps: ['CAP_CHOWN'] } })), GOOD],
    ['one condition', server(deny(['dup'], { errnoRet: 2, args: [condition(0, 'NE', 1)] })), GOOD],
    ['a server', SMALL_SERVER, GOOD],
  ])('%s', (_, file, expected) => {
    expect(told(judgeProfile(seccompRulesEffective, file))).toBe(expected);
  });
});
