import { describe, expect, it } from 'vitest';
import { noVolumesOfOthers } from '../../../src/checks/run/no-volumes-of-others.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => noVolumesOfOthers.evaluate({ 'run-settings': run });

describe('no-volumes-of-others', () => {
  it.each([
    ['--volumes-from db', 'fail'],
    ['--volumes-from=db:ro', 'fail'],
    ['--volumes-from $DB', 'undecided RUN-SETTING-UNKNOWN'],
    ['--volumes-from db --volumes-from $DB', 'fail'],
    ['-v volumes-from:/data', 'pass'],
    ['image --volumes-from db', 'pass'],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each([
    ['a service', 'db', 'low', 'All mounts of db are taken over'],
    ['a service, read-only', 'db:ro', 'low', 'All mounts of db are taken over'],
    ['a container', 'container:backup:rw', 'medium', 'All mounts of backup are taken over'],
  ])('%s of another project or of this one', (_, written, severity, title) => {
    expect(onlyFinding(judge(aService({ volumesFrom: [said(written)] })))).toMatchObject({ severity, title });
  });

  it.each([
    ['not known', aService({ volumesFrom: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['not understood', aService({ unknown: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['not said', aService(), 'pass'],
    ['of the defaults', ENGINE_DEFAULTS, 'pass'],
  ])('volumes_from that is %s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line', () => {
    expect(
      onlyFinding(judge(aService({ volumesFrom: [said('db', 5, 'services.web.volumes_from[0]')] }))),
    ).toMatchObject({
      seen: 'volumes of db (compose.yml:5 services.web.volumes_from[0])',
      location: { file: 'compose.yml', lines: { first: 5, last: 5 } },
    });
    expect(onlyFinding(judge(runArgs('--volumes-from db'))).severity).toBe('medium');
  });
});
