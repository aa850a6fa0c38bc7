import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from './adapters/clock.ts';
import { createTerminalLog } from './adapters/terminal-log.ts';
import { cancelOnSignals } from './cancellation.ts';
import { renderHelp } from './commands/help.ts';
import { runGate } from './gate.ts';
import { findLocalTree } from './local-tree.ts';
import { NO_VERDICT, type Problem, toProblem } from './model/errors.ts';
import { gateTag, gateTagOf } from './model/gate-tag.ts';
import { exitCodeOf, type Report } from './model/verdict.ts';
import { buildReport, withProblem } from './policy/build-report.ts';
import type { Log, Workspace } from './ports.ts';
import { type CommandLine, readFlags } from './settings/inputs.ts';
import type { RunCircumstances } from './settings/run-context.ts';
import type { SettingName } from './settings/schema.ts';
import { resolveSettings, type Settings } from './settings/settings.ts';
import { withdrawTags } from './tag-withdrawal.ts';
import { GATE_VERSION } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const STALE_MS = 6 * 60 * 60 * 1000;
const CIRCUMSTANCES: RunCircumstances = { where: 'command-line', privileged: false, fork: false };

/** One run of the command line. The report goes to standard output, everything else to standard error. */
export async function runCommandLine(words: readonly string[], environment: Environment): Promise<0 | 1 | 2> {
  const [first, ...rest] = words;
  if (first === 'policy') return (await import('./commands/policy.ts')).runPolicyCommand(rest, environment);
  const command = readFlags(words);
  if (command.help || command.version) {
    process.stdout.write(command.help ? renderHelp() : `${GATE_VERSION}\n`);
    return 0;
  }
  const { stderr } = process;
  const sink = {
    write: (text: string) => void stderr.write(text),
    interactive: stderr.isTTY === true,
    columns: stderr.columns ?? 80,
  };
  const log = createTerminalLog(sink, environment['DEBUG'] === 'docker-security-gate', systemClock.ticks);
  const cancellation = cancelOnSignals(process);
  const resolved = resolveSettings(command.raw);
  const problems = [...command.problems, ...actionOnly(command), ...resolved.problems];
  const startedAt = systemClock.now();
  const early = (some: readonly Problem[]): Report =>
    buildReport({ gateVersion: GATE_VERSION, circumstances: CIRCUMSTANCES, startedAt, durationMs: 0, problems: some });
  const { settings } = resolved;
  const revision = command.policyRef === undefined ? {} : { policyRevision: command.policyRef };
  const report =
    settings === undefined || problems.length > 0
      ? early(problems)
      : await judgeHere({ settings, environment, log, signal: cancellation.signal, startedAt, ...revision }).catch(
          (thrown: unknown) => early([toProblem(thrown)]),
        );
  await print(report, command.json);
  cancellation.release();
  return exitCodeOf(report.verdict, report.policy.mode);
}

interface LocalRun {
  readonly policyRevision?: string;
  readonly settings: Settings;
  readonly environment: Environment;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly startedAt: Date;
}

