import { describe, expect, it } from 'vitest';
import { readConfig, readManifestOrIndex, readSavedImages } from '../../../src/archive/image-json.ts';
import { hasKeyTwice } from '../../../src/archive/json-keys.ts';
import { GateError } from '../../../src/model/errors.ts';
import { digestOf, json, OCI_INDEX, OCI_MANIFEST } from '../../builders/saved-image.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'read';
  } catch (error) {
    if (error instanceof GateError) return error.code;
    throw error;
  }
}

const DIGEST = digestOf(Buffer.from('x'));
const DESCRIPTOR = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: DIGEST, size: 1 };
const MANIFEST = { schemaVersion: 2, mediaType: OCI_MANIFEST, config: DESCRIPTOR, layers: [DESCRIPTOR] };
const INDEX = { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [DESCRIPTOR] };
const CONFIG = { os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [DIGEST] } };

describe('a manifest or an index', () => {
  it.each<[string, unknown, string | undefined, string]>([
    ['a manifest', MANIFEST, undefined, 'manifest'],
    ['a manifest as stated', MANIFEST, OCI_MANIFEST, 'manifest'],
    ['a manifest without a type', { ...MANIFEST, mediaType: undefined }, undefined, 'manifest'],
    [
      'a manifest of Docker',
      { ...MANIFEST, mediaType: 'application/vnd.docker.distribution.manifest.v2+json' },
      undefined,
      'manifest',
    ],
    ['an index', INDEX, OCI_INDEX, 'index'],
    ['an index without a type', { ...INDEX, mediaType: undefined }, undefined, 'index'],
    [
      'a list of Docker',
      { ...INDEX, mediaType: 'application/vnd.docker.distribution.manifest.list.v2+json' },
      undefined,
      'index',
    ],
    ['fields that are null', { ...MANIFEST, manifests: null, annotations: null, subject: null }, undefined, 'manifest'],
    ['fields that nobody knows', { ...MANIFEST, future: { Config: 1 } }, undefined, 'manifest'],
  ])('%s', (_, value, stated, kind) => {
    expect(readManifestOrIndex(json(value), stated).kind).toBe(kind);
  });

  it.each<[string, unknown, string | undefined]>([
    ['schema 1', { schemaVersion: 1, name: 'x', fsLayers: [], history: [], signatures: [] }, undefined],
    ['schema 1 with the fields of 2', { ...MANIFEST, schemaVersion: 1 }, undefined],
    [
      'schema 1 by its type',
      { schemaVersion: 2, mediaType: 'application/vnd.docker.distribution.manifest.v1+prettyjws' },
      undefined,
    ],
    ['a manifest that is an index, too', { ...MANIFEST, manifests: [] }, undefined],
    ['an index that is a manifest, too', { ...INDEX, layers: [] }, undefined],
    ['an index stated as a manifest', INDEX, OCI_MANIFEST],
    ['a manifest of the type of an index', { ...MANIFEST, mediaType: OCI_INDEX }, undefined],
    ['a type that nobody knows', { ...MANIFEST, mediaType: 'application/vnd.example+json' }, undefined],
    ['a stated type that nobody knows', { ...MANIFEST, mediaType: undefined }, 'application/vnd.example+json'],
    ['a list', [MANIFEST], undefined],
    ['a number', 7, undefined],
    ['null', null, undefined],
    ['no configuration', { ...MANIFEST, config: undefined }, undefined],
    ['no layers', { ...MANIFEST, layers: undefined }, undefined],
    ['a layer that is none', { ...MANIFEST, layers: [null] }, undefined],
    ['another digest', { ...MANIFEST, config: { ...DESCRIPTOR, digest: 'md5:0' } }, undefined],
    ['a digest in capitals', { ...MANIFEST, config: { ...DESCRIPTOR, digest: DIGEST.toUpperCase() } }, undefined],
    ['a digest that leads away', { ...MANIFEST, config: { ...DESCRIPTOR, digest: 'sha256:../../x' } }, undefined],
    ['a size below zero', { ...MANIFEST, config: { ...DESCRIPTOR, size: -1 } }, undefined],
    ['a size that is text', { ...MANIFEST, config: { ...DESCRIPTOR, size: '1' } }, undefined],
    ['a name in other letters', { ...MANIFEST, Layers: [] }, undefined],
    ['a name in other letters alone', { ...MANIFEST, config: undefined, CONFIG: DESCRIPTOR }, undefined],
    ['a name in other letters within', { ...MANIFEST, config: { ...DESCRIPTOR, Digest: DIGEST } }, undefined],
    ['a letter that Go folds', { ...MANIFEST, 'layer\u017f': [] }, undefined],
  ])('refuses %s', (_, value, stated) => {
    expect(codeOf(() => readManifestOrIndex(json(value), stated))).toBe('MANIFEST-UNSUPPORTED');
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a byte order mark', `\ufeff${JSON.stringify(MANIFEST)}`],
    ['a name twice', JSON.stringify(MANIFEST).replace('"layers"', '"layers":[],"layers"')],
    ['a name twice, once in escapes', JSON.stringify(MANIFEST).replace('"layers"', '"l\\u0061yers":[],"layers"')],
    ['something deep', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ['something deep in objects', `${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`],
    ['something that ends deep', '['.repeat(2_000_000)],
  ])('refuses %s', (_, text) => {
    const begun = performance.now();
    expect(codeOf(() => readManifestOrIndex(Buffer.from(text), undefined))).toBe('MANIFEST-UNSUPPORTED');
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('a configuration', () => {
  it('has defaults where fields are null or missing', () => {
    const settings = {
      User: null,
      Env: null,
      Cmd: null,
      Entrypoint: null,
      Labels: null,
      ExposedPorts: null,
      Volumes: null,
    };
    for (const config of [undefined, null, settings, {}]) {
      const read = readConfig(json({ ...CONFIG, config, history: null })).config;
      expect(read).toMatchObject({
        user: '',
        env: [],
        cmd: [],
        entrypoint: [],
        exposedPorts: [],
        volumes: [],
        diffIds: [DIGEST],
      });
      expect(read.labels.size).toBe(0);
    }
  });

  it('keeps names that are data as they are', () => {
    const labels = { a: '1', A: '2', __proto__x: '3', user: '4', User: '5' };
    const read = readConfig(json({ ...CONFIG, config: { Labels: labels, Volumes: { '/a': {}, '/A': {} } } })).config;
    expect(Object.fromEntries(read.labels)).toEqual(labels);
    expect(read.volumes).toEqual(['/a', '/A']);
  });

  it.each<[string, unknown]>([
    ['no layers', { ...CONFIG, rootfs: undefined }],
    ['a diff_id that is none', { ...CONFIG, rootfs: { diff_ids: ['x'] } }],
    ['no system', { ...CONFIG, os: undefined }],
    ['a user that is a number', { ...CONFIG, config: { User: 0 } }],
    ['a label that is a number', { ...CONFIG, config: { Labels: { a: 1 } } }],
    ['the settings in other letters', { ...CONFIG, Config: { User: '0' } }],
    ['the settings in both', { ...CONFIG, config: { User: '1000' }, Config: { User: '0' } }],
    ['the user in other letters', { ...CONFIG, config: { user: '0' } }],
    ['the user in a letter that Go folds', { ...CONFIG, config: { User: '1000', 'U\u017fer': '0' } }],
    ['a step in other letters', { ...CONFIG, history: [{ Empty_Layer: true }] }],
  ])('is none with %s', (_, value) => {
    expect(codeOf(() => readConfig(json(value)))).toBe('MANIFEST-UNSUPPORTED');
  });

  it('is none with settings twice, which Go joins', () => {
    const text = JSON.stringify({ ...CONFIG, config: { User: '1000' } });
    const twice = text.replace('"config"', '"config":{"ExposedPorts":{"22/tcp":{}}},"config"');
    expect(codeOf(() => readConfig(Buffer.from(text)))).toBe('read');
    expect(codeOf(() => readConfig(Buffer.from(twice)))).toBe('MANIFEST-UNSUPPORTED');
  });
});

describe('manifest.json', () => {
  const entry = { Config: 'c.json', RepoTags: null, Layers: ['l/layer.tar'] };
  it.each<[string, unknown, string]>([
    ['one image', [entry], 'read'],
    ['with more', [{ ...entry, Parent: 'x', LayerSources: {} }], 'read'],
    ['none', [], 'read'],
    ['an object', entry, 'MANIFEST-UNSUPPORTED'],
    ['no configuration', [{ ...entry, Config: undefined }], 'MANIFEST-UNSUPPORTED'],
    ['other letters', [{ ...entry, config: 'evil.json' }], 'MANIFEST-UNSUPPORTED'],
    ['other letters for the layers', [{ ...entry, LAYERS: [] }], 'MANIFEST-UNSUPPORTED'],
  ])('%s', (_, value, expected) => {
    expect(codeOf(() => readSavedImages(json(value)))).toBe(expected);
  });
});

describe('a name twice', () => {
  it.each<[string, boolean]>([
    ['{"a":1,"b":1}', false],
    ['{"a":1,"a":1}', true],
    ['{"a" : 1 , "b":{"a":"a"},"c":["a","a",{"a":1}]}', false],
    ['{"a":{"b":1,"b":2}}', true],
    ['[{"a":1},{"a":1}]', false],
    ['[{"a":"{\\"b\\":1,\\"b\\":2}"}]', false],
    ['{"a":"\\\\","b":"x\\\\\\"","a\\\\":1}', false],
    ['{"a":[],"\\u0061":1}', true],
    ['{"__proto__":1,"__proto__":2}', true],
    ['{"a":"a","b":"a"}', false],
    ['{"":1,"":2}', true],
    ['"a"', false],
  ])('%s: %s', (text, expected) => {
    JSON.parse(text);
    expect(hasKeyTwice(text)).toBe(expected);
  });

  it('is found in linear time', () => {
    const text = `{${Array.from({ length: 200_000 }, (_, index) => `"${index}":"${'\\"'.repeat(10)}"`).join(',')}}`;
    const begun = performance.now();
    expect(hasKeyTwice(text)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
