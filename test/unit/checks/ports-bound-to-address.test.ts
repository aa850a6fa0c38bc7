import { describe, expect, it } from 'vitest';
import { portsBoundToAddress } from '../../../src/checks/run/ports-bound-to-address.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { podSettings } from '../../builders/kubernetes.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => portsBoundToAddress.evaluate({ 'run-settings': run });
const port = (hostAddress: string) =>
  ({ hostAddress, hostPort: '8080', containerPort: '80', protocol: 'tcp' }) as const;

describe('ports-bound-to-address', () => {
  it.each([
    ['-p 8080:80', 'fail'],
    ['-p 80', 'fail'],
    ['-p 0.0.0.0:8080:80', 'fail'],
    ['-p [::]:8080:80', 'fail'],
    ['-P', 'fail'],
    ['-p 127.0.0.1:8080:80', 'pass'],
    ['-p [::1]:8080:80', 'pass'],
    ['-p 10.0.0.5:53:53/udp', 'pass'],
    ['-P --publish-all=false', 'pass'],
    ['--expose 80', 'pass'],
    ['', 'pass'],
    ['-p $PORT:80', 'undecided RUN-SETTING-UNKNOWN'],
    ['-p $PORT:80 -p 81:81', 'fail'],
    ['-p 127.0.0.1:1:1 -P=$X', 'undecided RUN-SETTING-UNKNOWN'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each([
    ['every address', { ports: [said(port(''))] }, 'fail'],
    ['one', { ports: [said(port('192.0.2.1'))] }, 'pass'],
    ['nobody knows which', { ports: [unknownSetting()] }, 'undecided RUN-SETTING-UNKNOWN'],
    ['none', {}, 'pass'],
    ['what is not understood', { unknown: [unknownSetting()] }, 'undecided RUN-SETTING-UNKNOWN'],
  ])('a service on %s: %s', (_, overrides, expected) => {
    expect(outcomeWord(judge(aService(overrides)))).toBe(expected);
  });

  it('is about the ports of a node, in a pod', () => {
    const hostPort = podSettings({ container: 'ports: [{containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1}]' });
    expect(onlyFinding(judge(hostPort))).toMatchObject({ severity: 'medium', location: { file: 'pod.yaml' } });
    expect(outcomeWord(judge(podSettings({ container: 'ports: [{containerPort: 80}]' })))).toBe('pass');
    expect(outcomeWord(judge(ENGINE_DEFAULTS))).toBe('pass');
  });

  it('shows the same port with an address, each on its line', () => {
    const udp = { ...port(''), hostPort: '', protocol: 'udp' } as const;
    const found = findingsOf(judge(aService({ ports: [said(port(''), 6), said(udp, 7)] })));
    expect(found.map(({ severity, location, fix }) => [severity, location?.lines.first, fix?.lines])).toEqual([
      ['low', 6, ['      - "127.0.0.1:8080:80"']],
      ['low', 7, ['      - "127.0.0.1::80/udp"']],
    ]);
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect(onlyFinding(judge(runArgs('-p 8080:80'))).fix?.lines).toEqual(['-p', '127.0.0.1:8080:80']);
  });
});
