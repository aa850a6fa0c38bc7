import { describe, expect, it } from 'vitest';
import { noSharedMountPropagation } from '../../../src/checks/run/no-shared-mount-propagation.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aMount } from '../../builders/run-mounts.ts';
import { aService, runArgs, said, unknownSetting } from '../../builders/run-settings.ts';

const judge = (run: RunSettings) => noSharedMountPropagation.evaluate({ 'run-settings': run });

describe('no-shared-mount-propagation', () => {
  it.each([
    ['-v /mnt:/mnt:shared', 'fail'],
    ['-v /mnt:/mnt:ro,rshared', 'fail'],
    ['--mount type=bind,source=/mnt,target=/mnt,bind-propagation=rshared', 'fail'],
    ['-v /mnt:/mnt:rslave', 'pass'],
    ['-v /:/host:ro,rslave', 'pass'],
    ['-v /mnt:/mnt:rprivate', 'pass'],
    ['-v /mnt/shared:/shared', 'pass'],
    ['-v shared:/mnt', 'pass'],
    ['-v $X:/mnt', 'undecided RUN-SETTING-UNKNOWN'],
    ['-v $X:/a -v /mnt:/mnt:shared', 'fail'],
    ['', 'pass'],
  ])('docker run %s: %s', (options, expected) => {
    expect(outcomeWord(judge(runArgs(options)))).toBe(expected);
  });

  it.each([
    ['shared', aService({ mounts: [said(aMount({ propagation: 'shared' }))] }), 'fail'],
    ['Bidirectional', aService({ mounts: [said(aMount({ propagation: 'Bidirectional' }))] }), 'fail'],
    ['HostToContainer', aService({ mounts: [said(aMount({ propagation: 'HostToContainer' }))] }), 'pass'],
    ['rslave', aService({ mounts: [said(aMount({ propagation: 'rslave' }))] }), 'pass'],
    ['not said', aService({ mounts: [said(aMount())] }), 'pass'],
    ['not known', aService({ mounts: [unknownSetting()] }), 'undecided RUN-SETTING-UNKNOWN'],
    ['of the defaults', ENGINE_DEFAULTS, 'pass'],
  ])('a propagation that is %s: %s', (_, run, expected) => {
    expect(outcomeWord(judge(run))).toBe(expected);
  });

  it('points at the line, and shows the mount without it', () => {
    const mounts = [said(aMount({ propagation: 'rshared', readOnly: true }), 6, 'services.web.volumes[0]')];
    expect(onlyFinding(judge(aService({ mounts })))).toMatchObject({
      severity: 'high',
      seen: '/srv → /data, rshared (compose.yml:6 services.web.volumes[0])',
      location: { file: 'compose.yml', lines: { first: 6, last: 6 } },
      fix: { lines: ['      - /srv:/data:ro'] },
    });
    expect(onlyFinding(judge(runArgs('-v /mnt:/m:shared'))).fix?.lines).toEqual(['-v', '/mnt:/m']);
  });
});
