import { describe, expect, it } from 'vitest';
import { notPrivileged } from '../../../src/checks/run/not-privileged.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => notPrivileged.evaluate({ 'run-settings': run });

describe('not-privileged', () => {
  it.each([
    ['--privileged', 'fail'],
    ['--privileged=true', 'fail'],
    ['--privileged=1', 'fail'],
    ['--privileged=false --privileged', 'fail'],
    ['--privileged=false', 'pass'],
    ['--privileged --privileged=false', 'pass'],
    ['--cap-add=ALL', 'pass'],
    ['image --privileged', 'pass'],
    ['--privileged=$X', 'undecided RUN-SETTING-UNKNOWN'],
    ['$OPTIONS', 'undecided RUN-SETTING-UNKNOWN'],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each([
    ['true', aService({ privileged: said(true) }), 'fail'],
    ['false', aService({ privileged: said(false) }), 'pass'],
    ['not said', aService(), 'pass'],
    ['a variable', aService({ privileged: unknownSetting() }), 'undecided RUN-SETTING-UNKNOWN'],
    ['something that is not understood', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ["the engine's defaults", ENGINE_DEFAULTS, 'pass'],
  ])('a service with privileged %s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line, and shows what to write there', () => {
    expect(onlyFinding(judge(aService({ privileged: said(true, 7, 'services.web.privileged') })))).toMatchObject({
      severity: 'critical',
      seen: 'privileged: true (compose.yml:7 services.web.privileged)',
      location: { file: 'compose.yml', lines: { first: 7, last: 7 } },
      fix: { lines: ['    privileged: false'], placement: 'replace' },
    });
    expect(onlyFinding(judge(runArgs('-d --privileged'))).fix?.lines).toEqual(['--privileged=false']);
  });
});
