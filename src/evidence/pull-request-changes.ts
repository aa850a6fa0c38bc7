import path from 'node:path';
import { toProblem } from '../model/errors.ts';
import type { CommittedFiles } from '../ports.ts';
import type { RunCircumstances } from '../settings/run-context.ts';
import type { FoundPolicy, PolicyPorts } from './policy.ts';

/** What a pull request changes among the files that decide what the gate does. */
export interface PullRequestChanges {
  /** The folders in which it changes what runs: `.github/workflows`, `.github/actions`. */
  readonly workflows: readonly string[];
  /** The policy file, when the pull request does not leave it as it is. */
  readonly policy?: ChangedPolicy;
  /** The usual policy file, brought although the workflow names another one. */
  readonly addsUsual: boolean;
}

/** A policy file in the commit that a pull request was merged into, and in the merge commit. */
export interface ChangedPolicy {
  readonly before: PolicyState;
  readonly after: PolicyState;
  /** The base branch has another policy by now than the one that the pull request was merged with. */
  readonly baseMoved: boolean;
}

export type PolicyState =
  | { readonly state: 'text'; readonly text: string }
  | { readonly state: 'absent' }
  /** It is there and can't be read: a link, too large. */
  | { readonly state: 'unreadable'; readonly why: string };

/** How long the server may take for all of it, milliseconds. */
const SERVER_MS = 20_000;

/** Where GitHub looks for workflows, and where the actions of a repository itself usually stand. */
const WORKFLOW_FOLDERS = ['.github/workflows', '.github/actions'];

export interface ChangesRequest {
  readonly circumstances: RunCircumstances;
  readonly found: FoundPolicy;
  /** The usual place of the policy, which may not be the one that was found. */
  readonly usual: string;
  readonly limitBytes: number;
}

/**
 * Compares the merge commit that a pull request's run is about (`GITHUB_SHA`) with what it was made from, by the
 * object ids of the files: content that is the same has the same id. Says nothing about any other run.
 * (docs.github.com, "Events that trigger workflows", pull_request: GITHUB_SHA is the last merge commit.)
 *
 * @returns `undefined` when this run is not about a pull request's merge commit
 * @throws GateError `POLICY-UNREADABLE`
 */
export async function findChanges(
  { circumstances, found, usual, limitBytes }: ChangesRequest,
  { fetched, server }: Pick<PolicyPorts, 'fetched' | 'server'>,
): Promise<PullRequestChanges | undefined> {
  const { base, workflowCommit: merge, event, pullRequest } = circumstances;
  const ofMerge = event !== undefined && MERGE_COMMIT_EVENTS.has(event);
  if (base === undefined || pullRequest === undefined || merge === undefined || !ofMerge) return undefined;
  const files = server?.within(SERVER_MS) ?? fetched;
  const tip = found.commit ?? base.commit;
  const before = (await files.parentsOf(merge))?.[0] ?? tip;
  const changed = (place: string) => differs(files, before, merge, place);
  const folders = await Promise.all(WORKFLOW_FOLDERS.map(changed));
  const read = (commit: string) => readState(files, commit, found.path, limitBytes);
  const policy = (await changed(found.path))
    ? {
        before: await read(before),
        after: await read(merge),
        baseMoved: before !== tip && (await differs(files, before, tip, found.path)),
      }
    : undefined;
  return {
    workflows: WORKFLOW_FOLDERS.filter((_, index) => folders[index] === true),
    addsUsual: found.path !== usual && (await files.entry(merge, usual)) !== undefined,
    ...(policy && { policy }),
  };
}

const MERGE_COMMIT_EVENTS = new Set(['pull_request', 'pull_request_review', 'pull_request_review_comment']);

async function differs(files: CommittedFiles, before: string, after: string, place: string): Promise<boolean> {
  const [old, now] = await Promise.all([identity(files, before, place), identity(files, after, place)]);
  return old !== now;
}

/** What stands at a path, as a text that is the same for the same content; below a link stands the link itself. */
async function identity(files: CommittedFiles, commit: string, place: string): Promise<string> {
  const folder = path.posix.dirname(place);
  const above = folder === '.' ? undefined : await files.entry(commit, folder);
  const entry = above?.kind === 'link' || above?.kind === 'submodule' ? above : await files.entry(commit, place);
  return entry === undefined ? 'absent' : `${entry.kind} ${entry.objectId}`;
}

async function readState(
  files: CommittedFiles,
  commit: string,
  place: string,
  limitBytes: number,
): Promise<PolicyState> {
  try {
    const text = await files.readText(commit, place, limitBytes);
    return text === undefined ? { state: 'absent' } : { state: 'text', text };
  } catch (thrown) {
    return { state: 'unreadable', why: toProblem(thrown).what };
  }
}
