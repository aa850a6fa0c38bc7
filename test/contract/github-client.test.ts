import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { guardedFetch } from '../../src/adapters/github-fetch.ts';
import { aPublisher, methodsOf, shortStatus, TOKEN, visibleTexts } from '../builders/comment-publisher.ts';
import { aCommentRequest, aMarker } from '../builders/comment-request.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { commandsIn } from '../fakes/runner-commands.ts';
import { startTunnel } from '../fakes/tunnel-proxy.ts';

let api: GitHubApi;
let foreign: GitHubApi;
beforeEach(async () => {
  api = await startGitHubApi({ token: TOKEN });
  foreign = await startGitHubApi();
});
afterEach(async () => {
  expect(api.unexpected).toEqual([]);
  await api[Symbol.asyncDispose]();
  await foreign[Symbol.asyncDispose]();
});

describe('pages (T181)', () => {
  const fill = (count: number) => {
    for (let index = 0; index < count; index += 1) api.add({ body: `comment ${index}` });
  };

  test.each([1, 99, 100, 101, 650])('ours is found behind %i others', async (others) => {
    fill(others);
    const ours = api.add({ body: `${aMarker()}\nold` });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('updated');
    expect(ours.edits).toBe(1);
    expect(api.requests).toHaveLength(2 * Math.ceil((others + 1) / 100) + 2);
  });

  test('a page that is shorter because a spammer is hidden is not the last', async () => {
    for (let index = 0; index < 100; index += 1) api.add({ body: 'spam', hidden: index % 2 === 0 });
    api.add({ body: `${aMarker()}\nold` });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('updated');
  });

  test('links to another host are not followed', async () => {
    fill(650);
    const ours = api.add({ body: `${aMarker()}\nold` });
    api.state.linkUrl = `${foreign.url}/repos/octo-org/octo-repo/issues/7/comments`;
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('updated');
    expect(ours.edits).toBe(1);
    expect(foreign.requests).toEqual([]);
  });

  test('a list without end is not read for ever', async () => {
    fill(6001);
    const status = await aPublisher(api).publish(aCommentRequest());
    expect(shortStatus(status)).toBe('failed COMMENT-FAILED');
    expect(api.requests).toHaveLength(60);
  });
});

describe('redirects', () => {
  const comments = '/repos/octo-org/octo-repo/issues/7/comments';

  test.each([
    ['GET', 301],
    ['GET', 302],
    ['GET', 307],
    ['GET', 308],
    ['POST', 307],
    ['POST', 308],
  ])('%s %i of the same host is followed (a renamed repository)', async (method, status) => {
    api.fail({ method, with: { kind: 'status', status, headers: { location: `${api.url}${comments}` } } });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('created');
    expect(api.state.comments).toHaveLength(1);
  });

  test.each(['GET', 'POST', 'PATCH', 'GraphQL'])(
    '%s to another host is not: it would get the token',
    async (method) => {
      if (method === 'PATCH' || method === 'GraphQL') api.add({ body: `${aMarker()}\nold` });
      const headers = { location: `${foreign.url}${comments}` };
      api.fail({
        ...(method === 'GraphQL' ? { path: /^\/graphql/ } : { method }),
        with: { kind: 'status', status: 307, headers },
      });
      const status = await aPublisher(api).publish(aCommentRequest());
      expect(shortStatus(status)).toBe('failed COMMENT-FAILED');
      expect(foreign.requests).toEqual([]);
    },
  );

  test('a loop ends', async () => {
    api.fail({ times: 100, with: { kind: 'status', status: 302, headers: { location: `${api.url}${comments}` } } });
    expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('failed COMMENT-FAILED');
    expect(api.requests).toHaveLength(4);
  });
});

