import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGitRepository, type GitRepository, openGitRepository, runGit } from '../builders/git-repository.ts';
import { type ActionRun, runAction } from '../dist/action-run.ts';
import { POLICY, WORKFLOW } from '../dist/policy-place.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';

const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'].find((program) => existsSync(program));
const ENGINE = Object.fromEntries(
  ['DOCKER_HOST', 'DOCKER_CONFIG', 'PATH'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/** Why this can't run here; where everything is required it must. */
function missing(): string | undefined {
  if (BUSYBOX === undefined) return 'there is no busybox';
  try {
    execFileSync('docker', ['version', '--format={{.Server.Version}}'], { stdio: 'ignore', timeout: 20_000 });
    return undefined;
  } catch (error) {
    return `no engine answers (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
  }
}

const reason = missing();
if (reason !== undefined && process.env['GATE_TEST_REQUIRE_ALL'] === '1') throw new Error(reason);

const STRICT = 'version: 1\nfail-on: medium\n';
const LOOSE = 'version: 1\nfail-on: critical\nmode: warn\nchecks:\n  user-not-root: off\n  user-not-root-group: off\n';

/** A fork is another repository: what its author pushes there, the base repository fetches, as GitHub does. */
function openFork({ folder }: GitRepository, place: string): GitRepository {
  runGit(place, ['clone', '--quiet', '--bare', `file://${folder}`, 'fork']);
  return openGitRepository(path.join(place, 'fork'));
}

describe.skipIf(reason !== undefined)(
  ['a pull request from another repository, on a real engine', ...(reason === undefined ? [] : [reason])].join(': '),
  () => {
    let run: ActionRun;
    let api: GitHubApi;
    let base: string;
    const cleanUp: (() => PromiseLike<void> | void)[] = [];

    beforeAll(async () => {
      const place = await mkdtemp(path.join(tmpdir(), 'gate-fork-'));
      const upstream = aGitRepository();
      const dockerfile = 'FROM scratch\nCOPY busybox /bin/busybox\nCMD ["/bin/busybox", "true"]\n';
      base = upstream.commit({ files: { Dockerfile: dockerfile, [POLICY]: STRICT, [WORKFLOW]: 'on: pull_request\n' } });
      const fork = openFork(upstream, place);
      const head = fork.commit({
        branch: 'changes',
        parents: [base],
        files: {
          [POLICY]: LOOSE,
          '.grype.yaml': 'ignore:\n  - vulnerability: CVE-2026-0001\n',
          '.snyk': 'version: v1.25.0\nignore: {}\n',
          '.trivyignore': 'CVE-2026-0001\n',
          [WORKFLOW]: 'on: pull_request\npermissions: write-all\n',
        },
      });
      upstream.git('fetch', '--quiet', `file://${fork.folder}`, 'refs/heads/changes:refs/pull/7/head');
      const merge = upstream.merge('refs/pull/7/merge', [base, head]);
      api = await startGitHubApi();
      api.state.gitFolder = upstream.folder;
      run = await runAction({
        docker: 'absent',
        api,
        files: {},
        event: { name: 'pull_request', fork: 'somebody/octo-repo', baseSha: base, headSha: head },
        env: { ...ENGINE, GITHUB_SHA: merge },
        prepare: async ({ workspace }) => {
          runGit(workspace, ['init', '--quiet', '--template=']);
          runGit(workspace, ['fetch', '--quiet', '--depth=1', `file://${upstream.folder}`, 'refs/pull/7/merge']);
          runGit(workspace, ['checkout', '--quiet', '--detach', merge]);
          copyFileSync(BUSYBOX ?? '', path.join(workspace, 'busybox'));
        },
      });
      cleanUp.push(
        () => run.place[Symbol.asyncDispose](),
        () => api[Symbol.asyncDispose](),
        () => fork[Symbol.dispose](),
        () => upstream[Symbol.dispose](),
      );
    }, 120_000);

    afterAll(async () => {
      for (const step of cleanUp) await step();
      const tag = run.report === undefined ? undefined : run.state.get('tag');
      if (tag !== undefined) execFileSync('docker', ['image', 'rm', tag], { stdio: 'ignore', timeout: 60_000 });
    });

    it('is judged by the base branch’s rules', () => {
      expect(run.report?.verdict.problems).toEqual([]);
      expect([run.exitCode, run.outputs.get('verdict')]).toEqual([1, 'fail']);
      expect(run.outputs.get('policy-commit')).toBe(base);
      expect(run.report?.policy).toMatchObject({ threshold: 'medium', mode: 'enforce' });
      const blocking = run.report?.verdict.blocking.map(({ finding }) => finding.checkId);
      expect(blocking).toEqual(expect.arrayContaining(['user-not-root', 'user-not-root-group']));
    });

    it('the comment says what would change after merge, what loosens it first', () => {
      const body = api.state.comments[0]?.body ?? '';
      const head = body.slice(0, body.indexOf('### Blocking findings'));
      expect(head).toContain('FAIL – ');
      expect(head).toMatch(/takes effect after merge: by the new rules this run would end as PASS instead of FAIL/);
      for (const change of [
        'mode: enforce → warn',
        'fail-on: medium → critical',
        'user-not-root: not set → off',
        'user-not-root-group: not set → off',
      ])
        expect(head).toContain(`\`${change}\``);
      expect(head).toContain('4 of 4 changes loosen it');
      expect(head).toContain('This pull request changes `.github/workflows`');
    });

    it('nothing reads the configuration of scanners that it brings', () => {
      expect(run.stdout).not.toMatch(/grype|\.snyk|trivyignore/i);
      expect(JSON.stringify(run.report)).not.toMatch(/CVE-2026-0001/);
    });
  },
);
