import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGitObjects } from '../../src/adapters/git-objects.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import type { Processes } from '../../src/ports.ts';
import { aGitRepository, type GitRepository, openGitRepository, runGit } from '../builders/git-repository.ts';
import { anOddCommit, expectCommittedFiles, expectUnreadable, LIMIT } from './committed-files.ts';

function someProcesses(environment: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Processes {
  return createProcesses({
    workspace: undefined,
    environment: { ...process.env, ...environment },
    signal: signal ?? new AbortController().signal,
  });
}

const filesOf = (folder: string, processes = someProcesses()) => createGitObjects({ processes, folder });

describe('the fetched objects', () => {
  expectCommittedFiles(async ({ folder }) => ({
    files: filesOf(folder),
    [Symbol.asyncDispose]: async () => undefined,
  }));

  test('are called so', () => {
    expect(filesOf('/').name).toBe('the fetched objects');
  });
});

describe('a revision', () => {
  test.each(['HEAD', 'HEAD~1', 'main^', 'main@{0}', 'v1', 'origin/main', 'refs/heads/main', 'tagged-tag'])(
    '%s is resolved',
    async (revision) => {
      using repository = aGitRepository();
      repository.commit({ files: { x: '1' } });
      repository.commit({ files: { x: '2' } });
      repository.git('tag', '-a', '-m', 'one', 'v1');
      repository.git('tag', '-a', '-m', 'two', 'tagged-tag', 'v1');
      repository.git('update-ref', 'refs/remotes/origin/main', 'main~1');
      repository.git('reflog', 'expire', '--all');
      repository.git('-c', 'core.logAllRefUpdates=true', 'update-ref', 'refs/heads/main', 'main~0');
      repository.checkOut('main');
      const expected = repository.git('rev-parse', `${revision}^{commit}`);
      expect(await filesOf(repository.folder).commitOf(revision)).toBe(expected);
      expect(await filesOf(repository.folder).commitOf(expected)).toBe(expected);
    },
  );

  test.each(['main^{tree}', 'main^{blob}', 'nothing', 'HEAD~9', '@{-1}'])(
    '%s is none of a commit',
    async (revision) => {
      using repository = aGitRepository();
      repository.commit({ files: { x: '1' } });
      await expectUnreadable(
        filesOf(repository.folder).commitOf(revision),
        /git finds no commit for .*Fetch the commit/,
      );
    },
  );

  test.each(['x'.repeat(201), '^HEAD', '-q', 'HEAD..main', 'HEAD:x', ':/A change', 'HEAD^{/A change}', '--all'])(
    '%j is not asked for',
    (revision) => expectUnreadable(filesOf('/').commitOf(revision), /does not name a commit, so git was not asked/),
  );

  test('is not changed by grafts', async () => {
    using repository = aGitRepository();
    const root = repository.commit({ files: { x: '1' } });
    repository.commit({ files: { x: '2' } });
    const tip = repository.commit({ files: { x: '3' } });
    mkdirSync(path.join(repository.folder, '.git/info'), { recursive: true });
    writeFileSync(path.join(repository.folder, '.git/info/grafts'), `${tip} ${root}\n`);
    expect(repository.git('rev-parse', 'main~1')).toBe(root);
    expect(await filesOf(repository.folder).commitOf('main~2')).toBe(root);
  });

  test('nor by a replaced commit', async () => {
    using repository = aGitRepository();
    const root = repository.commit({ files: { x: '1' } });
    const middle = repository.commit({ files: { x: '2' } });
    const tip = repository.commit({ files: { x: '3' } });
    repository.git('replace', '--graft', tip, root);
    expect(execFileSync('git', ['rev-parse', 'main~1'], { cwd: repository.folder, encoding: 'utf8' }).trim()).toBe(
      root,
    );
    expect(await filesOf(repository.folder).commitOf('main~1')).toBe(middle);
    expect(await filesOf(repository.folder).parentsOf(tip)).toEqual([middle]);
  });
});

describe('a branch that is called like an id', () => {
  test('is not read in its place', async () => {
    using repository = aGitRepository();
    const right = repository.commit({ files: { x: 'right' } });
    const wrong = repository.commit({ branch: 'other', files: { x: 'wrong' } });
    const long = 'ab'.repeat(32);
    for (const name of [right, long]) repository.git('update-ref', `refs/heads/${name}`, wrong);
    expect(repository.git('rev-parse', `${long}^{commit}`)).toBe(wrong);
    const files = filesOf(repository.folder);
    expect(await files.readText(right, 'x', LIMIT)).toBe('right');
    await expectUnreadable(files.readText(long, 'x', LIMIT), /does not have this id/);
  });
});

describe('a clone', () => {
  const cloned = (from: GitRepository, ...args: readonly string[]): GitRepository => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gate-clone-'));
    runGit(folder, ['clone', '--quiet', ...args, `file://${from.folder}`, '.']);
    return openGitRepository(folder);
  };

  test('that is shallow has the parents of what it holds whole, and no others', async () => {
    using repository = aGitRepository();
    repository.commit({ files: { x: '1' } });
    const middle = repository.commit({ files: { x: '2' } });
    const tip = repository.commit({ files: { x: '3' } });
    using clone = cloned(repository, '--depth=2');
    const files = filesOf(clone.folder);
    expect(await files.parentsOf(tip)).toEqual([middle]);
    expect(await files.parentsOf(middle)).toBeUndefined();
    expect(await files.readText(middle, 'x', LIMIT)).toBe('2');
    await expectUnreadable(files.commitOf('HEAD~2'), /git finds no commit for HEAD~2/);
    const below = path.join(clone.folder, 'a/b');
    mkdirSync(below, { recursive: true });
    expect(await filesOf(below).parentsOf(middle)).toBeUndefined();
    expect(await filesOf(below).readText(middle, 'x', LIMIT)).toBe('2');
    const other = mkdtempSync(path.join(tmpdir(), 'gate-worktree-'));
    clone.git('worktree', 'add', '--quiet', '--detach', other);
    expect(await filesOf(other).parentsOf(middle)).toBeUndefined();
    rmSync(other, { recursive: true });
    using whole = cloned(repository);
    expect(await filesOf(whole.folder).parentsOf(middle)).toHaveLength(1);
    rmSync(path.join(clone.folder, '.git/shallow'));
    writeFileSync(path.join(clone.folder, '.git/shallow'), 'no id\n');
    await expectUnreadable(filesOf(clone.folder).parentsOf(tip), /shallow/);
  });

  test('that is partial is not filled', async () => {
    using repository = aGitRepository();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const commit = repository.commit({ files: { 'gate.yml': 'late' } });
    using clone = cloned(repository, '--filter=blob:none', '--no-checkout');
    expect(await filesOf(clone.folder).entry(commit, 'gate.yml')).toMatchObject({ kind: 'file' });
    await expectUnreadable(
      filesOf(clone.folder).readText(commit, 'gate.yml', LIMIT),
      /git can't show the blob .*Fetch/,
    );
    // Git by itself would have fetched it.
    expect(clone.git('cat-file', 'blob', `${commit}:gate.yml`)).toBe('late');
    expect(await filesOf(clone.folder).readText(commit, 'gate.yml', LIMIT)).toBe('late');
  });

  test('that borrows its objects is read', async () => {
    using repository = aGitRepository();
    const commit = repository.commit({ files: { x: '1' } });
    const folder = mkdtempSync(path.join(tmpdir(), 'gate-clone-'));
    runGit(folder, ['clone', '--quiet', '--shared', repository.folder, '.']);
    using clone = openGitRepository(folder);
    expect(await filesOf(clone.folder).readText(commit, 'x', LIMIT)).toBe('1');
  });
});

