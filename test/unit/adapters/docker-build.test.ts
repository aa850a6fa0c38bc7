import { describe, expect, test } from 'vitest';
import { buildCommand, chooseBuilder } from '../../../src/adapters/docker-build.ts';
import { GateError } from '../../../src/model/errors.ts';
import type { EngineDescription } from '../../../src/model/evidence.ts';
import type { BuildRequest } from '../../../src/ports.ts';

const FILES = { iidFile: '/tmp/gate/iid', metadataFile: '/tmp/gate/metadata.json' };
const TAG = 'docker-security-gate.local/build:20261124T120000-0123456789abcdef';

function engine(more: Partial<EngineDescription> = {}): EngineDescription {
  const versions = { clientVersion: '28.2.2', serverVersion: '28.2.2', apiVersion: '1.50' };
  return { ...versions, os: 'linux', architecture: 'amd64', ...more };
}

const BUILDX = engine({ buildxVersion: 'v0.30.1' });
const EMBEDDED = engine({ clientVersion: '20.10.24+dfsg1', serverVersion: '20.10.24+dfsg1' });
const CLASSIC = engine();

function request(more: Partial<BuildRequest> = {}): BuildRequest {
  return {
    context: '/work space/app',
    file: '/work space/app/Dockerfile',
    buildArgs: [],
    buildContexts: [],
    secrets: [],
    pull: false,
    noCache: false,
    cacheFrom: [],
    cacheTo: [],
    labels: [],
    gateTag: TAG,
    timeoutMs: 1000,
    log: { line: () => {}, end: () => {} },
    logFile: '/tmp/gate/build.log',
    ...more,
  };
}

function problemOf(more: Partial<BuildRequest>, on: EngineDescription): { code: string; text: string } {
  try {
    buildCommand(request(more), on, FILES);
  } catch (error) {
    if (error instanceof GateError) return { code: error.code, text: error.message };
    throw error;
  }
  return { code: 'none', text: '' };
}

describe('the builder', () => {
  test.each([
    ['buildx where the client has it', BUILDX, 'buildx'],
    ['buildx also with an old client', { ...EMBEDDED, buildxVersion: 'v0.12.0' }, 'buildx'],
    ['the BuildKit of the engine with a client before 23', EMBEDDED, 'embedded-buildkit'],
    ['the BuildKit of the engine with 19.03', engine({ clientVersion: '19.03.15' }), 'embedded-buildkit'],
    ['the classic one with 23', engine({ clientVersion: '23.0.0' }), 'classic'],
    ['the classic one with 28', CLASSIC, 'classic'],
    ['the classic one where the version is no number', engine({ clientVersion: 'dev' }), 'classic'],
    ['the classic one for Windows containers', { ...BUILDX, os: 'windows' }, 'classic'],
  ] as const)('%s', (_, on, builder) => {
    expect(chooseBuilder(on)).toBe(builder);
  });
});

const BASE = ['--file=/work space/app/Dockerfile', `--tag=${TAG}`, '--iidfile=/tmp/gate/iid'];
const END = ['--', '/work space/app'];

const EVERYTHING: Partial<BuildRequest> = {
  target: 'prod',
  platform: 'linux/arm64/v8',
  buildArgs: ['A=1', 'B=x y=z\nsecond line', 'FROM_ENV'],
  labels: ['org.opencontainers.image.title=x y'],
  cacheFrom: ['ghcr.io/a/b:cache'],
  pull: true,
  noCache: true,
};
const EVERYTHING_ARGS = [
  '--target=prod',
  '--platform=linux/arm64/v8',
  '--build-arg=A=1',
  '--build-arg=B=x y=z\nsecond line',
  '--build-arg=FROM_ENV',
  '--label=org.opencontainers.image.title=x y',
  '--cache-from=ghcr.io/a/b:cache',
  '--pull',
  '--no-cache',
];

