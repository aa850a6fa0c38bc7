import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runGit } from '../builders/git-repository.ts';
import type { Place } from './action-run.ts';
import {
  POLICY,
  type PullRequestOptions,
  type PullRequestRun,
  ROOT_IMAGE,
  runPullRequest,
  WORKFLOW,
} from './policy-place.ts';
import { expectStanding } from './standing-assertions.ts';

/** The built image runs as root, high: a pass says that `critical` applied. */
const LAX = 'fail-on: critical\n';
const STRICT = 'fail-on: low\n';

type Row = readonly [what: string, options: PullRequestOptions, look: (result: PullRequestRun) => void];

const ends =
  (code: string, words: RegExp) =>
  ({ run, api }: PullRequestRun): void => {
    expectStanding(run, api);
    expect(run.exitCode).toBe(2);
    expect(run.outputs.get('error-codes')).toBe(code);
    const [problem] = run.report?.verdict.problems ?? [];
    expect(`${problem?.what} ${problem?.todo}`).toMatch(words);
    expect(run.docker.images, 'nothing was built').toEqual({});
  };

const judged =
  (verdict: 'pass' | 'fail', source: RegExp) =>
  ({ run, api }: PullRequestRun): void => {
    expectStanding(run, api);
    expect(run.outputs.get('error-codes')).toBe('');
    expect(run.outputs.get('verdict')).toBe(verdict);
    expect(run.report?.policy.source).toMatch(source);
  };

const nearly = (near: string) =>
  ends(
    'POLICY-NOT-FOUND',
    new RegExp(
      `There is no ${POLICY} of .*, but ${near.replaceAll('.', '\\.')}, which is not read.*rename it to ${POLICY}`,
    ),
  );

const lax = { inputs: { 'fail-on': 'critical' } };

describe('a policy by nearly the usual name is an error, not "no policy"', () => {
  const near = (name: string): Row => [name, { base: { [name]: STRICT }, action: lax }, nearly(name)];
  const rows: readonly Row[] = [
    near('.github/docker-security-gate.yaml'),
    near('.github/Docker-Security-Gate.yml'),
    near('.github/.docker-security-gate.yml'),
    near('.GITHUB/docker-security-gate.yml'),
    near('docker-security-gate.yml'),
    near('.docker-security-gate.yaml'),
    [
      'also in the commit of a push',
      { base: { 'docker-security-gate.yaml': STRICT }, action: { ...lax, event: { name: 'push' } } },
      nearly('docker-security-gate.yaml'),
    ],
    [
      'and without a token, from what was fetched',
      { base: { '.github/docker-security-gate.yaml': STRICT }, action: lax, withoutToken: true, fetched: 'whole' },
      nearly('.github/docker-security-gate.yaml'),
    ],
    [
      'beside another that the workflow names',
      {
        base: { 'p/lax.yml': LAX, '.github/docker-security-gate.yaml': STRICT },
        action: { inputs: { policy: 'p/lax.yml' } },
      },
      nearly('.github/docker-security-gate.yaml'),
    ],
    [
      'not when the workflow names it',
      {
        base: { '.github/docker-security-gate.yaml': LAX },
        action: { inputs: { policy: '.github/docker-security-gate.yaml' } },
      },
      judged('pass', /^\.github\/docker-security-gate\.yaml of the base branch main$/),
    ],
    [
      'not at the root when the workflow names another: each image may have its own',
      {
        base: { 'web/docker-security-gate.yml': LAX, 'docker-security-gate.yml': STRICT },
        action: { inputs: { policy: 'web/docker-security-gate.yml' } },
      },
      judged('pass', /^web\/docker-security-gate\.yml of the base branch main$/),
    ],
    [
      'not beside the usual one, which applies',
      { base: { [POLICY]: LAX, '.github/docker-security-gate.yaml': STRICT } },
      judged('pass', /^\.github\/docker-security-gate\.yml of the base branch main$/),
    ],
    [
      'not for files that only share a part of the name, or lie elsewhere',
      {
        base: {
          '.github/workflows/docker-security-gate.yml': 'on: push\n',
          'docs/docker-security-gate.yml': STRICT,
          '.github/docker-security-gate.yml.md': STRICT,
          '.github/docker-security-gate/x.yml': STRICT,
          'my-docker-security-gate.yml': STRICT,
        },
        action: lax,
      },
      judged('pass', /^built-in defaults/),
    ],
    [
      'not when only the pull request has it',
      { change: { '.github/docker-security-gate.yaml': STRICT }, action: lax },
      judged('pass', /^built-in defaults/),
    ],
  ];
  it.each(rows)('%s', (_, options, look) => runPullRequest(options, look));
});

