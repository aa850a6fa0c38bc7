import { describe, expect, it } from 'vitest';
import { noEngineSocket } from '../../../src/checks/run/no-engine-socket.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aMount } from '../../builders/run-mounts.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => noEngineSocket.evaluate({ 'run-settings': run });
const ofMount = (overrides: Parameters<typeof aMount>[0]) => judge(aService({ mounts: [said(aMount(overrides))] }));

describe('no-engine-socket (T089)', () => {
  it.each([
    ['-v /var/run/docker.sock:/var/run/docker.sock', 'fail'],
    ['-v /var/run/docker.sock:/var/run/docker.sock:ro', 'fail'],
    ['-v /run/docker.sock:/x', 'fail'],
    ['-v //var/run/docker.sock:/x', 'fail'],
    ['-v /var/run/../run/./docker.sock:/x', 'fail'],
    ['-v /proc/1/root/run/docker.sock:/x', 'fail'],
    ['-v /proc/1/root:/x', 'fail'],
    ['--mount type=bind,source=/var/run/docker.sock,target=/x', 'fail'],
    ['--mount type=bind,src=/var/run/docker.sock,dst=/x,readonly', 'fail'],
    ['--use-api-socket', 'fail'],
    ['--mount type=volume,src=v,dst=/x,volume-opt=type=none,volume-opt=o=bind,volume-opt=device=/var/run', 'fail'],
    ['--mount type=volume,src=v,dst=/x,volume-opt=type=nfs,volume-opt=device=:/var/run', 'pass'],
    ['-v run:/var/run', 'pass'],
    ['-v docker.sock:/x', 'pass'],
    ['--tmpfs /var/run', 'pass'],
    ['-v /srv/docker.sock.d:/x', 'pass'],
    ['-v /var/run/docker.sock.bak:/x', 'pass'],
    ['-v /running:/x', 'pass'],
    ['image -v /var/run/docker.sock:/x', 'pass'],
    ['-v $SOCKET:/x', 'undecided RUN-SETTING-UNKNOWN'],
    ['-v /var/run/docker.sock:/x -v $OTHER:/y', 'fail'],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each([
    ['/', 'fail'],
    ['/run', 'fail'],
    ['/var/run', 'fail'],
    ['/var/run/docker', 'fail'],
    ['/run/docker/containerd', 'fail'],
    ['/run/containerd', 'fail'],
    ['/run/containerd/containerd.sock', 'fail'],
    ['/run/podman/podman.sock', 'fail'],
    ['/run/podman', 'fail'],
    ['/var/run/crio/crio.sock', 'fail'],
    ['/run/cri-dockerd.sock', 'fail'],
    ['/var/run/dockershim.sock', 'fail'],
    ['/run/k3s', 'fail'],
    ['/var/snap/microk8s/common/run/containerd.sock', 'fail'],
    ['/home/me/.colima/default/docker.sock', 'fail'],
    ['/run/user/1000/docker.sock', 'fail'],
    ['/run/user/1000', 'fail'],
    ['/run/host-services/docker.proxy.sock', 'fail'],
    ['/pipe/docker_engine', 'fail'],
    ['../../var/run/docker.sock', 'fail'],
    ['./docker.sock', 'fail'],
    ['.', 'pass'],
    ['/run/dbus', 'pass'],
    ['/run/postgresql', 'pass'],
    ['/run/user/1000/bus', 'pass'],
    ['/run/docker/plugins', 'pass'],
    ['/etc/docker', 'pass'],
    ['/srv/run', 'pass'],
  ])('a mount of %s: %s', (source, expected) => {
    expect([outcomeWord(ofMount({ source })), outcomeWord(ofMount({ source, readOnly: true }))]).toEqual([
      expected,
      expected,
    ]);
  });

  it.each([
    ['a mount that is not known', aService({ mounts: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['a key that is not known', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['a secret', aService({ mounts: [said(aMount({ kind: 'other', source: '/run' }))] }), 'pass'],
    ["the engine's defaults", ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line, names the socket behind a folder, and says what to do', () => {
    const mounts = [said(aMount({ source: '/var/run', readOnly: true }), 9, 'services.web.volumes[1]')];
    expect(onlyFinding(judge(aService({ mounts })))).toMatchObject({
      severity: 'critical',
      seen: '/var/run → /data, read-only, with /run/docker.sock in it (compose.yml:9 services.web.volumes[1])',
      location: { file: 'compose.yml', lines: { first: 9, last: 9 } },
      fix: { text: expect.stringContaining('Mount only the folder') },
    });
    expect(onlyFinding(ofMount({ source: '/run/docker.sock' })).fix?.text).toContain('Delete this mount');
  });

  it('holds the socket of an engine without root for less than one of root', () => {
    expect(onlyFinding(ofMount({ source: '/run/user/1000/podman/podman.sock' })).severity).toBe('high');
  });
});
