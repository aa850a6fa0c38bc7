import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDockerEngine } from '../../src/adapters/docker.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { collectImage } from '../../src/evidence/built-image.ts';
import { collectImageEntrypoint } from '../../src/evidence/image-entrypoint.ts';
import { type FakeDockerScript, type FakeFile, type FakeImage, installFakeDocker } from '../fakes/docker.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const HEX = 'a'.repeat(64);
const ELF = '\u007fELF\u0002\u0001\u0001\u0000\u0000';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gate entrypoint ß-')));
  await mkdir(join(folder, 'fake'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Config {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Env?: readonly string[];
  readonly WorkingDir?: string;
}

/** Collects the entrypoint of an image with these files, and tells which files the engine was asked for. */
function collect(config: Config, files: Readonly<Record<string, FakeFile>>, more: Partial<FakeImage> = {}) {
  return collectWith({ images: { app: { hex: HEX, config: { Cmd: null, ...config }, files, ...more } } });
}

async function collectWith(play: FakeDockerScript) {
  const fake = await installFakeDocker(join(folder, 'fake'), play);
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  const environment = { ...process.env, PATH: [fake.bin, process.env['PATH']].join(delimiter) };
  const processes = createProcesses({ workspace, environment, signal: new AbortController().signal });
  const clock = { now: () => NOW, ticks: () => performance.now() };
  const run = '0123456789abcdef';
  const engine = createDockerEngine({ processes, clock, temporaryFolder: folder, run, workspace });
  const log = () => ({ line: () => {}, end: () => {} });
  const collected = await collectImage(engine, { kind: 'reference', reference: 'app', pull: false, log });
  if (collected.image.state !== 'known' || collected.inspected === undefined) throw new Error('no image');
  const evidence = await collectImageEntrypoint(engine, collected.image.value, collected.inspected.config);
  const calls = (await fake.calls()).map(({ args }) => args);
  expect((await fake.state()).containers).toEqual([]);
  const asked = calls.filter(([command]) => command === 'cp').map((args) => args[1]?.slice(65));
  return { evidence, asked, calls };
}

const script = (path: string, text = '#!/bin/sh\n') => ({ state: 'text', path, text });
const known = (...programs: readonly object[]) => ({ state: 'known', value: { programs } });

describe('the files behind ENTRYPOINT and CMD', () => {
  const E = '/entrypoint.sh';
  const text = '#!/bin/sh\n';
  test.each<[string, Config, readonly string[]]>([
    ['a path', { Entrypoint: [E] }, [E]],
    ['a path with a command', { Entrypoint: [E], Cmd: ['-x'] }, [E]],
    ['a command alone', { Cmd: [E] }, [E]],
    ['behind tini', { Entrypoint: ['/tini', '--'], Cmd: [E] }, [E]],
    ['given to a shell', { Entrypoint: ['/bin/sh', E] }, [E]],
    ['the text of a shell', { Entrypoint: ['/bin/sh', '-c', `exec ${E} "$@"`] }, [E]],
    ['an entrypoint that calls its command', { Entrypoint: [E], Cmd: ['/start.sh', 'x'] }, [E, '/start.sh']],
    ['no command behind the text of a shell', { Entrypoint: ['/bin/sh', '-c', E], Cmd: ['/start.sh'] }, [E]],
    ['by PATH', { Entrypoint: ['e.sh'], Env: ['PATH=/nothing:/opt/bin:/bin'] }, ['/opt/bin/e.sh']],
    ['by the usual PATH', { Entrypoint: ['usual.sh'], Env: [] }, ['/usr/local/bin/usual.sh']],
    ['beside the working folder', { Entrypoint: ['./e.sh'], WorkingDir: '/opt/bin' }, ['/opt/bin/e.sh']],
    ['a shell’s file in the working folder', { Cmd: ['sh', 'e.sh'], WorkingDir: '/opt/bin' }, ['/opt/bin/e.sh']],
    ['an entrypoint that is its own command', { Entrypoint: [E], Cmd: [E] }, [E]],
  ])('are read: %s', async (_, config, paths) => {
    const there = [E, '/start.sh', '/opt/bin/e.sh', '/usr/local/bin/usual.sh'];
    const { evidence } = await collect(config, Object.fromEntries(there.map((path) => [path, text])));
    expect(evidence).toMatchObject(known(...paths.map((path) => script(path))));
  });

  test.each<[string, Config]>([
    ['nothing is started', {}],
    ['a shell', { Cmd: ['/bin/bash'] }],
    ['the text of a shell that starts with no program', { Entrypoint: ['/bin/sh', '-c', '"$APP" x'] }],
    ['a path with ..', { Entrypoint: ['/a/../entrypoint.sh'] }],
    ['a path with a zero byte', { Entrypoint: ['/entry\u0000point.sh'] }],
    ['a path beyond PATH_MAX', { Entrypoint: [`/${'x'.repeat(5000)}`] }],
  ])('are none, and no container is made, for %s', async (_, config) => {
    const { evidence, calls } = await collect(config, { [E]: text });
    expect(evidence).toMatchObject(known());
    expect(calls.map(([command]) => command)).not.toContain('create');
  });

  test('are none where the image lacks them, in few questions', async () => {
    const { evidence, asked } = await collect({ Entrypoint: ['e'], Env: [`PATH=${'/x:'.repeat(9)}/y`] }, {});
    expect(evidence).toMatchObject(known());
    expect(asked).toEqual(['/x/e', '/y/e']);
  });

  test('are found at the first place that has one, through links', async () => {
    const files: Readonly<Record<string, FakeFile>> = {
      '/b/e.sh': { link: '../c/real.sh' },
      '/b': { folder: true },
      '/c/real.sh': text,
      '/d/e.sh': 'no',
    };
    const { evidence, asked } = await collect({ Entrypoint: ['e.sh'], Env: ['PATH=/a:/b:/d'] }, files);
    expect(evidence).toMatchObject(known(script('/b/e.sh')));
    expect(asked).not.toContain('/d/e.sh');
  });
});

describe('a file that is no script', () => {
  test.each<[string, FakeFile, object]>([
    ['a program', ELF, { state: 'no-text', why: 'a binary program' }],
    ['a large program', ELF.padEnd(400_000, 'x'), { state: 'no-text', why: 'a binary program' }],
    ['a folder', { folder: true }, { state: 'no-text', why: 'a folder' }],
    ['a device', { device: true }, { state: 'no-text', why: 'no regular file' }],
    ['an empty file', '', { state: 'text', text: '' }],
    ['a script at the limit', 'x'.repeat(256 * 1024), { state: 'text' }],
    ['a script beyond it', 'x'.repeat(256 * 1024 + 1), { state: 'gap', problem: { code: 'LIMIT-EXCEEDED' } }],
    ['a huge script', { bytes: 30_000_000 }, { state: 'gap', problem: { code: 'LIMIT-EXCEEDED' } }],
    ['a link to itself', { link: 'e' }, { state: 'gap', problem: { code: 'IMAGE-UNREADABLE' } }],
  ])('is told from one: %s', async (_, file, expected) => {
    const { evidence } = await collect({ Entrypoint: ['/e'] }, { '/e': file });
    expect(evidence).toMatchObject(known({ path: '/e', ...expected }));
  });
});

describe('what could not be read', () => {
  test('is a gap of its file, and never an absent one', async () => {
    const answers = [{ when: ['cp'], exitCode: 1, stderr: 'Error response from daemon: no space left on device\n' }];
    const image = { hex: HEX, config: { Entrypoint: ['/e'], Cmd: null }, files: { '/e': '' } };
    const { evidence } = await collectWith({ images: { app: image }, answers });
    expect(evidence).toMatchObject(known({ path: '/e', state: 'gap', problem: { code: 'IMAGE-UNREADABLE' } }));
  });

  test('is a gap of all, when there is no container to read from', async () => {
    const answers = [{ when: ['create'], exitCode: 1, stderr: 'Error response from daemon: no space left\n' }];
    const image = { hex: HEX, config: { Entrypoint: ['/e'], Cmd: null }, files: { '/e': '' } };
    const { evidence } = await collectWith({ images: { app: image }, answers });
    expect(evidence).toMatchObject({ state: 'gap', problem: { code: 'IMAGE-UNREADABLE' } });
  });

  test('is nothing for Windows', async () => {
    const { evidence } = await collect({ Entrypoint: ['/e'] }, { '/e': '' }, { inspection: { Os: 'windows' } });
    expect(evidence).toMatchObject({ state: 'absent' });
  });
});
