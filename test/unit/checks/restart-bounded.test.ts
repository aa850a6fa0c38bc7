import { describe, expect, it } from 'vitest';
import { restartBounded } from '../../../src/checks/run/restart-bounded.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { podSettings } from '../../builders/kubernetes.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => restartBounded.evaluate({ 'run-settings': run });

describe('restart-bounded', () => {
  it.each([
    ['--restart always', 'fail'],
    ['--restart unless-stopped', 'fail'],
    ['--restart on-failure', 'fail'],
    ['--restart on-failure:0', 'fail'],
    ['--restart on-failure:5', 'pass'],
    ['--restart no', 'pass'],
    ['--restart always --restart no', 'pass'],
    ['', 'pass'],
    ['--restart $X', 'undecided RUN-SETTING-UNKNOWN'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each([
    ['nothing is said', ENGINE_DEFAULTS, 'pass'],
    ['something is not understood', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['it is a pod', podSettings({ pod: 'restartPolicy: Always' }), 'not-applicable'],
  ])('where %s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line, and shows what to write there', () => {
    const restart = said({ policy: 'always' } as const, 6, 'services.web.restart');
    expect(onlyFinding(judge(aService({ restart })))).toMatchObject({
      severity: 'negligible',
      seen: 'restart: always (compose.yml:6 services.web.restart)',
      fix: { lines: ['    restart: on-failure:5'], placement: 'replace' },
    });
  });
});
