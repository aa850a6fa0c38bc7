import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { objectId, treeContent } from '../../src/adapters/git-object.ts';
import { createGitHubFiles, type GitHubFilesOptions } from '../../src/adapters/github-files.ts';
import type { Clock, CommittedFiles, ServedFiles } from '../../src/ports.ts';
import { aGitRepository, type GitRepository } from '../builders/git-repository.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { HTML_PAGE, secondaryLimit } from '../fakes/github-api-faults.ts';
import { ONLY_COMMIT } from '../fakes/github-api-git.ts';
import { expectCommittedFiles, expectUnreadable, LIMIT } from './committed-files.ts';

const TOKEN = 'ghs_c4n4ryTokenThatNobodyMayEverSee';

/** Two seconds go by whenever somebody looks: three requests, however slow the machine is, and the time is over. */
function aFastClock(): Clock {
  let ticks = 0;
  return {
    now: () => new Date(),
    ticks: () => {
      ticks += 2000;
      return ticks;
    },
  };
}

function filesOf(api: GitHubApi, overrides: Partial<GitHubFilesOptions> = {}): ServedFiles {
  const [owner = '', name = ''] = api.state.repository.split('/');
  return createGitHubFiles({
    token: TOKEN,
    apiUrl: api.url,
    repository: { owner, name },
    deadlineMs: 12_000,
    backoffMs: 1,
    clock: aFastClock(),
    debug: () => undefined,
    ...overrides,
  });
}

async function serving(repository: GitRepository, prefix: '' | '/api/v3' = ''): Promise<GitHubApi> {
  const api = await startGitHubApi({ token: TOKEN, prefix });
  api.state.gitFolder = repository.folder;
  return api;
}

describe('the API of GitHub', () => {
  expectCommittedFiles(async (repository) => {
    const api = await serving(repository);
    return {
      // One for all of these questions, so its time must not run out.
      files: filesOf(api, { deadlineMs: 1_000_000_000 }),
      [Symbol.asyncDispose]: async () => {
        expect(api.unexpected).toEqual([]);
        await api[Symbol.asyncDispose]();
      },
    };
  });
});

let repository: GitRepository;
let api: GitHubApi;
let commit: string;
beforeAll(() => {
  repository = aGitRepository();
  commit = repository.commit({
    files: { '.github/gate.yml': 'policy\n', '.github/other.yml': 'other\n', 'README.md': 'x', over: 'x'.repeat(1001) },
  });
});
afterAll(() => repository[Symbol.dispose]());
beforeEach(async () => {
  api = await serving(repository);
});
afterEach(() => api[Symbol.asyncDispose]());

