import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aPublisher, methodsOf, shortStatus, TOKEN, visibleTexts } from '../builders/comment-publisher.ts';
import { aCommentRequest, aMarker } from '../builders/comment-request.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import type { FakeUser } from '../fakes/github-api-shapes.ts';

let api: GitHubApi;
beforeEach(async () => {
  api = await startGitHubApi({ token: TOKEN });
});
afterEach(async () => {
  expect(api.unexpected).toEqual([]);
  await api[Symbol.asyncDispose]();
});

const STRANGER: FakeUser = { login: 'mallory', id: 666, type: 'User' };

describe('one comment', () => {
  test('the first run creates it, the second updates it in place (T169, T186)', async () => {
    const { publish } = aPublisher(api);
    const first = await publish(aCommentRequest({ runId: 200, text: 'FAIL' }));
    expect(first).toEqual({
      state: 'created',
      url: 'https://github.com/octo-org/octo-repo/pull/7#issuecomment-492700400',
    });
    expect(methodsOf(api)).toBe('GET POST GET');

    const second = await publish(aCommentRequest({ runId: 201, text: 'PASS' }));
    expect(second).toEqual({ ...first, state: 'updated' });
    expect(methodsOf(api)).toBe('GET POST GET GET GraphQL PATCH GET');
    expect(visibleTexts(api)).toEqual(['PASS']);
  });

  test.each([
    ['a second attempt of the same run', { runId: 200, runAttempt: 2 }],
    ['the same run and attempt', { runId: 200, runAttempt: 1 }],
    ['the first attempt of a newer run', { runId: 201, runAttempt: 1 }],
  ])('%s updates it (T032)', async (_, run) => {
    api.add({ body: `${aMarker()}\nold` });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ ...run, text: 'new' })))).toBe('updated');
    expect(visibleTexts(api)).toEqual(['new']);
  });

  test('on a conversation of 100 comments, one with a planted marker, it takes four requests (T186)', async () => {
    for (let index = 0; index < 98; index += 1) api.add({ body: `comment ${index}`, user: STRANGER });
    api.add({ body: `${aMarker()}\nby a stranger`, user: STRANGER });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('created');
    expect(methodsOf(api)).toBe('GET GraphQL POST GET');
    const before = api.requests.length;
    await aPublisher(api).publish(aCommentRequest());
    expect(api.requests.length - before).toBe(4);
  });
});

describe('a comment that went away', () => {
  test('between two runs is created anew (T170)', async () => {
    const { publish } = aPublisher(api);
    await publish(aCommentRequest());
    api.state.comments.pop();
    expect(shortStatus(await publish(aCommentRequest({ text: 'again' })))).toBe('created');
    expect(visibleTexts(api)).toEqual(['again']);
  });

  test('between list and update is created once (T170)', async () => {
    api.add({ body: `${aMarker()}\nold` });
    api.before('PATCH', () => api.state.comments.pop());
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ text: 'new' })))).toBe('created');
    expect(visibleTexts(api)).toEqual(['new']);
    expect(methodsOf(api).match(/POST/g)).toHaveLength(1);
  });

  test('between list and GraphQL is created at once', async () => {
    api.add({ body: `${aMarker()}\nold` });
    api.before('POST', () => api.state.comments.pop());
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ text: 'new' })))).toBe('created');
    expect(methodsOf(api)).toBe('GET GraphQL POST GET');
  });

  test('by being minimised is left as it is, and a new one is created (T171)', async () => {
    const hidden = api.add({ body: `${aMarker()}\nold`, minimised: true });
    const { publish } = aPublisher(api);
    expect(shortStatus(await publish(aCommentRequest({ text: 'new' })))).toBe('created');
    expect(shortStatus(await publish(aCommentRequest({ text: 'newer' })))).toBe('updated');
    expect(visibleTexts(api)).toEqual(['newer']);
    expect(hidden).toMatchObject({ edits: 0, minimised: true });
  });
});

