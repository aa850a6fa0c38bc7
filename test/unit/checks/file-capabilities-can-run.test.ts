import { describe, expect, it } from 'vitest';
import { fileCapabilitiesCanRun } from '../../../src/checks/contents/file-capabilities-can-run.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../../src/model/run-settings.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { anImageFile, someImageFiles, twoLayers } from '../../builders/image-contents.ts';

const AT = { in: 'run-args', word: 1 } as const;
const dropped = (name: string): RunSettings => ({
  ...ENGINE_DEFAULTS,
  capDrop: [{ state: 'said', value: name, at: AT }],
});
const added = (name: string): RunSettings => ({
  ...ENGINE_DEFAULTS,
  capAdd: [{ state: 'said', value: name, at: AT }],
});

function judge(capability: string | undefined, run: RunSettings) {
  const file = anImageFile({ path: '/usr/bin/tool', ...(capability !== undefined && { capability }) });
  return fileCapabilitiesCanRun.evaluate({
    'image-files': someImageFiles({ files: [file] }),
    'image-layers': twoLayers(),
    'run-settings': run,
    'image-config': anImageConfig(),
  });
}

const NET_RAW = '0100000200200000000000000000000000000000';
const NET_RAW_ONLY_PERMITTED = '0000000200200000000000000000000000000000';
const NET_ADMIN = '0100000200100000000000000000000000000000';

describe('file-capabilities-can-run', () => {
  it.each<[string, string | undefined, RunSettings, string]>([
    ['one that every container has', NET_RAW, ENGINE_DEFAULTS, 'pass'],
    ['one that was dropped', NET_RAW, dropped('NET_RAW'), 'fail'],
    ['one of all that were dropped', NET_RAW, dropped('ALL'), 'fail'],
    ['one that is only permitted', NET_RAW_ONLY_PERMITTED, dropped('ALL'), 'not-applicable'],
    ['one that no container has', NET_ADMIN, ENGINE_DEFAULTS, 'fail'],
    ['one that was added', NET_ADMIN, added('NET_ADMIN'), 'pass'],
    ['none', undefined, dropped('ALL'), 'not-applicable'],
  ])('%s: %s', (_, capability, run, expected) => {
    expect(outcomeWord(judge(capability, run))).toBe(expected);
  });

  it('names what is missing', () => {
    const found = onlyFinding(judge(NET_ADMIN, ENGINE_DEFAULTS));
    expect(found).toMatchObject({ severity: 'high', location: { file: 'Dockerfile' } });
    expect(found.seen).toContain('NET_ADMIN');
  });

  it('does not guess what a variable grants', () => {
    const open = { state: 'unknown', written: '$CAP', why: 'it is a variable', at: AT } as const;
    const run = { ...ENGINE_DEFAULTS, capAdd: [open] } as unknown as RunSettings;
    expect(outcomeWord(judge(NET_ADMIN, run))).toMatch(/^undecided/);
  });
});
