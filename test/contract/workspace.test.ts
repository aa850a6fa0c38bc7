import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import type { Workspace } from '../../src/ports.ts';

let outside: string;
let root: string;
let workspace: Workspace;
let server: Server | undefined;

beforeEach(async () => {
  outside = await mkdtemp(path.join(tmpdir(), 'gate test ü-'));
  root = path.join(outside, 'workspace');
  await mkdir(path.join(root, 'sub'), { recursive: true });
  await writeFile(path.join(root, 'Dockerfile'), 'FROM scratch\n');
  await writeFile(path.join(outside, 'secret'), 'outside\n');
  const processes = createProcesses({
    workspace: root,
    environment: process.env,
    signal: new AbortController().signal,
  });
  workspace = await openWorkspace(root, processes, []);
});

afterEach(async () => {
  server?.close();
  server = undefined;
  await rm(outside, { recursive: true, force: true });
});

describe('paths that are given (threats T016, T046)', () => {
  it.each([
    ['Dockerfile', 'Dockerfile'],
    ['./sub/../Dockerfile', 'Dockerfile'],
    ['inner', 'Dockerfile'],
  ])('%s leads to %s', async (given, relative) => {
    await symlink('Dockerfile', path.join(root, 'inner'));
    expect(await workspace.resolve(given, 'file')).toEqual({ absolute: path.join(workspace.root, relative), relative });
  });

  it('the root itself is a folder called .', async () => {
    expect(await workspace.resolve('.', 'folder')).toEqual({ absolute: workspace.root, relative: '.' });
  });

  it('what is not there is undefined, not refused', async () => {
    expect(await workspace.resolve('nothing/here', 'file')).toBeUndefined();
  });

  it.each(['..', '../secret', '../../etc/passwd', '/etc/passwd', 'link', 'linked-folder/secret'])(
    '%s is refused',
    async (given) => {
      await symlink('../secret', path.join(root, 'link'));
      await symlink('..', path.join(root, 'linked-folder'));
      for (const kind of ['file', 'folder'] as const) {
        await expect(workspace.resolve(given, kind)).rejects.toThrow(/^PATH-REFUSED: /);
      }
    },
  );

  it.each([
    ['sub', 'file'],
    ['Dockerfile', 'folder'],
  ] as const)('%s is not a %s', async (given, kind) => {
    await expect(workspace.resolve(given, kind)).rejects.toThrow(/^PATH-REFUSED: /);
  });

  it.skipIf(process.platform === 'win32')('a FIFO and a socket are refused at once, a loop of links too', async () => {
    execFileSync('mkfifo', [path.join(root, 'fifo')]);
    server = createServer().listen(path.join(root, 'socket'));
    await new Promise((resolve) => server?.once('listening', resolve));
    await symlink('loop', path.join(root, 'loop'));
    for (const given of ['fifo', 'socket', 'loop']) {
      await expect(workspace.resolve(given, 'file')).rejects.toThrow(/^PATH-REFUSED: /);
    }
  });
});

describe('the names in a folder', () => {
  it('are all of them; what is no folder has none', async () => {
    await writeFile(path.join(root, 'sub/.hidden'), '');
    await symlink('nowhere', path.join(root, 'dangling'));
    expect([...((await workspace.names('')) ?? [])].sort()).toEqual(['Dockerfile', 'dangling', 'sub']);
    expect(await workspace.names('sub')).toEqual(['.hidden']);
    for (const given of ['nothing', 'nothing/more', 'Dockerfile', 'Dockerfile/x', 'dangling']) {
      expect(await workspace.names(given), given).toBeUndefined();
    }
  });

  it('are not told of what lies outside', async () => {
    await symlink('..', path.join(root, 'up'));
    await symlink('sub', path.join(root, 'inner'));
    for (const given of ['..', '/etc', 'up', 'up/workspace/..']) {
      await expect(workspace.names(given), given).rejects.toThrow(/^PATH-REFUSED: /);
    }
    expect(await workspace.names('inner')).toEqual([]);
  });
});

describe('reports that are written', () => {
  it('writes whole files, also into a new folder, and leaves nothing beside them', async () => {
    expect(await workspace.write('out/report.json', '{}\n')).toBe(path.join(workspace.root, 'out/report.json'));
    expect(await readFile(path.join(root, 'out/report.json'), 'utf8')).toBe('{}\n');
    expect(await readdir(path.join(root, 'out'))).toEqual(['report.json']);
  });

  it('replaces a link instead of writing through it', async () => {
    await symlink('../secret', path.join(root, 'report.json'));
    await workspace.write('report.json', 'new');
    expect(await readFile(path.join(outside, 'secret'), 'utf8')).toBe('outside\n');
    expect(await readFile(path.join(root, 'report.json'), 'utf8')).toBe('new');
  });

  it.each([
    '../report.json',
    'linked/report.json',
    'linked/new/folder/report.json',
    'dangling/report.json',
    'sub',
    'Dockerfile/report.json',
  ])('%s is REPORT-UNWRITABLE', async (given) => {
    await symlink('..', path.join(root, 'linked'));
    await symlink('../nowhere', path.join(root, 'dangling'));
    await expect(workspace.refuseUnwritable(given)).rejects.toThrow(/^REPORT-UNWRITABLE: /);
    await expect(workspace.write(given, 'x')).rejects.toThrow(/^REPORT-UNWRITABLE: /);
    expect((await readdir(outside)).sort()).toEqual(['secret', 'workspace']);
  });
});

describe('what is checked out', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
      cwd: root,
      encoding: 'utf8',
    }).trim();

  beforeEach(() => {
    git('init', '--quiet');
    git('add', 'Dockerfile');
    git('commit', '--quiet', '--message=first');
  });

  it('is the commit, clean', async () => {
    expect(await workspace.checkedOut(root)).toEqual({ commit: git('rev-parse', 'HEAD'), clean: true });
  });

  it.each(['untracked', 'ignored', 'changed', 'staged'])('is not clean with a file that is %s', async (how) => {
    if (how === 'ignored') {
      await writeFile(path.join(root, '.gitignore'), 'more\n');
      git('add', '.gitignore');
      git('commit', '--quiet', '--message=second');
    }
    await writeFile(path.join(root, how === 'changed' ? 'Dockerfile' : 'more'), 'x');
    if (how === 'staged') git('add', 'more');
    expect((await workspace.checkedOut(root))?.clean).toBe(false);
  });

  it('runs no program that the tree configures', async () => {
    git('config', 'core.fsmonitor', `touch ${path.join(outside, 'ran')}`);
    await workspace.checkedOut(root);
    expect(await readdir(outside)).not.toContain('ran');
  });

  it('is unknown without a repository', async () => {
    await rm(path.join(root, '.git'), { recursive: true });
    expect(await workspace.checkedOut(root)).toBeUndefined();
  });
});