describe('inputs become arguments', () => {
  test('of buildx, nothing given', () => {
    expect(buildCommand(request(), BUILDX, FILES)).toEqual({
      args: [
        ...['buildx', 'build', '--load', '--provenance=false', ...BASE],
        ...['--progress=plain', '--metadata-file=/tmp/gate/metadata.json', ...END],
      ],
      env: { BUILDX_GIT_INFO: 'false', BUILDX_METADATA_PROVENANCE: 'disabled' },
      inherit: [],
    });
  });

  test('of buildx, everything given', () => {
    const more = {
      secrets: ['id=npm,env=NPM_TOKEN', 'id=key,src=/run/key'],
      buildContexts: ['base=docker-image://alpine', 'src=../src'],
      cacheTo: ['type=local,dest=.cache'],
      builder: 'mine',
    };
    const command = buildCommand(request({ ...EVERYTHING, ...more }), BUILDX, FILES);
    expect(command.args).toEqual([
      ...['buildx', 'build', '--load', '--provenance=false', ...BASE, ...EVERYTHING_ARGS],
      ...['--progress=plain', '--secret=id=npm,env=NPM_TOKEN', '--secret=id=key,src=/run/key'],
      ...['--metadata-file=/tmp/gate/metadata.json', '--builder=mine'],
      ...['--build-context=base=docker-image://alpine', '--build-context=src=../src'],
      ...['--cache-to=type=local,dest=.cache', ...END],
    ]);
    expect(command.inherit).toEqual(['FROM_ENV', 'NPM_TOKEN']);
  });

  test('of the embedded BuildKit', () => {
    const command = buildCommand(request({ ...EVERYTHING, secrets: ['id=npm,env=NPM_TOKEN'] }), EMBEDDED, FILES);
    expect(command).toEqual({
      args: [
        ...['build', ...BASE, ...EVERYTHING_ARGS],
        ...['--progress=plain', '--secret=id=npm,env=NPM_TOKEN', ...END],
      ],
      env: { DOCKER_BUILDKIT: '1' },
      inherit: ['FROM_ENV', 'NPM_TOKEN'],
    });
  });

  test('of the classic builder', () => {
    expect(buildCommand(request(EVERYTHING), CLASSIC, FILES)).toEqual({
      args: ['build', ...BASE, ...EVERYTHING_ARGS, ...END],
      env: { DOCKER_BUILDKIT: '0' },
      inherit: ['FROM_ENV'],
    });
  });

  test.each([
    ['v0.9.1', false],
    ['v0.10.0', true],
    ['v0.0.0+unknown', true],
    ['v1.0.0', true],
  ])('buildx %s is told to leave attestations out: %s', (buildxVersion, told) => {
    const { args } = buildCommand(request(), engine({ buildxVersion }), FILES);
    expect(args.includes('--provenance=false')).toBe(told);
  });
});

describe('what a builder cannot do is refused, with the cure', () => {
  test.each([
    ['secrets', { secrets: ['id=a,env=A'] }, CLASSIC],
    ['build-contexts', { buildContexts: ['a=b'] }, CLASSIC],
    ['build-contexts', { buildContexts: ['a=b'] }, EMBEDDED],
    ['cache-to', { cacheTo: ['type=inline'] }, CLASSIC],
    ['cache-to', { cacheTo: ['type=inline'] }, EMBEDDED],
    ['builder', { builder: 'mine' }, CLASSIC],
    ['builder', { builder: 'mine' }, EMBEDDED],
    ['cache-from with type=…', { cacheFrom: ['type=local,src=x'] }, CLASSIC],
  ] as const)('%s', (name, more, on) => {
    const { code, text } = problemOf(more, on);
    expect(code).toBe('BUILDER-UNSUPPORTED');
    expect(text).toContain(`can't do: ${name}`);
    expect(text).toContain('docker/setup-buildx-action');
    expect(problemOf(more, BUILDX).code).toBe('none');
  });

  test.each(['type=gha', 'type=gha,scope=x', 'mode=max,type=gha', 'type = GHA'])(
    "the runner's cache, which needs the runner's token: %s",
    (cache) => {
      expect(problemOf({ cacheFrom: [cache] }, BUILDX).code).toBe('BUILDER-UNSUPPORTED');
      expect(problemOf({ cacheTo: [cache] }, BUILDX).code).toBe('BUILDER-UNSUPPORTED');
      expect(problemOf({ cacheTo: [cache.replace(/gha/i, 'local')] }, BUILDX).code).toBe('none');
    },
  );
});

