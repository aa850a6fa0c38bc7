import { toProblem } from '../model/errors.ts';
import type { CommittedFiles } from '../ports.ts';
import type { RunCircumstances } from '../settings/run-context.ts';
import type { FoundPolicy, PolicyPorts } from './policy.ts';

/** What a pull request changes among the files that decide what the gate does. */
export interface PullRequestChanges {
  /** Changes something in `.github/workflows`. */
  readonly workflows: boolean;
  /** The policy file as it will be after merge; absent when the pull request leaves it as it is. */
  readonly policy?: ChangedPolicy;
}

export type ChangedPolicy =
  | { readonly state: 'written'; readonly text: string }
  | { readonly state: 'removed' }
  /** It is there and can't be read: a link, too large. */
  | { readonly state: 'unreadable'; readonly why: string };

const WORKFLOWS = '.github/workflows';

/**
 * Compares the merge commit that a pull request's run is about (`GITHUB_SHA`) with what it was made from, by the
 * object ids of the files: content that is the same has the same id. Says nothing about any other run.
 * (docs.github.com, "Events that trigger workflows", pull_request: GITHUB_SHA is the last merge commit.)
 *
 * @returns `undefined` when this run is not about a pull request's merge commit
 * @throws GateError `POLICY-UNREADABLE`
 */
export async function findChanges(
  circumstances: RunCircumstances,
  found: FoundPolicy,
  { fetched, server }: Pick<PolicyPorts, 'fetched' | 'server'>,
  limitBytes: number,
): Promise<PullRequestChanges | undefined> {
  const { base, workflowCommit: merge, event, pullRequest } = circumstances;
  const ofMerge = event !== undefined && MERGE_COMMIT_EVENTS.has(event);
  if (base === undefined || pullRequest === undefined || merge === undefined || !ofMerge) return undefined;
  const files = server ?? fetched;
  const before = (await files.parentsOf(merge))?.[0] ?? found.commit ?? base.commit;
  const [workflows, policy] = await Promise.all([
    differs(files, before, merge, WORKFLOWS),
    differs(files, before, merge, found.path),
  ]);
  return { workflows, ...(policy && { policy: await readChanged(files, merge, found.path, limitBytes) }) };
}

const MERGE_COMMIT_EVENTS = new Set(['pull_request', 'pull_request_review', 'pull_request_review_comment']);

async function differs(files: CommittedFiles, before: string, after: string, path: string): Promise<boolean> {
  const [old, now] = await Promise.all([files.entry(before, path), files.entry(after, path)]);
  return old?.objectId !== now?.objectId || old?.kind !== now?.kind;
}

async function readChanged(
  files: CommittedFiles,
  commit: string,
  path: string,
  limitBytes: number,
): Promise<ChangedPolicy> {
  try {
    const text = await files.readText(commit, path, limitBytes);
    return text === undefined ? { state: 'removed' } : { state: 'written', text };
  } catch (thrown) {
    return { state: 'unreadable', why: toProblem(thrown).what };
  }
}
