import type { Log, Processes, ProcessRequest, ProcessResult } from '../ports.ts';
import { noClient } from './docker-problems.ts';

/** Deadline of a command that only asks or changes a name. */
const QUICK_MS = 60_000;
/** Inspections of images with long histories stay far below. */
const KEEP_BYTES = 4 * 1024 * 1024;

/** Runs one command of the Docker client; how it ended is for the caller to judge. */
export type DockerCommand = (
  args: readonly string[],
  more?: Partial<Omit<ProcessRequest, 'program' | 'args'>>,
) => Promise<ProcessResult>;

/**
 * @param folder where relative paths in options are read from (`type=local,src=cache`): the workspace
 * @throws (the command) GateError `DOCKER-UNAVAILABLE` without a client, `TOOL-UNTRUSTED-PATH`, `TOOL-FAILED`, `CANCELLED`
 */
export function dockerCommand(processes: Processes, folder: string, log?: Log): DockerCommand {
  let program: Promise<string | undefined> | undefined;
  return async (args, more = {}) => {
    program ??= processes.find('docker');
    const found = await program;
    if (found === undefined) throw noClient();
    // Advertisements between the lines of an answer help nobody here.
    const env = { DOCKER_CLI_HINTS: 'false', ...more.env };
    const request = { cwd: folder, timeoutMs: QUICK_MS, keepBytes: KEEP_BYTES, ...more, env };
    const result = await processes.run({ ...request, program: found, args });
    const end = result.signal ?? result.exitCode;
    log?.debug(`docker ${args.slice(0, 2).join(' ')}: ${end} after ${Math.round(result.durationMs)} ms`);
    return result;
  };
}
