import { describe, expect, it } from 'vitest';
import { noEngineSocketInImage } from '../../../src/checks/contents/no-engine-socket-in-image.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { judgeFile, judgeFiles } from '../../builders/judge-files.ts';

describe('no-engine-socket-in-image', () => {
  it.each([
    ['/var/run/docker.sock', 'fail'],
    ['/run/containerd/containerd.sock', 'fail'],
    ['/run/mysqld/mysqld.sock', 'pass'],
  ])('%s: %s', (path, expected) => {
    expect(outcomeWord(judgeFile(noEngineSocketInImage, { path }))).toBe(expected);
  });

  it.each([
    ['/var/run/docker.sock', 'fail'],
    ['/data', 'pass'],
  ])('VOLUME %s: %s', (path, expected) => {
    const config = anImageConfig({ volumes: [path] });
    const result = judgeFiles(noEngineSocketInImage, {}, { 'image-config': config });
    expect(outcomeWord(result)).toBe(expected);
    if (expected === 'fail') expect(onlyFinding(result)).toMatchObject({ severity: 'high' });
  });
});
