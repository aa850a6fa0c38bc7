import { describe, expect, it } from 'vitest';
import { noPrivilegedPort } from '../../../src/checks/contents/no-privileged-port.ts';
import type { ImageConfig } from '../../../src/model/evidence.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

function judge(config: Partial<ImageConfig>, lines: readonly string[] = ['FROM a:1']) {
  return noPrivilegedPort.evaluate({
    'image-config': anImageConfig(config),
    'image-accounts': someAccounts(),
    dockerfile: dockerfileOf(lines),
  });
}

describe('no-privileged-port', () => {
  it.each<[string, readonly string[], string]>([
    ['1000', ['80/tcp'], 'fail'],
    ['1000', ['53/udp'], 'fail'],
    ['app', ['1023/tcp'], 'fail'],
    ['1000', ['1020-1030/tcp'], 'fail'],
    ['1000', ['1024/tcp'], 'pass'],
    ['1000', ['8080/tcp', '8443/tcp'], 'pass'],
    ['nosuch', ['8080/tcp'], 'pass'],
    ['nosuch', ['80/tcp'], 'undecided USER-UNDETERMINED'],
    ['', ['80/tcp'], 'not-applicable'],
    ['root', ['80/tcp'], 'not-applicable'],
    ['1000', [], 'not-applicable'],
  ])('USER %j, EXPOSE %j: %s', (user, exposedPorts, expected) => {
    expect(outcomeWord(judge({ user, exposedPorts }))).toBe(expected);
  });

  it('does not apply to Windows', () => {
    expect(outcomeWord(judge({ os: 'windows', user: 'ContainerUser', exposedPorts: ['80/tcp'] }))).toBe(
      'not-applicable',
    );
  });

  it('makes one finding a port, lowest first, with line and cure', () => {
    const lines = ['FROM a:1', 'EXPOSE 443 80', 'USER 1000'];
    const result = judge({ user: '1000', exposedPorts: ['443/tcp', '80/tcp', '8080/tcp'] }, lines);
    if (result.kind !== 'judged') throw new Error(result.kind);
    expect(result.findings.map(({ fingerprint }) => fingerprint)).toEqual([
      'no-privileged-port:80/tcp',
      'no-privileged-port:443/tcp',
    ]);
    expect(result.findings[0]).toMatchObject({
      severity: 'low',
      seen: 'USER 1000 → uid 1000 (app), gid 1000, groups 999 (docker); EXPOSE 80/tcp',
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
      fix: { lines: ['EXPOSE 8080/tcp'] },
    });
    expect(result.findings[0]?.fix?.text).toContain('docker run --publish=80:8080/tcp');
    expect(result.findings[0]?.detail).toContain('net.ipv4.ip_unprivileged_port_start');
  });

  it('says that a port came with the base image', () => {
    const found = onlyFinding(judge({ user: '1000', exposedPorts: ['80/tcp'] }, ['FROM nginx:1.27', 'USER 1000']));
    expect(found).toMatchObject({ inheritedFrom: 'nginx:1.27', location: { lines: { first: 1 } } });
    expect(found.fix?.text).toContain("EXPOSE can't be taken back");
  });
});