test('ids of SHA-256 are ids', async () => {
  using repository = aGitRepository({ objectFormat: 'sha256' });
  const root = repository.commit({ files: { '.github/gate.yml': 'x' } });
  const tip = repository.commit({ files: { y: 'y' } });
  const files = filesOf(repository.folder);
  expect(tip).toHaveLength(64);
  expect(await files.commitOf('main')).toBe(tip);
  expect(await files.parentsOf(tip)).toEqual([root]);
  expect(await files.readText(tip, '.github/gate.yml', LIMIT)).toBe('x');
  expect(await files.entry(tip, '.github/none')).toBeUndefined();
});

test.each(['commit', 'tree', 'blob'] as const)('a %s with the content of another is refused', async (type) => {
  using repository = aGitRepository();
  const right = repository.commit({ files: { 'gate.yml': 'right' } });
  const wrong = repository.commit({ branch: 'wrong', files: { 'gate.yml': 'wrong' } });
  const looseFile = (commit: string): string => {
    const id = repository.git('rev-parse', { commit, tree: `${commit}^{tree}`, blob: `${commit}:gate.yml` }[type]);
    return path.join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2));
  };
  expect(await filesOf(repository.folder).readText(right, 'gate.yml', LIMIT)).toBe('right');
  chmodSync(looseFile(right), 0o644);
  copyFileSync(looseFile(wrong), looseFile(right));
  await expectUnreadable(
    filesOf(repository.folder).readText(right, 'gate.yml', LIMIT),
    /does not have this id|not the content that git knows/,
  );
});

