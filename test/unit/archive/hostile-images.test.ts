import { spawnSync } from 'node:child_process';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { GateError } from '../../../src/model/errors.ts';
import {
  dockerArchive,
  type Layout,
  layout,
  ociArchive,
  pack,
  readArchive,
  sha256,
} from '../../builders/image-parts.ts';
import { tar, tarPart } from '../../builders/tar-parts.ts';

const PLAIN = tar([
  { name: 'etc/', type: '5', mode: 0o755 },
  { name: 'etc/passwd', content: 'root:x:0:0::/:/bin/sh\n' },
]);

async function codeOf(archive: Buffer): Promise<string> {
  return readArchive(archive).then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof GateError) return error.code;
      throw error;
    },
  );
}

/** Replaces a blob of a layout, under the name that it had. */
function replaced(made: Layout, digest: string, bytes: Buffer): Layout {
  return { ...made, blobs: new Map(made.blobs).set(digest, bytes) };
}

const layerDigest = (made: Layout): string => [...made.blobs.keys()][0] ?? '';

describe('hostile images (docs/faults.md, G4)', () => {
  it.each(['../x', 'a/../../x', './../x', '.wh...'])('T053: a name that leads out of the image: %s', async (name) => {
    expect(await codeOf(dockerArchive({ layers: [tar([{ name, content: 'x' }])] }))).toBe('LAYER-CORRUPT');
  });

  it.each([
    ['/x/listed', '/x/listed'],
    ['C:\\listed', undefined],
    ['a//./b/../listed', '/a/listed'],
    ['./listed', '/listed'],
  ])('T053: the name %s is %s', async (name, path) => {
    const image = await readArchive(dockerArchive({ layers: [tar([{ name, content: 'x' }])] }));
    expect(image.merged.files.map((file) => file.path)).toEqual(path === undefined ? [] : [path]);
  });

  it('T054: a file through a link is looked up inside the image only', async () => {
    const layer = tar([
      { name: 'etc', type: '2', link: '../../../data' },
      { name: 'data/passwd', content: 'inside' },
      { name: 'out', type: '2', link: '/../../../../etc/passwd' },
      { name: 'loop', type: '2', link: 'loop' },
    ]);
    const { merged } = await readArchive(dockerArchive({ layers: [layer] }));
    for (const path of ['/etc/passwd', '/out', '/out/'])
      expect(merged.text(path)).toMatchObject({ state: 'present', layer: 0 });
    expect(merged.text('/loop').state).toBe('unread');
    expect(merged.text('/nowhere').state).toBe('absent');
    expect(merged.text('/etc/shadow').state).toBe('absent');
  });

  it('T055: hard links have what they lead to, and never lead out', async () => {
    const linked = tar([
      { name: 'a', mode: 0o4755, content: 'x' },
      { name: 'b', type: '1', link: 'a', mode: 0o755 },
      { name: 'later', type: '1', link: 'nothing' },
    ]);
    const { merged } = await readArchive(dockerArchive({ layers: [linked] }));
    expect(merged.files.map(({ path, mode }) => [path, mode])).toEqual([
      ['/a', 0o4755],
      ['/b', 0o4755],
    ]);
    const out = tar([{ name: 'b', type: '1', link: '../../etc/passwd' }]);
    expect(await codeOf(dockerArchive({ layers: [out] }))).toBe('LAYER-CORRUPT');
  });

  it('T056: devices and FIFOs are counted and never opened', async () => {
    const layer = tar([
      { name: 'dev/sda', type: '4', device: [8, 0] },
      { name: 'dev/mem', type: '3', device: [1, 1] },
      { name: 'pipe', type: '6' },
    ]);
    const { merged } = await readArchive(dockerArchive({ layers: [layer] }));
    expect(merged.counts).toMatchObject({ devices: 2, fifos: 1, entries: 3 });
    expect(merged.files.map(({ kind }) => kind)).toEqual(['character-device', 'block-device', 'fifo']);
  });

  it('T059: a layer of a media type that nobody knows', async () => {
    const made = layout({ layers: [PLAIN], layerType: 'application/vnd.example.layer.v1' });
    expect(await codeOf(ociArchive(made))).toBe('LAYER-UNSUPPORTED');
    const encrypted = layout({ layers: [PLAIN], layerType: 'application/vnd.oci.image.layer.v1.tar+gzip+encrypted' });
    expect(await codeOf(ociArchive(encrypted))).toBe('LAYER-UNSUPPORTED');
  });

  const damaged = (plain: Buffer, cut: (packed: Buffer) => Buffer, packing: 'gzip' | 'zstd' | 'none'): Buffer => {
    const packed = cut(pack(plain, packing));
    const made = layout({ layers: [PLAIN], packing, diffIds: [sha256(plain)] });
    const manifest = JSON.parse(String(made.blobs.get(made.manifestDigest)));
    const [layer] = manifest.layers;
    const changed = { ...manifest, layers: [{ ...layer, digest: sha256(packed), size: packed.length }] };
    const bytes = Buffer.from(JSON.stringify(changed));
    const blobs = new Map(made.blobs).set(sha256(packed), packed).set(sha256(bytes), bytes);
    const platform = { os: 'linux', architecture: 'amd64' };
    const index = {
      schemaVersion: 2,
      manifests: [{ mediaType: manifest.mediaType, digest: sha256(bytes), size: bytes.length, platform }],
    };
    return ociArchive({ ...made, blobs, index });
  };
  it.each<[string, Buffer, string]>([
    ['truncated gzip', damaged(PLAIN, (packed) => packed.subarray(0, -12), 'gzip'), 'LAYER-CORRUPT'],
    ['truncated zstd', damaged(PLAIN, (packed) => packed.subarray(0, -6), 'zstd'), 'LAYER-CORRUPT'],
    [
      'gzip with a flipped bit',
      damaged(
        PLAIN,
        (packed) => Buffer.concat([packed.subarray(0, 30), Buffer.from([0xff]), packed.subarray(31)]),
        'gzip',
      ),
      'LAYER-CORRUPT',
    ],
    ['a truncated tar', damaged(PLAIN.subarray(0, 700), (packed) => packed, 'gzip'), 'LAYER-CORRUPT'],
    ['a tar without its end', damaged(tarPart({ name: 'a' }), (packed) => packed, 'gzip'), 'LAYER-CORRUPT'],
    ['no tar at all', damaged(Buffer.from('hello, this is no tar'), (packed) => packed, 'none'), 'LAYER-CORRUPT'],
    ['a whole one', damaged(PLAIN, (packed) => packed, 'gzip'), 'read'],
    ['a whole one in zstd', damaged(PLAIN, (packed) => packed, 'zstd'), 'read'],
  ])('T060: %s', async (_, archive, code) => {
    expect(await codeOf(archive)).toBe(code);
  });

  it('T060: several members of gzip, or frames of zstd, are one stream', async () => {
    const half = PLAIN.length / 2;
    const halves = [PLAIN.subarray(0, half), PLAIN.subarray(half)];
    const members = Buffer.concat(halves.map((part) => gzipSync(part)));
    const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
    const frames = Buffer.concat([...halves.map((part) => zstdCompressSync(part)), skippable]);
    expect(await codeOf(damaged(PLAIN, () => members, 'gzip'))).toBe('read');
    expect(await codeOf(damaged(PLAIN, () => frames, 'zstd'))).toBe('read');
  });

  it('T061: headers that lie', async () => {
    const wrong = tar([{ name: 'a', checksum: '0000000\0' }]);
    const negative = tar([{ name: 'a', size: `\xff${'\xff'.repeat(11)}` }]);
    for (const layer of [wrong, negative])
      expect(await codeOf(dockerArchive({ layers: [layer] }))).toBe('LAYER-CORRUPT');
  });

  it('T062: names that are no UTF-8', async () => {
    const image = await readArchive(dockerArchive({ layers: [tar([{ name: '\xff\xfe/listed', content: 'x' }])] }));
    expect(image.merged.files[0]?.path).toBe('/\uFFFD\uFFFD/listed');
  });

  it('T065: digests that do not fit', async () => {
    const made = layout({ layers: [PLAIN] });
    const other = pack(tar([{ name: 'other' }]), 'gzip');
    expect(await codeOf(ociArchive(made))).toBe('read');
    expect(await codeOf(ociArchive(replaced(made, layerDigest(made), other)))).toBe('LAYER-UNSUPPORTED');
    expect(await codeOf(ociArchive(replaced(made, made.manifestDigest, Buffer.from('{}'))))).toBe(
      'MANIFEST-UNSUPPORTED',
    );
    const lying = { layers: [PLAIN], diffIds: [sha256(Buffer.from('x'))] };
    expect(await codeOf(dockerArchive(lying))).toBe('DIGEST-MISMATCH');
    expect(await codeOf(ociArchive(layout(lying)))).toBe('DIGEST-MISMATCH');
  });

  it('T066: manifests beyond all bounds', async () => {
    const descriptor = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: sha256(PLAIN), size: 1 };
    const many = layout({ layers: [PLAIN], manifest: { layers: Array(20_000).fill(descriptor) } });
    expect(await codeOf(ociArchive(many))).toBe('MANIFEST-UNSUPPORTED');
    const large = layout({ layers: [PLAIN], manifest: { annotations: { a: 'x'.repeat(5_000_000) } } });
    expect(await codeOf(ociArchive(large))).toBe('MANIFEST-UNSUPPORTED');
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    const config = { name: 'deep.json', content: deep };
    const manifest = { name: 'manifest.json', content: '[{"Config":"deep.json","Layers":[]}]' };
    expect(await codeOf(tar([config, manifest]))).toBe('MANIFEST-UNSUPPORTED');
  });

  it('T067: what is missing', async () => {
    const made = layout({ layers: [PLAIN] });
    const without = (digest: string): Layout => ({
      ...made,
      blobs: new Map([...made.blobs].filter(([known]) => known !== digest)),
    });
    expect(await codeOf(ociArchive(without(layerDigest(made))))).toBe('LAYER-UNSUPPORTED');
    expect(await codeOf(ociArchive(without(made.manifestDigest)))).toBe('MANIFEST-UNSUPPORTED');
    expect(await codeOf(dockerArchive({ layers: [PLAIN], manifest: { Layers: ['9/layer.tar'] } }))).toBe(
      'LAYER-UNSUPPORTED',
    );
    expect(await codeOf(dockerArchive({ layers: [PLAIN], manifest: { Config: 'none.json' } }))).toBe(
      'MANIFEST-UNSUPPORTED',
    );
    expect(await codeOf(tar([{ name: 'hello', content: 'x' }]))).toBe('MANIFEST-UNSUPPORTED');
  });

  it('T068: a layer that lies elsewhere is not fetched, and is no pass', async () => {
    const urls = ['http://127.0.0.1:1/layer'];
    const foreign = {
      mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
      digest: sha256(PLAIN),
      size: 1,
      urls,
    };
    expect(await codeOf(ociArchive(layout({ layers: [PLAIN], manifest: { layers: [foreign] } })))).toBe(
      'LAYER-UNSUPPORTED',
    );
  });

  it('T069: no layers at all is an image', async () => {
    const image = await readArchive(dockerArchive({ layers: [], config: { config: { User: 'app' } } }));
    expect(image).toMatchObject({ layers: [], config: { user: 'app' } });
  });

  it('T070: manifests of schema 1, and ambiguous ones', async () => {
    const of = (manifest: Readonly<Record<string, unknown>>) =>
      codeOf(ociArchive(layout({ layers: [PLAIN], manifest })));
    expect(await of({ schemaVersion: 1 })).toBe('MANIFEST-UNSUPPORTED');
    expect(await of({ manifests: [] })).toBe('MANIFEST-UNSUPPORTED');
    expect(await of({ mediaType: 'application/vnd.oci.image.index.v1+json' })).toBe('MANIFEST-UNSUPPORTED');
    expect(await of({ mediaType: 'application/vnd.example+json' })).toBe('MANIFEST-UNSUPPORTED');
    const other = dockerArchive({ layers: [tar([{ name: 'other' }])] });
    const both = ociArchive(layout({ layers: [PLAIN] }), [
      { name: 'manifest.json', content: JSON.stringify([{ Config: 'c.json', Layers: [] }]) },
      { name: 'c.json', content: '{}' },
    ]);
    expect(await codeOf(both)).toBe('MANIFEST-UNSUPPORTED');
    expect(await codeOf(other)).toBe('read');
  });

  it('several images are told apart by platform, and attestations are none', async () => {
    const amd = layout({ layers: [PLAIN] });
    const arm = layout({ layers: [tar([{ name: 'arm' }])], config: { architecture: 'arm64' } });
    const [first] = amd.index['manifests'] as unknown[];
    const [second] = arm.index['manifests'] as Record<string, unknown>[];
    const third = { ...second, platform: { os: 'unknown', architecture: 'unknown' } };
    const blobs = new Map([...amd.blobs, ...arm.blobs]);
    const index = {
      schemaVersion: 2,
      manifests: [first, { ...second, platform: { os: 'linux', architecture: 'arm64' } }, third],
    };
    const archive = ociArchive({ ...amd, index, blobs });
    expect(await codeOf(archive)).toBe('MANIFEST-UNSUPPORTED');
    const of = (architecture: string) => readArchive(archive, { platform: { os: 'linux', architecture } });
    expect((await of('arm64')).config.architecture).toBe('arm64');
    expect((await of('amd64')).config.architecture).toBe('amd64');
    expect(
      (await readArchive(archive, { preferred: { os: 'linux', architecture: 'amd64' } })).config.architecture,
    ).toBe('amd64');
    await expect(of('s390x')).rejects.toMatchObject({ code: 'MANIFEST-UNSUPPORTED' });
  });
});

