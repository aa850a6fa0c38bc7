import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startGitHubApi } from '../fakes/github-api.ts';
import { runAction } from './action-run.ts';
import { runPullRequest } from './policy-place.ts';
import { expectStanding } from './standing-assertions.ts';

const FAILING = { docker: { built: { config: { User: '0' } } } };

describe('one comment (G10 of docs/faults.md)', () => {
  it('T169, T032: a second run updates the first one’s comment, and says its attempt', async () => {
    await using api = await startGitHubApi();
    const first = await runAction({ api, ...FAILING });
    await using _1 = first.place;
    const second = await runAction({ api, event: { name: 'pull_request', runAttempt: 2 } });
    await using _2 = second.place;
    for (const run of [first, second]) expectStanding(run, api);
    expect([first, second].map(({ outputs }) => outputs.get('report-status'))).toEqual(['created', 'updated']);
    expect(api.state.comments).toHaveLength(1);
    expect(api.state.comments[0]?.body).toContain('PASS');
    expect(api.state.comments[0]?.body).toContain('attempt 2');
  });

  it('T033: an older run does not overwrite a newer one’s comment', async () => {
    await using api = await startGitHubApi();
    const newer = await runAction({ api, event: { name: 'pull_request', runId: 2_000 }, ...FAILING });
    const older = await runAction({ api, event: { name: 'pull_request', runId: 1_000 } });
    await using _1 = newer.place;
    await using _2 = older.place;
    expectStanding(older, api);
    expect(older.exitCode).toBe(0);
    expect(older.outputs.get('report-status')).toBe('superseded');
    expect(api.state.comments[0]?.body).toContain('FAIL');
  });

  it.each([
    ['T025 a token that can only read', { permission: 'read' }, 'refused', 'COMMENT-REFUSED'],
    ['T174 a locked conversation', { conversation: 'locked' }, 'refused', 'COMMENT-REFUSED'],
    ['T175 a pull request that is gone', { number: 999 }, 'refused', 'COMMENT-REFUSED'],
  ] as const)(
    '%s: the verdict, the outputs and the summary are the same, one notice',
    async (_, change, status, code) => {
      await using api = await startGitHubApi();
      Object.assign(api.state, change);
      const run = await runAction({ api, ...FAILING });
      await using _place = run.place;
      expectStanding(run, api);
      expect(run.exitCode).toBe(1);
      expect(run.outputs.get('report-status')).toBe(status);
      expect(run.summary).toContain('FAIL');
      expect(
        run.commands.filter(({ name }) => name === 'notice').map(({ properties }) => properties.get('title')),
      ).toEqual([code]);
      expect(api.state.comments).toEqual([]);
    },
  );

  it('T177: a token that GitHub does not know leaves the policy unread, and the comment is a notice', async () => {
    await using api = await startGitHubApi({ token: 'another' });
    const run = await runAction({ api });
    await using _ = run.place;
    expectStanding(run, api);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe('POLICY-UNREADABLE');
    expect(run.stdout).toContain('TOKEN-INVALID');
  });

  it('T184: no token, no request, one notice; the policy is read from what was fetched', async () => {
    const action = { docker: {} };
    await runPullRequest({ withoutToken: true, fetched: 'whole', action }, ({ run, api }) => {
      expectStanding(run, api);
      expect(run.exitCode).toBe(0);
      expect(run.stdout).toContain('TOKEN-MISSING');
      expect(api.requests).toEqual([]);
    });
  });

  it('T179: answers of 502 are asked again, the comment comes', async () => {
    await using api = await startGitHubApi();
    api.fail({ method: 'GET', times: 2, with: { kind: 'status', status: 502 } });
    const run = await runAction({ api });
    await using _ = run.place;
    expectStanding(run, api);
    expect(run.outputs.get('report-status')).toBe('created');
  });

  it('T183: an Enterprise Server behind a path prefix', async () => {
    await using api = await startGitHubApi({ prefix: '/api/v3' });
    const run = await runAction({ api });
    await using _ = run.place;
    expectStanding(run, api);
    expect(run.outputs.get('report-status')).toBe('created');
    expect(api.unexpected).toEqual([]);
  });

  it.each(['push', 'schedule', 'workflow_dispatch', 'merge_group'] as const)(
    'T027–T029: %s has no comment',
    async (name) => {
      await using api = await startGitHubApi();
      const run = await runAction({ api, event: { name } });
      await using _ = run.place;
      expectStanding(run, api);
      expect(run.exitCode).toBe(0);
      expect(run.outputs.get('report-status')).toBe('off');
      expect(api.requests.filter(({ url }) => !url.includes('/git/'))).toEqual([]);
    },
  );

  it('comment: on-failure says nothing on a pass, and corrects what an earlier run said', async () => {
    await using api = await startGitHubApi();
    const inputs = { comment: 'on-failure' };
    const quiet = await runAction({ api, inputs });
    await using _1 = quiet.place;
    expectStanding(quiet, api);
    expect(api.state.comments).toEqual([]);
    expect(quiet.outputs.get('report-status')).toBe('off');
    expect(quiet.commands.filter(({ name }) => name === 'notice')).toEqual([]);
    const failed = await runAction({ api, inputs, event: { name: 'pull_request', runId: 3_000_000 }, ...FAILING });
    const cured = await runAction({ api, inputs, event: { name: 'pull_request', runId: 4_000_000 } });
    await using _2 = failed.place;
    await using _3 = cured.place;
    expect(api.state.comments.map(({ body }) => /PASS|FAIL/.exec(body)?.[0])).toEqual(['PASS']);
  });
});

describe('the other reports (G11)', () => {
  it('T191: no summary file is a notice', async () => {
    const run = await runAction({ env: { GITHUB_STEP_SUMMARY: undefined } });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('SUMMARY-UNWRITABLE');
  });

  it('T192: a report file that was asked for and can not be written takes the pass away', async () => {
    const run = await runAction({ inputs: { 'report-file': '../outside.json' } });
    await using _ = run.place;
    expectStanding(run);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe('REPORT-UNWRITABLE');
  });

  it('a report file lands where it was asked for', async () => {
    const run = await runAction({ inputs: { 'report-file': 'out/gate.json' } });
    await using _ = run.place;
    expectStanding(run, undefined, { files: ['workspace/out/gate.json'] });
    expect(run.outputs.get('report-file')).toBe(path.join(run.place.workspace, 'out/gate.json'));
  });

  it('job-summary: false writes none', async () => {
    const run = await runAction({ inputs: { 'job-summary': 'false' } });
    await using _ = run.place;
    expectStanding(run);
    expect(run.summary).toBe('');
  });
});
