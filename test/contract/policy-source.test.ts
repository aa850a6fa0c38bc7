import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGitObjects } from '../../src/adapters/git-objects.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { openWorkspace } from '../../src/adapters/workspace.ts';
import { filesOfEither } from '../../src/evidence/files-of-either.ts';
import { type FoundPolicy, findPolicy, type PolicyRequest } from '../../src/evidence/policy.ts';
import { GateError } from '../../src/model/errors.ts';
import type { CommittedFiles } from '../../src/ports.ts';
import type { RunCircumstances } from '../../src/settings/run-context.ts';
import { aGitRepository, type FileChange, type GitRepository } from '../builders/git-repository.ts';

const USUAL = '.github/gate.yml';
const LOCAL: RunCircumstances = { where: 'command-line', privileged: false, fork: false };

const processes = createProcesses({
  workspace: undefined,
  environment: process.env,
  signal: new AbortController().signal,
});

async function find({ folder }: GitRepository, request: Partial<PolicyRequest> = {}): Promise<FoundPolicy> {
  return findPolicy(
    { circumstances: LOCAL, usual: USUAL, limitBytes: 1000, ...request },
    { workspace: await openWorkspace(folder, processes), fetched: createGitObjects({ processes, folder }) },
  );
}

/** A checked-out repository with these files; a link may lead anywhere. */
function aTree(files: Readonly<Record<string, FileChange>>): GitRepository {
  const repository = aGitRepository();
  repository.commit({ files: { Dockerfile: 'FROM scratch\n', ...files } });
  repository.checkOut('main');
  return repository;
}

describe('in the working tree', () => {
  test.each([
    ['a file', { [USUAL]: 'strict' }, 'strict'],
    ['a file behind a link', { [USUAL]: { link: '../x.yml' }, 'x.yml': 'linked' }, 'linked'],
    ['a folder behind a link', { '.github': { link: 'meta' }, 'meta/gate.yml': 'linked' }, 'linked'],
    ['nothing', {}, undefined],
    ['a folder without it', { '.github/x': '' }, undefined],
    ['a file in the place of the folder', { '.github': 'x' }, undefined],
    ['a link to a file in the place of the folder', { '.github': { link: 'Dockerfile' } }, undefined],
    ['names that share a part', { '.github/gate.yml.md': 'x', 'my-gate.yml': 'x', 'docs/gate.yml': 'x' }, undefined],
  ] as const)('%s', async (_, files, text) => {
    using repository = aTree(files);
    const found = await find(repository);
    expect(found.text).toBe(text);
    expect(found).toMatchObject({ path: USUAL, place: 'in the working tree' });
    expect(found.remark).toBeUndefined();
  });

  test.each([
    ['the file', USUAL],
    ['its folder', '.github'],
  ] as const)('a link that leads nowhere in the place of %s is not "no policy"', async (_, place) => {
    using repository = aTree({ [place]: { link: 'nowhere' } });
    await expect(find(repository)).rejects.toThrow(
      `POLICY-UNREADABLE: The policy can't be read: ${place} is a link that leads nowhere in the working tree.`,
    );
    await expect(find(repository, { wanted: USUAL })).rejects.toThrow(/^POLICY-UNREADABLE: /);
  });

  test.each(['.github/gate.yaml', '.github/GATE.yml', '.GitHub/gate.yml', 'gate.yml', '.gate.yaml'])(
    '%s is not "no policy"',
    async (near) => {
      using repository = aTree({ [near]: 'strict' });
      const words = `POLICY-NOT-FOUND: There is no ${USUAL} in the working tree, but ${near}, which is not read.`;
      await expect(find(repository)).rejects.toThrow(words);
      expect((await find(repository, { wanted: near })).text).toBe('strict');
      mkdirSync(path.join(repository.folder, '.github'), { recursive: true });
      writeFileSync(path.join(repository.folder, USUAL), 'usual');
      expect((await find(repository)).text).toBe('usual');
    },
  );

  test('several of them are told', async () => {
    using repository = aTree({ '.github/gate.yaml': 'x', 'gate.yml': 'x' });
    const error: unknown = await find(repository).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GateError);
    expect(error).toMatchObject({
      problem: {
        what: expect.stringContaining('and 1 more'),
        details: expect.arrayContaining(['gate.yml', '.github/gate.yaml']),
      },
    });
  });

  test('what is called like the folder and is none has no policy in it', async () => {
    using repository = aTree({});
    writeFileSync(path.join(repository.folder, '.GITHUB'), 'x');
    symlinkSync('nowhere', path.join(repository.folder, '.GitHub'));
    expect((await find(repository)).text).toBeUndefined();
  });
});

