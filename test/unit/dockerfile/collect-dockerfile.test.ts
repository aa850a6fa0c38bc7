// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectDockerfile, type DockerfileRequest } from '../../../src/evidence/dockerfile.ts';

let folder = '';
let workspace = '';

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gate-dockerfile-')));
  workspace = join(folder, 'workspace');
  await mkdir(join(workspace, 'services'), { recursive: true });
  await writeFile(join(workspace, 'Dockerfile'), '\ufeffARG BASE=scratch\nFROM ${BASE}\nARG U=app\nUSER ${U}\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function collect(file: string, more: Partial<DockerfileRequest> = {}) {
  return collectDockerfile({ workspace, file: join(workspace, file), buildArgs: [], environment: {}, ...more });
}

/** The collected user, or the problem's code. */
async function answer(file: string, more: Partial<DockerfileRequest> = {}): Promise<string> {
  const evidence = await collect(file, more);
  if (evidence.state === 'known') return evidence.value.user?.expanded ?? 'no user';
  return evidence.state === 'gap' ? evidence.problem.code : evidence.state;
}

describe('a Dockerfile in the workspace', () => {
  it('is read, with its workspace-relative path', async () => {
    await writeFile(join(workspace, 'services', 'web.Dockerfile'), 'FROM scratch\nUSER web\n');
    expect(await collect('services/web.Dockerfile')).toMatchObject({
      state: 'known',
      value: { path: 'services/web.Dockerfile', user: { expanded: 'web', lines: { first: 2, last: 2 } } },
      source: { subject: 'services/web.Dockerfile' },
    });
  });

  it('is the file that a link in the workspace leads to', async () => {
    await symlink('../Dockerfile', join(workspace, 'services', 'link'));
    expect(await collect('services/link')).toMatchObject({ state: 'known', value: { path: 'Dockerfile' } });
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

  it('gets target, platform and the environment of the base image', async () => {
    await writeFile(
      join(workspace, 'more'),
      'FROM debian AS one\nARG TARGETARCH\nUSER $TARGETARCH-$FROM_BASE\nFROM scratch\nUSER last\n',
    );
    const more = { target: 'one', platform: 'linux/arm64', baseEnv: ['FROM_BASE=b'] };
    expect([await answer('more'), await answer('more', more)]).toEqual(['last', 'arm64-b']);
  });
});

describe('a Dockerfile that cannot be had is a gap', () => {
  it('outside of the workspace', async () => {
    await writeFile(join(folder, 'outside'), 'FROM scratch\nUSER outside\n');
    expect(await answer('../outside')).toBe('PATH-REFUSED');
  });

  it('behind a link that leads out of the workspace', async () => {
    await symlink('/etc/passwd', join(workspace, 'file-link'));
    await symlink(folder, join(workspace, 'folder-link'));
    expect(await answer('file-link')).toBe('PATH-REFUSED');
    expect(await answer('folder-link/outside')).toBe('PATH-REFUSED');
  });

  it('in a folder whose name begins like the workspace', async () => {
    await mkdir(`${workspace}-other`);
    await writeFile(join(`${workspace}-other`, 'Dockerfile'), 'FROM scratch\n');
    expect(await answer('../workspace-other/Dockerfile')).toBe('PATH-REFUSED');
  });

  it('where there is none', async () => {
    expect(await collect('nothing')).toMatchObject({
      state: 'gap',
      problem: { code: 'DOCKERFILE-UNREADABLE', what: expect.stringContaining('ENOENT') },
    });
    await symlink('loop', join(workspace, 'loop'));
    expect(await answer('loop')).toBe('DOCKERFILE-UNREADABLE');
  });

  it('which is a folder, a pipe without a writer, or a socket', async () => {
    execFileSync('mkfifo', [join(workspace, 'pipe')]);
    const server = createServer().listen(join(workspace, 'socket'));
    try {
      expect(await answer('services')).toBe('DOCKERFILE-UNREADABLE');
      expect(await answer('pipe')).toBe('DOCKERFILE-UNREADABLE');
      expect(await answer('socket')).toBe('DOCKERFILE-UNREADABLE');
    } finally {
      server.close();
    }
  });

  it('of more than 1 MiB', async () => {
    const file = (bytes: number) => 'FROM scratch\nUSER app\n'.padEnd(bytes, `${'#'.padEnd(1023)}\n`);
    await writeFile(join(workspace, 'large'), file(1_048_576));
    await writeFile(join(workspace, 'too-large'), file(1_048_577));
    expect([await answer('large'), await answer('too-large')]).toEqual(['app', 'LIMIT-EXCEEDED']);
  });

  it('that the builder refuses', async () => {
    await writeFile(join(workspace, 'refused'), 'FROM scratch\nUSER "app\n');
    expect(await answer('refused')).toBe('DOCKERFILE-UNREADABLE');
  });
});
