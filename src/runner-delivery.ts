import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { appendRunnerFile } from './adapters/runner-files.ts';
import { toProblem } from './model/errors.ts';
import type { Report } from './model/verdict.ts';
import { withProblem } from './policy/build-report.ts';
import type { CommentStatus, Log, Workspace } from './ports.ts';
import type { RunCircumstances } from './settings/run-context.ts';
import type { OutputName } from './settings/schema.ts';
import type { ReportSettings } from './settings/settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Delivery {
  readonly report: Report;
  readonly reports: ReportSettings;
  readonly circumstances: RunCircumstances;
  readonly environment: Environment;
  /** Absent when the workspace itself could not be opened. */
  readonly workspace?: Workspace;
  readonly log: Log;
  /** There is no time left for the network: the post step writes the comment. */
  readonly cancelled: boolean;
}

/** How long the comment may take in all, retries included, milliseconds. */
const COMMENT_DEADLINE_MS = 120_000;
/** The same after the policy could not be read: then it was most likely the same API that did not answer. */
const DOUBTFUL_COMMENT_DEADLINE_MS = 20_000;

/** Why this run writes no pull-request comment; `undefined` when it may write one. */
export function noCommentReason(reports: ReportSettings, circumstances: RunCircumstances): string | undefined {
  if (reports.comment === 'never') return 'switched off by comment: never';
  if (circumstances.pullRequest === undefined) return 'this run is not about a pull request';
  if (
    circumstances.repository === undefined ||
    circumstances.runId === undefined ||
    circumstances.commit === undefined
  ) {
    return 'the runner did not say which repository, run and commit this is';
  }
  // No other server's address may stand in for it: the token is for that one alone.
  if (circumstances.apiUrl === undefined) return 'the runner did not say where its API is (GITHUB_API_URL)';
  return undefined;
}

/**
 * Tells the finished verdict, in an order that loses nothing: report file, outputs, summary, log, comment. Only a
 * report file that was asked for and can't be written changes anything: the run is then `error`.
 *
 * @returns the report as it was told
 */
export async function deliverOnRunner(delivery: Delivery): Promise<Report> {
  const { log } = delivery;
  const { report, file } = await writeReportFile(delivery);
  await writeOutputs(delivery, report, file).catch((thrown: unknown) => log.notice(toProblem(thrown)));
  await writeSummary(delivery, report);
  await writeLog(report, log);
  await publishComment(delivery, report);
  return report;
}

async function writeReportFile(delivery: Delivery): Promise<{ report: Report; file?: string }> {
  const { report, reports, workspace, environment } = delivery;
  const folder = environment['RUNNER_TEMP'];
  const automatic =
    folder === undefined
      ? undefined
      : path.join(folder, `docker-security-gate-${reports.commentKey}-${randomBytes(4).toString('hex')}.json`);
  const wanted = reports.reportFile ?? automatic;
  if (wanted === undefined || workspace === undefined) return { report };
  const { renderJson } = await import('./reporters/json.ts');
  try {
    return { report, file: await workspace.write(wanted, renderJson(report)) };
  } catch (thrown) {
    const problem = toProblem(thrown);
    if (reports.reportFile !== undefined) return { report: withProblem(report, problem) };
    delivery.log.notice(problem);
    return { report };
  }
}

async function writeOutputs({ environment, log }: Delivery, report: Report, file: string | undefined): Promise<void> {
  const { verdict, image } = report;
  const outputs: Partial<Record<OutputName, string>> = {
    incomplete: String(verdict.incomplete),
    'image-id': image?.id ?? '',
    'image-digest': image?.repoDigests[0]?.split('@').at(-1) ?? '',
    'blocking-count': String(verdict.blocking.length),
    'finding-count': String(verdict.blocking.length + verdict.notBlocking.length),
    'error-codes': [...new Set(verdict.problems.map(({ code }) => code))].join(','),
    'policy-commit': report.policy.commit ?? '',
    'report-file': file ?? '',
    'report-status': 'off',
    // Last: whoever reads a file that ends before this line reads "error", the first word of the run.
    verdict: verdict.verdict,
  };
  if ((environment['GITHUB_OUTPUT'] ?? '') === '') return; // without the file the toolkit would print them as commands
  const { setOutputs } = await import('./adapters/actions.ts');
  for (const name of setOutputs(outputs))
    log.info(`The output ${name} is left out: its value has letters that a shell could misread.`);
}

