import { describe, expect, it } from 'vitest';
import { readApk } from '../../../src/archive/apk-database.ts';
import { readDpkg } from '../../../src/archive/dpkg-database.ts';
import type { KeptFile } from '../../../src/archive/kept-file.ts';

const kept = (path: string, layer: number, text: string, visible = true): KeptFile => ({
  ...{ path, layer, visible, content: Buffer.from(text) },
});
const stanza = (name: string, status: string, more = ''): string =>
  `Package: ${name}\nStatus: ${status}\nArchitecture: amd64\n${more}Version: 1.0\nDescription: x\n y: z\n\n`;
const STATUS = '/var/lib/dpkg/status';

describe('the database of dpkg', () => {
  it('names what is installed, its source, and the layer that wrote its list', () => {
    const found = readDpkg([
      kept(STATUS, 0, stanza('old', 'install ok installed'), false),
      kept(
        STATUS,
        1,
        stanza('a', 'install ok installed', 'Source: src (2.0)\n') +
          stanza('b', 'deinstall ok config-files') +
          stanza('c', 'install ok half-configured') +
          stanza('d', 'purge ok not-installed'),
      ),
      kept('/var/lib/dpkg/info/a:amd64.list', 0, '/.\n/usr\n/usr/bin/a\n'),
      kept('/var/lib/dpkg/info/c.list', 1, '/usr/bin/c\n'),
    ]);
    expect(found.map(({ listed, files }) => [listed, files])).toEqual([
      [
        { type: 'deb', name: 'a', version: '1.0', architecture: 'amd64', source: 'src', layer: 0 },
        ['/usr', '/usr/bin/a'],
      ],
      [{ type: 'deb', name: 'c', version: '1.0', architecture: 'amd64', layer: 1 }, ['/usr/bin/c']],
    ]);
  });

  it('reads the single files of images without dpkg', () => {
    const found = readDpkg([
      kept('/var/lib/dpkg/status.d/base', 2, 'Package: base-files\nVersion: 12\nArchitecture: amd64\n'),
      kept('/var/lib/dpkg/status.d/base.md5sums', 2, 'abc  usr/x\n'),
    ]);
    expect(found.map(({ listed }) => [listed.name, listed.layer])).toEqual([['base-files', 2]]);
  });
});

const APK = '/lib/apk/db/installed';
const record = (name: string, version: string, file: string): string =>
  `C:Q1${name}${version}=\nP:${name}\nV:${version}\nA:x86_64\no:${name}-src\nF:usr/bin\nR:${file}\na:0:0:755\nF:\n\n`;

describe('the database of apk', () => {
  it('names packages, and the layer that brought each as it is now', () => {
    const base = record('busybox', '1', 'busybox') + record('musl', '1', 'ld');
    const found = readApk([
      kept(APK, 0, base, false),
      kept(APK, 1, base + record('curl', '1', 'curl'), false),
      kept(APK, 2, record('busybox', '2', 'busybox') + record('musl', '1', 'ld') + record('curl', '1', 'curl')),
    ]);
    expect(found.map(({ listed }) => [listed.name, listed.version, listed.layer])).toEqual([
      ['busybox', '2', 2],
      ['musl', '1', 0],
      ['curl', '1', 1],
    ]);
    expect(found[2]).toMatchObject({
      files: ['/usr/bin/curl'],
      listed: { source: 'curl-src', architecture: 'x86_64' },
    });
  });

  it('what was removed and came back belongs to the layer that brought it back', () => {
    const found = readApk([
      kept(APK, 0, record('a', '1', 'a'), false),
      kept(APK, 1, record('b', '1', 'b'), false),
      kept(APK, 2, record('b', '1', 'b') + record('a', '1', 'a')),
    ]);
    expect(found.map(({ listed }) => [listed.name, listed.layer])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  it('a database that a layer took away has no packages', () => {
    expect(readApk([kept(APK, 0, record('a', '1', 'a'), false)])).toEqual([]);
  });
});
