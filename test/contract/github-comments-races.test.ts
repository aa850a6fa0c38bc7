import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aPublisher, methodsOf, shortStatus, TOKEN, visibleTexts } from '../builders/comment-publisher.ts';
import { aCommentRequest, aMarker } from '../builders/comment-request.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';

let api: GitHubApi;
beforeEach(async () => {
  api = await startGitHubApi({ token: TOKEN });
});
afterEach(async () => {
  expect(api.unexpected).toEqual([]);
  await api[Symbol.asyncDispose]();
});

const TEN = Array.from({ length: 10 }, (_, index) => index);

describe('ten runs at once (T185)', () => {
  test('with a key each leave ten comments', async () => {
    api.delay = () => Math.random() * 20;
    const results = await Promise.all(
      TEN.map((index) => aPublisher(api).publish(aCommentRequest({ key: `leg-${index}`, text: `leg ${index}` }))),
    );
    expect(results.map(shortStatus)).toEqual(TEN.map(() => 'created'));
    expect([...visibleTexts(api)].sort()).toEqual(TEN.map((index) => `leg ${index}`));
  });

  test.each([0, 5, 40])('with one key leave one (answers within %i ms)', async (delay) => {
    api.delay = () => Math.random() * delay;
    const results = await Promise.all(
      TEN.map((index) => aPublisher(api).publish(aCommentRequest({ text: `leg ${index}` }))),
    );
    expect(results.map(shortStatus).every((state) => state === 'created' || state === 'updated')).toBe(true);
    expect(visibleTexts(api)).toEqual([expect.stringMatching(/^leg \d$/)]);
  });

  test.each([0, 5, 40])('with one key, of ten different runs, leave one (answers within %i ms)', async (delay) => {
    api.delay = () => Math.random() * delay;
    const results = await Promise.all(
      TEN.map((index) => aPublisher(api).publish(aCommentRequest({ runId: 300 + index, text: `run ${index}` }))),
    );
    expect(results.map(shortStatus).filter((state) => state.startsWith('failed'))).toEqual([]);
    // Whose text stays when all write within milliseconds is not certain (docs/reports.md); that one stays is.
    expect(visibleTexts(api)).toHaveLength(1);
  });

  test('with one key, over a comment that is there, update it', async () => {
    api.add({ body: `${aMarker()}\nold` });
    await Promise.all(TEN.map((index) => aPublisher(api).publish(aCommentRequest({ text: `leg ${index}` }))));
    expect(visibleTexts(api)).toEqual([expect.stringMatching(/^leg \d$/)]);
  });
});

describe('another run creates its comment first, unseen', () => {
  const race = (marker: Parameters<typeof aMarker>[0]) =>
    api.before('POST', () => api.add({ body: `${aMarker(marker)}\ntheirs` }));

  test.each([
    ['an older run', { runId: 100 }],
    ['the same run', {}],
  ])('%s: ours goes into the oldest', async (_, marker) => {
    race(marker);
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ text: 'ours' })))).toBe('updated');
    expect(api.state.comments).toMatchObject([{ id: 492_700_400, edits: 1 }]);
    expect(visibleTexts(api)).toEqual(['ours']);
    expect(methodsOf(api)).toBe('GET POST GET PATCH GET DELETE');
  });

  test('a newer run: ours goes away', async () => {
    race({ runId: 300 });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('superseded COMMENT-SUPERSEDED');
    expect(visibleTexts(api)).toEqual(['theirs']);
  });

  test('a stranger: both stay', async () => {
    api.before('POST', () => api.add({ body: aMarker(), user: { login: 'mallory', id: 666, type: 'User' } }));
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ text: 'ours' })))).toBe('created');
    expect(visibleTexts(api)).toEqual(['', 'ours']);
  });

  test('and takes it away again before ours gets there: ours stays', async () => {
    race({ runId: 100 });
    api.before('PATCH', () => api.state.comments.shift());
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ text: 'ours' })))).toBe('created');
    expect(visibleTexts(api)).toEqual(['ours']);
  });
});

describe('another run writes into the comment right after ours', () => {
  const over = (marker: Parameters<typeof aMarker>[0]) => {
    const comment = api.add({ body: `${aMarker({ runId: 100 })}\nold` });
    api.before('PATCH', () => api.before('GET', () => Object.assign(comment, { body: `${aMarker(marker)}\ntheirs` })));
  };
  test.each([
    ['an older run: ours is written again', { runId: 150 }, 'updated', 'ours'],
    ['the same run: the last one stays', { runId: 200 }, 'updated', 'theirs'],
    ['a newer run: that stays', { runId: 300 }, 'superseded COMMENT-SUPERSEDED', 'theirs'],
  ])('%s', async (_, marker, state, text) => {
    over(marker);
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest({ text: 'ours' })))).toBe(state);
    expect(visibleTexts(api)).toEqual([text]);
  });
});

test('a newer run that has made the comment we created its own keeps it', async () => {
  api.before('POST', () =>
    api.before('GET', () => Object.assign(api.state.comments[0] ?? {}, { body: `${aMarker({ runId: 300 })}\ntheirs` })),
  );
  expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('superseded COMMENT-SUPERSEDED');
  expect(visibleTexts(api)).toEqual(['theirs']);
});

test('a winner of a race whose comment somebody else removes does not create a second one', async () => {
  api.before('POST', () => api.before('GET', () => api.state.comments.pop()));
  expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('created');
  expect(methodsOf(api)).toBe('GET POST GET');
});