async function writeSummary({ reports, log, environment }: Delivery, report: Report): Promise<void> {
  if (!reports.jobSummary) return;
  try {
    if ((environment['GITHUB_STEP_SUMMARY'] ?? '') === '') throw new Error('GITHUB_STEP_SUMMARY is not set');
    const [{ writeStepSummary }, { renderJobSummary }] = await Promise.all([
      import('./adapters/actions.ts'),
      import('./reporters/job-summary.ts'),
    ]);
    await writeStepSummary(renderJobSummary(report));
  } catch (thrown) {
    log.notice({
      code: 'SUMMARY-UNWRITABLE',
      what: `The job summary could not be written (${thrown instanceof Error ? thrown.message : String(thrown)}).`,
      means: 'The verdict is not changed by this.',
      todo: 'Look at the log, the outputs and the report file instead.',
    });
  }
}

async function writeLog(report: Report, log: Log): Promise<void> {
  const { renderTerminal } = await import('./reporters/terminal.ts');
  for (const line of renderTerminal(report, { colour: false, width: 120, details: true }).split('\n')) log.info(line);
  for (const problem of report.verdict.problems) log.error(problem);
}

async function publishComment(delivery: Delivery, report: Report): Promise<void> {
  const { environment, log, cancelled } = delivery;
  if (cancelled) return; // the post step says it: there is no time left here
  const status = await sendComment(delivery, report, false);
  if (status === undefined) return;
  appendRunnerFile(environment, 'GITHUB_OUTPUT', 'report-status', status.state);
  if ('url' in status) appendRunnerFile(environment, 'GITHUB_OUTPUT', 'comment-url', status.url);
  if ('problem' in status) log.notice(status.problem);
}

/** Renders and sends the comment; `undefined` when this run has none to send. Also used by the post step. */
export async function sendComment(
  { reports, circumstances, log }: Pick<Delivery, 'reports' | 'circumstances' | 'log'>,
  report: Report,
  updateOnly: boolean,
): Promise<CommentStatus | undefined> {
  const { pullRequest, repository, runId, commit, apiUrl, runAttempt = 1 } = circumstances;
  if (noCommentReason(reports, circumstances) !== undefined) return undefined;
  if (pullRequest === undefined || repository === undefined || runId === undefined) return undefined;
  if (commit === undefined || apiUrl === undefined) return undefined;
  const doubtful = report.verdict.problems.some(({ code }) => code === 'POLICY-UNREADABLE');
  const quiet = reports.comment === 'on-failure' && report.verdict.verdict === 'pass';
  const [{ createPullRequestComments }, { renderComment }, { systemClock }] = await Promise.all([
    import('./adapters/github.ts'),
    import('./reporters/pull-request-comment.ts'),
    import('./adapters/clock.ts'),
  ]);
  const marker = { key: reports.commentKey, runId, runAttempt, commit, nonce: randomBytes(16).toString('hex') };
  const [owner = '', name = ''] = repository.split('/');
  const comments = createPullRequestComments({
    token: reports.githubToken ?? '',
    apiUrl,
    repository: { owner, name },
    pullRequest,
    deadlineMs: doubtful ? DOUBTFUL_COMMENT_DEADLINE_MS : COMMENT_DEADLINE_MS,
    clock: systemClock,
    debug: log.debug,
  });
  return comments.publish({
    key: reports.commentKey,
    runId,
    runAttempt,
    commit,
    body: renderComment(report, { marker, limit: 60_000 }),
    shorter: renderComment(report, { marker, limit: 20_000 }),
    // A pass that is not to be told still replaces what an earlier run said.
    updateOnly: updateOnly || quiet,
  });
}
