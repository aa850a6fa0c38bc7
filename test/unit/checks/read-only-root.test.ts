import { describe, expect, it } from 'vitest';
import { readOnlyRoot } from '../../../src/checks/run/read-only-root.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { podSettings } from '../../builders/kubernetes.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => readOnlyRoot.evaluate({ 'run-settings': run });

describe('read-only-root', () => {
  it.each([
    ['--read-only', 'pass'],
    ['--read-only --tmpfs /tmp', 'pass'],
    ['--read-only=false', 'fail'],
    ['--read-only --read-only=false', 'fail'],
    ['-v a:/a:ro', 'fail'],
    ['', 'fail'],
    ['--read-only=$X', 'undecided RUN-SETTING-UNKNOWN'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each([
    ['a service', aService(), 'fail'],
    ['a read-only service', aService({ readOnly: said(true) }), 'pass'],
    ['a variable', aService({ readOnly: unknownSetting() }), 'undecided RUN-SETTING-UNKNOWN'],
    ['what is not understood', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['a pod', podSettings({}), 'fail'],
    ['a read-only pod', podSettings({ container: 'securityContext: {readOnlyRootFilesystem: true}' }), 'pass'],
    ['the engine’s defaults', ENGINE_DEFAULTS, 'fail'],
  ])('%s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('asks nothing of Windows', () => {
    const config = anImageConfig({ os: 'windows' });
    expect(outcomeWord(readOnlyRoot.evaluate({ 'run-settings': aService(), 'image-config': config }))).toBe(
      'not-applicable',
    );
    const linux = anImageConfig({ os: 'linux' });
    expect(outcomeWord(readOnlyRoot.evaluate({ 'run-settings': aService(), 'image-config': linux }))).toBe('fail');
  });

  it('points at the line, or at the service, and shows what to write', () => {
    expect(onlyFinding(judge(aService({ readOnly: said(false, 8) })))).toMatchObject({
      severity: 'low',
      location: { file: 'compose.yml', lines: { first: 8, last: 8 } },
      fix: { lines: ['    read_only: true'], placement: 'replace' },
    });
    expect(onlyFinding(judge(aService()))).toMatchObject({
      seen: 'read_only is not said (service web)',
      location: { file: 'compose.yml', lines: { first: 3, last: 3 } },
      fix: { lines: ['    read_only: true', '    tmpfs:', '      - /tmp'], placement: 'append' },
    });
  });
});
