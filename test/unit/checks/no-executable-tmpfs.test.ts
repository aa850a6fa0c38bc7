import { describe, expect, it } from 'vitest';
import { noExecutableTmpfs } from '../../../src/checks/run/no-executable-tmpfs.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { podSettings } from '../../builders/kubernetes.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => noExecutableTmpfs.evaluate({ 'run-settings': run });

describe('no-executable-tmpfs', () => {
  it.each([
    ['--tmpfs /tmp', 'pass'],
    ['--tmpfs /tmp:rw,size=64m', 'pass'],
    ['--tmpfs /tmp:noexec', 'pass'],
    ['--tmpfs /tmp:exec', 'fail'],
    ['--tmpfs /tmp:rw,exec,size=64m', 'fail'],
    ['--tmpfs /tmp:exec,noexec', 'pass'],
    ['--tmpfs /tmp:noexec,exec', 'fail'],
    ['--tmpfs /exec', 'pass'],
    ['--tmpfs /tmp:$X', 'undecided RUN-SETTING-UNKNOWN'],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each([
    ['nothing is said', ENGINE_DEFAULTS, 'pass'],
    ['something is not understood', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['it is a pod', podSettings({ pod: 'volumes: [{name: v, emptyDir: {medium: Memory}}]' }), 'not-applicable'],
  ])('where %s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line, and shows it without exec', () => {
    const tmpfs = [said({ target: '/tmp', options: ['rw', 'exec', 'size=64m'] }, 9, 'services.web.tmpfs[0]')];
    expect(onlyFinding(judge(aService({ tmpfs })))).toMatchObject({
      severity: 'low',
      location: { file: 'compose.yml', lines: { first: 9, last: 9 } },
      fix: { lines: ['      - /tmp:rw,size=64m'], placement: 'replace' },
    });
    expect(onlyFinding(judge(runArgs('--tmpfs /tmp:exec'))).fix?.lines).toEqual(['--tmpfs=/tmp']);
  });
});
