import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { collectSeccompProfile } from '../../src/evidence/seccomp-profile.ts';
import { ENGINE_DEFAULTS, type RunSettings } from '../../src/model/run-settings.ts';
import type { Workspace } from '../../src/ports.ts';
import { aService, runArgs, said, unknownSetting } from '../builders/run-settings.ts';
import { SMALL_SERVER } from '../builders/seccomp-samples.ts';

const GOOD = JSON.stringify(SMALL_SERVER, null, 1);
const MIB = 1_048_576;

let folder = '';
let workspace: Workspace;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gate-seccomp-'));
  const root = join(folder, 'workspace');
  await mkdir(root);
  const signal = new AbortController().signal;
  workspace = await openWorkspace(root, createProcesses({ workspace: root, environment: process.env, signal }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(workspace.root, name)), { recursive: true });
  await writeFile(join(workspace.root, name), text);
}

/** The path and the length of what was read, or why it was not. */
async function answer(run: RunSettings): Promise<string> {
  const evidence = await collectSeccompProfile(run, workspace);
  if (evidence.state === 'known') return `${evidence.value.path} ${evidence.value.text.length}`;
  return evidence.state === 'gap' ? `${evidence.problem.code}: ${evidence.problem.what}` : evidence.observed;
}

function named(path: string, more: Partial<RunSettings> = {}): RunSettings {
  const key = 'services.web.security_opt[0]';
  const seccomp = said({ kind: 'profile', path } as const, 7, key);
  return aService({ security: { ...ENGINE_DEFAULTS.security, seccomp }, ...more });
}

function inManifest(path: string, file: string): RunSettings {
  return named(path, { source: { kind: 'kubernetes', file, object: 'Deployment shop/web', container: 'web' } });
}

describe('a profile of the workspace', () => {
  it.each([
    ['relative', 'profiles/web.json'],
    ['with dots', './profiles/../profiles/web.json'],
  ])('is read: %s', async (_, path) => {
    await write('profiles/web.json', GOOD);
    const expected = `profiles/web.json ${GOOD.length}`;
    expect(await answer(named(path))).toBe(expected);
    expect(await answer(runArgs(`--security-opt seccomp=${path}`))).toBe(expected);
    expect(await answer(named(join(workspace.root, 'profiles/web.json')))).toBe(expected);
  });

  it('says where it was named and what read it', async () => {
    await write('profiles/web.json', GOOD);
    expect(await collectSeccompProfile(named('profiles/web.json'), workspace)).toMatchObject({
      state: 'known',
      value: { path: 'profiles/web.json', text: GOOD, at: { in: 'file', file: 'compose.yml', line: 7 } },
      source: { tool: 'the profile reader of the gate', subject: 'profiles/web.json' },
    });
  });

  it('may be as large as 1 MiB', async () => {
    await write('large.json', GOOD.padEnd(MIB, '\n'));
    expect(await answer(named('large.json'))).toBe(`large.json ${MIB}`);
  });
});

describe('no profile file', () => {
  const kubernetes = { kind: 'kubernetes', file: 'web.yml', object: 'Pod web', container: 'web' } as const;
  const choice = (kind: 'default' | 'unconfined') =>
    aService({ security: { ...ENGINE_DEFAULTS.security, seccomp: said({ kind }) } });

  it.each<[string, RunSettings, string]>([
    ["the engine's defaults", ENGINE_DEFAULTS, 'The run settings name no seccomp profile.'],
    ['a service that says nothing', aService(), 'The run settings name no seccomp profile.'],
    [
      'unconfined',
      choice('unconfined'),
      'The container is run without seccomp, so there is no profile (compose.yml:5 services.web.key).',
    ],
    [
      'builtin',
      runArgs('--security-opt seccomp=builtin'),
      'The profile is the one that the engine has built in (word 1 of run-args).',
    ],
    [
      'RuntimeDefault',
      { ...choice('default'), source: kubernetes },
      'The profile is the one that the runtime has built in (compose.yml:5 services.web.key).',
    ],
  ])('%s', async (_, run, observed) => {
    expect(await answer(run)).toBe(observed);
  });

  it.each<[string, RunSettings]>([
    ['a variable', runArgs('--security-opt seccomp=$PROFILE')],
    ['a variable behind a path', runArgs('--security-opt seccomp=profiles/$NAME')],
    ['an option that is a variable', runArgs('$OPTIONS')],
    ['something that is not understood', aService({ unknown: [unknownSetting()] })],
  ])('is not taken for granted: %s', async (_, run) => {
    expect(await answer(run)).toMatch(/^RUN-SETTING-UNKNOWN: Which seccomp profile is named at /);
  });
});

