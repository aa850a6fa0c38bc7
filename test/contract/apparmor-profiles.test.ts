import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { collectAppArmorProfiles } from '../../src/evidence/apparmor-profiles.ts';
import type { AppArmorProfileFile } from '../../src/model/confinement.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../src/model/run-settings.ts';
import { aProfile, withAppArmor } from '../builders/apparmor-profiles.ts';
import { aService, unknownSetting } from '../builders/run-settings.ts';
import { inPod } from '../builders/seccomp-evidence.ts';

let outside: string;
let root: string;
let asked: string[];

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'gate apparmor ü-'));
  root = join(outside, 'workspace');
  await mkdir(root);
  asked = [];
});
afterEach(() => rm(outside, { recursive: true, force: true }));

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

async function collect(
  run: RunSettings,
  syntax: AppArmorProfileFile['syntax'] = { state: 'verified', parser: 'p 3.0.8' },
) {
  const signal = new AbortController().signal;
  const processes = createProcesses({ workspace: root, environment: process.env, signal });
  const parser = {
    check: async (text: string) => {
      asked.push(text);
      return syntax;
    },
  };
  return collectAppArmorProfiles(run, await openWorkspace(root, processes), parser);
}

async function paths(run = withAppArmor('web')): Promise<readonly string[]> {
  const found = await collect(run);
  if (found.state !== 'known') throw new Error(JSON.stringify(found));
  return found.value.map(({ path }) => path);
}

describe('where profiles are found', () => {
  it.each([
    'web',
    'web.apparmor',
    'apparmor/web',
    '.apparmor/anything.profile',
    'apparmor.d/usr.bin.web',
    'etc/apparmor.d/web',
    'security/apparmor/web',
    'docker/apparmor/web',
    'deploy/apparmor/web',
  ])('%s', async (path) => {
    await put({ [path]: aProfile(), Dockerfile: 'FROM scratch\n', 'nginx.conf': 'location /a { root /b; }' });
    expect(await paths()).toEqual([path]);
  });

  it('beside the compose file and the manifest', async () => {
    await put({ 'stack/prod/web.aa': aProfile(), 'k8s/apparmor/web': aProfile(), 'elsewhere/web': aProfile() });
    const source = { kind: 'compose', files: ['stack/prod/compose.yml'], service: 'web' } as const;
    expect(await paths(withAppArmor('web', { source }))).toEqual(['stack/prod/web.aa']);
    const { security } = withAppArmor('localhost/web');
    expect(await paths(inPod(undefined, { security }))).toEqual(['k8s/apparmor/web']);
  });

  it('each file once, whatever links lead to it, and none outside', async () => {
    await put({ 'apparmor/web': aProfile() });
    await writeFile(join(outside, 'secret'), aProfile());
    await symlink('apparmor/web', join(root, 'link'));
    await symlink('../secret', join(root, 'away'));
    await symlink(outside, join(root, 'docker'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(await paths()).toEqual(['apparmor/web']);
  });

  it('none is known, not absent', async () => {
    expect(await collect(withAppArmor('web'))).toMatchObject({ state: 'known', value: [] });
  });

  it('no file of more than 1 MiB', async () => {
    await put({ 'apparmor/big': `${aProfile()}${'# x\n'.repeat(300_000)}`, 'apparmor/web': aProfile() });
    expect(await paths()).toEqual(['apparmor/web']);
  });

  it('in 200 files at most; more is a gap unless the profile was among them', async () => {
    await put(Object.fromEntries(Array.from({ length: 210 }, (_, index) => [`apparmor/f${1000 + index}`, 'x'])));
    expect(await collect(withAppArmor('web'))).toMatchObject({ state: 'gap', problem: { code: 'LIMIT-EXCEEDED' } });
    await put({ 'apparmor/a': aProfile() });
    expect(await paths()).toEqual(['apparmor/a']);
  });
});

describe('what the parser is asked', () => {
  it('only the profile that is named', async () => {
    await put({ 'apparmor/other': 'profile other { }', 'apparmor/web': aProfile() });
    expect(await collect(withAppArmor('web'))).toMatchObject({
      state: 'known',
      value: [
        { path: 'apparmor/other', syntax: { state: 'not-verified' } },
        { path: 'apparmor/web', syntax: { state: 'verified' } },
      ],
    });
    expect(asked).toEqual([aProfile()]);
  });

  it('three files at most', async () => {
    await put(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`apparmor/web${index}`, aProfile()])));
    const found = await collect(withAppArmor('web'));
    const states = found.state === 'known' ? found.value.map(({ syntax }) => syntax.state) : [];
    expect([asked.length, states.filter((state) => state === 'not-verified').length]).toEqual([3, 6]);
  });

  it.each([
    ['  all,', '3.0.8', 'not-verified'],
    ['  userns,', '3.0.8', 'not-verified'],
    ['  priority=1 /a r,', '4.0.1', 'not-verified'],
    ['  all,', '4.0.1', 'refused'],
    ['  priority=1 /a r,', '4.1.0', 'refused'],
    ['  /a r', '3.0.8', 'refused'],
  ])('a refusal of %s by %s is: %s', async (rule, version, state) => {
    await put({ 'apparmor/web': aProfile(rule) });
    const found = await collect(withAppArmor('web'), {
      state: 'refused',
      parser: `apparmor_parser ${version}`,
      message: 'no',
    });
    expect(found).toMatchObject({ state: 'known', value: [{ syntax: { state } }] });
  });
});

describe('run settings that name no profile of their own', () => {
  it.each([
    ['nothing said', aService()],
    ['the engine’s defaults', ENGINE_DEFAULTS],
    ['unconfined', withAppArmor({ kind: 'unconfined' })],
    ['the default', withAppArmor({ kind: 'default' })],
    ['docker-default', withAppArmor('docker-default')],
  ])('%s', async (_, run) => {
    await put({ 'apparmor/web': aProfile() });
    expect((await collect(run)).state).toBe('absent');
    expect(asked).toEqual([]);
  });

  it('may name one where a word is not known', async () => {
    await put({ 'apparmor/web': aProfile() });
    expect(await paths(aService({ unknown: [unknownSetting()] }))).toEqual(['apparmor/web']);
  });
});
