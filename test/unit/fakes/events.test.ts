import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildEvent, type EventName, writeEvent } from '../../fakes/events.ts';
import { child } from '../../fakes/webhook-examples.ts';

const table: readonly [EventName, ref: string, sha: RegExp, headRef: string][] = [
  ['pull_request', 'refs/pull/7/merge', /^3d21/, 'changes'],
  ['pull_request_target', 'refs/heads/main', /^f95f/, 'changes'],
  ['push', 'refs/heads/main', /^ec26/, ''],
  ['schedule', 'refs/heads/main', /^f95f/, ''],
  ['workflow_dispatch', 'refs/heads/main', /^f95f/, ''],
  ['merge_group', 'refs/heads/gh-readonly-queue/main/pr-7-f95f852bd8fca8fcc58a9a2d6c842781e32a215e', /^ec26/, ''],
  ['workflow_run', 'refs/heads/main', /^f95f/, ''],
];

test.each(table)('%s runs on %s', (name, ref, sha, headRef) => {
  const { env, payload } = buildEvent({ name, repository: 'a/b' });
  expect(env).toMatchObject({ GITHUB_EVENT_NAME: name, GITHUB_REF: ref, GITHUB_HEAD_REF: headRef });
  expect(env['GITHUB_SHA']).toMatch(sha);
  expect(child(payload, 'repository')).toMatchObject({ full_name: 'a/b', owner: { login: 'a' }, name: 'b' });
});

test('a pull request of a fork names both repositories', () => {
  const { payload } = buildEvent({ name: 'pull_request', repository: 'a/b', fork: 'c/d' });
  expect(payload).toMatchObject({
    number: 7,
    pull_request: {
      head: { repo: { full_name: 'c/d', fork: true }, label: 'c:changes' },
      base: { repo: { full_name: 'a/b', fork: false }, ref: 'main' },
    },
  });
});

test('overrides reach into the payload, and files are where the environment says', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gate event '));
  try {
    const overrides = { pull_request: { title: '`::error::`' } };
    const { env, files } = await writeEvent(folder, { name: 'pull_request', overrides });
    expect(env).toMatchObject({ GITHUB_EVENT_PATH: files.event, GITHUB_OUTPUT: files.output });
    const written: unknown = JSON.parse(await readFile(files.event, 'utf8'));
    expect(written).toMatchObject({ pull_request: { title: '`::error::`', number: 7 } });
    expect(await readFile(files.summary, 'utf8')).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
});