describe('in a commit', () => {
  test.each(['.github/gate.yaml', '.github/GATE.yml', '.GitHub/gate.yml', 'gate.yml', '.gate.yaml'])(
    '%s is not "no policy"',
    async (near) => {
      using repository = aTree({ [near]: 'strict' });
      const main = repository.git('rev-parse', 'main').slice(0, 12);
      await expect(find(repository, { revision: 'main' })).rejects.toThrow(
        `POLICY-NOT-FOUND: There is no ${USUAL} of main (${main}), but ${near}, which is not read.`,
      );
      repository.commit({ files: { [USUAL]: 'usual' } });
      expect((await find(repository, { revision: 'main' })).text).toBe('usual');
    },
  );

  test('what is called like the folder and is none has no policy in it', async () => {
    using repository = aTree({
      '.GITHUB': 'x',
      '.GitHub': { link: 'nowhere' },
      '.githuB': { submodule: '1'.repeat(40) },
    });
    expect((await find(repository, { revision: 'main' })).text).toBeUndefined();
  });
});

describe('a policy that the workflow names', () => {
  const onRunner = (commit: string): RunCircumstances => ({
    ...LOCAL,
    where: 'github-actions',
    event: 'pull_request',
    base: { branch: 'main', commit },
  });

  test('is said to be its choice', async () => {
    using repository = aTree({ 'p/`x`.yml': 'lax' });
    const circumstances = onRunner(repository.git('rev-parse', 'main'));
    const found = await find(repository, { circumstances, wanted: 'p/`x`.yml' });
    expect(found.remark).toMatch(/^The workflow chose this policy file: p\/`x`\.yml\. /);
    expect((await find(repository, { wanted: 'p/`x`.yml' })).remark, 'on the command line').toBeUndefined();
  });

  test('is none of its choice at the usual place', async () => {
    using repository = aTree({ [USUAL]: 'usual' });
    const circumstances = onRunner(repository.git('rev-parse', 'main'));
    expect((await find(repository, { circumstances, wanted: USUAL })).remark).toBeUndefined();
    expect((await find(repository, { circumstances })).remark).toBeUndefined();
  });
});

describe('files of either source', () => {
  const questions = (files: CommittedFiles, commit: string) => [
    files.parentsOf(commit),
    files.names(commit, ''),
    files.entry(commit, 'x'),
    files.readText(commit, 'x', 1000),
  ];

  test('come from the second what the first does not have, and no question by name is passed on', async () => {
    using empty = aGitRepository();
    using full = aTree({ x: 'text' });
    const commit = full.git('rev-parse', 'main');
    const [first, second] = [empty, full].map(({ folder }) => createGitObjects({ processes, folder }));
    if (first === undefined || second === undefined) throw new Error('two were made');
    const expected = await Promise.all(questions(second, commit));
    for (const files of [filesOfEither(first, second), filesOfEither(second, first)]) {
      expect(await Promise.all(questions(files, commit))).toEqual(expected);
    }
    await expect(filesOfEither(first, second).commitOf('main')).rejects.toThrow(/^POLICY-UNREADABLE: /);
    expect(await filesOfEither(second, first).commitOf('main')).toBe(commit);
    for (const answer of questions(filesOfEither(first, first), commit)) {
      await expect(answer).rejects.toThrow(/^POLICY-UNREADABLE: /);
    }
  });

  test('are not asked of the second once the run is cancelled', async () => {
    using full = aTree({ x: 'text' });
    const cancelled = createProcesses({
      workspace: undefined,
      environment: process.env,
      signal: AbortSignal.abort(),
    });
    const first = createGitObjects({ processes: cancelled, folder: full.folder });
    const second = createGitObjects({ processes, folder: full.folder });
    for (const answer of questions(filesOfEither(first, second), full.git('rev-parse', 'main'))) {
      await expect(answer).rejects.toThrow(/^CANCELLED: /);
    }
  });
});
