import { describe, expect, it } from 'vitest';
import { holdsCredentials } from '../../../src/linux/credential-files.ts';
import { readFileCapabilities } from '../../../src/linux/file-capabilities.ts';
import { notableFile } from '../../../src/linux/notable-files.ts';
import { isUsualSetuidFile } from '../../../src/linux/usual-setuid-files.ts';

describe('what a name makes of a file', () => {
  it.each([
    ['/usr/bin/nmap', 'attack-tool'],
    ['/opt/x/bin/gdb', 'attack-tool'],
    ['/usr/sbin/sshd', 'ssh-server'],
    ['/var/run/docker.sock', 'engine-socket'],
    ['/usr/bin/apt-get', 'package-manager'],
    ['/bin/sh', 'shell'],
    ['/usr/local/go/bin/go', 'compiler'],
    ['/app/.git', 'leftover'],
    ['/usr/share/bash', undefined],
    ['/home/john', undefined],
    ['/nmap', undefined],
    ['/usr/bin/constructor', undefined],
    ['', undefined],
  ])('%s: %s', (path, category) => {
    expect(notableFile(path)?.category).toBe(category);
  });

  it.each([
    ['/root/.npmrc', true],
    ['/root/.docker/config.json', true],
    ['/app/config.json', false],
    ['/root/.aws/credentials', true],
    ['/app/credentials', false],
    ['/app/.env', true],
    ['/app/.env.example', false],
    ['/.npmrc', true],
  ])('%s holds credentials: %s', (path, expected) => {
    expect(holdsCredentials(path)).toBe(expected);
  });

  it.each([
    ['/usr/bin/su', true],
    ['/bin/su', true],
    ['/opt/su', false],
    ['/usr/bin/sudo', false],
    ['/usr/lib/openssh/ssh-keysign', true],
  ])('%s is usual: %s', (path, expected) => {
    expect(isUsualSetuidFile(path)).toBe(expected);
  });
});

describe('file capabilities', () => {
  // Values as setcap(8) of libcap 2.66 stored them, texts as getcap(8) printed them.
  it.each([
    ['0100000200200000000000000000000000000000', 'cap_net_raw=ep', 2],
    ['0000000200040000000000000001000000000000', 'cap_net_bind_service,cap_checkpoint_restore=p', 2],
    ['0100000200000000800080000000000000000000', 'cap_setuid,cap_sys_nice=ei', 2],
    ['01000002ffffffff00000000ff01000000000000', '=ep', 2],
    ['010000010020000000000000', 'cap_net_raw=ep', 1],
    ['0100000300200000000000000000000000000000e8030000', 'cap_net_raw=ep', 3],
    ['0100000200000000000000000002000000000000', '41=ep', 2],
  ])('%s: %s', (hex, text, version) => {
    expect(readFileCapabilities(hex)).toMatchObject({ kind: 'read', text, version });
  });

  it('of version 3 names the root of its namespace', () => {
    expect(readFileCapabilities('0100000300200000000000000000000000000000e8030000')).toMatchObject({ rootId: 1000 });
  });

  it.each([
    ['', 'it is empty'],
    ['01', 'unknown revision'],
    ['zz', 'it is empty'],
    ['01000002', '4 bytes instead of 20'],
    ['0100000200200000000000000000000000000000ff', '21 bytes instead of 20'],
    ['0100000900200000000000000000000000000000', 'unknown revision 9'],
  ])('%s can not be read: %s', (hex, why) => {
    const read = readFileCapabilities(hex);
    expect(read.kind === 'damaged' && read.why).toContain(why);
  });
});
