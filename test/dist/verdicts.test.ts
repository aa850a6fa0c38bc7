import { describe, expect, it } from 'vitest';
import { fakeArchive } from '../fakes/docker-archive.ts';
import { DEFAULT_IMAGE } from '../fakes/docker-play.ts';
import { startGitHubApi } from '../fakes/github-api.ts';
import { runAction } from './action-run.ts';
import { expectStanding } from './standing-assertions.ts';

const ROOT_IMAGE = {
  config: { User: 'root' },
  files: { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\n', '/etc/os-release': 'ID=alpine\n' },
};

describe('the three answers, from the outside', () => {
  it('pass: exit 0, outputs, summary, report and comment agree', async () => {
    await using api = await startGitHubApi();
    const run = await runAction({ api });
    await using _ = run.place;
    expectStanding(run, api);
    expect(run.exitCode).toBe(0);
    expect(Object.fromEntries(run.outputs)).toMatchObject({
      verdict: 'pass',
      incomplete: 'false',
      'blocking-count': '0',
      'error-codes': '',
      'image-id': `sha256:${fakeArchive(DEFAULT_IMAGE).id}`,
      'report-status': 'created',
    });
    expect(run.outputs.get('comment-url')).toMatch(/^https:\/\/github\.com\//);
    expect(run.outputs.get('report-file')).toMatch(/\/temp\/docker-security-gate-default-[0-9a-f]{8}\.json$/);
    expect(api.state.comments).toHaveLength(1);
    expect(api.state.comments[0]?.body).toContain('PASS');
    expect(run.summary).toContain('PASS');
    expect(api.unexpected).toEqual([]);
    const forPolicy = api.requests.filter(({ url }) => url.includes('/git/'));
    expect(forPolicy.length).toBeLessThanOrEqual(4);
    expect(api.requests.length - forPolicy.length).toBeLessThanOrEqual(4);
  });

  it('fail: exit 1, the finding with its line in comment and summary', async () => {
    await using api = await startGitHubApi();
    const run = await runAction({
      api,
      files: { Dockerfile: 'FROM alpine:3.22\nRUN true\nUSER root\n' },
      docker: { built: { ...ROOT_IMAGE, config: { User: 'root' } } },
    });
    await using _ = run.place;
    expectStanding(run, api);
    expect(run.exitCode).toBe(1);
    expect(Object.fromEntries(run.outputs)).toMatchObject({
      verdict: 'fail',
      incomplete: 'false',
      'blocking-count': '1',
    });
    expect(run.report?.verdict.blocking[0]?.finding).toMatchObject({
      checkId: 'user-not-root',
      location: { file: 'Dockerfile', lines: { first: 3, last: 3 } },
    });
    for (const text of [api.state.comments[0]?.body, run.summary]) expect(text).toContain('Dockerfile#L3');
  });

  it('error: exit 2, the reason first', async () => {
    await using api = await startGitHubApi();
    const run = await runAction({
      api,
      docker: { answers: [{ when: ['buildx', 'build'], exitCode: 1, stderr: 'no space left on device\n' }] },
    });
    await using _ = run.place;
    expectStanding(run, api);
    expect(run.exitCode).toBe(2);
    expect(Object.fromEntries(run.outputs)).toMatchObject({
      verdict: 'error',
      incomplete: 'true',
      'error-codes': 'BUILD-FAILED',
    });
    expect(api.state.comments[0]?.body).toMatch(/NO VERDICT[\s\S]*BUILD-FAILED/);
  });
});

describe('the first statement', () => {
  it('T213: a program that ends before its last line leaves error behind, exit code 2', async () => {
    const preload = `import fs from 'node:fs/promises'; import { syncBuiltinESMExports } from 'node:module';
      fs.open = () => new Promise(() => {}); syncBuiltinESMExports();`;
    const run = await runAction({
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` },
    });
    await using _ = run.place;
    expectStanding(run, undefined, { killed: true });
    expect(run.exitCode).toBe(2);
    expect(run.verdicts).toEqual(['error']);
  });
});