describe('what is not ours stays untouched (T172)', () => {
  const strangers: readonly [string, FakeUser][] = [
    ['a person', STRANGER],
    ['a person called like the bot', { login: 'github-actions', id: 667, type: 'User' }],
    ['another app', { login: 'mallory[bot]', id: 668, type: 'Bot' }],
    [
      'a person whose name is the bot’s, as an API that lies would say',
      { login: 'github-actions[bot]', id: 669, type: 'User' },
    ],
  ];
  test.each(strangers)('our marker in a comment of %s, before and after ours', async (_, user) => {
    const before = api.add({ body: `${aMarker()}\nspoofed`, user });
    const { publish } = aPublisher(api);
    expect(shortStatus(await publish(aCommentRequest({ text: 'one' })))).toBe('created');
    const after = api.add({ body: `${aMarker({ runId: 999 })}\nspoofed`, user });
    expect(shortStatus(await publish(aCommentRequest({ text: 'two' })))).toBe('updated');
    expect(visibleTexts(api)).toEqual(['spoofed', 'two', 'spoofed']);
    expect([before.edits, after.edits]).toEqual([0, 0]);
  });

  test.each([
    ['the marker below the first line', `Look:\n${aMarker()}`],
    ['the marker within the first line', `> ${aMarker()}`],
    ['a marker with another key', `${aMarker({ key: 'other' })}\nother`],
    ['a marker of another version', aMarker().replace(' v1 ', ' v2 ')],
    ['no marker', 'hello'],
  ])('our own comment with %s', async (_, body) => {
    const other = api.add({ body });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('created');
    expect(other).toMatchObject({ body, edits: 0 });
  });

  test.each<[string, FakeUser, string]>([
    ['a person’s token', { login: 'octocat', id: 1, type: 'User' }, 'octocat'],
    ['an app’s token, whose viewer lacks the suffix', { login: 'my-gate[bot]', id: 2, type: 'Bot' }, 'my-gate'],
  ])('and what %s wrote is found', async (_, user, login) => {
    api.add({ body: `${aMarker()}\nold`, user });
    api.state.viewer = { ...user, login };
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ text: 'new' })))).toBe('updated');
    expect(visibleTexts(api)).toEqual(['new']);
  });

  test('and 150 planted markers do not hide it', async () => {
    for (let index = 0; index < 150; index += 1) api.add({ body: `${aMarker()}\nspoofed`, user: STRANGER });
    const ours = api.add({ body: `${aMarker()}\nold` });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('updated');
    expect(ours.edits).toBe(1);
  });
});

test('of two of ours the oldest is kept and the other removed (T173)', async () => {
  api.add({ body: `${aMarker({ runId: 100 })}\none` });
  api.add({ body: 'between', user: STRANGER });
  api.add({ body: `${aMarker({ runId: 150 })}\ntwo` });
  expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ text: 'new' })))).toBe('updated');
  expect(api.state.comments.map(({ id }) => id)).toEqual([492_700_400, 492_700_401]);
  expect(visibleTexts(api)).toEqual(['new', '']);
  expect(methodsOf(api)).toBe('GET GraphQL PATCH GET DELETE');
});

describe('an older run never overwrites a newer one (T033)', () => {
  test.each([
    ['a newer run', { runId: 201 }, false],
    ['a later attempt of the same run', { runAttempt: 2 }, false],
    ['a newer run whose comment was minimised', { runId: 201 }, true],
  ])('%s', async (_, marker, minimised) => {
    const newer = api.add({ body: `${aMarker(marker)}\nnewer`, minimised });
    const status = await aPublisher(api).publish(aCommentRequest());
    expect(shortStatus(status)).toBe('superseded COMMENT-SUPERSEDED');
    expect(api.state.comments).toEqual([newer]);
    expect(newer.edits).toBe(0);
  });

  test('a stranger’s marker does not make ours an older one', async () => {
    api.add({ body: aMarker({ runId: 999 }), user: STRANGER });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('created');
  });
});

describe('only an update', () => {
  test('corrects the comment that is there', async () => {
    api.add({ body: `${aMarker()}\nPASS` });
    const status = await aPublisher(api).publish(aCommentRequest({ updateOnly: true, text: 'NO VERDICT' }));
    expect(shortStatus(status)).toBe('updated');
    expect(visibleTexts(api)).toEqual(['NO VERDICT']);
  });

  test.each([
    ['no comment', []],
    ['only a minimised one', [{ body: aMarker(), minimised: true }]],
    ['only a stranger’s', [{ body: aMarker(), user: STRANGER }]],
  ])('creates nothing where there is %s', async (_, comments) => {
    for (const comment of comments) api.add(comment);
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ updateOnly: true })))).toBe('off');
    expect(api.state.comments).toHaveLength(comments.length);
  });
});
