import { describe, expect, it } from 'vitest';
import { selectImage, type WantedImage } from '../../../src/archive/select-image.ts';
import { GateError } from '../../../src/model/errors.ts';
import {
  descriptorOf,
  digestOf,
  json,
  OCI_INDEX,
  OCI_MANIFEST,
  type OciImage,
  ociImage,
} from '../../builders/saved-image.ts';
import { file, tarOf } from '../../builders/tar.ts';

type Platform = { os: string; architecture: string; variant?: string };

const AMD = { os: 'linux', architecture: 'amd64' };
const image = (name: string): OciImage => ociImage({ layers: [tarOf(file(name))], config: { author: name } });
const GOOD = image('good');
const OTHER = image('other');
const THIRD = image('third');
const at = ({ descriptor }: OciImage, platform?: Platform, more: object = {}): object => ({
  ...descriptor,
  ...(platform && { platform }),
  ...more,
});

/** The name of the chosen image, or the error's code. */
async function chosen(
  manifests: readonly object[],
  wanted: WantedImage = {},
  more: readonly Buffer[] = [],
): Promise<string> {
  const blobs = [...GOOD.blobs, ...OTHER.blobs, ...THIRD.blobs, ...more];
  const index = json({ schemaVersion: 2, mediaType: OCI_INDEX, manifests });
  const root = { ...descriptorOf(index, OCI_INDEX), urls: null, platform: null, annotations: null };
  const byDigest = new Map([...blobs, index].map((blob) => [digestOf(blob), blob]));
  try {
    const { config, digests } = await selectImage([root], async ({ digest }) => byDigest.get(digest), wanted);
    expect(digests).toContain(digestOf(config));
    expect(digests).toContain(digestOf(index));
    return JSON.parse(String(config)).author;
  } catch (error) {
    if (error instanceof GateError) return error.code;
    throw error;
  }
}

const UNKNOWN = { os: 'unknown', architecture: 'unknown' };
const ATTESTATION = { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } };

