import * as v from 'valibot';
import { NO_VERDICT, type Problem } from '../model/errors.ts';
import type { RunContext } from '../model/verdict.ts';

/** What is known of a run before it starts. */
export type RunCircumstances = Omit<RunContext, 'startedAt' | 'durationMs'> & {
  /** The event runs with the base repository's rights while the pull request may control the tree. */
  readonly privileged: boolean;
  /** `GITHUB_SHA`: the commit that the workflow itself is from. 40 hex digits. */
  readonly workflowCommit?: string;
  /** The pull request comes from another repository: its token can only read. */
  readonly fork: boolean;
  /** What a pull request or a merge group goes into. Absent for a run on a commit of its own. */
  readonly base?: BaseBranch;
  /** `GITHUB_API_URL`. */
  readonly apiUrl?: string;
};

/** The branch that something is to be merged into. */
export interface BaseBranch {
  /** Its name: `main`, `release/2`. Untrusted. */
  readonly branch: string;
  /** Its tip when the event was made, 40 hex digits. */
  readonly commit: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const sha = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));
const repository = v.object({ full_name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/)) });
const branch = v.pipe(v.string(), v.nonEmpty(), v.maxLength(255));
const branchRef = v.pipe(v.string(), v.regex(/^refs\/heads\/./), v.maxLength(266));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The parts of an event's payload that the gate reads (docs.github.com, "Webhook events and payloads"). */
const pullRequestEvent = v.object({
  pull_request: v.object({
    number: positive,
    head: v.object({ sha, repo: v.nullable(repository) }),
    base: v.object({ ref: branch, sha }),
  }),
  repository,
});
const mergeGroupEvent = v.object({ merge_group: v.object({ head_sha: sha, base_sha: sha, base_ref: branchRef }) });
const workflowRunEvent = v.object({ workflow_run: v.object({ head_sha: sha }) });

/** The largest event payload that is read, in characters. GitHub's own limit for a payload is 25 MB. */
export const MAX_EVENT_LENGTH = 26_214_400;

/**
 * Reads the circumstances from the runner's environment and the text of the event file (`undefined` when it
 * could not be read). An event that the gate depends on and can't read is a problem, never "some other event".
 */
export function readRunContext(
  environment: Environment,
  eventText: string | undefined,
): { readonly circumstances: RunCircumstances; readonly problem?: Problem } {
  const event = environment['GITHUB_EVENT_NAME'] ?? '';
  const base = { ...readRunner(environment), event, fork: false, privileged: !OWN_TREE_EVENTS.has(event) };
  const payload = parseEvent(eventText);
  if (payload === undefined)
    return { circumstances: base, problem: unreadable(event, 'is absent, too large or not JSON') };
  const read = readPayload(event, payload);
  if (read === undefined) return { circumstances: base, problem: unreadable(event, 'has not the form of its event') };
  return { circumstances: { ...base, ...read } };
}

// Events whose run may build what it has checked out: a pull request's own run gets no secrets when it comes from a
// fork, and the others run on commits that are in the repository already. Every other event (pull_request_target,
// workflow_run, issue_comment and more) runs with the repository's secrets, whatever tree a step has fetched
// (docs.github.com, "Events that trigger workflows").
const OWN_TREE_EVENTS = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'merge_group',
  'schedule',
  'workflow_dispatch',
  'workflow_call',
  'repository_dispatch',
  'release',
  'create',
]);

function readPayload(event: string, payload: unknown): Partial<RunCircumstances> | undefined {
  if (/^pull_request(_target|_review|_review_comment)?$/.test(event)) {
    const parsed = v.safeParse(pullRequestEvent, payload);
    if (!parsed.success) return undefined;
    const { pull_request: pullRequest, repository: own } = parsed.output;
    return {
      commit: pullRequest.head.sha,
      pullRequest: pullRequest.number,
      base: { branch: pullRequest.base.ref, commit: pullRequest.base.sha },
      // A head repository that was deleted is null: not ours.
      fork: pullRequest.head.repo?.full_name !== own.full_name,
    };
  }
  if (event === 'merge_group') {
    const parsed = v.safeParse(mergeGroupEvent, payload);
    if (!parsed.success) return undefined;
    const { head_sha: head, base_sha: base, base_ref: ref } = parsed.output.merge_group;
    return { commit: head, base: { branch: ref.slice('refs/heads/'.length), commit: base } };
  }
  if (event === 'workflow_run') {
    const parsed = v.safeParse(workflowRunEvent, payload);
    return parsed.success ? { commit: parsed.output.workflow_run.head_sha } : undefined;
  }
  return typeof payload === 'object' && payload !== null ? {} : undefined;
}

function readRunner(environment: Environment): Omit<RunCircumstances, 'fork' | 'privileged' | 'event'> {
  const repositoryName = match(environment['GITHUB_REPOSITORY'], /^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/);
  const commit = match(environment['GITHUB_SHA'], /^[0-9a-f]{40}$/);
  const runId = match(environment['GITHUB_RUN_ID'], /^[1-9]\d{0,14}$/);
  const runAttempt = match(environment['GITHUB_RUN_ATTEMPT'], /^[1-9]\d{0,5}$/);
  const serverUrl = webAddress(environment['GITHUB_SERVER_URL']);
  const apiUrl = webAddress(environment['GITHUB_API_URL']);
  return {
    where: 'github-actions',
    ...(repositoryName === undefined ? {} : { repository: repositoryName }),
    ...(commit === undefined ? {} : { commit, workflowCommit: commit }),
    ...(runId === undefined ? {} : { runId: Number(runId) }),
    ...(runAttempt === undefined ? {} : { runAttempt: Number(runAttempt) }),
    ...(serverUrl === undefined ? {} : { serverUrl }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
  };
}

function match(text: string | undefined, pattern: RegExp): string | undefined {
  return text !== undefined && pattern.test(text) ? text : undefined;
}

/** An http(s) address without credentials, query or trailing slash. The runner sets it; a test server may be http. */
function webAddress(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '') return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function parseEvent(text: string | undefined): unknown {
  if (text === undefined || text.length > MAX_EVENT_LENGTH) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unreadable(event: string, why: string): Problem {
  return {
    code: 'EVENT-UNREADABLE',
    what: `The payload of the event (GITHUB_EVENT_PATH${/^[a-z_]{1,40}$/.test(event) ? `, ${event}` : ''}) ${why}.`,
    means: NO_VERDICT,
    todo: 'Run the gate in a workflow step, or use the command line outside of one.',
  };
}