/** `ref/heads%2Fmain commits/… trees/…`, ids shortened to nothing. */
const asked = () => api.requests.map(({ url }) => url.replace(/^.*\/git\//, '').replace(/[0-9a-f]{40}$/, 'ID'));

describe('requests', () => {
  test('are one for each object, whatever is asked of it', async () => {
    const files = filesOf(api);
    await files.commitOf('main');
    expect(await files.readText(commit, '.github/gate.yml', LIMIT)).toBe('policy\n');
    expect(asked()).toEqual(['ref/heads%2Fmain', 'commits/ID', 'trees/ID', 'trees/ID', 'blobs/ID']);
    await files.entry(commit, '.github/other.yml');
    await files.entry(commit, 'README.md');
    await files.parentsOf(commit);
    expect(asked()).toHaveLength(5);
  });

  test('also when they are asked at the same time', async () => {
    const files = filesOf(api);
    await Promise.all(['.github/gate.yml', '.github/other.yml', 'README.md'].map((path) => files.entry(commit, path)));
    expect(asked()).toEqual(['commits/ID', 'trees/ID', 'trees/ID']);
  });

  test('what failed is asked again by the next question', async () => {
    const files = filesOf(api);
    api.fail({ with: { kind: 'status', status: 418 } });
    await expectUnreadable(files.entry(commit, 'README.md'), /418/);
    expect(await files.entry(commit, 'README.md')).toMatchObject({ kind: 'file' });
  });

  test('carry the token, and no other place does', async () => {
    const lines: string[] = [];
    const files = filesOf(api, { debug: (line) => lines.push(line) });
    await files.readText(commit, 'README.md', LIMIT);
    api.state.permission = 'none';
    const problem = await files.commitOf('main').catch((error: unknown) => JSON.stringify(error));
    expect(lines.length).toBeGreaterThan(3);
    expect(JSON.stringify([lines, problem, api.requests])).not.toContain(TOKEN.slice(4));
    expect(api.requests.every(({ authorised }) => authorised)).toBe(true);
  });

  test('of a name with what means something in URLs stay below the repository', async () => {
    const branch = '%2e%2e/{owner}/a#b&c=d;é';
    repository.commit({ branch, files: { x: 'x' } });
    expect(await filesOf(api).commitOf(branch)).toBe(repository.git('rev-parse', branch));
    expect(asked()).toEqual([`ref/${encodeURIComponent(`heads/${branch}`)}`]);
  });
});

describe('a branch by a name that git refuses', () => {
  test.each([
    ...['a@{1}', '.a', 'a/.b', 'a.lock', 'a.lock/b', 'a.', '/a', 'a/', 'a//b', 'a/../b', 'a~1', 'a^', '\x7f', 'a\\b'],
    '-a',
  ])('%j is not asked for', async (name) => {
    expect(() => repository.git('check-ref-format', '--branch', name)).toThrow();
    await expectUnreadable(filesOf(api).commitOf(name), /is no name of a branch, so nothing was asked/);
    expect(api.requests).toEqual([]);
  });

  test.each(['@', 'a@b', '@a', 'a.b', 'a.lock.b', 'lock', 'a{b}', 'a-', "a'b", 'a$(b)', 'HEAD', 'a'.repeat(200)])(
    '%j, which it takes, is',
    async (name) => {
      repository.git('update-ref', `refs/heads/${name}`, commit);
      expect(await filesOf(api).commitOf(name)).toBe(commit);
    },
  );
});

test('an Enterprise Server, below /api/v3 (T183)', async () => {
  await using server = await serving(repository, '/api/v3');
  const files = filesOf(server);
  expect(files.name).toBe('the API of GitHub');
  expect(await files.readText(await files.commitOf('main'), '.github/gate.yml', LIMIT)).toBe('policy\n');
  expect(server.unexpected).toEqual([]);
});

describe('a token', () => {
  test('that is empty asks nothing', async () => {
    const files = filesOf(api, { token: '' });
    const words = /no token to ask GitHub for .*permissions: contents: read.*github-token/;
    await expectUnreadable(files.commitOf('main'), words);
    await expectUnreadable(files.parentsOf(commit), words);
    await expectUnreadable(files.entry(commit, 'nothing'), words);
    await expectUnreadable(files.readText(commit, 'nothing', LIMIT), words);
    expect(api.requests).toEqual([]);
  });

  test('that is wrong is told so, once', async () => {
    await expectUnreadable(filesOf(api, { token: 'other' }).commitOf('main'), /does not accept.*401: Bad credentials/);
    expect(api.requests).toHaveLength(1);
  });

  test('of a fork, which only reads, is enough', async () => {
    api.state.permission = 'read';
    expect(await filesOf(api).readText(await filesOf(api).commitOf('main'), '.github/gate.yml', LIMIT)).toBe(
      'policy\n',
    );
  });

  test('that may see nothing never sees that there is nothing', async () => {
    api.state.permission = 'none';
    const words = /404: Not Found.*permissions: contents: read/;
    await expectUnreadable(filesOf(api).commitOf('main'), words);
    await expectUnreadable(filesOf(api).parentsOf(commit), words);
    await expectUnreadable(filesOf(api).entry(commit, 'nothing'), words);
    await expectUnreadable(filesOf(api).readText(commit, 'nothing', LIMIT), words);
  });
});

describe('a 404', () => {
  test.each(['ref', 'commits', 'trees', 'blobs'])('of %s is unreadable, though the rest is there', async (what) => {
    const files = filesOf(api);
    api.fail({ path: new RegExp(`/git/${what}/`), with: { kind: 'status', status: 404, message: 'Not Found' } });
    const answer = files.commitOf('main').then((id) => files.readText(id, '.github/gate.yml', LIMIT));
    await expectUnreadable(answer, /404: Not Found/);
  });

  test('of a folder’s tree neither', async () => {
    const tree = repository.git('rev-parse', `${commit}:.github`);
    api.fail({ path: new RegExp(tree), with: { kind: 'status', status: 404 } });
    await expectUnreadable(filesOf(api).entry(commit, '.github/nothing'), /404/);
  });
});

describe('faults (T181)', () => {
  test.each([
    ['unavailable', /did not answer in time.*502: Server Error.*Run again/],
    ['html', /not as its API does.*Run again/],
    ['not-found', /404/],
    ['wrong-blob', /is not the content that git knows by the id/],
    ['huge-blob', /gate\.yml of the commit \w+ is larger than 1000 bytes/],
  ] as const)('%s', async (fault, words) => {
    api.state.gitFault = fault;
    await expectUnreadable(filesOf(api).readText(commit, '.github/gate.yml', LIMIT), words);
    delete api.state.gitFault;
    expect(await filesOf(api).readText(commit, '.github/gate.yml', LIMIT)).toBe('policy\n');
  });

  test('a list that was cut off proves what is on it, not what is not', async () => {
    api.state.gitFault = 'truncated';
    const files = filesOf(api);
    expect(await files.readText(commit, '.github/gate.yml', LIMIT)).toBe('policy\n');
    for (const path of ['.github/other.yml', 'README.md', 'nothing']) {
      await expectUnreadable(files.entry(commit, path), /is not known: the list of the folder was cut off/);
    }
    await expectUnreadable(files.names(commit, ''), /What is in the root of the commit \w+ is not known: the list/);
    await expectUnreadable(files.names(commit, '.github'), /What is in \.github of the commit \w+ is not known/);
  });

  test('what passes is asked again', async () => {
    for (const fault of [{ kind: 'reset' }, { kind: 'torn' }, HTML_PAGE, secondaryLimit(0)] as const) {
      api.fail({ with: fault });
      expect(await filesOf(api).commitOf('main')).toBe(commit);
    }
    expect(api.requests).toHaveLength(8);
  });

  test.each([
    ['a limit', secondaryLimit(3600), /limits the number of requests.*Run again later/],
    ['a refusal', { kind: 'status', status: 403, message: 'Resource not accessible by integration' }, /does not let/],
    [
      'an empty repository',
      { kind: 'status', status: 409, message: 'Git Repository is empty.' },
      /409: Git Repository is/,
    ],
    [
      'hidden words',
      { kind: 'status', status: 403, message: 'a\u202e\u001b[31m\n::error::' },
      /a\\u\{202e\}\\u\{1b\}\[31m/,
    ],
  ] as const)('%s ends it at once', async (_, fault, words) => {
    api.fail({ times: 9, with: fault });
    await expectUnreadable(filesOf(api).commitOf('main'), words);
    expect(api.requests).toHaveLength(1);
  });

  test('all answers have one end, and the same files with a time of their own another', async () => {
    const files = filesOf(api, { deadlineMs: 20_000 });
    const askUntilTheEnd = async (some: CommittedFiles): Promise<number> => {
      for (let answers = 0; ; answers += 1) {
        const commitOrEnd = await some.commitOf('main').catch((end: unknown) => String(end));
        if (commitOrEnd === commit) continue;
        expect(commitOrEnd).toMatch(/did not answer in time.*ms for the API are over/);
        return answers;
      }
    };
    expect(await askUntilTheEnd(files)).toBe(9);
    expect(await askUntilTheEnd(files)).toBe(0);
    const later = files.within(12_000);
    expect(await askUntilTheEnd(later)).toBe(5);
    expect(await askUntilTheEnd(later)).toBe(0);
  });

  test('what is known already is not asked again with another time', async () => {
    const files = filesOf(api);
    expect(await files.within(60_000).readText(commit, '.github/gate.yml', LIMIT)).toBe('policy\n');
    expect(await files.within(60_000).entry(commit, '.github/other.yml')).toMatchObject({ kind: 'file' });
    expect(await files.entry(commit, 'README.md')).toMatchObject({ kind: 'file' });
    expect(asked()).toEqual(['commits/ID', 'trees/ID', 'trees/ID', 'blobs/ID']);
  });

  test('no answer comes to its end', async () => {
    api.fail({ times: 9, with: { kind: 'stall' } });
    await expectUnreadable(filesOf(api, { requestTimeoutMs: 50 }).commitOf('main'), /did not answer in time/);
  });

  test('an address that is none is a problem too', () =>
    expectUnreadable(filesOf(api, { apiUrl: 'nowhere' }).commitOf('main'), /could not be asked for the branch main/));
});

describe('an answer', () => {
  const ID = 'a'.repeat(40);
  const json = (value: unknown) =>
    ({ kind: 'text', status: 200, type: 'application/json', text: JSON.stringify(value) }) as const;
  const onTheWay = (what: string, value: (sha: string) => unknown, sha: string) =>
    api.fail({ times: 99, path: new RegExp(`/git/${what}/`), with: json(value(sha)) });

  const ref = (object: unknown, name = 'refs/heads/main') => ({ ref: name, object });
  const tree =
    (entries: unknown, more = {}) =>
    (sha: string) => ({ sha, tree: entries, truncated: false, ...more });
  const blob = (more: object) => (sha: string) => ({
    sha,
    size: 7,
    encoding: 'base64',
    content: 'cG9saWN5Cg==',
    ...more,
  });
  const entry = { path: 'x', mode: '100644', type: 'blob', sha: ID };

  const odd: readonly (readonly [string, string, (sha: string) => unknown])[] = [
    ['a list of branches', 'ref', () => [ref({ type: 'commit', sha: ID })]],
    ['another branch', 'ref', () => ref({ type: 'commit', sha: ID }, 'refs/heads/main2')],
    ['a tag in the place of a commit', 'ref', () => ref({ type: 'tag', sha: ID })],
    ['no id', 'ref', () => ref({ type: 'commit', sha: 'main' })],
    ['another commit', 'commits', () => ({ sha: ID, tree: { sha: ID }, parents: [] })],
    ['a commit without a tree', 'commits', (sha) => ({ sha, parents: [] })],
    ['a commit without parents', 'commits', (sha) => ({ sha, tree: { sha: ID } })],
    ['a parent without an id', 'commits', (sha) => ({ sha, tree: { sha: ID }, parents: [{}] })],
    ['another tree', 'trees', () => tree([])(ID)],
    ['a tree without a list', 'trees', tree(undefined)],
    ['a tree that does not say if it is whole', 'trees', tree([], { truncated: undefined })],
    ['an entry without a mode', 'trees', tree([{ ...entry, mode: undefined }])],
    ['an entry without an id', 'trees', tree([{ ...entry, sha: null }])],
    ['an entry that is null', 'trees', tree([null])],
    ['another content', 'blobs', () => blob({})(ID)],
    ['a content in another encoding', 'blobs', blob({ encoding: 'utf-8', content: 'policy\n' })],
    ['no content', 'blobs', blob({ content: null })],
    ['no size', 'blobs', blob({ size: undefined })],
  ];

  const objects = () => ({
    ref: commit,
    commits: commit,
    trees: repository.git('rev-parse', `${commit}^{tree}`),
    blobs: repository.git('rev-parse', `${commit}:.github/gate.yml`),
  });
  const readAll = async () => {
    const files = filesOf(api);
    return files.readText(await files.commitOf('main'), '.github/gate.yml', LIMIT);
  };

  /** The commit has this tree instead of its own, and the list that comes for it is `shown`. */
  const withTree = (entries: readonly (typeof entry)[], shown = entries): void => {
    const given = entries.map(({ path: name, mode, sha: id }) => ({ name, mode, id }));
    const id = objectId('tree', treeContent(given) ?? Buffer.from('unknown'), ID);
    onTheWay('commits', (sha) => ({ sha, tree: { sha: id }, parents: [{ sha: ID }] }), commit);
    onTheWay('trees', tree(shown), id);
  };

  test.each(odd)('of %s is none', async (_, what, value) => {
    const sha = new Map(Object.entries(objects())).get(what) ?? '';
    onTheWay(what, value, sha);
    await expectUnreadable(readAll(), /not as its API does/);
  });

  test('as these should have been is one', async () => {
    const { blobs } = objects();
    onTheWay('ref', () => ref({ type: 'commit', sha: commit }), '');
    withTree([entry, { ...entry, path: 'gate.yml', sha: blobs }]);
    onTheWay('blobs', blob({}), blobs);
    expect(await filesOf(api).readText(await filesOf(api).commitOf('main'), 'gate.yml', LIMIT)).toBe('policy\n');
  });

  const y = { ...entry, path: 'y' };
  test.each([
    ['has lost an entry', [entry]],
    ['has other content', [entry, { ...y, sha: 'b'.repeat(40) }]],
    ['has another mode', [entry, { ...y, mode: '120000' }]],
    ['has another name', [entry, { ...y, path: 'z' }]],
    ['has one more', [entry, y, { ...y, path: 'z' }]],
  ])('of a folder that %s is not the one that was asked for', async (_, shown) => {
    withTree([entry, y], shown);
    await expectUnreadable(filesOf(api).entry(commit, 'x'), /GitHub gives for the tree \w+ does not have this id/);
    expect(asked()).toEqual(['commits/ID', 'trees/ID']);
  });

  test('of the same folder in another order is', async () => {
    withTree([entry, y], [y, entry]);
    expect(await filesOf(api).entry(commit, 'x')).toMatchObject({ kind: 'file' });
  });

  test('of a folder with names that are no UTF-8 can’t be held against its id, and is taken as it is', async () => {
    const odd = { ...entry, path: 'caf\ufffd' };
    withTree([entry, odd]);
    expect(await filesOf(api).names(commit, '')).toEqual(['x', 'caf\ufffd']);
    expect(await filesOf(api).entry(commit, 'x')).toMatchObject({ kind: 'file' });
  });

  test.each([
    [
      'its size lies and its text is long',
      { size: 7, content: Buffer.alloc(LIMIT + 3, 'x').toString('base64') },
      /larger/,
    ],
    ['its size says so', { size: LIMIT + 1 }, /larger/],
    ['it is cut', { content: 'cG9saWN5' }, /is not the content/],
    ['it is no base64', { content: '<html>' }, /is not the content/],
  ])('of a content is refused when %s', async (_, more, words) => {
    onTheWay('blobs', blob(more), objects().blobs);
    await expectUnreadable(readAll(), words);
  });

  test.each(['100664', '40000', '0100644', 'file', ''])('of an entry of the mode "%s" is refused', async (mode) => {
    withTree([{ ...entry, mode }]);
    await expectUnreadable(filesOf(api).entry(commit, 'x'), /x of the commit \w+ is of a kind that git/);
  });

  test('of a folder that says that a file is too large is believed', async () => {
    await expectUnreadable(filesOf(api).readText(commit, 'over', LIMIT), /larger than 1000 bytes/);
    expect(asked()).toEqual(['commits/ID', 'trees/ID']);
  });
});

test('the fake without a repository has no file on any branch', async () => {
  delete api.state.gitFolder;
  const files = filesOf(api);
  expect(await files.commitOf('any/branch')).toBe(ONLY_COMMIT);
  expect(await files.parentsOf('c'.repeat(40))).toEqual([]);
  expect(await files.readText('c'.repeat(40), '.github/gate.yml', LIMIT)).toBeUndefined();
  expect(api.unexpected).toEqual([]);
});
