import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { interruption } from './interruption.ts';

export interface CommandRequest {
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment; the script's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly deadlineMs: number;
  /** Both streams go to this file as well. */
  readonly logFile?: string;
  /** Called with every chunk of both streams. */
  readonly onOutput?: (text: string) => void;
}

/** How a command ended. `exitCode` is null when it could not be started, was killed, or was too slow; `failure` says which. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly failure?: string;
}

const KEEP_BYTES = 1024 * 1024;

/**
 * Runs a command without a shell, in a process group of its own that is killed whole at the deadline or at Ctrl-C.
 * Never rejects: an expected failure is a result. Keeps the first MiB of each stream.
 */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const log = request.logFile === undefined ? undefined : createWriteStream(request.logFile, { flags: 'a' });
  const child = spawn(request.program, request.args, {
    cwd: request.cwd,
    env: request.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stdout = keepStart(child.stdout, request, log);
  const stderr = keepStart(child.stderr, request, log);
  const end = await ending(child, request.deadlineMs);
  log?.end();
  return { ...end, stdout: stdout(), stderr: stderr() };
}

function keepStart(stream: NodeJS.ReadableStream, request: CommandRequest, log: WriteStream | undefined): () => string {
  const kept: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    log?.write(chunk);
    request.onOutput?.(chunk.toString());
    if (bytes < KEEP_BYTES) kept.push(chunk.subarray(0, KEEP_BYTES - bytes));
    bytes += chunk.length;
  });
  return () => Buffer.concat(kept).toString();
}

function ending(child: ChildProcess, deadlineMs: number): Promise<{ exitCode: number | null; failure?: string }> {
  const interrupted = interruption();
  return new Promise((resolve) => {
    let failure: string | undefined;
    const kill = (reason: string): void => {
      failure = reason;
      if (child.pid !== undefined) killGroup(child.pid);
    };
    const onInterrupt = (): void => kill('was interrupted');
    const timer = setTimeout(() => kill(`took longer than ${Math.round(deadlineMs / 1000)} s`), deadlineMs);
    const settle = (exitCode: number | null, why: string | undefined): void => {
      clearTimeout(timer);
      interrupted.removeEventListener('abort', onInterrupt);
      resolve(why === undefined ? { exitCode } : { exitCode: null, failure: why });
    };
    interrupted.addEventListener('abort', onInterrupt);
    if (interrupted.aborted) onInterrupt();
    child.on('error', (error) => settle(null, `could not be started (${error.message})`));
    child.on('close', (code, signal) =>
      settle(code, failure ?? (signal === null ? undefined : `was ended by ${signal}`)),
    );
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: the group is gone already, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