describe('the size of an answer', () => {
  const size = async (megabytes: number) => {
    const block = new Uint8Array(1024 * 1024);
    const body = ReadableStream.from(Array.from({ length: megabytes }, () => block));
    const fetch = guardedFetch(async () => new Response(body), 'https://api.example');
    return (await (await fetch('https://api.example/x', {})).arrayBuffer()).byteLength;
  };
  test('of 40 MiB is read', async () => {
    expect(await size(40)).toBe(40 * 1024 * 1024);
  });
  test('of more is not', async () => {
    await expect(size(41)).rejects.toThrow('longer than');
  });
  test('is for the configured API only', async () => {
    const fetch = guardedFetch(async () => new Response('reached'), 'https://api.example');
    await expect(fetch('https://api.example.evil/x', {})).rejects.toThrow('was not sent');
    await expect(fetch('http://api.example/x', {})).rejects.toThrow('was not sent');
  });
});

test('an answer without end breaks off', async () => {
  api.fail({ times: 1, with: { kind: 'endless' } });
  expect(shortStatus(await aPublisher(api).publish(aCommentRequest()))).toBe('created');
  expect(methodsOf(api)).toBe('GET GET POST GET');
});

test('an Enterprise Server, below /api/v3 (T183)', async () => {
  await using server = await startGitHubApi({ prefix: '/api/v3', token: TOKEN });
  const { publish } = aPublisher(server);
  expect(shortStatus(await publish(aCommentRequest()))).toBe('created');
  expect(shortStatus(await publish(aCommentRequest({ text: 'two' })))).toBe('updated');
  expect(visibleTexts(server)).toEqual(['two']);
  expect(server.unexpected).toEqual([]);
  expect(server.requests.map(({ url }) => url.split('?')[0])).toContain('/api/graphql');
});

test('the token is in no debug line and no message', async () => {
  const { publish, debugLines } = aPublisher(api);
  api.fail({ with: { kind: 'reset' } });
  api.fail({ method: 'POST', with: { kind: 'status', status: 418 } });
  const status = await publish(aCommentRequest());
  expect(debugLines.length).toBeGreaterThan(2);
  expect(JSON.stringify([debugLines, status])).not.toContain(TOKEN.slice(4));
  expect(api.requests.every(({ authorised }) => authorised)).toBe(true);
});

describe('in a process of its own', () => {
  const CHILD = `
    const { createPullRequestComments } = await import('../../src/adapters/github.ts');
    const { aCommentRequest } = await import('../builders/comment-request.ts');
    const clock = { now: () => new Date(), ticks: () => performance.now() };
    const comments = createPullRequestComments({
      token: ${JSON.stringify(TOKEN)}, apiUrl: process.env.GITHUB_API_URL, repository: { owner: 'octo-org', name: 'octo-repo' },
      pullRequest: 7, deadlineMs: 5000, backoffMs: 10, clock, debug: () => {},
    });
    console.log(JSON.stringify(await comments.publish(aCommentRequest())));`;
  const run = async (env: Record<string, string>) => {
    const args = ['--input-type=module', '--eval', CHILD];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
      cwd: import.meta.dirname,
      env,
      timeout: 20_000,
    });
    return { stdout, stderr };
  };

  test('nothing of a server’s deprecation notice reaches the log', async () => {
    const headers = { deprecation: '@1', sunset: '##[error]sunset', link: '<##[error]x>; rel="deprecation"' };
    api.fail({ times: 1, with: { kind: 'status', status: 502, headers } });
    const { stdout, stderr } = await run({ GITHUB_API_URL: api.url });
    expect(JSON.parse(stdout)).toMatchObject({ state: 'created' });
    expect(stderr).toBe('');
    expect(commandsIn(stdout)).toEqual([]);
  });

  test('the API is reached through the proxy, which alone knows the host (T153)', async () => {
    await using proxy = await startTunnel(Number(new URL(api.url).port));
    const { stdout } = await run({ GITHUB_API_URL: 'http://github.invalid', http_proxy: proxy.url });
    expect(JSON.parse(stdout)).toMatchObject({ state: 'created' });
    expect(proxy.targets).toContain('github.invalid:80');
  });
});
