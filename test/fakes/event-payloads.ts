import { child, type Json, merge, webhookExample } from './webhook-examples.ts';

export type EventName =
  | 'pull_request'
  | 'pull_request_target'
  | 'pull_request_review'
  | 'push'
  | 'schedule'
  | 'workflow_dispatch'
  | 'merge_group'
  | 'workflow_run'
  | 'issue_comment';

export interface EventOptions {
  readonly name: EventName;
  /** `owner/name` of the repository that the workflow runs in. */
  readonly repository?: string;
  /** `owner/name` of the fork that a pull request comes from; the same repository when not given. */
  readonly fork?: string;
  readonly number?: number;
  readonly action?: string;
  /** 40 hex digits. */
  readonly headSha?: string;
  readonly baseSha?: string;
  readonly headRef?: string;
  readonly baseRef?: string;
  readonly runId?: number;
  readonly runAttempt?: number;
  readonly apiUrl?: string;
  /** Merged into the payload at the end. */
  readonly overrides?: Json;
}

/** What an event is about when a test does not say. */
export const EVENT_DEFAULTS = {
  repository: 'octo-org/octo-repo',
  number: 7,
  action: 'synchronize',
  headSha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821',
  baseSha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
  headRef: 'changes',
  baseRef: 'main',
  runId: 1_000_200,
  runAttempt: 1,
  apiUrl: 'https://api.github.com',
};

export type FilledEvent = typeof EVENT_DEFAULTS & EventOptions;

/** The payload, after a recorded one where there is one. */
export function eventPayload(event: FilledEvent): Json {
  const { name, baseRef, baseSha, headSha } = event;
  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
      return pullRequestPayload(event);
    case 'pull_request_review': {
      const { pull_request } = pullRequestPayload(event);
      return merge(webhookExample('pull_request_review', 'submitted'), { pull_request });
    }
    case 'issue_comment':
      return merge(webhookExample('issue_comment', 'created'), { issue: { number: event.number } });
    case 'push':
      return merge(webhookExample('push'), {
        ref: `refs/heads/${baseRef}`,
        before: baseSha,
        after: headSha,
        created: false,
        base_ref: null,
        head_commit: { id: headSha },
      });
    case 'merge_group': {
      const head_ref = `refs/heads/gh-readonly-queue/${baseRef}/pr-${event.number}-${baseSha}`;
      const group = { head_sha: headSha, head_ref, base_sha: baseSha, base_ref: `refs/heads/${baseRef}` };
      return merge(webhookExample('merge_group', 'checks_requested'), { merge_group: group });
    }
    case 'workflow_run': {
      const full_name = event.fork ?? event.repository;
      const run = { event: 'pull_request', head_sha: headSha, head_branch: event.headRef, conclusion: 'success' };
      return merge(webhookExample('workflow_run', 'completed'), {
        workflow_run: { ...run, status: 'completed', head_repository: repositoryJson(full_name) },
      });
    }
    case 'workflow_dispatch':
      return merge(webhookExample('workflow_dispatch'), { ref: `refs/heads/${baseRef}` });
    case 'schedule': {
      // Not among the recorded ones. It names the time, and apart from that what a manual start names.
      const { inputs: _inputs, ref: _ref, ...rest } = webhookExample('workflow_dispatch');
      return { ...rest, schedule: '17 3 * * 1' };
    }
  }
}

function pullRequestPayload(event: FilledEvent): Json {
  const { number, repository, fork = repository, headSha, headRef, baseSha, baseRef } = event;
  const base = webhookExample('pull_request', 'synchronize');
  const repo = (full: string) =>
    merge(child(child(child(base, 'pull_request'), 'head'), 'repo'), {
      ...repositoryJson(full),
      fork: full !== repository,
    });
  const [headOwner = ''] = fork.split('/');
  const [baseOwner = ''] = repository.split('/');
  return merge(base, {
    action: event.action,
    number,
    after: headSha,
    pull_request: {
      number,
      url: `https://api.github.com/repos/${repository}/pulls/${number}`,
      html_url: `https://github.com/${repository}/pull/${number}`,
      head: { sha: headSha, ref: headRef, label: `${headOwner}:${headRef}`, repo: repo(fork) },
      base: { sha: baseSha, ref: baseRef, label: `${baseOwner}:${baseRef}`, repo: repo(repository) },
    },
  });
}

export function repositoryJson(full: string): Json {
  const [login = '', name = ''] = full.split('/');
  return {
    name,
    full_name: full,
    owner: { login },
    html_url: `https://github.com/${full}`,
    url: `https://api.github.com/repos/${full}`,
    default_branch: 'main',
  };
}