describe('what is outside of its grammar is refused by the number of its line, value unseen (T005)', () => {
  test.each([
    ['build-args', ['A=1', '--allow security.insecure'], 'Line 2 of build-args'],
    ['build-args', ['--allow=security.insecure'], 'Line 1 of build-args'],
    ['build-args', ['A B=1'], 'Line 1 of build-args'],
    ['build-args', [''], 'Line 1 of build-args'],
    ['build-args', ['=x'], 'Line 1 of build-args'],
    ['build-args', ['A=a\0b'], 'Line 1 of build-args'],
    ['labels', ['a=1', '-x=1'], 'Line 2 of labels'],
    ['build-contexts', ['a=-x'], 'Line 1 of build-contexts'],
    ['build-contexts', ['justaname'], 'Line 1 of build-contexts'],
    ['cache-from', ['-x'], 'Line 1 of cache-from'],
    ['cache-to', ['type=local\n--push'], 'Line 1 of cache-to'],
  ] as const)('%s %j', (setting, lines, said) => {
    const keys = {
      'build-args': 'buildArgs',
      labels: 'labels',
      'build-contexts': 'buildContexts',
      'cache-from': 'cacheFrom',
      'cache-to': 'cacheTo',
    } as const;
    const { code, text } = problemOf({ [keys[setting]]: lines }, BUILDX);
    expect(code).toBe('INPUT-INVALID');
    expect(text).toContain(said);
    expect(text).not.toContain('security.insecure');
  });

  test.each([
    'id=a',
    'env=A',
    'id=a,env=A,src=/x',
    'id=a,env=GITHUB_TOKEN',
    'id=a,env=ACTIONS_RUNTIME_TOKEN',
    'id=a,env=INPUT_SNYK-TOKEN',
    'id=a,env=A,env=B',
    'id=a,src=',
    'id=a,"src=/x"',
    'id=-a,env=A',
    'id=a,env=A B',
    'id=a,dest=/x',
    'a',
    'a=secretvalue',
    '',
  ])('secret %j', (secret) => {
    const { code, text } = problemOf({ secrets: ['id=ok,env=OK', secret] }, BUILDX);
    expect(code).toBe('INPUT-INVALID');
    expect(text).toContain('Line 2 of secrets');
    expect(text).not.toContain('secretvalue');
  });

  test.each(['id=a,env=A', 'id=a,src=/x', 'id=a,source=x y', 'type=env,id=a,env=A', 'id=a.b-c_d,type=file,src=./x'])(
    'secret %j is accepted',
    (secret) => {
      expect(problemOf({ secrets: [secret] }, BUILDX).code).toBe('none');
    },
  );

  test.each([
    { target: '-x' },
    { target: 'a b' },
    { target: '' },
    { platform: 'linux/amd64,linux/arm64' },
    { platform: '--x' },
    { builder: '-x' },
    { context: 'https://github.com/a/b.git' },
    { context: '-' },
    { context: 'relative' },
    { file: '-' },
  ] as const)('%j', (more) => {
    expect(problemOf(more, BUILDX).code).toBe('INPUT-INVALID');
  });

  test('a tag that is not the gate’s own is a mistake of ours', () => {
    expect(() => buildCommand(request({ gateTag: 'app:latest' }), BUILDX, FILES)).toThrow('not a gate tag');
  });
});
