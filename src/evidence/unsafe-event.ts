import { GateError } from '../model/errors.ts';
import type { Workspace } from '../ports.ts';
import type { RunCircumstances } from '../settings/run-context.ts';
import type { JudgedSubject } from './judged-subject.ts';

/**
 * Under `pull_request_target` and `workflow_run` a build would run the pull request's code with the base
 * repository's token and secrets. So the gate builds there only what is provably the workflow's own commit: the
 * checked-out commit is `GITHUB_SHA` and the tree has nothing beside it. An image given by reference runs nothing.
 * (docs.github.com, "Security hardening for GitHub Actions": pull_request_target; there is no switch for this.)
 *
 * @throws GateError `EVENT-UNSAFE`
 */
export async function refuseUnsafeBuilds(
  subjects: readonly JudgedSubject[],
  circumstances: RunCircumstances,
  workspace: Workspace,
): Promise<void> {
  for (const subject of subjects) await refuseUnsafeBuild(subject, circumstances, workspace);
}

async function refuseUnsafeBuild(
  subject: JudgedSubject,
  circumstances: RunCircumstances,
  workspace: Workspace,
): Promise<void> {
  if (!circumstances.privileged || subject.kind !== 'build') return;
  const around = await workspace.checkedOut(subject.context.absolute);
  const beside = await workspace.checkedOut(workspace.root);
  const own = [around, beside].every(
    (checkout) => checkout?.clean === true && checkout.commit === circumstances.workflowCommit,
  );
  if (own) return;
  throw new GateError({
    code: 'EVENT-UNSAFE',
    what: `The event ${circumstances.event ?? ''} runs with this repository's secrets, and the tree is not exactly the workflow's own commit.`,
    means: 'Nothing was built, so the verdict is NO VERDICT, not PASS.',
    todo: 'Run the gate on pull_request, or give it an image by digest instead of building.',
  });
}
