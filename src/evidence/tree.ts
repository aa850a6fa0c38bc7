import type { Workspace } from '../ports.ts';
import type { RunCircumstances } from '../settings/run-context.ts';
import type { JudgedSubject } from './judged-subject.ts';

/**
 * Whether what is built is the commit that the report speaks of. A pull request's run has its merge commit checked out
 * (`GITHUB_SHA`) while readers know its head, so both count. Anything else is said; it changes no verdict, since the
 * image is judged as it is.
 *
 * @returns remarks for the report: none or one
 */
export async function describeTree(
  subject: JudgedSubject,
  { where, commit, workflowCommit }: RunCircumstances,
  workspace: Workspace,
): Promise<readonly string[]> {
  if (where !== 'github-actions' || subject.kind !== 'build') return [];
  const tree = await workspace.checkedOut(subject.context.absolute);
  if (tree === undefined) return ['What was built is no git checkout, so it is not known to be this commit.'];
  if (tree.commit === commit || tree.commit === workflowCommit) return [];
  return [`What was built is a checkout of ${tree.commit.slice(0, 12)}, which is another commit.`];
}