describe('a checkout that has the commit and not the policy (--filter=blob:none, a sparse checkout)', () => {
  const push = (more: PullRequestOptions): PullRequestOptions => ({
    base: { [POLICY]: LAX },
    ...more,
    action: { event: { name: 'push' }, prepare: takePolicyAway },
  });
  const rows: readonly Row[] = [
    ['is helped out by the server', push({}), judged('pass', /of this commit$/)],
    ['is not without a token', push({ withoutToken: true }), ends('POLICY-UNREADABLE', /git can't show the blob/)],
    [
      'nor by a server that shows nothing',
      push({ server: (api) => Object.assign(api.state, { gitFault: 'not-found' }) }),
      ends('POLICY-UNREADABLE', /404/),
    ],
    [
      'nor by a server that shows something else',
      push({ server: (api) => Object.assign(api.state, { gitFault: 'wrong-blob' }) }),
      ends('POLICY-UNREADABLE', /is not the content that git knows/),
    ],
    [
      'and needs no help where the policy was fetched: the server is not asked',
      { base: { [POLICY]: LAX }, action: { event: { name: 'push' } } },
      (result) => {
        judged('pass', /of this commit$/)(result);
        expect(result.api.requests).toEqual([]);
      },
    ],
  ];
  it.each(rows)('%s', (_, options, look) => runPullRequest(options, look));
});

/** Leaves the workspace's repository as a partial clone has it: without the content of the policy. */
async function takePolicyAway({ workspace }: Place): Promise<void> {
  const blob = runGit(workspace, ['rev-parse', `HEAD:${POLICY}`])
    .toString()
    .trim();
  const folder = path.join(workspace, '.git/objects/pack');
  const packs = readdirSync(folder).filter((name) => name.endsWith('.pack'));
  const contents = packs.map((name) => readFileSync(path.join(folder, name)));
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { force: true });
  for (const input of contents) runGit(workspace, ['unpack-objects', '-q'], { input });
  rmSync(path.join(workspace, '.git/objects', blob.slice(0, 2), blob.slice(2)));
}

/** Milliseconds: 30 s for the policy, 20 s for the comment, and what Node and git take on a busy machine. */
const ABOUT_A_MINUTE = 65_000;

describe('T034 a server that does not answer for good ends the run in about a minute', () => {
  const unanswered =
    (status: string) =>
    (result: PullRequestRun): void => {
      ends('POLICY-UNREADABLE', /GitHub did not answer in time/)(result);
      expect(result.run.outputs.get('report-status')).toBe(status);
      expect(result.run.durationMs).toBeLessThan(ABOUT_A_MINUTE);
    };
  const whole: PullRequestOptions = { fetched: 'whole', base: { [POLICY]: LAX }, change: { [POLICY]: STRICT } };
  const rows: readonly Row[] = [
    [
      'with 502 for the policy: the comment says so',
      { ...whole, server: (api) => Object.assign(api.state, { gitFault: 'unavailable' }) },
      unanswered('created'),
    ],
    [
      'with a page for the policy',
      { ...whole, server: (api) => Object.assign(api.state, { gitFault: 'html' }) },
      unanswered('created'),
    ],
    [
      'with 502 for everything',
      { ...whole, server: (api) => api.fail({ times: 999, with: { kind: 'status', status: 502 } }) },
      unanswered('failed'),
    ],
    [
      'with answers that do not come',
      { ...whole, server: (api) => api.fail({ times: 999, with: { kind: 'stall' } }) },
      unanswered('failed'),
    ],
    [
      'with answers that take nine seconds each',
      { ...whole, server: (api) => Object.assign(api, { delay: () => 9000 }) },
      unanswered('created'),
    ],
  ];
  it.concurrent.each(rows)('%s', (_, options, look) => runPullRequest(options, look), 120_000);

  it('and one that answers in half a second a question is waited for', () =>
    runPullRequest(
      { ...whole, server: (api) => Object.assign(api, { delay: () => 500 }) },
      judged('pass', /of the base branch main$/),
    ));
});

describe('a policy that the workflow names', () => {
  const chosen = 'The workflow chose this policy file: docs/samples/lax.yml';
  const rows: readonly Row[] = [
    [
      'is said to be its choice, beside that the pull request changes the workflow',
      {
        base: { 'docs/samples/lax.yml': LAX },
        change: { [WORKFLOW]: 'on: push\n' },
        action: { inputs: { policy: 'docs/samples/lax.yml' } },
      },
      ({ run, api }) => {
        expect(run.outputs.get('verdict')).toBe('pass');
        expect(run.report?.remarks.join('\n')).toContain(chosen);
        expect(run.report?.remarks.join('\n')).toContain('changes .github/workflows');
        expect(run.stdout).toContain(chosen);
        for (const text of [api.state.comments[0]?.body, run.summary]) {
          expect(text).toMatch(/The workflow chose this policy file: .?docs\/samples\/lax\.yml/);
        }
      },
    ],
    [
      'at the usual place is nobody’s choice',
      { base: { [POLICY]: LAX }, action: { inputs: { policy: POLICY } } },
      ({ run }) => {
        expect(run.outputs.get('verdict')).toBe('pass');
        expect(run.report?.remarks.join('\n')).not.toContain('The workflow chose');
      },
    ],
  ];
  it.each(rows)('%s', (_, options, look) => runPullRequest(options, look));
});

describe('a pull request whose base branch is changed', () => {
  const edited = (from: string) => ({
    action: 'edited',
    changes: { base: { ref: { from }, sha: { from: '1'.repeat(40) } } },
  });
  const rows: readonly Row[] = [
    [
      'from a lax branch to main is judged by main’s policy, by an event of its own (edited)',
      { base: { [POLICY]: STRICT }, action: { event: { name: 'pull_request', overrides: edited('lax') } } },
      judged('fail', /^\.github\/docker-security-gate\.yml of the base branch main$/),
    ],
    [
      'to a lax branch by that branch’s',
      {
        base: { [POLICY]: STRICT },
        action: { event: { name: 'pull_request', baseRef: 'lax', overrides: edited('main') } },
        branches: { lax: { [POLICY]: LAX } },
      },
      judged('pass', /^\.github\/docker-security-gate\.yml of the base branch lax$/),
    ],
  ];
  it.each(rows)('%s', (_, options, look) => runPullRequest(options, look));
});

describe('an event that runs in the base branch’s name', () => {
  it('pull_request_target: the base branch’s policy applies, whatever the pull request brings', () =>
    runPullRequest(
      {
        base: { [POLICY]: LAX },
        change: { [POLICY]: STRICT },
        action: {
          event: { name: 'pull_request_target' },
          inputs: { image: 'app:1' },
          docker: { images: { 'app:1': ROOT_IMAGE } },
        },
      },
      (result) => {
        judged('pass', /^\.github\/docker-security-gate\.yml of the base branch main$/)(result);
        expect(result.run.outputs.get('policy-commit')).toBe(result.base);
      },
    ));

  it('pull_request_target: a build beside secrets is refused before any policy is read', () =>
    runPullRequest(
      {
        base: { [POLICY]: LAX },
        action: { event: { name: 'pull_request_target' }, env: { GITHUB_SHA: 'd'.repeat(40) } },
      },
      (result) => {
        ends('EVENT-UNSAFE', /pull_request_target/)(result);
        expect(result.api.requests.filter(({ url }) => url.includes('/git/'))).toEqual([]);
      },
    ));
});
