import { describe, expect, it } from 'vitest';
import { noFileCapabilities } from '../../../src/checks/contents/no-file-capabilities.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { judgeFile } from '../../builders/judge-files.ts';

const NET_RAW = '0100000200200000000000000000000000000000';

describe('no-file-capabilities', () => {
  it.each<[string, string, string, string | undefined, string]>([
    ['net_raw', NET_RAW, 'medium', undefined, 'cap_net_raw=ep'],
    ['binding low ports', '0100000200040000000000000000000000000000', 'medium', undefined, 'cap_net_bind_service=ep'],
    ['all of them', '01000002ffffffff00000000ff01000000000000', 'critical', undefined, '=ep'],
    ['tracing other processes', '0100000200000800000000000000000000000000', 'high', undefined, 'cap_sys_ptrace=ep'],
    ['setuid', '0100000280000000000000000000000000000000', 'high', undefined, 'cap_setuid=ep'],
    ['inheritable only', '0000000200000000002000000000000000000000', 'low', undefined, 'cap_net_raw=i'],
    ['nothing', '0000000200000000000000000000000000000000', 'negligible', undefined, ''],
    ['cut off', '01000002', 'high', undefined, "can't be read (it has 4 bytes instead of 20)"],
    ['of the future', '0100000900200000000000000000000000000000', 'high', undefined, 'unknown revision 9'],
    ['for a user namespace', `01000003${NET_RAW.slice(8)}e8030000`, 'medium', undefined, 'user namespace of 1000'],
  ])('%s: %s %s', (_, capability, severity, owner, words) => {
    const file = { path: '/usr/bin/tool', capability, ...(owner !== undefined && { package: owner }) };
    const found = onlyFinding(judgeFile(noFileCapabilities, file));
    expect(found.severity).toBe(severity);
    expect(found.seen).toContain(words);
    expect(found.fix?.lines).toEqual(['RUN setcap -r /usr/bin/tool']);
  });

  it('ping of a package is usual, and another ping is not', () => {
    const usual = { path: '/usr/bin/ping', capability: NET_RAW, package: 'iputils-ping' };
    expect(onlyFinding(judgeFile(noFileCapabilities, usual)).severity).toBe('low');
    const { package: _, ...own } = usual;
    expect(onlyFinding(judgeFile(noFileCapabilities, own)).severity).toBe('medium');
  });

  it('shows hostile paths', () => {
    const result = judgeFile(noFileCapabilities, { path: '/a\u202Eb\nc', capability: NET_RAW });
    expect(result.kind === 'judged' && result.seen).not.toMatch(/[\u202E\n]/);
  });

  it('files without them pass', () => {
    expect(outcomeWord(judgeFile(noFileCapabilities, { path: '/usr/bin/tool', mode: 0o4755 }))).toBe('pass');
  });
});
