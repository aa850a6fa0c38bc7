import { describe, expect, it } from 'vitest';
import type { Interest } from '../../../src/archive/interest.ts';
import { createSavedImageReader } from '../../../src/archive/saved-image.ts';
import { GateError } from '../../../src/model/errors.ts';
import { archiveOf, dockerArchive } from '../../builders/saved-image.ts';
import {
  type Bytes,
  device,
  entry,
  file,
  folder,
  gnuLong,
  hardLink,
  opaque,
  pax,
  paxBody,
  symlink,
  tarOf,
  whiteout,
  withCapability,
} from '../../builders/tar.ts';

const INTEREST: Interest = {
  listed: () => false,
  kept: (path) => (path.endsWith('/passwd') ? { limitBytes: 1000 } : undefined),
  credentials: () => false,
};
const CAPABILITY = Buffer.from('0100000200200000000000000000000000000000', 'hex');

interface Seen {
  /** Path and octal mode of what is listed. */
  readonly files: readonly string[];
  readonly capabilities: readonly string[];
  /** Of /data/passwd, or why there is none. */
  readonly text: string;
}

async function see(...layers: readonly Buffer[]): Promise<Seen | string> {
  try {
    const reader = createSavedImageReader(INTEREST, {});
    await reader.take(archiveOf(dockerArchive({ layers })));
    const { merged } = await reader.end();
    const text = merged.text('/data/passwd');
    return {
      files: merged.files.map(({ path, mode }) => `${path} ${mode.toString(8)}`),
      capabilities: merged.files.filter(({ capability }) => capability !== undefined).map(({ path }) => path),
      text: text.state === 'present' ? String(text.content) : text.state,
    };
  } catch (error) {
    if (error instanceof GateError) return error.code;
    throw error;
  }
}

const setuid = (name: Bytes): Buffer => file(name, 'x', { mode: 0o4755 });
const LOWER = tarOf(folder('e'), setuid('e/su'));
const SHOWN = { files: ['/e/su 4755'] };
const global = (name: string, records: readonly (readonly [string, Bytes])[] = [['comment', 'x']]): Buffer =>
  entry({ name, type: 'g', content: paxBody(records) });

