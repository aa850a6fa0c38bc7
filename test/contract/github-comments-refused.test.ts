import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aPublisher, methodsOf, shortStatus, TOKEN, visibleTexts } from '../builders/comment-publisher.ts';
import { aCommentRequest, aMarker } from '../builders/comment-request.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { COMMENT_LIMIT, type GitHubState } from '../fakes/github-api-routes.ts';

let api: GitHubApi;
beforeEach(async () => {
  api = await startGitHubApi({ token: TOKEN });
});
afterEach(async () => {
  expect(api.unexpected).toEqual([]);
  await api[Symbol.asyncDispose]();
});

describe('a refusal is one notice and no second try', () => {
  const table: readonly [string, Partial<GitHubState>, todo: RegExp, methods: string][] = [
    ['locked conversation (T174)', { conversation: 'locked' }, /^Unlock/, 'GET POST'],
    ['comment limit reached (T182)', { conversation: 'full' }, /^Nobody can comment/, 'GET POST'],
    [
      'read-only token of a fork (T025)',
      { permission: 'read' },
      /`pull-requests: write`.*fork.*job summary/,
      'GET POST',
    ],
    ['token that sees nothing (T175)', { permission: 'none' }, /`pull-requests: write`/, 'GET'],
    ['deleted conversation, 410 (T175)', { conversation: 'deleted' }, /job summary/, 'GET'],
    ['issues disabled, 410 (T175)', { conversation: 'issues-disabled' }, /job summary/, 'GET'],
  ];
  test.each(table)('%s', async (_, state, todo, methods) => {
    Object.assign(api.state, state);
    const status = await aPublisher(api).publish(aCommentRequest());
    expect(shortStatus(status)).toBe('refused COMMENT-REFUSED');
    expect(status).toMatchObject({
      problem: { todo: expect.stringMatching(todo), means: expect.stringMatching(/verdict/) },
    });
    expect(methodsOf(api)).toBe(methods);
    expect(api.state.comments).toEqual([]);
  });

  test('an update that is refused leaves the comment', async () => {
    const ours = api.add({ body: `${aMarker()}\nold` });
    api.state.permission = 'read';
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('refused COMMENT-REFUSED');
    expect(methodsOf(api)).toBe('GET GraphQL PATCH');
    expect(ours.edits).toBe(0);
  });

  test('a GraphQL that is refused: nobody’s comment is touched', async () => {
    api.add({ body: `${aMarker()}\nold` });
    const text = JSON.stringify({ data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible' }] });
    api.fail({ path: /graphql/, with: { kind: 'text', status: 200, type: 'application/json', text } });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('refused COMMENT-REFUSED');
    expect(methodsOf(api)).toBe('GET GraphQL');
  });

  test('a token that is not accepted (T177)', async () => {
    const status = await aPublisher(api, { token: 'ghs_expired' }).publish(aCommentRequest());
    expect(shortStatus(status)).toBe('refused TOKEN-INVALID');
    expect(methodsOf(api)).toBe('GET');
  });

  test('no token: no request (T184)', async () => {
    const status = await aPublisher(api, { token: '' }).publish(aCommentRequest());
    expect(shortStatus(status)).toBe('refused TOKEN-MISSING');
    expect(api.requests).toEqual([]);
  });

  test('a comment without a marker is not sent', async () => {
    const status = await aPublisher(api).publish(aCommentRequest({ body: 'no marker', shorter: 'no marker' }));
    expect(shortStatus(status)).toBe('failed COMMENT-FAILED');
    expect(api.requests).toEqual([]);
  });

  test('GitHub’s words are shown without what hides in them', async () => {
    api.fail({ with: { kind: 'status', status: 403, message: `\u001b[31m\n::error::x\u202e${'y'.repeat(300)}` } });
    const status = await aPublisher(api).publish(aCommentRequest());
    expect(status).toMatchObject({
      problem: { what: expect.stringContaining('\\u{1b}[31m\\u{a}::error::x\\u{202e}y') },
    });
    expect(JSON.stringify(status).length).toBeLessThan(900);
  });
});

describe('length (T176, T187)', () => {
  const sized = (length: number, filler: string) => {
    const request = aCommentRequest({ text: '' });
    const body = request.body + filler.repeat(length - request.body.length);
    return { ...request, body };
  };
  test.each([
    ['one below the limit', COMMENT_LIMIT - 1, 'x', 'GET POST GET'],
    ['at the limit', COMMENT_LIMIT, 'x', 'GET POST GET'],
    ['one above it: the shorter text', COMMENT_LIMIT + 1, 'x', 'GET POST POST GET'],
    ['at the limit, of four bytes each', COMMENT_LIMIT, '\u{1f6a2}', 'GET POST GET'],
    ['one above it, of four bytes each', COMMENT_LIMIT + 1, '\u{1f6a2}', 'GET POST POST GET'],
  ])('%s', async (_, length, filler, methods) => {
    const { publish } = aPublisher(api);
    const request = sized(length, filler);
    expect(shortStatus(await publish(request))).toBe('created');
    expect(methodsOf(api)).toBe(methods);
    const shortened = methods.includes('POST POST');
    expect(visibleTexts(api)).toEqual([shortened ? 'shorter' : request.body.split('\n')[1]]);
  });

  test('the same for an update', async () => {
    api.add({ body: `${aMarker()}\nold` });
    expect(shortStatus(await aPublisher(api).publish(sized(COMMENT_LIMIT + 1, 'x')))).toBe('updated');
    expect(methodsOf(api)).toBe('GET GraphQL PATCH PATCH GET');
    expect(visibleTexts(api)).toEqual(['shorter']);
  });

  test('what is still too long is a notice, without a third try', async () => {
    const request = sized(COMMENT_LIMIT + 1, 'x');
    const status = await aPublisher(api).publish({ ...request, shorter: `${request.body}x` });
    expect(shortStatus(status)).toBe('failed COMMENT-FAILED');
    expect(methodsOf(api)).toBe('GET POST POST');
  });
});
