import { describe, expect, it } from 'vitest';
import { safeSysctls } from '../../../src/checks/run/safe-sysctls.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { podSettings } from '../../builders/kubernetes.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => safeSysctls.evaluate({ 'run-settings': run });
const severityOf = (run: RunSettings) => {
  const result = judge(run);
  return outcomeWord(result) === 'fail' ? onlyFinding(result).severity : outcomeWord(result);
};
const inPod = (name: string) => podSettings({ pod: `securityContext: {sysctls: [{name: ${name}, value: "1"}]}` });

describe('safe-sysctls', () => {
  it.each([
    ['kernel.shm_rmid_forced', 'pass', 'pass'],
    ['net.ipv4.ip_unprivileged_port_start', 'pass', 'pass'],
    ['net.ipv4.ping_group_range', 'pass', 'pass'],
    ['net.ipv4.tcp_keepalive_time', 'pass', 'pass'],
    ['net.ipv4.tcp_wmem', 'pass', 'pass'],
    ['net.core.somaxconn', 'low', 'medium'],
    ['net.ipv4.ip_forward', 'low', 'medium'],
    ['kernel.msgmax', 'medium', 'medium'],
    ['kernel.shmmax', 'medium', 'medium'],
    ['fs.mqueue.msg_max', 'medium', 'medium'],
  ])('%s: %s, in a pod %s', (name, expected, ofPod) => {
    expect(severityOf(runArgs(`--sysctl ${name}=1`))).toBe(expected);
    expect(severityOf(aService({ sysctls: [said({ name, value: '1' })] }))).toBe(expected);
    expect(severityOf(inPod(name))).toBe(ofPod);
  });

  it('reads slashes as dots, as nodes do', () => {
    expect(severityOf(inPod('net/ipv4/tcp_wmem'))).toBe('pass');
    expect(severityOf(inPod('net/core/somaxconn'))).toBe('medium');
  });

  it.each([
    ['nothing', ENGINE_DEFAULTS, 'pass'],
    ['what nobody knows', runArgs('--sysctl $X'), 'undecided RUN-SETTING-UNKNOWN'],
    ['what is not understood', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['both', runArgs('--sysctl kernel.msgmax=1 --sysctl $X'), 'fail'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line', () => {
    const sysctls = [said({ name: 'kernel.msgmax', value: '65536' }, 8, 'services.web.sysctls[0]')];
    expect(onlyFinding(judge(aService({ sysctls })))).toMatchObject({
      seen: 'kernel.msgmax = 65536 (compose.yml:8 services.web.sysctls[0])',
      location: { file: 'compose.yml', lines: { first: 8, last: 8 } },
    });
  });
});
