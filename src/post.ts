/**
 * The post step: cleanup, and the truth about a run that never reached its end. It judges nothing and never changes
 * the job's result. Its children are started through @actions/exec: the runner itself bounds a post step's time, and
 * what a child says is not needed.
 */
import { createRunnerLog } from './adapters/runner-log.ts';
import { readSmallFile } from './adapters/small-file.ts';
import { toProblem } from './model/errors.ts';
import { parseGateTag } from './model/gate-tag.ts';
import { buildReport } from './policy/build-report.ts';
import type { Log } from './ports.ts';
import { sendComment } from './runner-delivery.ts';
import { readInputs } from './settings/inputs.ts';
import { MAX_EVENT_LENGTH, readRunContext } from './settings/run-context.ts';
import { resolveSettings } from './settings/settings.ts';
import { GATE_VERSION } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

process.stdout.on('error', () => {});

async function main(environment: Environment): Promise<void> {
  const log = createRunnerLog((line) => void process.stdout.write(`${line}\n`), environment['RUNNER_DEBUG'] === '1');
  const { removeRunObjects } = await import('./adapters/post-cleanup.ts');
  const tag = environment['STATE_tag'] ?? '';
  await removeRunObjects({
    environment,
    run: /^[0-9a-f]{16}$/.test(environment['STATE_run'] ?? '') ? environment['STATE_run'] : undefined,
    tag: parseGateTag(tag) === undefined ? undefined : tag,
    debug: log.debug,
  }).catch((thrown: unknown) =>
    log.notice({ ...toProblem(thrown), means: 'What the run left in the engine stays there.' }),
  );
  if (environment['STATE_finished'] !== 'true') await tellUnfinished(environment, log);
}

/** A green comment of an earlier run must not stand for a run that ended before its verdict. */
async function tellUnfinished(environment: Environment, log: Log): Promise<void> {
  const { reports } = resolveSettings(readInputs(environment));
  const eventText = await readSmallFile(environment['GITHUB_EVENT_PATH'], MAX_EVENT_LENGTH);
  const { circumstances } = readRunContext(environment, eventText === 'too large' ? undefined : eventText);
  const report = buildReport({
    gateVersion: GATE_VERSION,
    circumstances,
    startedAt: new Date(),
    durationMs: 0,
    problems: [
      {
        code: 'CANCELLED',
        what: 'The run ended before the gate had a verdict: it was cancelled or killed, or ran out of time.',
        means: 'The verdict is NO VERDICT, not PASS.',
        todo: 'Look at the log of the run, and run it again.',
      },
    ],
  });
  const status = await sendComment({ reports, circumstances, log }, report, true);
  if (status !== undefined && 'problem' in status) log.notice(status.problem);
}

main(process.env).catch((thrown: unknown) => {
  createRunnerLog((line) => void process.stdout.write(`${line}\n`), false).notice(toProblem(thrown));
});