async function judgeHere(run: LocalRun): Promise<Report> {
  const { environment, log, signal, startedAt } = run;
  const [{ createProcesses }, { openWorkspace }, { createDockerEngine }, { createGitObjects }] = await Promise.all([
    import('./adapters/process.ts'),
    import('./adapters/workspace.ts'),
    import('./adapters/docker.ts'),
    import('./adapters/git-objects.ts'),
  ]);
  const [{ createAppArmorParser }, { createCompose }] = await Promise.all([
    import('./adapters/apparmor-parser.ts'),
    import('./adapters/compose-command.ts'),
  ]);
  const { root, untrusted } = findLocalTree(run.settings);
  const settings = rebase(run.settings, root);
  const processes = createProcesses({ workspace: untrusted, environment, signal });
  const workspace = await openWorkspace(root, processes, [process.cwd()]);
  const fetched = createGitObjects({ processes, folder: root });
  const folder = await mkdtemp(path.join(tmpdir(), 'docker-security-gate-'));
  const random = randomBytes(8).toString('hex');
  const tag = gateTag(startedAt, random);
  const engine = createDockerEngine({
    processes,
    clock: systemClock,
    temporaryFolder: folder,
    run: random,
    log,
    workspace: root,
  });
  try {
    const report = await runGate(
      {
        gateVersion: GATE_VERSION,
        settings,
        circumstances: CIRCUMSTANCES,
        gateTag: tag,
        ...(run.policyRevision !== undefined && { policyRevision: run.policyRevision }),
        noComment: 'the command line writes none',
      },
      {
        ...{ engine, workspace, fetched, clock: systemClock, log, environment, temporaryFolder: folder, signal },
        compose: createCompose({ processes, temporaryFolder: folder, workspace: root }),
        apparmorParser: createAppArmorParser(processes, untrusted),
      },
    );
    await engine.cleanUp(STALE_MS);
    for (const own of builtTags(settings, report, tag)) {
      await engine.untag(own).catch((thrown: unknown) => log.notice(toProblem(thrown)));
    }
    // A cancellation that came after the gate's last look is still one.
    const late = signal.aborted && report.verdict.verdict === 'pass';
    const ended = late ? withProblem(report, toProblem(signal.reason)) : report;
    const told = await writeReportFile(ended, settings, workspace);
    await withdrawTags({ judged: { report, engine }, told, settings, log });
    return told;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The gate's own tags that the run's builds may have got. */
function builtTags({ subject }: Settings, { subjects }: Report, first: string): readonly string[] {
  if (subject.kind === 'reference') return [];
  return (subjects ?? [undefined]).flatMap((reported, index) =>
    reported === undefined || reported.image?.origin.kind === 'built' ? [gateTagOf(first, index)] : [],
  );
}

/** Paths were typed from where the person stands; the gate reads them from the workspace's root. */
function rebase(settings: Settings, root: string): Settings {
  const { subject, run } = settings;
  const move = (given: string): string => path.relative(root, path.resolve(given)) || '.';
  const moved = { ...settings, run: { ...run, kubernetesFiles: run.kubernetesFiles.map(move) } };
  if (subject.kind === 'reference') return moved;
  if (subject.kind === 'project') {
    return { ...moved, subject: { ...subject, composeFiles: subject.composeFiles.map(move) } };
  }
  const moveContext = (assignment: string): string => {
    const [name = '', source = ''] = assignment.split(/=(.*)/s);
    return /^[a-z][a-z0-9+.-]*:/i.test(source) ? assignment : `${name}=${move(source)}`;
  };
  return {
    ...moved,
    subject: {
      ...subject,
      context: move(subject.context),
      buildContexts: subject.buildContexts.map(moveContext),
      ...(subject.file === undefined ? {} : { file: move(subject.file) }),
    },
  };
}

async function writeReportFile(report: Report, settings: Settings, workspace: Workspace): Promise<Report> {
  const { reportFile } = settings.reports;
  if (reportFile === undefined) return report;
  const { renderJson } = await import('./reporters/json.ts');
  try {
    await workspace.write(path.resolve(reportFile), renderJson(report));
    return report;
  } catch (thrown) {
    return withProblem(report, toProblem(thrown));
  }
}

async function print(report: Report, json: boolean): Promise<void> {
  if (json) {
    const { renderJson } = await import('./reporters/json.ts');
    process.stdout.write(renderJson(report));
    return;
  }
  const { renderTerminal } = await import('./reporters/terminal.ts');
  const { stdout } = process;
  const colour = stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  process.stdout.write(renderTerminal(report, { colour, width: stdout.columns ?? 100, details: false }));
}

/** What only the action can do is refused here, not ignored. */
function actionOnly({ raw }: CommandLine): Problem[] {
  const harmless: Partial<Record<SettingName, string>> = { comment: 'never', 'job-summary': 'false' };
  const names = ['comment', 'comment-key', 'job-summary', 'github-token'] as const satisfies readonly SettingName[];
  return names
    .filter((name) => raw.has(name) && raw.get(name) !== harmless[name])
    .map((name) => ({
      code: 'INPUT-CONFLICT',
      what: `--${name} was given, and the command line writes no comment and no job summary: only the action does.`,
      means: NO_VERDICT,
      todo: `Leave --${name} out.`,
    }));
}
