import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { interruption } from './interruption.ts';
import { StepFailure } from './run-step.ts';

/** A program that runs in the background: where it writes and where its identity is remembered. */
export interface Daemon {
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly pidFile: string;
  /** Whether it answers; asked until it does. */
  readonly answers: () => Promise<boolean>;
  readonly deadlineMs: number;
}

/** A process id may be given to another process later; with its start time it can't be mistaken. */
interface Identity {
  readonly pid: number;
  readonly startTicks: string;
}

/**
 * Starts a daemon in a session of its own and waits until it answers.
 *
 * @throws StepFailure with the end of its log when it ends early or does not answer in time (it is stopped then)
 */
export async function startDaemon(daemon: Daemon): Promise<void> {
  const log = openSync(daemon.logFile, 'w');
  const child = spawn(daemon.program, daemon.args, { env: daemon.env, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  const failedToStart = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)));
  const pid = child.pid;
  if (pid === undefined) throw new StepFailure(`${daemon.title} could not be started: ${await failedToStart}.`);
  const startTicks = startTicksOf(pid);
  if (startTicks !== undefined) writeFileSync(daemon.pidFile, JSON.stringify({ pid, startTicks }));
  child.unref();
  const deadline = performance.now() + daemon.deadlineMs;
  while (!(await daemon.answers())) {
    const ended = !daemonRuns(daemon.pidFile);
    if (ended || performance.now() > deadline || interruption().aborted) {
      await stopDaemon(daemon.pidFile);
      interruption().throwIfAborted();
      const how = ended ? 'ended early' : `did not answer within ${Math.round(daemon.deadlineMs / 1000)} s`;
      throw new StepFailure(`${daemon.title} ${how}. The end of ${daemon.logFile}:\n${logTail(daemon.logFile)}`);
    }
    await sleep(250);
  }
}

/** Whether the very process that `startDaemon` started is still there. */
export function daemonRuns(pidFile: string): boolean {
  return readIdentity(pidFile) !== undefined;
}

/** Ends the process that `startDaemon` started, and nothing else: politely, after 30 seconds by force. */
export async function stopDaemon(pidFile: string): Promise<void> {
  const identity = readIdentity(pidFile);
  if (identity !== undefined) {
    process.kill(identity.pid, 'SIGTERM');
    const deadline = performance.now() + 30_000;
    while (daemonRuns(pidFile) && performance.now() < deadline) await sleep(100);
    if (daemonRuns(pidFile)) process.kill(identity.pid, 'SIGKILL');
  }
  rmSync(pidFile, { force: true });
}

function readIdentity(pidFile: string): Identity | undefined {
  let identity: unknown;
  try {
    identity = JSON.parse(readFileSync(pidFile, 'utf8'));
  } catch (error) {
    // No file, or one that a killed script left half written: nothing that we could claim as ours.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
  if (typeof identity !== 'object' || identity === null || !('pid' in identity) || !('startTicks' in identity)) {
    return undefined;
  }
  const { pid, startTicks } = identity;
  if (typeof pid !== 'number' || typeof startTicks !== 'string') return undefined;
  return startTicksOf(pid) === startTicks ? { pid, startTicks } : undefined;
}

/** Field 22 of /proc/PID/stat (proc_pid_stat(5)); undefined for a process that is gone or only waits to be reaped. */
function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 2 is the name in parentheses and may hold spaces; field 3, the state, comes after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function logTail(file: string): string {
  return readFileSync(file, 'utf8').slice(-3000);
}
