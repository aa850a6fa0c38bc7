import { describe, expect, it } from 'vitest';
import { seccompNamesKnown } from '../../../src/checks/confinement/seccomp-names-known.ts';
import { judgeProfile, told } from '../../builders/seccomp-evidence.ts';
import { allow, deny } from '../../builders/seccomp-profiles.ts';
import { SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const server = (...rules: readonly object[]) => ({ ...SMALL_SERVER, syscalls: [...SMALL_SERVER.syscalls, ...rules] });
const GOOD = 'pass: seccomp/web.json names system calls only';

describe('seccomp-names-known', () => {
  it.each<[string, unknown, string]>([
    ['a slip', server(allow(['mkdri'])), 'fail medium: seccomp/web.json:141: mkdri'],
    ['a slip where it refuses', server(deny(['mkdri'], { errnoRet: 2 })), 'fail high: seccomp/web.json:141: mkdri'],
    ['capitals', server(deny(['MKDIR'], { errnoRet: 2 })), 'fail high: seccomp/web.json:141: MKDIR'],
    ['a call of another machine', server(allow(['s390_runtime_instr', 'chown32'])), GOOD],
    ['letters that turn round', server(allow(['\u202emkdir'])), 'fail medium: seccomp/web.json:141: \\u{202e}mkdir'],
    ['a server', SMALL_SERVER, GOOD],
  ])('%s', (_, file, expected) => {
    expect(told(judgeProfile(seccompNamesKnown, file))).toBe(expected);
  });

  it('says which name is meant', () => {
    const result = judgeProfile(seccompNamesKnown, server(allow(['mkdri'])));
    expect(result).toMatchObject({ findings: [{ fix: { text: 'Write mkdir, if that is meant.' } }] });
  });

  it('shows twenty of thousands, the gravest first, and counts the rest', () => {
    const slips = Array.from({ length: 3000 }, (_, at) => `no_such_call_${at}`);
    const result = judgeProfile(seccompNamesKnown, server(allow(slips), deny(['mkdri'], { errnoRet: 2 })));
    const lines = told(result).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[0]).toBe('fail high: seccomp/web.json:3146: mkdri');
    expect(lines[20]).toBe('fail medium: seccomp/web.json: 3001 in all');
    const prints = result.kind === 'judged' ? result.findings.map(({ fingerprint }) => fingerprint) : [];
    expect(new Set(prints).size).toBe(21);
  });
});
