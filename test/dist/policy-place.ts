import { aGitRepository, type FileChange, type GitRepository, runGit } from '../builders/git-repository.ts';
import type { FakeImage } from '../fakes/docker.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { type ActionOptions, type ActionRun, runAction } from './action-run.ts';

export const POLICY = '.github/docker-security-gate.yml';
export const WORKFLOW = '.github/workflows/image.yml';

/** A policy that an image of root passes. */
export const LOOSE = 'fail-on: critical\nchecks:\n  user-not-root: off\n';

/** An image that runs as root: high, so it blocks by default. */
export const ROOT_IMAGE: FakeImage = { config: { User: '' } };

const FILES: Readonly<Record<string, FileChange>> = {
  Dockerfile: 'FROM alpine:3.22\n',
  [WORKFLOW]: 'on: pull_request\n',
};

export interface PullRequestOptions {
  /** Files of the base branch, beside a Dockerfile and a workflow. */
  readonly base?: Readonly<Record<string, FileChange>>;
  /** What the pull request changes. */
  readonly change?: Readonly<Record<string, FileChange>>;
  /** What has become of the base branch since the pull request was merged with it for the run. */
  readonly meanwhile?: Readonly<Record<string, FileChange>>;
  /** Other branches, made from the base, with what they change. */
  readonly branches?: Readonly<Record<string, Readonly<Record<string, FileChange>>>>;
  readonly action?: ActionOptions;
  /** How the workspace was fetched: `merge` as actions/checkout does it, `whole` with `fetch-depth: 0`, `none`: no checkout. */
  readonly fetched?: 'merge' | 'whole' | 'none';
  /** No token: only what was fetched can answer. */
  readonly withoutToken?: boolean;
  /** The commit that the workflow is from, `GITHUB_SHA`; default the merge commit. */
  readonly workflow?: 'merge' | 'base';
  readonly server?: (api: GitHubApi) => void;
}

export interface PullRequestRun {
  readonly run: ActionRun;
  readonly api: GitHubApi;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
  /** The tip of the base branch when the run began. */
  readonly tip: string;
}

/** A run on a pull request of a real repository, behind a local server, with the merge commit checked out. */
export async function runPullRequest(
  options: PullRequestOptions,
  look: (result: PullRequestRun) => void | Promise<void>,
): Promise<void> {
  using repository = aGitRepository();
  const base = repository.commit({ files: { ...FILES, ...options.base } });
  const head = repository.commit({ branch: 'changes', parents: [base], files: options.change ?? {} });
  const merge = repository.merge('refs/pull/7/merge', [base, head]);
  for (const [branch, files] of Object.entries(options.branches ?? {})) {
    repository.commit({ branch, parents: [base], files });
  }
  const tip = options.meanwhile === undefined ? base : repository.commit({ files: options.meanwhile });
  await using api = await startGitHubApi();
  api.state.gitFolder = repository.folder;
  options.server?.(api);
  const action = options.action ?? {};
  const run = await runAction({
    docker: { built: ROOT_IMAGE },
    ...action,
    api,
    files: {},
    event: { name: 'pull_request', baseSha: base, headSha: head, ...action.event },
    inputs: { ...(options.withoutToken === true ? { 'github-token': '' } : {}), ...action.inputs },
    env: { GITHUB_SHA: options.workflow === 'base' ? base : merge, ...action.env },
    prepare: async (place) => {
      checkOut(repository, place.workspace, options.fetched ?? 'merge', merge);
      await action.prepare?.(place);
    },
  });
  await using _ = run.place;
  await look({ run, api, base, head, merge, tip });
}

function checkOut({ folder }: GitRepository, workspace: string, how: 'merge' | 'whole' | 'none', commit: string): void {
  runGit(workspace, ['init', '--quiet', '--template=']);
  const depth = how === 'whole' ? [] : ['--depth=1'];
  runGit(workspace, ['fetch', '--quiet', ...depth, `file://${folder}`, '+refs/pull/7/merge:refs/remotes/pull/7/merge']);
  runGit(workspace, ['checkout', '--quiet', '--detach', commit]);
  if (how === 'none') runGit(workspace, ['update-ref', '-d', 'refs/remotes/pull/7/merge']);
}
