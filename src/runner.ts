import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from './adapters/clock.ts';
import { workflowCommand } from './adapters/output-line.ts';
import { appendRunnerFile } from './adapters/runner-files.ts';
import { createRunnerLog } from './adapters/runner-log.ts';
import { readSmallFile } from './adapters/small-file.ts';
import { cancelOnSignals } from './cancellation.ts';
import { runGate } from './gate.ts';
import { toProblem } from './model/errors.ts';
import { gateTag } from './model/gate-tag.ts';
import type { Report } from './model/verdict.ts';
import { buildReport } from './policy/build-report.ts';
import type { Log, Workspace } from './ports.ts';
import { deliverOnRunner, noCommentReason } from './runner-delivery.ts';
import { type RawSettings, readInputs } from './settings/inputs.ts';
import { MAX_EVENT_LENGTH, type RunCircumstances, readRunContext } from './settings/run-context.ts';
import { SETTING_NAMES, SETTINGS } from './settings/schema.ts';
import { type ResolvedSettings, resolveSettings } from './settings/settings.ts';
import { GATE_VERSION } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** docs/architecture.md, "The three answers". */
const EXIT_CODES = { pass: 0, fail: 1, error: 2 } as const;

/** What killed runs left behind is removed by a later run once it is this old, milliseconds. */
const STALE_MS = 6 * 60 * 60 * 1000;

/** One run on a runner, from the environment to the exit code. */
export async function runOnRunner(environment: Environment): Promise<0 | 1 | 2> {
  const startedAt = systemClock.now();
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const log = createRunnerLog(write, environment['RUNNER_DEBUG'] === '1');
  const cancellation = cancelOnSignals(process);
  const raw = readInputs(environment);
  maskSecrets(raw, write);
  const resolved = resolveSettings(raw);
  const eventText = await readSmallFile(environment['GITHUB_EVENT_PATH'], MAX_EVENT_LENGTH);
  const { circumstances, problem } = readRunContext(environment, eventText);
  const run: RunnerRun = { environment, circumstances, resolved, log, signal: cancellation.signal };
  const problems = [...resolved.problems, ...(problem === undefined ? [] : [problem])];
  const judged =
    problems.length > 0
      ? { report: buildReport({ gateVersion: GATE_VERSION, circumstances, startedAt, durationMs: 0, problems }) }
      : await judgeOnRunner(run, startedAt);
  const { reports } = resolved;
  const told = await deliverOnRunner({ ...run, ...judged, reports });
  if (!cancellation.signal.aborted) appendRunnerFile(environment, 'GITHUB_STATE', 'finished', 'true');
  cancellation.release();
  return EXIT_CODES[told.verdict.verdict];
}

interface RunnerRun {
  readonly environment: Environment;
  readonly circumstances: RunCircumstances;
  readonly resolved: ResolvedSettings;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Sets the real world up, runs the gate in it, and takes it down again. */
async function judgeOnRunner(run: RunnerRun, startedAt: Date): Promise<{ report: Report; workspace?: Workspace }> {
  const { environment, circumstances, resolved, log, signal } = run;
  const failed = (thrown: unknown): Report =>
    buildReport({ gateVersion: GATE_VERSION, circumstances, startedAt, durationMs: 0, problems: [toProblem(thrown)] });
  const { settings, reports } = resolved;
  if (settings === undefined) return { report: failed(new Error('there are no settings')) };
  const temporary = environment['RUNNER_TEMP'] ?? tmpdir();
  try {
    const folder = await mkdtemp(path.join(temporary, 'docker-security-gate-'));
    try {
      const [{ createProcesses }, { openWorkspace }, { createDockerEngine }] = await Promise.all([
        import('./adapters/process.ts'),
        import('./adapters/workspace.ts'),
        import('./adapters/docker.ts'),
      ]);
      const root = environment['GITHUB_WORKSPACE'] ?? process.cwd();
      const processes = createProcesses({ workspace: root, environment, signal });
      const workspace = await openWorkspace(root, processes, [temporary]);
      const random = randomBytes(8).toString('hex');
      const tag = gateTag(startedAt, random);
      appendRunnerFile(environment, 'GITHUB_STATE', 'run', random);
      appendRunnerFile(environment, 'GITHUB_STATE', 'tag', tag);
      const engine = createDockerEngine({
        processes,
        clock: systemClock,
        temporaryFolder: folder,
        run: random,
        log,
        workspace: root,
      });
      const noComment = noCommentReason(reports, circumstances);
      const report = await runGate(
        {
          gateVersion: GATE_VERSION,
          settings,
          circumstances,
          gateTag: tag,
          ...(noComment === undefined ? {} : { noComment }),
        },
        { engine, workspace, clock: systemClock, log, environment, temporaryFolder: folder, signal },
      );
      await engine.cleanUp(STALE_MS);
      return { report, workspace };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (thrown) {
    return { report: failed(thrown) };
  }
}

/** Tells the runner what to star out, line by line, before anything else is printed. */
function maskSecrets(raw: RawSettings, write: (line: string) => void): void {
  for (const name of SETTING_NAMES) {
    if (!('secret' in SETTINGS[name])) continue;
    for (const line of (raw.get(name) ?? '').split(/\r?\n/)) {
      if (line.trim() !== '') write(workflowCommand('add-mask', line.trim()));
    }
  }
}