/** What a child that reads a generated stream took. Nothing large is kept or written. */
function peak(kind: string): { readonly code: string; readonly megabytes: number; readonly seconds: number } {
  const program = new URL('../../builders/large-archive.ts', import.meta.url).pathname;
  const { stdout, stderr } = spawnSync(process.execPath, [program, kind], { encoding: 'utf8', timeout: 170_000 });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

describe('hostile sizes, in at most 300 MB of memory (docs/faults.md, G4)', () => {
  it.each([
    ['T057: a gzip bomb', 'gzip-bomb', 'IMAGE-TOO-LARGE'],
    ['T058: a zstd bomb', 'zstd-bomb', 'IMAGE-TOO-LARGE'],
    ['T062: a million entries', 'million', 'read'],
    ['T062: more than a million entries', 'more-than-a-million', 'IMAGE-TOO-LARGE'],
    ['T062: paths of 1 MB', 'long-paths', 'LAYER-CORRUPT'],
    ['T063: one file of 4 GB', 'large-file', 'read'],
    ['T064: an extended header of 2 GB', 'pax-2gb', 'LAYER-CORRUPT'],
  ])('%s', { timeout: 180_000 }, (_, kind, expected) => {
    const { code, megabytes } = peak(kind);
    expect(code).toBe(expected);
    expect(megabytes).toBeLessThanOrEqual(300);
  });
});