describe('unreadable as a whole', () => {
  test('a folder that is no repository, and none at all', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gate-none-'));
    try {
      await expectUnreadable(filesOf(folder).commitOf('main'), /not a git repository.*actions\/checkout.*github-token/);
      await expectUnreadable(filesOf(path.join(folder, 'gone')).commitOf('main'), /could not be started/);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a bare repository, as it may be planted in a folder', async () => {
    using repository = aGitRepository({ bare: true });
    const commit = repository.commit({ files: { x: 'planted' } });
    await expectUnreadable(filesOf(repository.folder).readText(commit, 'x', LIMIT), /bare repository/);
  });

  test('no git', () =>
    expectUnreadable(
      filesOf('/', someProcesses({ PATH: '/nonexistent' })).commitOf('main'),
      /There is no git program.*Install git.*github-token/,
    ));

  test('a checkout of another user’s', async () => {
    using repository = aGitRepository();
    repository.commit();
    const { find, run } = someProcesses();
    // What git's own tests use: https://github.com/git/git/blob/master/t/t0033-safe-directory.sh
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    const processes: Processes = { find, run: (request) => run({ ...request, env: { ...request.env, ...env } }) };
    await expectUnreadable(
      filesOf(repository.folder, processes).commitOf('main'),
      /dubious ownership.*safe\.directory/,
    );
  });

  test('a run that is cancelled says so', async () => {
    using repository = aGitRepository();
    repository.commit();
    const files = filesOf(repository.folder, someProcesses({}, AbortSignal.abort()));
    await expect(files.commitOf('main')).rejects.toThrow(/^CANCELLED: /);
  });
});

test('a mode that git does not write any more means nothing', async () => {
  using repository = aGitRepository();
  const commit = anOddCommit(repository);
  await expectUnreadable(
    filesOf(repository.folder).entry(commit, 'old'),
    /old of the commit \w+ is of a kind that git/,
  );
});

test('no commit of any size is read into memory', async () => {
  using repository = aGitRepository();
  const message = 'x'.repeat(1024 * 1024 + 1);
  const { folder } = repository;
  const tree = repository.git('write-tree');
  const commit = runGit(folder, ['commit-tree', tree], { input: message }).toString().trim();
  await expectUnreadable(filesOf(folder).parentsOf(commit), /larger than 1048576 bytes/);
});
