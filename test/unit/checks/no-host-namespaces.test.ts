import { describe, expect, it } from 'vitest';
import { noHostNamespaces } from '../../../src/checks/run/no-host-namespaces.ts';
import type { CheckResult } from '../../../src/model/check.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

const judge = (run: RunSettings) => noHostNamespaces.evaluate({ 'run-settings': run });

/** `pid critical, network high`, or the outcome. */
function word(result: CheckResult): string {
  if (result.kind !== 'judged' || result.findings.length === 0) return outcomeWord(result);
  return result.findings.map(({ fingerprint, severity }) => `${fingerprint.split(':')[1]} ${severity}`).join(', ');
}

const HOST = { kind: 'host' } as const;
const withNamespaces = (namespaces: Partial<RunSettings['namespaces']>) => ({
  namespaces: { ...ENGINE_DEFAULTS.namespaces, ...namespaces },
});

describe('no-host-namespaces', () => {
  it.each([
    ['T088: pid', '--pid host', 'pid high'],
    ['T088: network', '--network host', 'network high'],
    ['T088: network, by its old name', '--net=host', 'network high'],
    ['T088: ipc', '--ipc=host', 'ipc high'],
    ['T088: uts', '--uts=host', 'uts high'],
    ['T088: userns', '--userns=host', 'userns high'],
    ['T088: cgroup', '--cgroupns=host', 'cgroup high'],
    [
      'T088: each its own',
      '--pid host --net host --ipc host --uts host --userns host --cgroupns host',
      'pid high, network high, ipc high, userns high, cgroup high, uts high',
    ],
    ['pid with SYS_PTRACE', '--pid host --cap-add SYS_PTRACE', 'pid critical'],
    ['pid with ALL', '--pid host --cap-add ALL', 'pid critical'],
    ['pid with ALL but SYS_PTRACE', '--pid host --cap-add ALL --cap-drop SYS_PTRACE', 'pid high'],
    ['pid with privileged', '--pid host --privileged', 'pid critical'],
    ['network with SYS_PTRACE', '--net host --cap-add SYS_PTRACE', 'network high'],
    ['pid, and what is added is a variable', '--pid host --cap-add $CAP', 'pid high'],
    ['pid and a name that does not exist', '--pid host --cap-add NONSENSE', 'pid high'],
    [
      'pid, SYS_PTRACE, and a name that does not exist',
      '--pid host --cap-add NONSENSE --cap-add SYS_PTRACE',
      'pid critical',
    ],
    ['pid, the last one counts', '--pid host --pid container:db', 'pass'],
    ['its own', '--ipc private --cgroupns private --network bridge', 'pass'],
    ['none', '--network none --ipc none', 'pass'],
    ['of another container', '--pid container:db', 'pass'],
    ['a network that is called like a host', '--network hosts', 'pass'],
    ['behind the image', 'image --pid host', 'pass'],
    ['a variable', '--pid $PID', UNKNOWN],
    ['a variable beside one of the host', '--pid $PID --net host', 'network high'],
    ['a word that is no option for sure', '$OPTIONS', UNKNOWN],
    ['nothing', '', 'pass'],
  ])('%s', (_, options, expected) => {
    expect(word(judge(runArgs(options)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['a service with network_mode: host', aService(withNamespaces({ network: said(HOST) })), 'network high'],
    ['a service with userns_mode: host', aService(withNamespaces({ userns: said(HOST) })), 'userns high'],
    ['a service that says nothing', aService(), 'pass'],
    ['a service with a variable', aService(withNamespaces({ ipc: unknownSetting() })), UNKNOWN],
    ['a pod with hostPID', aPod(withNamespaces({ pid: saidInPod(HOST) })), 'pid high'],
    [
      'a pod with hostPID that is privileged',
      aPod({ ...withNamespaces({ pid: saidInPod(HOST) }), privileged: saidInPod(true) }),
      'pid critical',
    ],
    [
      'a pod with hostNetwork and hostIPC',
      aPod(withNamespaces({ network: saidInPod(HOST), ipc: saidInPod(HOST) })),
      'network high, ipc high',
    ],
    ['a pod that says the default, hostUsers: true', aPod(withNamespaces({ userns: saidInPod(HOST) })), 'pass'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(word(judge(run))).toBe(expected);
  });

  it('names the key of each source, and what to write there', () => {
    const network = { network: said(HOST, 9, 'services.web.network_mode') };
    expect(onlyFinding(judge(aService(withNamespaces(network))))).toMatchObject({
      title: 'The container shares the host’s network',
      seen: 'network_mode: host (compose.yml:9 services.web.network_mode)',
      location: { lines: { first: 9, last: 9 } },
      fix: { lines: ['    network_mode: bridge'], placement: 'replace' },
    });
    expect(onlyFinding(judge(runArgs('--cgroupns host')))).toMatchObject({
      seen: 'cgroupns: host (word 1 of run-args)',
      fix: { lines: ['--cgroupns=private'] },
    });
    const pod = aPod(withNamespaces({ pid: saidInPod(HOST, 11, 'spec.template.spec.hostPID') }));
    expect(onlyFinding(judge(pod))).toMatchObject({
      seen: 'hostPID: true (web.yaml:11 spec.template.spec.hostPID)',
      fix: { lines: ['      hostPID: false'] },
    });
    expect(onlyFinding(judge(runArgs('--pid host'))).fix?.lines).toBeUndefined();
    expect(onlyFinding(judge(runArgs('--pid host --privileged'))).detail).toContain('Privileged, it can take over');
    expect(onlyFinding(judge(runArgs('--pid host --cap-add SYS_PTRACE'))).detail).toContain('With SYS_PTRACE it can');
  });
});
