import { describe, expect, it } from 'vitest';
import { seccompDeniesByDefault } from '../../../src/checks/confinement/seccomp-denies-by-default.ts';
import { seccompReference } from '../../../src/linux/seccomp-reference.ts';
import { systemCalls } from '../../../src/linux/seccomp-system-calls.ts';
import { onlyFinding } from '../../builders/check-result.ts';
import { judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { deny } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

/** The beginning of what is told: the names are many. */
const judge = (file: unknown) => told(judgeProfile(seccompDeniesByDefault, file)).slice(0, 60);

/** Everything but what the default lets through without conditions. */
function listOfAll(): object {
  const allowed = new Set(
    seccompReference().rules.flatMap(({ names, action }) => (action === 'SCMP_ACT_ALLOW' ? names : [])),
  );
  const conditional = ['clone', 'clone3', 'personality', 'socket', 'ptrace', 'process_vm_readv', 'process_vm_writev'];
  const capable = seccompReference().rules.flatMap(({ names, includes }) => (includes.caps.length > 0 ? names : []));
  const rest = [...systemCalls('x86-64').keys()].filter((name) => !allowed.has(name));
  return { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny([...new Set([...rest, ...conditional, ...capable])])] };
}

describe('seccomp-denies-by-default', () => {
  it.each<[string, unknown, string]>([
    [
      'T093: allows all, no rules',
      { defaultAction: 'SCMP_ACT_ALLOW' },
      'fail critical: seccomp/web.json:1: create_module, delete_mod',
    ],
    ['logs all', { defaultAction: 'SCMP_ACT_LOG' }, 'fail critical: seccomp/web.json:1: create_module, delete_mod'],
    [
      'leaves all to a tracer',
      { defaultAction: 'SCMP_ACT_TRACE' },
      'fail critical: seccomp/web.json:1: create_module, delete_mod',
    ],
    [
      'the list of a tutorial',
      { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [{ name: 'mkdir', action: 'SCMP_ACT_ERRNO' }] },
      'fail critical: seccomp/web.json:1: create_module, delete_mod',
    ],
    ['a server', SMALL_SERVER, 'pass: seccomp/web.json refuses what it does not name (SCMP_A'],
    [
      'kills',
      { ...SMALL_SERVER, defaultAction: 'SCMP_ACT_KILL' },
      'pass: seccomp/web.json refuses what it does not name (SCMP_A',
    ],
    [
      'a list of all that the default refuses',
      listOfAll(),
      'pass: seccomp/web.json names all that the default refuses (S',
    ],
    ['no filter at all', '{}', 'not-applicable: seccomp/web.json loads no filter, which secc'],
    [
      'no container at all',
      { ...SMALL_SERVER, defaultAction: 'ALLOW' },
      'not-applicable: No container starts with seccomp/web.json, w',
    ],
  ])('%s', (_, file, expected) => {
    expect(judge(file)).toBe(expected);
  });

  it('counts what it does not show', () => {
    const found = onlyFinding(judgeProfile(seccompDeniesByDefault, { defaultAction: 'SCMP_ACT_ALLOW' }));
    expect(found.seen).toMatch(/^seccomp\/web.json:1: (?:\w+, ){19}\w+ and \d+ more$/);
    expect(found).toMatchObject({
      severity: 'critical',
      location: { file: 'seccomp/web.json', lines: { first: 1, last: 1 } },
    });
  });
});
