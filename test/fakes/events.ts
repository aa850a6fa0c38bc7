import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EVENT_DEFAULTS, type EventOptions, eventPayload, type FilledEvent, repositoryJson } from './event-payloads.ts';
import { type Json, merge } from './webhook-examples.ts';

export type { EventName, EventOptions } from './event-payloads.ts';

export interface BuiltEvent {
  readonly payload: Json;
  /** `GITHUB_*` as the runner sets them, without the ones that name files. */
  readonly env: Readonly<Record<string, string>>;
}

export interface WrittenEvent extends BuiltEvent {
  /** Files that `env` names: the event, and the empty command files. */
  readonly files: Readonly<Record<'event' | 'output' | 'state' | 'env' | 'path' | 'summary', string>>;
}

const MERGE_SHA = '3d21ec53a331a6f037a91c368710b99387d012c1';

/** The payload of an event, after a recorded one where there is one, and the environment that comes with it. */
export function buildEvent(options: EventOptions): BuiltEvent {
  const filled: FilledEvent = { ...EVENT_DEFAULTS, ...options };
  const payload = merge(
    merge(eventPayload(filled), { repository: repositoryJson(filled.repository) }),
    filled.overrides ?? {},
  );
  return { payload, env: environmentOf(filled) };
}

/** Writes the event and the empty command files into a folder, as the runner does before a step. */
export async function writeEvent(folder: string, options: EventOptions): Promise<WrittenEvent> {
  const { payload, env } = buildEvent(options);
  const file = (name: string) => join(folder, name);
  const files = {
    event: file('event.json'),
    output: file('set_output'),
    state: file('save_state'),
    env: file('set_env'),
    path: file('add_path'),
    summary: file('step_summary'),
  };
  await mkdir(folder, { recursive: true });
  const { event, ...commandFiles } = files;
  await writeFile(event, JSON.stringify(payload, null, 2));
  for (const empty of Object.values(commandFiles)) await writeFile(empty, '');
  return {
    payload,
    files,
    env: {
      ...env,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_OUTPUT: files.output,
      GITHUB_STATE: files.state,
      GITHUB_ENV: files.env,
      GITHUB_PATH: files.path,
      GITHUB_STEP_SUMMARY: files.summary,
    },
  };
}

function environmentOf(event: FilledEvent): Record<string, string> {
  const { name, repository, runId, runAttempt, apiUrl, headRef, baseRef } = event;
  const { sha, ref } = checkedOut(event);
  const isPullRequest = name.startsWith('pull_request');
  const [owner = ''] = repository.split('/');
  return {
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_EVENT_NAME: name,
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_SHA: sha,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: 'branch',
    GITHUB_HEAD_REF: isPullRequest ? headRef : '',
    GITHUB_BASE_REF: isPullRequest ? baseRef : '',
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_NUMBER: '12',
    GITHUB_RUN_ATTEMPT: String(runAttempt),
    GITHUB_WORKFLOW: 'CI',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/ci.yml@${ref}`,
    GITHUB_JOB: 'gate',
    GITHUB_ACTION: '__self',
    GITHUB_ACTOR: 'octocat',
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: `${apiUrl.replace(/\/v3$/, '')}/graphql`,
  };
}

/** What the workflow runs on. Source: docs.github.com, "Events that trigger workflows". */
function checkedOut(event: FilledEvent): { readonly sha: string; readonly ref: string } {
  const { name, number, headSha, baseSha, baseRef } = event;
  const base = `refs/heads/${baseRef}`;
  switch (name) {
    case 'pull_request':
    case 'pull_request_review':
      return { sha: MERGE_SHA, ref: `refs/pull/${number}/merge` };
    case 'merge_group':
      return { sha: headSha, ref: `refs/heads/gh-readonly-queue/${baseRef}/pr-${number}-${baseSha}` };
    case 'push':
      return { sha: headSha, ref: base };
    case 'pull_request_target':
    case 'schedule':
    case 'workflow_dispatch':
    case 'workflow_run':
    case 'issue_comment':
      return { sha: baseSha, ref: base };
  }
}