// Each row was loaded into Docker 20.10 (overlay2) and 29 (containerd, overlayfs): what is expected is what they show, or
// a refusal where one of them refuses or they differ.
describe('what an image tries to hide, and the engines show', () => {
  it.each<[string, readonly Buffer[]]>([
    ['a directory that is taken away and put back in one layer', [LOWER, tarOf(whiteout('e'), folder('e'))]],
    ['the root made opaque', [LOWER, tarOf(opaque(''), file('x'))]],
    ['a device over a directory, where the engine makes none', [LOWER, tarOf(device('e', 1, 3))]],
    [
      'a whiteout through a link of a lower layer',
      [tarOf(LOWER.subarray(0, -1024), symlink('l', 'e')), tarOf(whiteout('l/su'))],
    ],
    [
      'records of an entry that a global header makes void',
      [tarOf(pax([['path', 'no']]), global('pax_global_header'), setuid('e/su'))],
    ],
    [
      'a path that an empty record takes back',
      [
        tarOf(
          pax([
            ['path', 'no'],
            ['path', ''],
          ]),
          setuid('e/su'),
        ),
      ],
    ],
    [
      'a name without its slash in the extended header',
      [tarOf(pax([['path', 'e/su']]), entry({ name: 'e/', type: '\0', mode: 0o4755 }))],
    ],
    ['a prefix in a header of GNU', [tarOf(entry({ name: 'su', form: 'gnu', prefix: 'e', mode: 0o4755 }))]],
    [
      'a long name of GNU that the extended header contradicts',
      [tarOf(gnuLong('e/su'), pax([['path', 'no']]), setuid('x'))],
    ],
  ])('%s', async (_, layers) => {
    const seen = await see(...layers);
    expect(seen).toMatchObject({ files: expect.arrayContaining(SHOWN.files) });
    expect(JSON.stringify(seen)).not.toContain('/no');
  });

  it('a prefix of star’s headers is shorter', async () => {
    const times = '00000000001 00000000001 ';
    const star = entry({ name: 'su', form: 'star', prefix: 'p'.repeat(131), mode: 0o4755, patch: [[476, times]] });
    expect(await see(tarOf(star))).toMatchObject({ files: [`/${'p'.repeat(131)}/su 4755`] });
  });

  it.each<[string, readonly Buffer[], string]>([
    ['a path twice: a file, then a directory', [LOWER, tarOf(file('e'), folder('e'))], 'LAYER-CORRUPT'],
    [
      'a path twice: opaque, a file, a directory',
      [LOWER, tarOf(folder('e'), opaque('e'), file('e'), folder('e'))],
      'LAYER-CORRUPT',
    ],
    [
      'a path twice: a link, then a file',
      [tarOf(file('a', 'x', { mode: 0o666 }), hardLink('b', 'a'), setuid('b'))],
      'LAYER-CORRUPT',
    ],
    ['a path twice: the target of a link', [tarOf(setuid('a'), hardLink('b', 'a'), file('a', 'y'))], 'LAYER-CORRUPT'],
    ['a path twice: with other words', [tarOf(file('a'), setuid('./b/..//a'))], 'LAYER-CORRUPT'],
    ['a path twice: through a link', [tarOf(file('d/a'), symlink('l', 'd'), setuid('l/a'))], 'LAYER-CORRUPT'],
    ['a file that is a directory, too', [tarOf(file('e/x'), setuid('e'))], 'LAYER-CORRUPT'],
    ['a directory that is a file, too', [tarOf(setuid('e'), file('e/x'))], 'LAYER-CORRUPT'],
    ['the root as a file', [LOWER, tarOf(file('.'))], 'LAYER-CORRUPT'],
    ['the root as a link', [LOWER, tarOf(symlink('./', 'e'))], 'LAYER-CORRUPT'],
    ['a file without a name', [LOWER, tarOf(file(''))], 'LAYER-CORRUPT'],
    ['a global header of the name of a link', [tarOf(symlink('e', 'f'), global('e'))], 'LAYER-UNSUPPORTED'],
    [
      'a global header that gives itself that name',
      [tarOf(symlink('e', 'f'), global('x', [['path', 'e']]))],
      'LAYER-UNSUPPORTED',
    ],
    ['a global header in a directory', [LOWER, tarOf(global('e/pax_global_header'))], 'LAYER-UNSUPPORTED'],
    ['a global header as a whiteout', [LOWER, tarOf(global('.wh.e'))], 'LAYER-UNSUPPORTED'],
    ['a contiguous file', [tarOf(entry({ name: 's', type: '7', mode: 0o4755 }))], 'LAYER-UNSUPPORTED'],
    ['links in a circle', [tarOf(symlink('a', 'b'), symlink('b', 'a'), setuid('a/x'))], 'LAYER-CORRUPT'],
    ['a link to itself', [tarOf(hardLink('a', './a', { mode: 0o4755 }))], 'LAYER-CORRUPT'],
    ['a path of 4096 bytes', [tarOf(gnuLong(`${'d/'.repeat(2047)}ab`), setuid('x'))], 'LAYER-CORRUPT'],
    ['a name of 256 bytes', [tarOf(gnuLong('n'.repeat(256)), setuid('x'))], 'LAYER-CORRUPT'],
    ['a link to 4096 bytes', [tarOf(gnuLong('l/'.repeat(2048), 'K'), symlink('x', 'y'))], 'LAYER-CORRUPT'],
  ])('is refused: %s', async (_, layers, code) => {
    expect(await see(...layers)).toBe(code);
  });

  it.each<[string, readonly Buffer[], Seen['files']]>([
    ['a directory twice', [tarOf(folder('e', { mode: 0o777 }), folder('e'), setuid('e/su'))], ['/e/su 4755']],
    ['the root as a directory', [tarOf(folder('.', { mode: 0o777 }), setuid('e/su'))], ['/e/su 4755']],
    ['a global header as git writes it', [tarOf(global('pax_global_header'), setuid('e/su'))], ['/e/su 4755']],
    ['a file through a link of its layer', [tarOf(folder('d'), symlink('l', '/d'), setuid('l/su'))], ['/d/su 4755']],
    ['dots before links', [tarOf(symlink('a/l', '../../../b'), setuid('a/l/../c/l/su'))], ['/a/c/l/su 4755']],
    ['a path of 4095 bytes', [tarOf(gnuLong(`${'d/'.repeat(2047)}a`), setuid('x'))], [`/${'d/'.repeat(2047)}a 4755`]],
    ['a name of 255 bytes', [tarOf(gnuLong('n'.repeat(255)), setuid('x'))], [`/${'n'.repeat(255)} 4755`]],
    ['a file over a directory', [LOWER, tarOf(file('e'))], []],
    ['a link over a directory', [LOWER, tarOf(symlink('e', 'f'))], []],
    ['an opaque directory, before what is new', [LOWER, tarOf(opaque('e'), setuid('e/new'))], ['/e/new 4755']],
    [
      'an opaque directory, after what is new',
      [LOWER, tarOf(folder('e'), setuid('e/new'), opaque('e'))],
      ['/e/new 4755'],
    ],
    ['a whiteout and a new file', [LOWER, tarOf(whiteout('e/su'), file('e/su'))], []],
    [
      'a removed directory that comes back later',
      [LOWER, tarOf(whiteout('e')), tarOf(folder('e'), setuid('e/n'))],
      ['/e/n 4755'],
    ],
    ['a directory over a file', [tarOf(setuid('e')), tarOf(folder('e'))], []],
    ['a directory without an entry over a file', [tarOf(setuid('e')), tarOf(file('e/x'))], []],
    ['a device over a file', [LOWER, tarOf(device('e/su', 1, 3))], ['/e/su 4755', '/e/su 600']],
  ])('%s is read as it is', async (_, layers, files) => {
    expect(await see(...layers)).toMatchObject({ files });
  });
});

