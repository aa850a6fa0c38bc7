import { describe, expect, it } from 'vitest';
import { noSensitiveHostMounts } from '../../../src/checks/run/no-sensitive-host-mounts.ts';
import { ENGINE_DEFAULTS, type RunMount, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aMount } from '../../builders/run-mounts.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => noSensitiveHostMounts.evaluate({ 'run-settings': run });

function severity(overrides: Partial<RunMount>): string {
  const result = judge(aService({ mounts: [said(aMount(overrides))] }));
  return outcomeWord(result) === 'fail' ? onlyFinding(result).severity : outcomeWord(result);
}

describe('no-sensitive-host-mounts', () => {
  it.each([
    ['/', 'critical', 'critical'],
    ['/etc', 'critical', 'critical'],
    ['//etc/', 'critical', 'critical'],
    ['/srv/../etc', 'critical', 'critical'],
    ['/proc/1/root/etc', 'critical', 'critical'],
    ['/etc/shadow', 'critical', 'high'],
    ['/etc/ssh/ssh_host_rsa_key', 'critical', 'high'],
    ['/etc/kubernetes/pki', 'critical', 'critical'],
    ['/etc/cron.d', 'critical', 'pass'],
    ['/etc/passwd', 'critical', 'pass'],
    ['/etc/localtime', 'medium', 'pass'],
    ['/etc/timezone', 'medium', 'pass'],
    ['/etc/ssl/certs', 'medium', 'pass'],
    ['/etc/ssl', 'critical', 'high'],
    ['/etc/letsencrypt', 'medium', 'pass'],
    ['/proc', 'critical', 'high'],
    ['/proc/sys/kernel', 'critical', 'pass'],
    ['/proc/meminfo', 'high', 'pass'],
    ['/sys', 'critical', 'high'],
    ['/sys/fs/cgroup', 'high', 'pass'],
    ['/sys/kernel/debug', 'critical', 'high'],
    ['/dev', 'critical', 'critical'],
    ['/dev/shm', 'pass', 'pass'],
    ['/dev/null', 'pass', 'pass'],
    ['/dev/mem', 'high', 'high'],
    ['/dev/bus/usb', 'medium', 'pass'],
    ['/boot', 'critical', 'medium'],
    ['/root', 'critical', 'critical'],
    ['/root/.ssh', 'critical', 'high'],
    ['/home', 'critical', 'critical'],
    ['/home/me', 'critical', 'critical'],
    ['~', 'critical', 'critical'],
    ['/home/me/.ssh/id_ed25519', 'critical', 'high'],
    ['~/.aws', 'critical', 'high'],
    ['/home/me/photos', 'medium', 'pass'],
    ['/usr', 'critical', 'medium'],
    ['/usr/bin/docker', 'critical', 'pass'],
    ['/usr/local', 'critical', 'pass'],
    ['/usr/share/zoneinfo', 'medium', 'pass'],
    ['/lib', 'critical', 'medium'],
    ['/lib/modules', 'critical', 'pass'],
    ['/bin', 'critical', 'medium'],
    ['/var', 'critical', 'critical'],
    ['/var/lib', 'critical', 'critical'],
    ['/var/lib/docker', 'critical', 'critical'],
    ['/var/lib/docker/containers', 'critical', 'high'],
    ['/var/lib/kubelet', 'critical', 'critical'],
    ['/var/lib/postgresql', 'medium', 'pass'],
    ['/var/log', 'high', 'pass'],
    ['/var/log/nginx', 'medium', 'pass'],
    ['/run', 'critical', 'critical'],
    ['/var/run/dbus', 'high', 'high'],
    ['/run/udev', 'medium', 'pass'],
    ['/srv', 'medium', 'pass'],
    ['/tmp', 'medium', 'pass'],
    ['/etcetera', 'medium', 'pass'],
    ['C:\\data', 'medium', 'pass'],
    // Judged by no-engine-socket.
    ['/var/run/docker.sock', 'pass', 'pass'],
    ['/run/containerd', 'pass', 'pass'],
    // The project's own folder.
    ['.', 'pass', 'pass'],
    ['./data', 'pass', 'pass'],
    ['etc', 'pass', 'pass'],
    ['./a/../b', 'pass', 'pass'],
    ['..', 'medium', 'pass'],
    ['../..', 'medium', 'pass'],
    ['../../..', 'medium', 'pass'],
    ['../etc', 'medium', 'pass'],
    ['a/../../other', 'medium', 'pass'],
    ['../../../../etc', 'critical', 'critical'],
    ['../../../srv', 'medium', 'pass'],
  ])('%s writable: %s, read-only: %s', (source, writable, readOnly) => {
    expect([severity({ source }), severity({ source, readOnly: true })]).toEqual([writable, readOnly]);
  });

  it.each([
    ['a folder', '/etc', 'critical'],
    ['a folder of no concern', '/srv/data', 'medium'],
    ['a disk', '/dev/sdb1', 'high'],
    ['a share', ':/etc', 'pass'],
    ['a share of Windows', '//server/etc', 'pass'],
    ['memory', 'tmpfs', 'pass'],
    ['nothing said', undefined, 'pass'],
  ])('a volume with %s behind it: %s: %s', (_, device, expected) => {
    expect(severity({ kind: 'volume', source: 'data', ...(device === undefined ? {} : { device }) })).toBe(expected);
  });

  it.each([
    ['-v /etc:/host/etc:ro', 'fail'],
    ['--mount type=bind,source=/etc,target=/x,readonly', 'fail'],
    ['-v/:/h', 'fail'],
    ['-v data:/etc', 'pass'],
    ['-v /etc', 'pass'],
    ['--tmpfs /etc', 'pass'],
    ['-v ./data:/data', 'pass'],
    ['-v $X:/data', 'undecided RUN-SETTING-UNKNOWN'],
    ['-v $X:/data -v /etc:/x', 'fail'],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it('finds each mount by itself', () => {
    const result = judge(runArgs('-v /etc:/a:ro -v /srv:/b -v /opt/x:/c:ro -v /:/d'));
    expect(result.kind === 'judged' && result.findings.map((found) => found.severity)).toEqual([
      'critical',
      'medium',
      'critical',
    ]);
  });

  it('asks for read-only where that is the cure, and for less where it is not', () => {
    const mounts = [said(aMount({ source: '/srv/geo', target: '/geo' }), 8, 'services.web.volumes[0]')];
    expect(onlyFinding(judge(aService({ mounts })))).toMatchObject({
      title: '/srv/geo of the host is mounted and can be written to',
      seen: '/srv/geo → /geo, writable (compose.yml:8 services.web.volumes[0])',
      location: { file: 'compose.yml', lines: { first: 8, last: 8 } },
      fix: { lines: ['      - /srv/geo:/geo:ro'] },
    });
    expect(onlyFinding(judge(runArgs('-v /srv/geo:/geo'))).fix?.lines).toEqual(['-v', '/srv/geo:/geo:ro']);
    const fix = onlyFinding(judge(runArgs('-v /etc:/e'))).fix;
    expect([fix?.lines, fix?.text]).toEqual([undefined, expect.stringContaining('Delete this mount')]);
  });

  it('shows no control characters of a path', () => {
    const found = onlyFinding(judge(aService({ mounts: [said(aMount({ source: '/srv/a\u001b[31m\nb' }))] })));
    expect(JSON.stringify(found, (key, value) => (key === 'fingerprint' ? '' : value))).not.toMatch(/\\u001b|\\n/);
  });

  it.each([
    ['a mount that is not known', aService({ mounts: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ["the engine's defaults", ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });
});