describe('the image of several', () => {
  it.each<[string, readonly object[], WantedImage, string]>([
    ['the only one', [at(GOOD)], {}, 'good'],
    [
      'the only one, for another platform',
      [at(GOOD, { os: 'linux', architecture: 'arm64' })],
      { platform: AMD },
      'MANIFEST-UNSUPPORTED',
    ],
    ['none', [], {}, 'MANIFEST-UNSUPPORTED'],
    ['the same one twice', [at(GOOD, AMD), at(GOOD)], {}, 'good'],
    [
      'two, and nothing is said',
      [at(GOOD, AMD), at(OTHER, { os: 'linux', architecture: 'arm64' })],
      {},
      'MANIFEST-UNSUPPORTED',
    ],
    [
      'the one of the platform',
      [at(OTHER, { os: 'linux', architecture: 'arm64' }), at(GOOD, AMD)],
      { platform: AMD },
      'good',
    ],
    [
      'the preferred one',
      [at(OTHER, { os: 'linux', architecture: 'arm64' }), at(GOOD, AMD)],
      { preferred: AMD },
      'good',
    ],
    ['one with an attestation', [at(GOOD, AMD), at(OTHER, UNKNOWN, ATTESTATION)], {}, 'good'],
    [
      'one with an attestation, for a platform',
      [at(OTHER, UNKNOWN, ATTESTATION), at(GOOD, AMD)],
      { platform: AMD },
      'good',
    ],
    ['by its configuration', [at(GOOD), at(OTHER)], { id: digestOf(GOOD.config) }, 'good'],
    ['by its manifest', [at(OTHER), at(GOOD)], { id: digestOf(GOOD.manifest) }, 'good'],
    ['by a digest that none has', [at(GOOD)], { id: digestOf(Buffer.from('x')) }, 'MANIFEST-UNSUPPORTED'],
    [
      'the variant that is asked for',
      [
        at(OTHER, { os: 'linux', architecture: 'arm', variant: 'v6' }),
        at(GOOD, { os: 'linux', architecture: 'arm', variant: 'v7' }),
      ],
      { platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
      'good',
    ],
    [
      'v8 is no variant of arm64',
      [at(GOOD, { os: 'linux', architecture: 'arm64', variant: 'v8' })],
      { platform: { os: 'linux', architecture: 'arm64' } },
      'good',
    ],
  ])('%s', async (_, manifests, wanted, expected) => {
    expect(await chosen(manifests, wanted)).toBe(expected);
  });

  // Docker 29 runs OTHER in all of these where it stands first: what it calls so itself must not make us look away.
  it.each<[string, object]>([
    ['an image that calls itself an attestation', at(OTHER, AMD, ATTESTATION)],
    ['an image that calls itself an attestation, without a platform', at(OTHER, undefined, ATTESTATION)],
    ['an image without a platform', at(OTHER)],
    ['an image of a platform in other words', at(OTHER, { os: 'Linux', architecture: 'x86_64' })],
    ['an image of a platform with a variant that is none', at(OTHER, { ...AMD, variant: 'V1' })],
    ['an image of a variant that the engine may run', at(OTHER, { ...AMD, variant: 'v2' })],
    ['an image without a system', at(OTHER, { os: '', architecture: 'AMD64' })],
  ])('is not known beside %s', async (_, other) => {
    for (const manifests of [
      [other, at(GOOD, AMD)],
      [at(GOOD, AMD), other],
    ]) {
      expect(await chosen(manifests, { platform: AMD })).toBe('MANIFEST-UNSUPPORTED');
    }
  });

  it('may stand in indexes within indexes, but not without end', async () => {
    let inner = json({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [at(GOOD, AMD)] });
    const blobs = [inner];
    for (let depth = 1; depth < 6; depth++) {
      const expected = depth < 3 ? 'good' : 'MANIFEST-UNSUPPORTED';
      expect(await chosen([descriptorOf(inner, OCI_INDEX)], {}, blobs), `${depth}`).toBe(expected);
      inner = json({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [descriptorOf(inner, OCI_INDEX)] });
      blobs.push(inner);
    }
  });

  it('is not looked for among more than 500', async () => {
    expect(await chosen(Array(499).fill(at(GOOD, AMD)))).toBe('good');
    expect(await chosen(Array(501).fill(at(GOOD, AMD)))).toBe('MANIFEST-UNSUPPORTED');
  });

  it('is looked for in linear time where indexes meet again and again', async () => {
    let inner = json({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: Array(100).fill(at(GOOD, AMD)) });
    const blobs = [inner];
    for (let depth = 0; depth < 2; depth++) {
      inner = json({
        schemaVersion: 2,
        mediaType: OCI_INDEX,
        manifests: Array(100).fill(descriptorOf(inner, OCI_INDEX)),
      });
      blobs.push(inner);
    }
    const begun = performance.now();
    expect(await chosen([descriptorOf(inner, OCI_INDEX)], {}, blobs)).toBe('MANIFEST-UNSUPPORTED');
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('is asked for without what lies elsewhere', async () => {
    const asked: string[] = [];
    const urls = ['http://127.0.0.1:1/'];
    const manifest = json({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: descriptorOf(GOOD.config, 'application/vnd.oci.image.config.v1+json'),
      layers: [
        {
          mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
          digest: digestOf(Buffer.from('x')),
          size: 1,
          urls,
        },
      ],
    });
    const read = async ({ digest }: { digest: string }): Promise<Buffer | undefined> => {
      asked.push(digest);
      return digest === digestOf(manifest) ? manifest : GOOD.config;
    };
    const root = { ...descriptorOf(manifest, OCI_MANIFEST), urls: null, platform: null, annotations: null };
    const selected = await selectImage([root], read, {});
    expect(asked).toEqual([digestOf(manifest), digestOf(GOOD.config)]);
    expect(selected.layers).toMatchObject([{ urls }]);
  });
});
