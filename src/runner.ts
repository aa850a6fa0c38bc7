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
import type { PolicyPorts } from './evidence/policy.ts';
import { runGate } from './gate.ts';
import { type Problem, toProblem } from './model/errors.ts';
import { gateTag } from './model/gate-tag.ts';
import { exitCodeOf, type Report } from './model/verdict.ts';
import { buildReport } from './policy/build-report.ts';
import type { Engine, Log, Processes, ServedFiles, Workspace } from './ports.ts';
import { deliverOnRunner, noCommentReason } from './runner-delivery.ts';
import { type RawSettings, readInputs } from './settings/inputs.ts';
import { MAX_EVENT_LENGTH, type RunCircumstances, readRunContext } from './settings/run-context.ts';
import { SETTING_NAMES, SETTINGS } from './settings/schema.ts';
import { type ReportSettings, resolveSettings, type Settings } from './settings/settings.ts';
import { withdrawTags } from './tag-withdrawal.ts';
import { GATE_VERSION } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

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
  const { circumstances, problem } = readRunContext(environment, eventText === 'too large' ? undefined : eventText);
  const problems = [...resolved.problems, ...(problem === undefined ? [] : [problem])];
  const { reports, settings } = resolved;
  const known = settings === undefined ? {} : { settings };
  const early = (some: readonly Problem[]): Report =>
    buildReport({ ...known, gateVersion: GATE_VERSION, circumstances, startedAt, durationMs: 0, problems: some });

  const ground = await openGround(environment, cancellation.signal).catch(toProblem);
  const run = { environment, circumstances, log, signal: cancellation.signal, reports };
  const judged: Judged =
    'code' in ground || settings === undefined || problems.length > 0
      ? { report: early('code' in ground ? [...problems, ground] : problems) }
      : await judgeOnRunner({ ...run, ...ground, settings, startedAt }).catch((thrown: unknown) => ({
          report: early([toProblem(thrown)]),
        }));
  // A cancellation that came after the last look is still one: there is one answer, and the post step tells it.
  const cancelled = cancellation.signal.aborted;
  const final = cancelled ? early([toProblem(cancellation.signal.reason)]) : judged.report;
  const told = await deliverOnRunner({
    ...run,
    report: final,
    cancelled,
    ...('code' in ground ? {} : { workspace: ground.workspace }),
  });
  await withdrawTags({ judged, told, settings, log });
  if (!cancelled) appendRunnerFile(environment, 'GITHUB_STATE', 'finished', 'true');
  cancellation.release();
  return exitCodeOf(told.verdict, told.policy.mode);
}

/** What a run stands on: the workspace, and the way to start programs. */
interface Ground {
  readonly workspace: Workspace;
  readonly processes: Processes;
  /** RUNNER_TEMP */
  readonly temporary: string;
}

async function openGround(environment: Environment, signal: AbortSignal): Promise<Ground> {
  const [{ createProcesses }, { openWorkspace }] = await Promise.all([
    import('./adapters/process.ts'),
    import('./adapters/workspace.ts'),
  ]);
  const root = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const temporary = environment['RUNNER_TEMP'] ?? tmpdir();
  const processes = createProcesses({ workspace: root, environment, signal });
  return { processes, temporary, workspace: await openWorkspace(root, processes, [temporary]) };
}

interface RunnerRun extends Ground {
  readonly environment: Environment;
  readonly circumstances: RunCircumstances;
  readonly settings: Settings;
  readonly reports: ReportSettings;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly startedAt: Date;
}

/** What the gate came to, and with which engine; without one there is no tag to take back. */
interface Judged {
  readonly report: Report;
  readonly engine?: Engine;
}

/** Sets the engine and a folder up, runs the gate with them, and takes them down again. */
async function judgeOnRunner(run: RunnerRun): Promise<Judged> {
  const { environment, circumstances, settings, reports, workspace, processes, log, signal } = run;
  const folder = await mkdtemp(path.join(run.temporary, 'docker-security-gate-'));
  try {
    const [{ createDockerEngine }, { createAppArmorParser }, { createCompose }] = await Promise.all([
      import('./adapters/docker.ts'),
      import('./adapters/apparmor-parser.ts'),
      import('./adapters/compose-command.ts'),
    ]);
    const random = randomBytes(8).toString('hex');
    const tag = gateTag(run.startedAt, random);
    appendRunnerFile(environment, 'GITHUB_STATE', 'run', random);
    appendRunnerFile(environment, 'GITHUB_STATE', 'tag', tag);
    const engine = createDockerEngine({
      processes,
      clock: systemClock,
      temporaryFolder: folder,
      run: random,
      log,
      workspace: workspace.root,
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
      {
        ...(await policyPorts(run)),
        ...{ engine, clock: systemClock, log, environment, temporaryFolder: folder, signal },
        compose: createCompose({ processes, temporaryFolder: folder, workspace: workspace.root }),
        apparmorParser: createAppArmorParser(processes, workspace.root),
      },
    );
    await engine.cleanUp(STALE_MS);
    return { report, engine };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How long the server may take for questions without a time of their own, milliseconds. */
const SERVER_DEADLINE_MS = 20_000;

/** Where policies are read from: the repository that was fetched, and the server's. */
async function policyPorts({ workspace, processes, circumstances, reports, log }: RunnerRun): Promise<PolicyPorts> {
  const { createGitObjects } = await import('./adapters/git-objects.ts');
  const server = await serverFiles(circumstances, reports, log);
  const fetched = createGitObjects({ processes, folder: workspace.root });
  return { workspace, fetched, ...(server && { server }) };
}

/** Without a token or an address there is no server to ask; then only what was fetched can answer. */
async function serverFiles(
  { repository, apiUrl }: RunCircumstances,
  { githubToken }: ReportSettings,
  log: Log,
): Promise<ServedFiles | undefined> {
  if (repository === undefined || apiUrl === undefined || githubToken === undefined) return undefined;
  const { createGitHubFiles } = await import('./adapters/github-files.ts');
  const [owner = '', name = ''] = repository.split('/');
  return createGitHubFiles({
    token: githubToken,
    apiUrl,
    repository: { owner, name },
    deadlineMs: SERVER_DEADLINE_MS,
    clock: systemClock,
    debug: log.debug,
  });
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
