import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aPublisher, methodsOf, shortStatus, TOKEN, visibleTexts } from '../builders/comment-publisher.ts';
import { aCommentRequest, aMarker } from '../builders/comment-request.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { BROKEN_JSON, type FaultKind, HTML_PAGE, secondaryLimit } from '../fakes/github-api-faults.ts';

let api: GitHubApi;
beforeEach(async () => {
  api = await startGitHubApi({ token: TOKEN });
});
afterEach(async () => {
  expect(api.unexpected).toEqual([]);
  await api[Symbol.asyncDispose]();
});

const status = (code: number): FaultKind => ({ kind: 'status', status: code });
const FAULTS: readonly (readonly [string, FaultKind])[] = [
  ['500', status(500)],
  ['502', status(502)],
  ['503', status(503)],
  ['504', status(504)],
  ['reset', { kind: 'reset' }],
  ['torn answer', { kind: 'torn' }],
  ['stall', { kind: 'stall' }],
  ['stalled body', { kind: 'stalled-body' }],
  ['HTML', HTML_PAGE],
  ['broken JSON', BROKEN_JSON],
  ['JSON of another shape', { kind: 'text', status: 200, type: 'application/json', text: '{"message":"hello"}' }],
  ['empty 200', { kind: 'text', status: 200, type: 'application/json', text: '' }],
];
const SHORT = { requestTimeoutMs: 150 };

describe.each(FAULTS)('%s, twice (T179, T180)', (_, fault) => {
  test.each(['GET', 'POST', 'PATCH', 'GraphQL'])('at %s: the comment arrives once', async (method) => {
    const update = method === 'PATCH' || method === 'GraphQL';
    if (update) api.add({ body: `${aMarker()}\nold` });
    const request = method === 'GraphQL' ? { path: /^\/graphql/ } : { method };
    api.fail({ ...request, times: 2, with: fault });
    const result = await aPublisher(api, SHORT).publish(aCommentRequest({ text: 'new' }));
    expect(shortStatus(result)).toBe(update ? 'updated' : 'created');
    expect(visibleTexts(api)).toEqual(['new']);
  });

  test.each(['POST', 'PATCH'])('after %s was carried out: it is recognised, not repeated', async (method) => {
    if (method === 'PATCH') api.add({ body: `${aMarker()}\nold` });
    api.fail({ method, stored: true, with: fault });
    const result = await aPublisher(api, SHORT).publish(aCommentRequest({ text: 'new' }));
    expect(shortStatus(result)).toBe(method === 'POST' ? 'created' : 'updated');
    expect(visibleTexts(api)).toEqual(['new']);
    expect(methodsOf(api).match(new RegExp(method, 'g'))).toHaveLength(1);
  });

  test('for good: a notice within the time', async () => {
    api.fail({ times: 1000, with: fault });
    const start = performance.now();
    const result = await aPublisher(api, { ...SHORT, deadlineMs: 400, backoffMs: 40 }).publish(aCommentRequest());
    expect(shortStatus(result)).toBe('failed COMMENT-FAILED');
    expect(performance.now() - start).toBeLessThan(1000);
    expect(api.requests.length).toBeGreaterThan(1);
    expect(api.requests.length).toBeLessThan(20);
  });
});

test('a comment that is created twice after all ends as one', async () => {
  // The gateway gives up, the first write arrives only after the gate has looked for it.
  const request = aCommentRequest({ text: 'new' });
  api.fail({ method: 'POST', with: status(504) });
  api.before('POST', () => api.before('POST', () => api.add({ body: request.body })));
  expect(shortStatus(await aPublisher(api).publish(request))).toBe('created');
  expect(visibleTexts(api)).toEqual(['new']);
});

test('a created comment is reported although the list fails afterwards', async () => {
  api.before('POST', () => api.fail({ method: 'GET', times: 100, with: status(503) }));
  const result = await aPublisher(api, { deadlineMs: 300 }).publish(aCommentRequest());
  expect(shortStatus(result)).toBe('created');
  expect(api.state.comments).toHaveLength(1);
});

describe('rate limits (T178)', () => {
  const tooMany: FaultKind = { kind: 'status', status: 429, headers: { 'retry-after': '1' } };
  test.each<[string, string, FaultKind]>([
    ['secondary limit', 'GET', secondaryLimit(1)],
    ['secondary limit', 'POST', secondaryLimit(1)],
    ['429', 'PATCH', tooMany],
    ['429', 'GraphQL', tooMany],
  ])('%s at %s: waits as told, then goes on', async (_, method, fault) => {
    if (method === 'PATCH' || method === 'GraphQL') api.add({ body: `${aMarker()}\nold` });
    api.fail({ ...(method === 'GraphQL' ? { path: /^\/graphql/ } : { method }), with: fault });
    const start = performance.now();
    const result = await aPublisher(api).publish(aCommentRequest({ text: 'new' }));
    expect(shortStatus(result)).toMatch(/^(created|updated)$/);
    expect(visibleTexts(api)).toEqual(['new']);
    expect(performance.now() - start).toBeGreaterThanOrEqual(1000);
  });

  const reset = () => String(Math.floor(Date.now() / 1000) + 60);
  test.each<[string, FaultKind]>([
    ['a wait longer than the time', secondaryLimit(60)],
    ['a limit that says no time: a minute', secondaryLimit(undefined)],
    ['a Retry-After that is no number: a minute', { kind: 'status', status: 429, headers: { 'retry-after': '1e9' } }],
    [
      'the hourly limit, which ends later',
      { kind: 'status', status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset() } },
    ],
  ])('%s is a notice at once', async (_, fault) => {
    api.fail({ method: 'POST', with: fault });
    const start = performance.now();
    const result = await aPublisher(api).publish(aCommentRequest());
    expect(shortStatus(result)).toBe('failed COMMENT-FAILED');
    expect(result).toMatchObject({ problem: { what: expect.stringMatching(/limits the number of requests/) } });
    expect(performance.now() - start).toBeLessThan(900);
    expect(methodsOf(api)).toBe('GET POST');
  });
});
