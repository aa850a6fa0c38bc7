import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlobReader } from '../../../src/archive/blob-reader.ts';
import type { Interest } from '../../../src/archive/interest.ts';
import { createBudget } from '../../../src/archive/limits.ts';
import { type MergedLayers, mergeLayers } from '../../../src/archive/merge-layers.ts';
import { GateError } from '../../../src/model/errors.ts';
import { type LayerPart, Refused, showLayers } from '../../builders/overlay-engine.ts';
import { device, file, folder, hardLink, symlink, type TarBlocks, tarOf } from '../../builders/tar.ts';

const SETUID = 0o4000;
const INTEREST: Interest = {
  listed: () => false,
  kept: (path) => (path.endsWith('/passwd') ? { limitBytes: 1000 } : undefined),
  credentials: () => false,
};

/** Few names, so that layers and links meet. */
const word = fc.constantFrom('a', 'b', 'd', 'passwd');
const path = fc.oneof(
  { weight: 3, arbitrary: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('/')) },
  { weight: 1, arbitrary: fc.constantFrom('passwd', 'a/passwd', 'b/passwd', 'a/b/passwd') },
);
const mode = fc.constantFrom(0o644, 0o4755);
const upwards = fc.constantFrom('', '/', '../', '../../');
const part: fc.Arbitrary<LayerPart> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('file' as const), name: path, mode, content: fc.uuid() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('folder' as const), name: path }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('symlink' as const),
      name: path,
      link: fc.tuple(upwards, path).map(([up, to]) => `${up}${to}`),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('hard-link' as const), name: path, link: path, mode }) },
  { weight: 3, arbitrary: path.map((gone): LayerPart => ({ type: 'file', name: whiteout(gone) })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('', 'a/', 'b/', 'a/b/')
      .map((at): LayerPart => ({ type: 'file', name: `${at}.wh..wh..opq` })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('device' as const), name: path, major: fc.constantFrom(0, 1) }),
  },
);
const layers = fc.array(fc.array(part, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });

function whiteout(gone: string): string {
  const slash = gone.lastIndexOf('/') + 1;
  return `${gone.slice(0, slash)}.wh.${gone.slice(slash)}`;
}

function blocksOf({ type, name, mode: bits = 0o644, content = '', link = '', major = 1 }: LayerPart): TarBlocks {
  switch (type) {
    case 'file':
      return file(name, content, { mode: bits });
    case 'folder':
      return folder(name);
    case 'symlink':
      return symlink(name, link);
    case 'hard-link':
      return hardLink(name, link, { mode: bits });
    case 'device':
      return device(name, major, major);
  }
}

/** What an engine shows, or undefined where it gives up. */
function shownBy(all: readonly (readonly LayerPart[])[]): ReturnType<typeof showLayers> | undefined {
  try {
    return showLayers(all);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** What the gate makes of it, or its error's code. */
async function read(all: readonly (readonly LayerPart[])[]): Promise<MergedLayers | string> {
  const budget = createBudget();
  const indexes = [];
  for (const parts of all) {
    const reader = createBlobReader(INTEREST, budget);
    await reader.take(tarOf(...parts.map(blocksOf)));
    const { layer } = await reader.end();
    if (layer.state === 'damaged') return layer.error.code;
    indexes.push(layer.index);
  }
  return mergeLayers(indexes);
}

const setuid = (files: Iterable<readonly [string, { readonly mode: number; readonly layer: number }]>): string[] =>
  [...files].filter(([, found]) => (found.mode & SETUID) !== 0).map(([at, { layer }]) => `${at} ${layer}`);

/** Not every engine makes devices; and the header of a hard link is taken for no less than its target has. */
const doubtful = (all: readonly (readonly LayerPart[])[]): boolean =>
  all.some((parts) => parts.some(({ type }) => type === 'device' || type === 'hard-link'));

describe('layers of any content', () => {
  it('hide nothing that an engine shows', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(layers, async (all) => {
        const engine = shownBy(all);
        const gate = await read(all);
        if (typeof gate === 'string') {
          expect(gate).toBe('LAYER-CORRUPT');
          return;
        }
        if (engine === undefined) return;
        shown += 1;
        const listed = setuid(gate.files.map((found) => [found.path, found]));
        const expected = setuid(engine.files);
        expect(listed).toEqual(expect.arrayContaining(expected));
        if (!doubtful(all)) expect(listed.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 3000 },
    );
    expect(shown).toBeGreaterThan(500);
  });

  it('have the texts that a program inside finds, or none that is told', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(layers, fc.array(path, { minLength: 1, maxLength: 4 }), async (all, paths) => {
        const engine = shownBy(all);
        const gate = await read(all);
        if (typeof gate === 'string' || engine === undefined) return;
        for (const at of new Set(['passwd', 'a/passwd', 'b/passwd', 'a/b/passwd', ...paths])) {
          const text = gate.text(`/${at}`);
          const real = engine.open(at);
          if (text.state === 'present') {
            found += 1;
            expect(String(text.content)).toBe(real);
          } else if (text.state === 'absent') expect(real).toBe('none');
        }
      }),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(200);
  });

  it('throw nothing but errors of the gate', async () => {
    await fc.assert(
      fc.asyncProperty(layers, async (all) => {
        const gate = await read(all).catch((error: unknown) => error);
        expect(gate instanceof Error && !(gate instanceof GateError)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
