import { describe, expect, it } from 'vitest';
import { noDeviceNodes } from '../../../src/checks/contents/no-device-nodes.ts';
import type { ImageFile } from '../../../src/model/image-contents.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { judgeFile } from '../../builders/judge-files.ts';

const character = (path: string, major: number, minor: number): ImageFile & { path: string } => ({
  ...{ path, kind: 'character-device', mode: 0o666, uid: 0, gid: 0, sizeBytes: 0, layer: 1, device: { major, minor } },
});

describe('no-device-nodes', () => {
  it.each<[string, Partial<ImageFile> & { path: string }, string]>([
    ['/dev/null', character('/dev/null', 1, 3), 'negligible'],
    ['null in another place', character('/srv/null', 1, 3), 'medium'],
    ['another device under its name', character('/dev/null', 10, 200), 'medium'],
    ['the memory of the machine', character('/dev/mem', 1, 1), 'high'],
    ['a disk', { ...character('/dev/sda', 8, 0), kind: 'block-device' }, 'high'],
    ['a file', { path: '/dev/null' }, 'pass'],
    ['a FIFO', { path: '/run/pipe', kind: 'fifo' }, 'pass'],
  ])('%s: %s', (_, file, expected) => {
    const result = judgeFile(noDeviceNodes, file);
    if (expected === 'pass') expect(outcomeWord(result)).toBe('pass');
    else expect(onlyFinding(result).severity).toBe(expected);
  });
});
