import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadImage } from '../../../src/archive/read-image.ts';
import { GateError } from '../../../src/model/errors.ts';
import { dockerArchive, layout, ociArchive, readArchive } from '../../builders/image-parts.ts';
import { type TarPart, tar } from '../../builders/tar-parts.ts';

const RUNS = { numRuns: 400 };

/** Few names, so that layers meet. */
const segment = fc.constantFrom('a', 'b', 'listed', 'c.d');
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const part = fc.oneof(
  { weight: 5, arbitrary: fc.record({ name: path, mode: fc.constantFrom(0o644, 0o4755, 0o2755, 0o666) }) },
  { weight: 2, arbitrary: path.map((name): TarPart => ({ name: `${name}/`, type: '5', mode: 0o755 })) },
  { weight: 2, arbitrary: path.map((name): TarPart => ({ name: whiteout(name) })) },
  { weight: 1, arbitrary: path.map((name): TarPart => ({ name: `${name}/.wh..wh..opq` })) },
);
const layers = fc.array(fc.array(part, { maxLength: 8 }), { minLength: 1, maxLength: 5 });

function whiteout(name: string): string {
  const slash = name.lastIndexOf('/');
  return `${name.slice(0, slash + 1)}.wh.${name.slice(slash + 1)}`;
}

function shown({ merged }: ReadImage): readonly string[] {
  return merged.files.map(({ path: name, mode, layer }) => `${name} ${mode.toString(8)} ${layer}`).toSorted();
}

/** What is shown, or the code of the error: a layer may have a path twice here. */
async function outcome(archive: Buffer, piece: number): Promise<unknown> {
  try {
    const read = await readArchive(archive, {}, piece);
    return { shown: shown(read), layers: read.layers };
  } catch (error) {
    if (error instanceof GateError) return error.code;
    throw error;
  }
}

describe('any archive', () => {
  it('is the same in every form and compression, whatever the pieces are', async () => {
    await fc.assert(
      fc.asyncProperty(
        layers,
        fc.constantFrom('none', 'gzip', 'zstd'),
        fc.integer({ min: 1, max: 9000 }),
        async (all, packing, piece) => {
          const plain = all.map((parts) => tar(parts));
          const one = await outcome(dockerArchive({ layers: plain }), 65_536);
          const other = await outcome(ociArchive(layout({ layers: plain, packing })), piece);
          expect(other).toEqual(one);
        },
      ),
      { numRuns: 100 },
    );
  });

  const LAYERS = [
    tar([
      { name: 'etc/', type: '5', mode: 0o755 },
      { name: 'etc/passwd', content: 'root:x:0:0::/:/bin/sh\n' },
      { name: 'usr/bin/su', mode: 0o4755, content: 'program' },
    ]),
    tar([
      { name: 'usr/bin/.wh.su' },
      { name: 'opt/tool', mode: 0o4755, content: 'x'.repeat(3000), pax: { path: 'opt/listed' } },
    ]),
  ];
  const ARCHIVES = [
    dockerArchive({ layers: LAYERS }),
    dockerArchive({ layers: LAYERS, packing: 'zstd' }),
    ociArchive(layout({ layers: LAYERS })),
    ociArchive(layout({ layers: LAYERS, packing: 'none' })),
  ];
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), bit: fc.constant(0) }),
    fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), bit: fc.constant(0) }),
  );

  function damaged(
    archive: Buffer,
    { kind, at, bit }: { kind: 'flip' | 'cut' | 'repeat' | 'drop'; at: number; bit: number },
  ): Buffer {
    const bytes = Buffer.from(archive);
    const place = at % bytes.length;
    const block = place - (place % 512);
    switch (kind) {
      case 'flip':
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        return bytes;
      case 'cut':
        return bytes.subarray(0, place);
      case 'repeat':
        return Buffer.concat([bytes.subarray(0, block + 512), bytes.subarray(block)]);
      case 'drop':
        return Buffer.concat([bytes.subarray(0, block), bytes.subarray(block + 512)]);
    }
  }

  // What is hashed is the layers, and for a layout its descriptions; the archive around them, and the configuration of a
  // docker-archive that nobody asked for by its digest, are not: then the layers are the same all the same.
  it('that is damaged is refused, or is read as what it was', { timeout: 120_000 }, async () => {
    const expected = await Promise.all(ARCHIVES.map((archive) => readArchive(archive)));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: ARCHIVES.length - 1 }), damage, async (index, how) => {
        try {
          const read = await readArchive(damaged(ARCHIVES[index] ?? Buffer.alloc(0), how));
          expect(shown(read)).toEqual(shown(expected[index] ?? read));
          expect(read.layers).toEqual(expected[index]?.layers);
        } catch (error) {
          if (!(error instanceof GateError)) throw error;
          expect(error.problem.means).toContain('NO VERDICT');
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('of any bytes is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        await expect(readArchive(Buffer.from(bytes))).rejects.toBeInstanceOf(GateError);
      }),
      RUNS,
    );
  });
});
