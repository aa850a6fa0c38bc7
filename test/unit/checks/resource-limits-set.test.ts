import { describe, expect, it } from 'vitest';
import { resourceLimitsSet } from '../../../src/checks/run/resource-limits-set.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { podSettings } from '../../builders/kubernetes.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => resourceLimitsSet.evaluate({ 'run-settings': run });
/** What the one finding's title says is not limited, or the outcome. */
const missing = (run: RunSettings) => {
  const result = judge(run);
  if (outcomeWord(result) !== 'fail') return outcomeWord(result);
  return onlyFinding(result).title.replace('The container has no limit of ', '');
};

describe('resource-limits-set', () => {
  it.each([
    ['', 'memory, processors and processes'],
    ['--memory 512m', 'processors and processes'],
    ['--memory 512m --cpus 1.5', 'processes'],
    ['--memory 512m --cpus 1.5 --pids-limit 200', 'pass'],
    ['--memory 512m --cpu-quota 50000 --pids-limit 200', 'pass'],
    ['--memory 512m --cpus 1.5 --pids-limit -1', 'processes'],
    ['--memory 512m --cpus 1.5 --pids-limit 0', 'processes'],
    ['--memory 0 --cpus 1.5 --pids-limit 9', 'memory'],
    ['--memory-reservation 512m --cpu-shares 5 --pids-limit 9', 'memory and processors'],
    ['--memory $X --cpus 1 --pids-limit 9', 'undecided RUN-SETTING-UNKNOWN'],
    ['--memory $X --cpus 1', 'processes'],
  ])('docker run %s: %s', (options, expected) => {
    expect(missing(runArgs(options))).toBe(expected);
  });

  it.each([
    ['', 'memory and processors'],
    ['resources: {requests: {memory: 1Gi, cpu: 1}}', 'memory and processors'],
    ['resources: {limits: {memory: 1Gi}}', 'processors'],
    ['resources: {limits: {memory: 1Gi, cpu: 500m}}', 'pass'],
    ['resources: {limits: {memory: "0", cpu: 500m}}', 'memory'],
  ])('a pod with %s: %s', (container, expected) => {
    expect(missing(podSettings({ container }))).toBe(expected);
  });

  it('says whose default is judged', () => {
    expect(judge(ENGINE_DEFAULTS)).toMatchObject({
      seen: 'no limit: memory, cpus, pids-limit (nothing is declared, so the engine’s defaults apply)',
    });
    expect(outcomeWord(judge(aService({ unknown: [unknownSetting()] })))).toBe('undecided RUN-SETTING-UNKNOWN');
  });

  it('shows the lines that are missing, where the subject is declared', () => {
    const limits = { ...ENGINE_DEFAULTS.limits, cpus: said(2) };
    expect(onlyFinding(judge(aService({ limits })))).toMatchObject({
      severity: 'low',
      location: { file: 'compose.yml', lines: { first: 3, last: 3 } },
      fix: { lines: ['    mem_limit: 512m', '    pids_limit: 200'], placement: 'append' },
    });
    expect(onlyFinding(judge(runArgs('--cpus 1'))).fix?.lines).toEqual(['--memory=512m', '--pids-limit=200']);
    expect(onlyFinding(judge(podSettings({}))).fix?.lines).toEqual([
      ...['          resources:', '            limits:', '              memory: 512Mi', '              cpu: "1"'],
    ]);
  });
});
