import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommittedFiles } from '../../src/ports.ts';
import { aGitRepository, type GitRepository } from '../builders/git-repository.ts';

/** A repository and the adapter over it. */
export interface OpenFiles extends AsyncDisposable {
  readonly files: CommittedFiles;
}

/** The commits of `aRepositoryOfEverything`. */
export interface Everything {
  readonly repository: GitRepository;
  /** Tip of `main`: one of each kind. */
  readonly main: string;
  /** Tip of `feature/ü#1%2e`: `.github` is a link. */
  readonly feature: string;
  /** Merges `feature` into `main`. */
  readonly merge: string;
}

export const LIMIT = 1000;
export const POLICY = 'checks:\n  user-numeric: { severity: low }\n';

export function aRepositoryOfEverything(): Everything {
  const repository = aGitRepository();
  const root = repository.commit({
    files: {
      '.github/gate.yml': POLICY,
      '.github/workflows/ci.yml': 'on: push\n',
      'a/b/c/d.txt': 'deep\n',
      'run.sh': { text: '#!/bin/sh\n', executable: true },
      empty: '',
      bom: '\ufeffx',
      'latin-1': Buffer.from('caf\xe9', 'latin1'),
      exact: 'x'.repeat(LIMIT),
      over: 'x'.repeat(LIMIT + 1),
      link: { link: '.github/gate.yml' },
      'linked-folder': { link: '.github' },
      'link-outside': { link: '../../etc/passwd' },
      module: { submodule: '5'.repeat(40) },
      '*': 'star',
      ':(top)x': 'magic',
      ':!x': 'but',
      '-x': 'dash',
      'with space/ü €': 'letters',
      'a%2fb': 'percent',
    },
  });
  const feature = repository.commit({
    branch: 'feature/ü#1%2e',
    parents: [root],
    files: { '.github': { link: 'elsewhere' }, 'elsewhere/gate.yml': 'planted' },
  });
  const main = repository.commit({ files: { later: 'later' } });
  return { repository, main, feature, merge: repository.merge('refs/pull/7/merge', [main, feature]) };
}

const UNREADABLE = /^POLICY-UNREADABLE: .*The rules are not known, so the verdict is NO VERDICT, not PASS\. \S/;

/** That it is refused as unreadable, with words of its own. */
export async function expectUnreadable(answer: Promise<unknown>, words: RegExp): Promise<void> {
  await expect(answer).rejects.toThrow(UNREADABLE);
  await expect(answer).rejects.toThrow(words);
}