describe('a manifest of Kubernetes', () => {
  it.each<[string, string, string]>([
    ['k8s/profiles/beside.json', 'k8s/web.yml', 'profiles/beside.json'],
    ['profiles/at-root.json', 'k8s/web.yml', 'profiles/at-root.json'],
    ['seccomp/profiles/below.json', 'k8s/web.yml', 'profiles/below.json'],
    ['profiles/flat.json', 'web.yml', 'profiles/flat.json'],
  ])('finds %s', async (file, manifest, path) => {
    await write(file, GOOD);
    expect(await answer(inManifest(path, manifest))).toBe(`${file} ${GOOD.length}`);
  });

  it.each([
    [
      'profiles/only-on-nodes.json',
      'at k8s/profiles/only-on-nodes.json, profiles/only-on-nodes.json, seccomp/profiles',
    ],
    ['/profiles/flat.json', 'Kubernetes takes no profile /profiles/flat.json'],
    ['../profiles/flat.json', 'Kubernetes takes no profile ../profiles/flat.json'],
  ])('has a gap for %s', async (path, words) => {
    await write('profiles/flat.json', GOOD);
    const found = await answer(inManifest(path, 'k8s/web.yml'));
    expect(found).toContain(words);
    expect(found).toMatch(/^SECCOMP-UNREADABLE: /);
  });
});

/** T092 and its neighbours: files that are no profile, and what is said of them. */
describe('T092: a file that is no profile', () => {
  it.each<[string, string, string]>([
    ['nothing in it', '', ':1 ends in the middle.'],
    ['not JSON', '{\n"defaultAction": SCMP_ACT_ALLOW}', ':2 is not JSON.'],
    ['half of it', GOOD.slice(0, -10), 'ends in the middle.'],
    ['a comment', '// ours\n{}', ':1 is not JSON.'],
    ['a comma too many', '{"syscalls": [],}', ':1 is not JSON.'],
    ['something behind it', '{}\n{}', ':2 goes on after its end.'],
    ['a list', '[]', ':1 has a list as the file, not an object.'],
    ['a text', '"unconfined"', ':1 has text as the file, not an object.'],
    ['a number', '1', ':1 has a number as the file, not an object.'],
    [
      'a key twice',
      '{"defaultAction":"SCMP_ACT_ERRNO",\n"defaultAction":"SCMP_ACT_ALLOW"}',
      ':2 has defaultAction twice',
    ],
    ['a key twice, in other letters', '{"syscalls":[],\n"Syscalls":[]}', ':2 has syscalls twice in the file.'],
    ['a number as action', '{"defaultAction": 1}', ':1 has a number as defaultAction of the file, not text.'],
    ['one name instead of a list', '{"syscalls":[{"names":"mkdir"}]}', 'has text as names of rule 1, not a list.'],
    ['a negative error number', '{"syscalls":[{"errnoRet":-1}]}', 'that is no whole number from 0 to 2^64-1.'],
    ['nested too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'is nested more than 32 levels deep.'],
    ['too many rules', `{"syscalls":[${Array(5000).fill('{}').join()}]}`, 'has more than 4096 rules.'],
    ['a byte more than 1 MiB', GOOD.padEnd(MIB + 1, '\n'), 'is larger than 1048576 bytes.'],
    ['10 MB', '['.repeat(10_000_000), 'is larger than 1048576 bytes.'],
    ['bytes that are no text', '\ufffd\u0000\u0001', ':1 is not JSON.'],
    ['escapes for a terminal', '{"syscalls":[{"\\u001b[31m": 1, "names": 1}]}', 'has a number as names of rule 1'],
  ])('%s', async (_, text, words) => {
    await write('bad.json', text);
    const found = await answer(named('bad.json'));
    expect(found).toMatch(/^SECCOMP-UNREADABLE: /);
    expect(found).toContain(words);
    expect(found).toContain('It is named at compose.yml:7 services.web.security_opt[0].');
  });

  it('is not there, or is none of ours', async () => {
    execFileSync('mkfifo', [join(workspace.root, 'fifo.json')]);
    await mkdir(join(workspace.root, 'folder.json'));
    await writeFile(join(folder, 'outside.json'), GOOD);
    await symlink(join(folder, 'outside.json'), join(workspace.root, 'link.json'));
    await symlink('/proc/self/environ', join(workspace.root, 'environ.json'));
    const wanted: readonly (readonly [string, string])[] = [
      ['absent.json', 'There is no seccomp profile at absent.json.'],
      ['fifo.json', 'is a device, FIFO or socket.'],
      ['folder.json', 'is a folder, not a file.'],
      ['link.json', 'leads out of the workspace.'],
      ['environ.json', 'leads out of the workspace.'],
      ['../outside.json', 'leads out of the workspace.'],
      ['/etc/passwd', 'leads out of the workspace.'],
      ['/dev/zero', 'leads out of the workspace.'],
      ['no\u0000thing', "can't be resolved"],
    ];
    for (const [path, words] of wanted) {
      const found = await answer(named(path));
      expect(found).toContain(words);
      expect(found).toMatch(/^SECCOMP-UNREADABLE: /);
      expect(found).not.toContain('defaultAction');
    }
  });
});
