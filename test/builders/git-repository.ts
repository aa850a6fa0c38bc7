import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a commit puts at a path; `null` takes away what is there. */
export type FileChange =
  | string
  | Uint8Array
  | { readonly text: string; readonly executable: true }
  | { readonly link: string }
  /** The commit of another repository. */
  | { readonly submodule: string }
  | null;

export interface CommitOptions {
  /** `main`, `feature/a`, or a whole name: `refs/pull/7/merge`. Default `main`. */
  readonly branch?: string;
  readonly files?: Readonly<Record<string, FileChange>>;
  /** Default: the branch's tip, none if it has none. The first one's files are the ones that are changed. */
  readonly parents?: readonly string[];
  readonly message?: string;
}

/** A real repository; whatever happens in it depends on nothing but the calls: no configuration, no time of day. */
export interface GitRepository extends Disposable {
  /** Absolute. Of a bare repository, the one that holds `HEAD`. */
  readonly folder: string;
  /** Runs git in it; standard output without the last line break. */
  readonly git: (...args: readonly string[]) => string;
  /** Makes a commit without touching the working tree, moves the branch to it, and returns its id. */
  readonly commit: (options?: CommitOptions) => string;
  /** Merges as GitHub does for a pull request: a commit of `parents`, its files put together. */
  readonly merge: (branch: string, parents: readonly [string, string]) => string;
  /** Puts a branch's or commit's files into the working tree, detached. */
  readonly checkOut: (revision: string) => void;
}

const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'A. U. Thor',
  GIT_AUTHOR_EMAIL: 'author@example.com',
  GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
  GIT_COMMITTER_NAME: 'C. O. Mitter',
  GIT_COMMITTER_EMAIL: 'committer@example.com',
  GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
};

/**
 * Git in a folder, with an environment of its own and as the repository really is: replaced objects are not seen.
 *
 * @throws what `execFileSync` throws
 */
export function runGit(
  folder: string,
  args: readonly string[],
  { input, env }: { readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>> } = {},
): Buffer {
  return execFileSync('git', ['--no-replace-objects', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...ENVIRONMENT, ...env },
    input: input ?? '',
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** An empty repository in a temporary folder; `HEAD` names `main`. */
export function aGitRepository(
  options: { readonly bare?: boolean; readonly objectFormat?: 'sha1' | 'sha256' } = {},
): GitRepository {
  const folder = mkdtempSync(path.join(tmpdir(), 'gate-git-'));
  const { bare = false, objectFormat = 'sha1' } = options;
  runGit(folder, [
    ...['init', '--quiet', '--initial-branch=main', '--template=', `--object-format=${objectFormat}`],
    ...(bare ? ['--bare'] : []),
  ]);
  return openGitRepository(folder);
}

/** A repository that is there already, a clone for example. It is removed with this object. */
export function openGitRepository(folder: string): GitRepository {
  const git = (...args: readonly string[]): string => runGit(folder, args).toString('utf8').replace(/\n$/, '');

  const tipOf = (ref: string): string | undefined => {
    const found = git('for-each-ref', '--format=%(refname) %(objectname)', ref).split('\n');
    return found.find((line) => line.startsWith(`${ref} `))?.slice(ref.length + 1);
  };

  const store = (tree: string, branch: string, parents: readonly string[], message: string): string => {
    const commit = git('commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message);
    git('update-ref', refName(branch), commit);
    return commit;
  };

  const commit = (options: CommitOptions = {}): string => {
    const { branch = 'main', files = {}, message = 'A change' } = options;
    const tip = tipOf(refName(branch));
    const parents = options.parents ?? (tip === undefined ? [] : [tip]);
    return store(writeTree(folder, parents[0], files), branch, parents, message);
  };

  return {
    folder,
    git,
    commit,
    merge: (branch, parents) => {
      const [tree = ''] = git('merge-tree', '--write-tree', ...parents).split('\n');
      return store(tree, branch, parents, `Merge ${parents[1]} into ${parents[0]}`);
    },
    checkOut: (revision) => {
      git('checkout', '--quiet', '--force', '--detach', revision);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function refName(branch: string): string {
  return branch.startsWith('refs/') ? branch : `refs/heads/${branch}`;
}

/** Writes the tree of `parent` with changes, through an index of its own: no file name is refused by a disk. */
function writeTree(folder: string, parent: string | undefined, files: Readonly<Record<string, FileChange>>): string {
  const place = mkdtempSync(path.join(tmpdir(), 'gate-git-index-'));
  const env = { GIT_INDEX_FILE: path.join(place, 'index') };
  try {
    runGit(folder, parent === undefined ? ['read-tree', '--empty'] : ['read-tree', parent], { env });
    const lines = Object.entries(files).flatMap(([name, change]) => indexLines(folder, parent, name, change));
    runGit(folder, ['update-index', '-z', '--index-info'], { env, input: lines.map((line) => `${line}\0`).join('') });
    return runGit(folder, ['write-tree', '--missing-ok'], { env }).toString('utf8').trim();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Lines for `git update-index --index-info`: `MODE ID<tab>PATH`; mode 0 takes away. */
function indexLines(folder: string, parent: string | undefined, name: string, change: FileChange): readonly string[] {
  // What stood below the path or on the way to it would be in the way.
  const cleared = `0 ${'0'.repeat(parent?.length ?? 40)}\t`;
  const below =
    parent === undefined
      ? []
      : runGit(folder, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', parent]).toString('utf8').split('\0');
  const gone = below.filter((path) => path === name || path.startsWith(`${name}/`) || name.startsWith(`${path}/`));
  const removed = gone.filter((path) => path !== '').map((path) => `${cleared}${path}`);
  if (change === null) return removed;
  const { mode, id } = storedChange(folder, change);
  return [...removed, `${mode} ${id}\t${name}`];
}

function storedChange(folder: string, change: Exclude<FileChange, null>): { mode: string; id: string } {
  const blob = (input: string | Uint8Array): string =>
    runGit(folder, ['hash-object', '-w', '--stdin', '--no-filters'], { input }).toString('utf8').trim();
  if (typeof change === 'string' || change instanceof Uint8Array) return { mode: '100644', id: blob(change) };
  if ('link' in change) return { mode: '120000', id: blob(change.link) };
  if ('submodule' in change) return { mode: '160000', id: change.submodule };
  return { mode: '100755', id: blob(change.text) };
}
