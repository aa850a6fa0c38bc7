// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { collectDockerfile, type DockerfileRequest } from '../../src/evidence/dockerfile.ts';
import type { Workspace } from '../../src/ports.ts';

let folder = '';
let workspace: Workspace;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gate-dockerfile-'));
  const root = join(folder, 'workspace');
  await mkdir(join(root, 'services'), { recursive: true });
  await writeFile(join(root, 'Dockerfile'), '\ufeffARG BASE=scratch\nFROM ${BASE}\nARG U=app\nUSER ${U}\n');
  const signal = new AbortController().signal;
  workspace = await openWorkspace(root, createProcesses({ workspace: root, environment: process.env, signal }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As if the path had been resolved, and the file exchanged since. */
function collect(relative: string, more: Partial<DockerfileRequest> = {}) {
  const file = { absolute: join(workspace.root, relative), relative };
  return collectDockerfile(workspace, { file, buildArgs: [], environment: {}, ...more });
}

/** The collected user, or the problem's code. */
async function answer(file: string, more: Partial<DockerfileRequest> = {}): Promise<string> {
  const evidence = await collect(file, more);
  if (evidence.state === 'known') return evidence.value.user?.expanded ?? 'no user';
  return evidence.state === 'gap' ? evidence.problem.code : evidence.state;
}

function write(name: string, text: string): Promise<void> {
  return writeFile(join(workspace.root, name), text);
}

describe('a Dockerfile in the workspace', () => {
  it('is read, with its workspace-relative path', async () => {
    await write('services/web.Dockerfile', 'FROM scratch\nUSER web\n');
    expect(await collect('services/web.Dockerfile')).toMatchObject({
      state: 'known',
      value: { path: 'services/web.Dockerfile', user: { expanded: 'web', lines: { first: 2, last: 2 } } },
      source: { subject: 'services/web.Dockerfile' },
    });
  });

  it.each<[string, string[], Record<string, string>, string]>([
    ['a value', ['U=given'], {}, 'given'],
    ['an empty value', ['U='], {}, ''],
    ['a value with an equals sign', ['U=a=b'], {}, 'a=b'],
    ['the later of two', ['U=one', 'U=two'], {}, 'two'],
    ['a value from the environment', ['U'], { U: 'from-environment' }, 'from-environment'],
    ['no value in the environment', ['U'], {}, 'app'],
    ['another name', ['V=given'], { U: 'from-environment' }, 'app'],
  ])('gets its build arguments: %s', async (_, buildArgs, environment, user) => {
    expect(await answer('Dockerfile', { buildArgs, environment })).toBe(user);
  });

  it('gets target and platform', async () => {
    await write('more', 'FROM debian AS one\nARG TARGETARCH\nUSER u-$TARGETARCH\nFROM scratch\nUSER last\n');
    const more = { target: 'one', platform: 'linux/s390x' };
    expect([await answer('more'), await answer('more', more)]).toEqual(['last', 'u-s390x']);
  });
});

describe('a Dockerfile that cannot be had is a gap', () => {
  it('where there is none any more', async () => {
    expect(await answer('nothing')).toBe('DOCKERFILE-UNREADABLE');
  });

  it('where a link was put in its place', async () => {
    await symlink('/etc/passwd', join(workspace.root, 'link'));
    expect(await answer('link')).toBe('DOCKERFILE-UNREADABLE');
  });

  it('which is a folder, or a pipe without a writer', async () => {
    execFileSync('mkfifo', [join(workspace.root, 'pipe')]);
    expect([await answer('services'), await answer('pipe')]).toEqual(Array(2).fill('DOCKERFILE-UNREADABLE'));
  });

  it('of more than 1 MiB', async () => {
    const file = (bytes: number) => 'FROM scratch\nUSER app\n'.padEnd(bytes, `${'#'.padEnd(1023)}\n`);
    await write('large', file(1_048_576));
    await write('too-large', file(1_048_577));
    expect([await answer('large'), await answer('too-large')]).toEqual(['app', 'LIMIT-EXCEEDED']);
  });

  it('that the builder refuses', async () => {
    await write('refused', 'FROM scratch\nUSER "app\n');
    expect(await answer('refused')).toBe('DOCKERFILE-UNREADABLE');
  });
});