describe('the header of a hard link', () => {
  it.each<[string, readonly Buffer[], Seen['files']]>([
    [
      'gives its bits to the first name',
      [tarOf(file('a'), hardLink('b', 'a', { mode: 0o4755 })), tarOf(whiteout('b'))],
      ['/a 4755'],
    ],
    [
      'gives its bits to all names',
      [tarOf(file('a'), hardLink('b', 'a'), hardLink('c', 'b', { mode: 0o4755 })), tarOf(whiteout('c'))],
      ['/a 4755', '/b 4755'],
    ],
    ['may let everybody write', [tarOf(file('a'), hardLink('b', 'a', { mode: 0o666 }))], ['/a 666', '/b 666']],
    ['takes nothing away', [tarOf(setuid('a'), hardLink('b', 'a'))], ['/a 4755', '/b 4755']],
    ['stays when the first name goes', [tarOf(setuid('a'), hardLink('b', 'a')), tarOf(whiteout('a'))], ['/b 4755']],
    [
      'counts where a link leads to its target',
      [tarOf(setuid('d/a'), symlink('l', 'd'), hardLink('b', 'l/a')), tarOf(whiteout('d'))],
      ['/b 4755'],
    ],
    ['counts for a target of a lower layer', [tarOf(setuid('a')), tarOf(hardLink('b', 'a'))], ['/a 4755', '/b 4755']],
    ['counts for a target that comes later', [tarOf(hardLink('b', 'a'), setuid('a'))], ['/a 4755', '/b 4755']],
    ['counts without any target', [tarOf(hardLink('b', 'none', { mode: 0o4755 }))], ['/b 4755']],
  ])('%s', async (_, layers, files) => {
    expect(await see(...layers)).toMatchObject({ files });
  });

  it('gives its capability to the first name', async () => {
    const linked = tarOf(file('a'), withCapability(CAPABILITY, hardLink('b', 'a')));
    expect(await see(linked, tarOf(whiteout('b')))).toMatchObject({ capabilities: ['/a'] });
  });
});

describe('a text', () => {
  it.each<[string, readonly Buffer[], string]>([
    ['in its place', [tarOf(file('data/passwd', 'A'))], 'A'],
    [
      'over a link of a lower layer: its directory is a new one',
      [tarOf(file('conf/passwd', 'A'), symlink('data', 'conf')), tarOf(file('data/passwd', 'B'))],
      'B',
    ],
    [
      'that a whiteout beside it lets disappear behind a new directory',
      [tarOf(file('conf/passwd', 'A'), symlink('data', 'conf')), tarOf(whiteout('data/x'))],
      'absent',
    ],
    ['through a link', [tarOf(file('conf/passwd', 'A'), symlink('data', '../../conf'))], 'A'],
    [
      'through a hard link to a link',
      [tarOf(file('passwd', 'A'), symlink('l', '/passwd'), folder('data'), hardLink('data/passwd', 'l'))],
      'A',
    ],
    ['under a device', [tarOf(file('data/passwd', 'A')), tarOf(device('data', 1, 3))], 'unread'],
    [
      'under a device that is a directory again',
      [tarOf(file('data/passwd', 'A')), tarOf(device('data', 0, 0)), tarOf(folder('data'))],
      'unread',
    ],
    ['that is too large', [tarOf(file('data/passwd', 'x'.repeat(1001)))], 'unread'],
    ['that is nowhere', [tarOf(file('data/x'))], 'absent'],
  ])('%s', async (_, layers, text) => {
    expect(await see(...layers)).toMatchObject({ text });
  });
});
