import { describe, expect, it } from 'vitest';
import { knownRuntime } from '../../../src/checks/run/known-runtime.ts';
import type { EngineSecurity } from '../../../src/model/confinement.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { podSettings } from '../../builders/kubernetes.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

function engine(defaultRuntime: string): EngineSecurity {
  return {
    ...{ seccomp: true, seccompProfile: 'builtin', apparmor: true, selinux: false, rootless: false },
    ...{ userNamespace: false, noNewPrivileges: false, kernelVersion: '6.8.0', runtimes: ['runc'], defaultRuntime },
  };
}
const judge = (run: RunSettings, security?: EngineSecurity) =>
  knownRuntime.evaluate({ 'run-settings': run, ...(security && { 'engine-security': security }) });
const severityOf = (run: RunSettings) => {
  const result = judge(run);
  return outcomeWord(result) === 'fail' ? onlyFinding(result).severity : outcomeWord(result);
};

describe('known-runtime', () => {
  it.each([
    ['runc', 'pass'],
    ['crun', 'pass'],
    ['io.containerd.runc.v2', 'pass'],
    ['runsc', 'pass'],
    ['runsc-kvm', 'pass'],
    ['kata', 'pass'],
    ['kata-qemu', 'pass'],
    ['io.containerd.kata.v2', 'pass'],
    ['sysbox-runc', 'pass'],
    ['io.containerd.wasmtime.v1', 'pass'],
    ['nvidia', 'low'],
    ['runcc', 'medium'],
    ['RUNC', 'medium'],
    ['/usr/local/bin/runc', 'medium'],
    ['io.containerd.own.v2', 'medium'],
    ['xnvidia', 'medium'],
    ['$RUNTIME', 'undecided RUN-SETTING-UNKNOWN'],
    ['""', 'pass'],
  ])('--runtime %s: %s', (name, expected) => {
    expect(severityOf(runArgs(`--runtime ${name}`))).toBe(expected);
    if (!/[$"]/.test(name)) expect(severityOf(aService({ runtime: said(name) }))).toBe(expected);
  });

  it.each([
    ['gvisor', 'pass'],
    ['kata-clh', 'pass'],
    ['own', 'medium'],
    ['nvidia', 'low'],
  ])('runtimeClassName: %s: %s', (name, expected) => {
    expect(severityOf(podSettings({ pod: `runtimeClassName: ${name}` }))).toBe(expected);
  });

  it.each([
    ['nothing', ENGINE_DEFAULTS, 'pass'],
    ['nothing of a service', aService(), 'pass'],
    ['something that is not understood', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
  ])('%s is said: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('judges the engine’s default where nothing is said, and says so', () => {
    expect(judge(ENGINE_DEFAULTS, engine('runc'))).toMatchObject({
      seen: 'runtime runc (the engine’s default; nothing is declared, so the engine’s defaults apply)',
      findings: [],
    });
    expect(onlyFinding(judge(aService(), engine('own'))).fix?.text).toContain('daemon.json');
    expect(outcomeWord(judge(runArgs('--runtime runc'), engine('own')))).toBe('pass');
    expect(outcomeWord(judge(podSettings({}), engine('own')))).toBe('pass');
  });

  it('points at the line, and shows what to write there', () => {
    expect(onlyFinding(judge(aService({ runtime: said('own', 9, 'services.web.runtime') })))).toMatchObject({
      seen: 'runtime own (compose.yml:9 services.web.runtime)',
      location: { file: 'compose.yml', lines: { first: 9, last: 9 } },
      fix: { lines: ['    runtime: runc'], placement: 'replace' },
    });
  });
});
