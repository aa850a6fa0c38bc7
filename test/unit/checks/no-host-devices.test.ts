import { describe, expect, it } from 'vitest';
import { noHostDevices } from '../../../src/checks/run/no-host-devices.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => noHostDevices.evaluate({ 'run-settings': run });

function severity(run: RunSettings): string {
  const result = judge(run);
  return outcomeWord(result) === 'fail' ? onlyFinding(result).severity : outcomeWord(result);
}

describe('no-host-devices (T090)', () => {
  it.each([
    ['/dev', 'critical'],
    ['/dev/mem', 'critical'],
    ['/dev/kmem', 'critical'],
    ['/dev/port', 'critical'],
    ['/dev/cpu/0/msr', 'critical'],
    ['/dev/sda', 'critical'],
    ['/dev/sda1', 'critical'],
    ['/dev/sdaa', 'critical'],
    ['/dev/nvme0n1p2', 'critical'],
    ['/dev/mmcblk0', 'critical'],
    ['/dev/vda', 'critical'],
    ['/dev/dm-0', 'critical'],
    ['/dev/mapper/root', 'critical'],
    ['/dev/disk/by-id/x', 'critical'],
    ['/dev/sg0', 'critical'],
    ['/dev/loop-control', 'high'],
    ['/dev/input/event0', 'high'],
    ['/dev/uinput', 'high'],
    ['/dev/tty1', 'high'],
    ['/dev/vfio/1', 'high'],
    ['/dev/fused', 'high'],
    ['/srv/node', 'high'],
    ['/dev/fuse', 'medium'],
    ['/dev/net/tun', 'medium'],
    ['/dev/kvm', 'medium'],
    ['/dev/dri', 'medium'],
    ['/dev/dri/renderD128', 'medium'],
    ['/dev/snd', 'medium'],
    ['/dev/video0', 'medium'],
    ['/dev/ttyUSB0', 'medium'],
    ['/dev/ttyACM0', 'medium'],
    ['/dev/serial/by-id/usb-1', 'medium'],
    ['/dev/bus/usb', 'medium'],
    ['/dev/i2c-1', 'medium'],
    ['/dev/nvidia0', 'medium'],
    ['/dev/nvidia-uvm', 'medium'],
    ['nvidia.com/gpu=all', 'negligible'],
    ['vendor.com/net=eth1', 'medium'],
    ['/dev/null', 'pass'],
    ['/dev/urandom', 'pass'],
  ])('--device=%s: %s', (device, expected) => {
    expect(severity(runArgs(`--device=${device}`))).toBe(expected);
  });

  it.each([
    ['a *:* rwm', 'critical'],
    ['a 1:3 r', 'critical'],
    ['c *:* rwm', 'critical'],
    ['b *:* rwm', 'critical'],
    ['b 8:0 r', 'critical'],
    ['c 1:1 r', 'critical'],
    ['c 1:* r', 'critical'],
    ['c 10:200 rwm', 'high'],
    ['c 13:* rw', 'high'],
    ['c 189:* rmw', 'medium'],
    ['c 226:* rw', 'medium'],
    ['c 1:3 rwm', 'pass'],
    ['c 5:0 rw', 'pass'],
    ['c *:* m', 'pass'],
    ['b *:* m', 'pass'],
  ])('--device-cgroup-rule %s: %s', (rule, expected) => {
    expect(severity(runArgs(`--device-cgroup-rule "${rule}"`))).toBe(expected);
    expect(severity(aService({ deviceCgroupRules: [said(rule)] }))).toBe(expected);
  });

  it.each([
    ['a rule that nobody can read', aService({ deviceCgroupRules: [said('c 1-3 rw')] }), 'high'],
    ['a rule of all that the engine reads', aService({ deviceCgroupRules: [said('a')] }), 'critical'],
    ['graphics processors', aService({ gpus: [said('all')] }), 'negligible'],
    ['a device that is not known', aService({ devices: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['a rule that is not known', aService({ deviceCgroupRules: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['a key that is not known', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    [
      'a disk beside what is not known',
      aService({
        devices: [said({ source: '/dev/sda', target: '/dev/x', permissions: 'r' })],
        gpus: [unknownSetting()],
      }),
      'critical',
    ],
    ['nothing', aService(), 'pass'],
    ["the engine's defaults", ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(severity(run)).toBe(expected);
  });

  it('finds each by itself, and points at its line', () => {
    const device = said({ source: '/dev/sda', target: '/dev/xvda', permissions: 'r' }, 7, 'services.web.devices[0]');
    const run = aService({ devices: [device], deviceCgroupRules: [said('c 13:* rw', 9)] });
    const result = judge(run);
    expect(result).toMatchObject({
      findings: [
        {
          severity: 'critical',
          seen: 'device /dev/sda r (compose.yml:7 services.web.devices[0])',
          location: { file: 'compose.yml', lines: { first: 7, last: 7 } },
        },
        { severity: 'high', seen: 'rule c 13:* rw (compose.yml:9 services.web.key)' },
      ],
    });
  });
});
