import { describe, expect, it } from 'vitest';
import { noSharedNamespaces } from '../../../src/checks/run/no-shared-namespaces.ts';
import type { CheckResult } from '../../../src/model/check.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aPod, saidInPod } from '../../builders/pod-settings.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const UNKNOWN = 'undecided RUN-SETTING-UNKNOWN';

const judge = (run: RunSettings) => noSharedNamespaces.evaluate({ 'run-settings': run });

function word(result: CheckResult): string {
  if (result.kind !== 'judged' || result.findings.length === 0) return outcomeWord(result);
  return result.findings.map(({ fingerprint, severity }) => `${fingerprint.split(':')[1]} ${severity}`).join(', ');
}

const withNamespaces = (namespaces: Partial<RunSettings['namespaces']>) => ({
  namespaces: { ...ENGINE_DEFAULTS.namespaces, ...namespaces },
});
const OF_DB = { kind: 'service', name: 'db' } as const;

describe('no-shared-namespaces', () => {
  it.each([
    ['--pid container:db', 'pid medium'],
    ['--ipc container:db', 'ipc medium'],
    ['--network container:vpn', 'network low'],
    ['--pid container:db --ipc container:db', 'pid medium, ipc medium'],
    ['--ipc shareable', 'pass'],
    ['--network front', 'pass'],
    ['--pid host', 'pass'],
    ['--pid $PID', UNKNOWN],
    ['--pid $PID --ipc container:db', 'ipc medium'],
    ['$OPTIONS', UNKNOWN],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(word(judge(runArgs(options)))).toBe(expected);
  });

  it.each<[string, RunSettings, string]>([
    ['pid: service:db', aService(withNamespaces({ pid: said(OF_DB) })), 'pid medium'],
    ['network_mode: service:db', aService(withNamespaces({ network: said(OF_DB) })), 'network low'],
    ['a variable', aService(withNamespaces({ ipc: unknownSetting() })), UNKNOWN],
    ['nothing said', aService(), 'pass'],
    ['shareProcessNamespace', aPod(withNamespaces({ pid: saidInPod({ kind: 'other', name: 'pod' }) })), 'pid medium'],
    ['what a pod shares anyway', aPod(withNamespaces({ ipc: saidInPod({ kind: 'other', name: 'pod' }) })), 'pass'],
    ['a pod that says nothing', aPod(), 'pass'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'pass'],
  ])('%s: %s', (_, run, expected) => {
    expect(word(judge(run))).toBe(expected);
  });

  it('names the other one, without its control characters', () => {
    const run = aService(withNamespaces({ pid: said({ kind: 'container', name: 'd\u202eb' }, 6, 'services.web.pid') }));
    expect(onlyFinding(judge(run))).toMatchObject({
      title: 'The container shares the processes of container d\\u{202e}b',
      seen: 'pid: container d\\u{202e}b (compose.yml:6 services.web.pid)',
      location: { lines: { first: 6, last: 6 } },
    });
  });
});
