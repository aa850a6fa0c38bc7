import { describe, expect, it } from 'vitest';
import { noSetuidFiles } from '../../../src/checks/contents/no-setuid-files.ts';
import type { ImageFile } from '../../../src/model/image-contents.ts';
import type { Severity } from '../../../src/model/severity.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aLayer, anImageFile, somePackages } from '../../builders/image-contents.ts';
import { judgeFile, judgeFiles, WITH_PACKAGES, WITHOUT_PACKAGES } from '../../builders/judge-files.ts';

describe('no-setuid-files', () => {
  it.each<[string, Partial<ImageFile> & { path: string }, Severity | 'pass']>([
    ['a tool of its own, of a package', { path: '/usr/bin/tool', mode: 0o4755, package: 'tools' }, 'medium'],
    ['a tool of no package', { path: '/opt/tool', mode: 0o4755 }, 'high'],
    ['a tool that everybody may write to', { path: '/usr/bin/tool', mode: 0o4757, package: 'tools' }, 'high'],
    ['a tool that a group may write to', { path: '/usr/bin/tool', mode: 0o4775, gid: 50, package: 'tools' }, 'high'],
    ['a tool that root’s group may write to', { path: '/usr/bin/tool', mode: 0o4775, package: 'tools' }, 'medium'],
    ['a usual one', { path: '/usr/bin/su', mode: 0o4755, package: 'login' }, 'low'],
    ['a usual name in another place', { path: '/opt/su', mode: 0o4755 }, 'high'],
    ['a usual one that everybody may write to', { path: '/usr/bin/su', mode: 0o4777, package: 'login' }, 'high'],
    ['a usual name of no package', { path: '/usr/bin/su', mode: 0o4755 }, 'high'],
    ['setgid only', { path: '/usr/bin/tool', mode: 0o2755 }, 'pass'],
    ['a directory', { path: '/srv', mode: 0o4755, kind: 'directory' }, 'pass'],
    ['a symlink', { path: '/x', mode: 0o4777, kind: 'symlink', target: '/y' }, 'pass'],
  ])('%s: %s', (_, file, expected) => {
    const result = judgeFile(noSetuidFiles, file);
    if (expected === 'pass') expect(outcomeWord(result)).toBe('pass');
    else expect(onlyFinding(result).severity).toBe(expected);
  });

  it('without a package database the name decides', () => {
    const files = [anImageFile({ path: '/bin/su', mode: 0o4755 }), anImageFile({ path: '/bin/x', mode: 0o4755 })];
    const severities = (packages: Parameters<typeof somePackages>[0]) =>
      findingsOf(judgeFiles(noSetuidFiles, { files }, { 'image-packages': somePackages(packages) })).map(
        ({ severity }) => severity,
      );
    expect(severities({ databases: [] })).toEqual(['medium', 'low']);
    const unread = [{ type: 'rpm', path: '/var/lib/rpm/Packages', unread: 'it is Berkeley DB' }] as const;
    expect(severities({ databases: unread })).toEqual(['medium', 'low']);
    // One that can not be read does not excuse what the other one does not know.
    const both = {
      databases: [{ type: 'deb' as const, path: '/var/lib/dpkg/status' }, ...unread],
      packages: WITH_PACKAGES.packages,
    };
    expect(severities(both)).toEqual(['high', 'high']);
  });

  it('points to the line that brought it, with the cure, and says the layer', () => {
    const found = onlyFinding(judgeFile(noSetuidFiles, { path: '/opt/tool', mode: 0o4755 }));
    expect(found.location).toEqual({ file: 'Dockerfile', lines: { first: 3, last: 3 } });
    expect(found.seen).toBe('/opt/tool: mode 4755, owner 0:0 (layer 2 of 2, RUN make)');
    expect(found.fix).toMatchObject({ lines: ['RUN chmod a-s /opt/tool'], placement: 'append' });
    expect(found.fingerprint).toBe('no-setuid-files:/opt/tool');
    expect(found.inheritedFrom).toBeUndefined();
  });

  it('says what the base image brought, its usual ones in one finding', () => {
    const usual = ['/usr/bin/su', '/usr/bin/mount'].map((path) => {
      return anImageFile({ path, mode: 0o4755, layer: 0, package: 'login' });
    });
    const found = onlyFinding(judgeFiles(noSetuidFiles, { files: usual }));
    expect(found).toMatchObject({ inheritedFrom: 'debian:12', severity: 'low' });
    expect(found.seen).toContain('/usr/bin/su, /usr/bin/mount');
    expect(found.fix?.lines).toEqual(['RUN chmod a-s /usr/bin/su /usr/bin/mount']);
  });

  it('tells twenty, the worst first, and counts the rest', () => {
    const files = Array.from({ length: 50 }, (_, index) =>
      anImageFile({ path: `/opt/t${index}`, mode: index === 49 ? 0o4757 : 0o4755, package: 'p' }),
    );
    const found = findingsOf(judgeFiles(noSetuidFiles, { files }));
    expect(found).toHaveLength(21);
    expect(found[0]).toMatchObject({ severity: 'high', fingerprint: 'no-setuid-files:/opt/t49' });
    expect(found[20]?.title).toContain('30 more');
  });

  it('takes no more than its time for very many', () => {
    const files = Array.from({ length: 100_000 }, (_, index) =>
      anImageFile({ path: `/usr/lib/${index}/su`, mode: 0o4755, package: 'p' }),
    );
    const begun = performance.now();
    judgeFiles(noSetuidFiles, { files });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('shows hostile names, and writes no line of a shell with them', () => {
    const found = onlyFinding(judgeFile(noSetuidFiles, { path: '/opt/a b;\u202Erm', mode: 0o4755 }));
    expect(found.seen).not.toContain('\u202E');
    expect(found.fix?.lines).toBeUndefined();
  });

  it('says no step of a layer that has none', () => {
    const found = onlyFinding(
      judgeFiles(
        noSetuidFiles,
        { files: [anImageFile({ path: '/opt/tool', mode: 0o4755, layer: 0 })] },
        { 'image-layers': [aLayer({ createdBy: '' })] },
      ),
    );
    expect(found.seen).toContain('(layer 1 of 1)');
  });

  it('is passed with words', () => {
    expect(judgeFiles(noSetuidFiles, {}, { 'image-packages': WITHOUT_PACKAGES })).toMatchObject({
      seen: 'no setuid file in the image',
    });
  });
});