/** What is true of every adapter of `CommittedFiles`. */
export function expectCommittedFiles(open: (repository: GitRepository) => Promise<OpenFiles>): void {
  let made: Everything;
  let opened: OpenFiles;
  let files: CommittedFiles;
  beforeAll(async () => {
    made = aRepositoryOfEverything();
    // What lies in the working tree is another matter, and the pull request's.
    made.repository.checkOut(made.feature);
    opened = await open(made.repository);
    files = opened.files;
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
    made.repository[Symbol.dispose]();
  });

  describe('a branch', () => {
    test('leads to its commit', async () => {
      expect(await files.commitOf('main')).toBe(made.main);
      expect(await files.commitOf('feature/ü#1%2e')).toBe(made.feature);
    });

    test.each(['feature', 'mai', 'main2', 'MAIN', 'refs/heads/nothing'])('%s, which is none, is unreadable', (name) =>
      expectUnreadable(files.commitOf(name), /permissions: contents: read|Fetch the commit first/),
    );

    test.each([
      ...['', '-x', '--output=x', 'a..b', 'a b', 'a\tb', 'a\nb', 'a\0b', 'main:.github', 'a\\b', 'a*', 'a?', 'a['],
      ...['^main', '\ud800', 'x'.repeat(256)],
    ])('%j, which is hostile, is not asked for', (name) =>
      expectUnreadable(files.commitOf(name), /is no name of a branch|does not name a commit/),
    );
  });

  describe('parents', () => {
    test('of a commit, a merge and a root', async () => {
      const [root = ''] = (await files.parentsOf(made.main)) ?? [];
      expect(await files.parentsOf(made.feature)).toEqual([root]);
      expect(await files.parentsOf(made.merge)).toEqual([made.main, made.feature]);
      expect(await files.parentsOf(root)).toEqual([]);
    });
  });

  describe('what stands at a path', () => {
    test.each([
      ['.github/gate.yml', 'file'],
      ['run.sh', 'file'],
      ['latin-1', 'file'],
      ['over', 'file'],
      ['*', 'file'],
      [':(top)x', 'file'],
      [':!x', 'file'],
      ['-x', 'file'],
      ['a%2fb', 'file'],
      ['with space/ü €', 'file'],
      ['a/b/c/d.txt', 'file'],
      ['.github', 'folder'],
      ['.github/workflows', 'folder'],
      ['link', 'link'],
      ['linked-folder', 'link'],
      ['link-outside', 'link'],
      ['module', 'submodule'],
    ])('%s: a %s', async (path, kind) => {
      const objectId = made.repository.git('rev-parse', `${made.main}:${path}`);
      expect(await files.entry(made.main, path)).toEqual({ kind, objectId });
    });

    test.each([
      'nothing',
      'nothing/gate.yml',
      '.github/gate.yaml',
      '.GITHUB/gate.yml',
      'run.sh/x',
      'gate.yml',
      'a/b/c/d',
    ])('%s: surely nothing', async (path) => {
      expect(await files.entry(made.main, path)).toBeUndefined();
      expect(await files.readText(made.main, path, LIMIT)).toBeUndefined();
    });

    test('is the commit’s own', async () => {
      expect(await files.entry(made.main, 'elsewhere/gate.yml')).toBeUndefined();
      expect(await files.entry(made.merge, 'elsewhere/gate.yml')).toMatchObject({ kind: 'file' });
      expect(await files.entry(made.merge, '.github')).toMatchObject({ kind: 'link' });
    });

    test.each([
      ['linked-folder/gate.yml', /linked-folder of the commit \w{12} is a link, which is not followed/],
      ['link/x', /link of the commit \w{12} is a link/],
      ['module/gate.yml', /module of the commit \w{12} is a submodule, which is not followed/],
    ])('%s: not followed', async (path, words) => {
      await expectUnreadable(files.entry(made.main, path), words);
      await expectUnreadable(files.readText(made.main, path, LIMIT), words);
    });

    test('the policy’s folder is a link, after the pull request', () =>
      expectUnreadable(
        files.readText(made.feature, '.github/gate.yml', LIMIT),
        /\.github of the commit \w+ is a link/,
      ));

    test.each([
      ...[
        '',
        '/',
        '/etc/passwd',
        '.',
        '..',
        '../x',
        'a/../run.sh',
        './run.sh',
        'run.sh/',
        'a//b',
        'a\\b',
        'a\0b',
        'a\nb',
      ],
      ...['\ud800', '\ufffd', 'x'.repeat(1025), 'x/'.repeat(40)],
    ])('%j is no path', async (path) => {
      await expectUnreadable(files.entry(made.main, path), /is no path of a file/);
      await expectUnreadable(files.readText(made.main, path, LIMIT), /is no path of a file/);
    });

    test.each(['main', 'HEAD', '', 'a'.repeat(39), 'A'.repeat(40), '--help', `${'a'.repeat(40)}\n`])(
      '%j is no commit',
      async (commit) => {
        await expectUnreadable(files.entry(commit, 'run.sh'), /is no commit's id/);
        await expectUnreadable(files.parentsOf(commit), /is no commit's id/);
      },
    );

    test('of a commit that is not there', async () => {
      await expectUnreadable(files.entry('a'.repeat(40), 'run.sh'), /commit aaaaaaaaaaaa/);
      await expectUnreadable(files.parentsOf('a'.repeat(40)), /commit aaaaaaaaaaaa/);
    });

    test('of a tree or a file in the place of a commit', async () => {
      for (const of of [`${made.main}^{tree}`, `${made.main}:run.sh`]) {
        await expectUnreadable(files.entry(made.repository.git('rev-parse', of), 'run.sh'), /commit/);
      }
    });
  });

  describe('the names in a folder', () => {
    test.each(['', '.github', '.github/workflows', 'a/b', 'with space'])('"%s"', async (folder) => {
      const listed = made.repository.git('ls-tree', '-z', '--name-only', `${made.main}:${folder}`).split('\0');
      const names = (await files.names(made.main, folder)) ?? [];
      expect([...names].sort()).toEqual(listed.filter((name) => name !== '').sort());
      expect(names.length).toBeGreaterThan(0);
    });

    test.each(['nothing', 'nothing/more', 'run.sh', 'run.sh/x', '.GITHUB'])('%s: no folder', async (folder) => {
      expect(await files.names(made.main, folder)).toBeUndefined();
    });

    test.each([
      ['linked-folder', /linked-folder of the commit \w{12} is a link, which is not followed/],
      ['module', /module of the commit \w{12} is a submodule/],
      ['linked-folder/workflows', /linked-folder of the commit \w{12} is a link/],
      ['/', /is no path of a file/],
      ['..', /is no path of a file/],
    ])('%s: refused', (folder, words) => expectUnreadable(files.names(made.main, folder), words));

    test('of a commit that is none, or not there', async () => {
      await expectUnreadable(files.names('main', ''), /is no commit's id/);
      await expectUnreadable(files.names('a'.repeat(40), ''), /commit aaaaaaaaaaaa/);
    });
  });

  describe('a text', () => {
    test.each([
      ['.github/gate.yml', POLICY],
      ['run.sh', '#!/bin/sh\n'],
      ['empty', ''],
      ['bom', '\ufeffx'],
      ['exact', 'x'.repeat(LIMIT)],
      ['*', 'star'],
      [':(top)x', 'magic'],
      ['-x', 'dash'],
      ['with space/ü €', 'letters'],
    ])('of %s', async (path, text) => {
      expect(await files.readText(made.main, path, LIMIT)).toBe(text);
    });

    test.each([
      ['over', /over of the commit \w{12} is larger than 1000 bytes/],
      ['latin-1', /is no UTF-8 text/],
      ['link', /is a link, which is not followed/],
      ['link-outside', /is a link, which is not followed/],
      ['module', /is a submodule, which is not followed/],
      ['.github', /is a folder, not a file/],
    ])('of %s: refused', (path, words) => expectUnreadable(files.readText(made.main, path, LIMIT), words));
  });

  test('replaced objects are not seen', async () => {
    using repository = aGitRepository();
    const strict = repository.commit({ files: { 'gate.yml': 'strict', x: 'strict' } });
    const loose = repository.commit({ branch: 'loose', files: { 'gate.yml': 'loose', x: 'loose' } });
    repository.git('replace', strict, loose);
    repository.git('replace', `${strict}^{tree}`, `${loose}^{tree}`);
    repository.git('replace', repository.git('rev-parse', `${strict}:x`), repository.git('rev-parse', `${loose}:x`));
    const replaced = execFileSync('git', ['cat-file', 'blob', `${strict}:x`], { cwd: repository.folder });
    expect(replaced.toString()).toBe('loose');
    await using own = await open(repository);
    expect(await own.files.readText(strict, 'gate.yml', LIMIT)).toBe('strict');
    expect(await own.files.readText(strict, 'x', LIMIT)).toBe('strict');
  });

  test('two things of one name are none that is known', async () => {
    using repository = aGitRepository();
    const commit = anOddCommit(repository);
    await using own = await open(repository);
    await expectUnreadable(own.files.readText(commit, 'two', LIMIT), /There are two of two of the commit/);
    await expectUnreadable(own.files.entry(commit, 'two'), /There are two of two of the commit/);
    expect(await own.files.entry(commit, 'three')).toBeUndefined();
  });
}

/** A commit that git itself would not make: `two` twice, and `old` with a mode of 2005. */
export function anOddCommit(repository: GitRepository): string {
  const blob = repository.git('rev-parse', `${repository.commit({ files: { x: 'x' } })}:x`);
  const entry = (mode: string, name: string) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(blob, 'hex')]);
  const tree = storeTree(repository, [entry('100664', 'old'), entry('100644', 'two'), entry('100644', 'two')]);
  return repository.git('commit-tree', tree, '-m', 'odd');
}

function storeTree({ folder }: GitRepository, entries: readonly Buffer[]): string {
  const args = ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'];
  return execFileSync('git', args, { cwd: folder, input: Buffer.concat(entries), encoding: 'utf8' }).trim();
}
