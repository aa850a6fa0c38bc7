import type { Workspace } from '../ports.ts';
import type { RunCircumstances } from '../settings/run-context.ts';
import type { JudgedSubject } from './judged-subject.ts';

/**
 * Whether what is built is the commit that the report speaks of. A pull request's run has its merge commit checked out
 * (`GITHUB_SHA`) while readers know its head, so both count. Anything else is said; it changes no verdict, since the
 * image is judged as it is.
 *
 * @returns remarks for the report, each once
 */
export async function describeTrees(
  subjects: readonly JudgedSubject[],
  circumstances: RunCircumstances,
  workspace: Workspace,
): Promise<readonly string[]> {
  if (circumstances.where !== 'github-actions') return [];
  const contexts = subjects.flatMap((subject) => (subject.kind === 'build' ? [subject.context.absolute] : []));
  const remarks: string[] = [];
  for (const context of new Set(contexts)) remarks.push(...(await describeTree(context, circumstances, workspace)));
  return [...new Set(remarks)];
}

async function describeTree(
  context: string,
  { commit, workflowCommit }: RunCircumstances,
  workspace: Workspace,
): Promise<readonly string[]> {
  const tree = await workspace.checkedOut(context);
  if (tree === undefined) return ['What was built is no git checkout, so it is not known to be this commit.'];
  if (tree.commit === commit || tree.commit === workflowCommit) return [];
  return [`What was built is a checkout of ${tree.commit.slice(0, 12)}, which is another commit.`];
}
