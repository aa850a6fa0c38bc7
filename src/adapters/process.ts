import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Processes, ProcessRequest, ProcessResult } from '../ports.ts';
import { childEnvironment, mayInherit } from './child-environment.ts';
import { readOutput } from './child-output.ts';
import { cancelled, couldNotStart, refusedVariable } from './process-problems.ts';
import { type ProcessTree, processTree } from './process-tree.ts';
import {
  childPath,
  findProgram,
  type ProgramFolders,
  programFolders,
  refuseConfigInWorkspace,
} from './program-path.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

/** How long output may keep coming after the child itself has ended: somebody it started still holds the pipe. */
const CLOSE_MS = 2_000;
const CLOSE_ENDING_MS = 250;

/**
 * Starts children without a shell, each in a process group of its own, with an allow-listed environment.
 *
 * @param workspace absolute path of the tree that the pull request can change; no program comes from there. Undefined:
 *   there is no such tree
 * @param environment the gate's own
 * @param signal ends every child, with all that it started, and makes `run` reject with `CANCELLED`
 */
export function createProcesses(options: {
  readonly workspace: string | undefined;
  readonly environment: Environment;
  readonly signal: AbortSignal;
}): Processes {
  const { workspace, environment, signal } = options;
  let folders: Promise<ProgramFolders> | undefined;
  const search = (): Promise<ProgramFolders> => {
    folders ??= programFolders(environment, workspace);
    return folders;
  };
  const live = new Set<ProcessTree>();
  // A gate that ends at once (second SIGINT) takes its children along: they are in groups of their own.
  const killAll = (): void => {
    for (const tree of live) tree.kill();
  };
  return {
    find: async (name) => findProgram(name, await search()),
    run: async (request) => {
      const env = await environmentFor(request, environment, await search());
      if (live.size === 0) process.on('exit', killAll);
      return runChild(request, env, request.survivesCancel === true ? undefined : signal, live).finally(() => {
        if (live.size === 0) process.off('exit', killAll);
      });
    },
  };
}

async function environmentFor(
  request: ProcessRequest,
  environment: Environment,
  folders: ProgramFolders,
): Promise<Record<string, string>> {
  const env = childEnvironment(environment, await childPath(folders));
  await refuseConfigInWorkspace(env, request.cwd, folders.workspace);
  for (const name of request.without ?? []) delete env[name];
  for (const name of request.inherit ?? []) {
    if (!mayInherit(name)) throw refusedVariable(name);
    const value = environment[name];
    // What is already decided for every child (PATH, LANG) stays so.
    if (value !== undefined) env[name] ??= value;
  }
  return { ...env, ...request.env };
}

/** With somebody who uses the output up as it comes, who may have to wait for the disk or a thread. */
const CLOSE_HANDED_ON_MS = 60_000;

/** What becomes of one child while it runs. */
interface Course {
  timedOut: boolean;
  cancelled: boolean;
  stoppedEarly: boolean;
  /** What the taker of its output threw. */
  refused?: { readonly error: unknown };
}

async function runChild(
  request: ProcessRequest,
  env: Record<string, string>,
  signal: AbortSignal | undefined,
  live: Set<ProcessTree>,
): Promise<ProcessResult> {
  if (signal?.aborted) throw cancelled(request);
  const startedAt = performance.now();
  const child = start(request, env);
  const tree = processTree(child);
  live.add(tree);
  const course: Course = { timedOut: false, cancelled: false, stoppedEarly: false };
  const cancel = (): void => {
    course.cancelled = true;
    tree.end();
  };
  const deadline = setTimeout(() => {
    course.timedOut = true;
    tree.end();
  }, request.timeoutMs);
  signal?.addEventListener('abort', cancel);
  try {
    const output = readOutput(child, request, {
      enough: () => {
        course.stoppedEarly = true;
        tree.kill();
      },
      failed: (error) => {
        course.refused ??= { error };
        tree.kill();
      },
    });
    const end = await ended(child, request).catch(async (error) => {
      await output();
      throw error;
    });
    await cleared(child, tree, course, request.onBytes === undefined ? CLOSE_MS : CLOSE_HANDED_ON_MS);
    const streams = await output();
    if (course.cancelled) throw cancelled(request);
    if (course.refused !== undefined) throw course.refused.error;
    const { timedOut, stoppedEarly } = course;
    return { ...end, ...streams, timedOut, stoppedEarly, durationMs: performance.now() - startedAt };
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', cancel);
    live.delete(tree);
  }
}

function start(request: ProcessRequest, env: Record<string, string>): Child {
  const { program, args, cwd, stdin } = request;
  try {
    const child = spawn(program, args, {
      cwd,
      env,
      shell: false,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    // EPIPE: the child did not want its input. What it says and how it ends tell the story.
    child.stdin?.on('error', () => undefined);
    if (stdin !== undefined) child.stdin?.end(stdin);
    // Both output streams are pipes by the options above.
    return child as Child;
  } catch (error) {
    // Arguments that no system takes: a NUL in one of them, too many of them.
    throw couldNotStart(request, error);
  }
}

function ended(child: Child, request: ProcessRequest): Promise<{ exitCode: number | null; signal: string | null }> {
  return new Promise((resolve, reject) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    child.on('error', (error) => {
      if (child.pid === undefined) reject(couldNotStart(request, error));
    });
  });
}

/** Waits for the rest of the output, then ends whoever is left of the group. */
async function cleared(child: Child, tree: ProcessTree, course: Course, closeMs: number): Promise<void> {
  const ending = course.cancelled || course.timedOut || course.stoppedEarly || course.refused !== undefined;
  await closedWithin(child, ending ? CLOSE_ENDING_MS : closeMs);
  await tree.clear();
  await closedWithin(child, CLOSE_ENDING_MS);
  // Somebody who left the group holds the pipes; the gate does not wait for them.
  child.stdout.destroy();
  child.stderr.destroy();
}

async function closedWithin(child: Child, ms: number): Promise<void> {
  const stop = new AbortController();
  const closed = new Promise<void>((resolve) => {
    if (child.stdout.closed && child.stderr.closed) resolve();
    child.once('close', () => resolve());
  });
  const late = sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined);
  await Promise.race([closed, late]);
  stop.abort();
}
