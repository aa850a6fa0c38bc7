import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { GateError } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Compose, Processes, ProcessResult } from '../ports.ts';
import { composeInvalid, composeMissing, composeTooMuch } from './compose-problems.ts';

const DEADLINE_MS = 60_000;
/** Files with variables are not read where that can be helped: their values are secrets, and they may be missing here. */
const LEAN = '--no-env-resolution';
/** A project of a thousand services comes to about 2 MiB. */
const KEEP_BYTES = 32 * 1024 * 1024;
/** Nobody's folder: `~` must be known for a home of the machine that the project will run on, and name none here. */
const HOME = '/home/any-user';
/** What children get otherwise, and what a file could put in place of `${USER}`. */
const OF_THE_JOB: readonly string[] = [
  ...['USER', 'LOGNAME', 'TMPDIR', 'XDG_RUNTIME_DIR', 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CERT_PATH'],
  ...['DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'BUILDX_BUILDER', 'BUILDX_CONFIG', 'SSH_AUTH_SOCK', 'HTTP_PROXY'],
  ...['HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR'],
];

interface Client {
  readonly program: string;
  readonly before: readonly string[];
  /** `docker compose 2.40.1` */
  readonly tool: string;
  /** Compose before 2 knows neither profiles by a pattern nor JSON. */
  readonly isFirst: boolean;
}

type Run = (client: Pick<Client, 'program' | 'before'>, args: readonly string[], cwd: string) => Promise<ProcessResult>;

/**
 * Compose as a plugin of docker, or the program of its own.
 *
 * @param workspace absolute; taken out of what Compose says
 * @param dockerConfig where docker has its plugins; of this process when left out
 */
export function createCompose(options: {
  readonly processes: Processes;
  readonly temporaryFolder: string;
  readonly workspace: string;
  readonly dockerConfig?: string;
}): Compose {
  const { processes, temporaryFolder, workspace } = options;
  const config = options.dockerConfig ?? process.env['DOCKER_CONFIG'] ?? path.join(homedir(), '.docker');
  const run: Run = ({ program, before }, args, cwd) => {
    const env = {
      // `${PWD}` is where people stand who run Compose.
      ...{ HOME, PWD: cwd, DOCKER_CONFIG: config, TMPDIR: temporaryFolder, DOCKER_CLI_HINTS: 'false' },
      // Nothing is fetched to be judged (docs.docker.com/compose/how-tos/environment-variables/envvars).
      ...{ COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false', COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false' },
    };
    const limits = { timeoutMs: DEADLINE_MS, keepBytes: KEEP_BYTES };
    return processes.run({ program, args: [...before, ...args], cwd, env, without: OF_THE_JOB, ...limits });
  };
  let found: Promise<Client | undefined> | undefined;
  return {
    resolve: async (files, folder, closed) => {
      found ??= findClient(processes, run, temporaryFolder);
      const client = await found;
      if (client === undefined) throw composeMissing();
      const result = await resolveWith(run, client, files, folder, closed);
      const warnings = linesOf(result, workspace).filter((line) => !isError(line));
      return { text: result.stdout.toString('utf8'), tool: client.tool, warnings };
    },
  };

  /** Whether a client answers without the files with variables of services. 5.6 does; 2.40 opens them all the same. */
  async function leavesVariables(run: Run, client: Client): Promise<boolean> {
    const file = path.join(temporaryFolder, 'compose-without-variables.yml');
    await writeFile(file, 'services: {a: {image: a, env_file: [./is-not-there.env]}}\n');
    const result = await run(client, configArguments(client, [file], temporaryFolder), temporaryFolder);
    return result.exitCode === 0 && !result.timedOut;
  }

  async function resolveWith(
    run: Run,
    client: Client,
    files: readonly string[],
    folder: string,
    closed: GateError | undefined,
  ): Promise<ProcessResult> {
    if (closed !== undefined && !(await leavesVariables(run, client))) throw closed;
    let result = await run(client, configArguments(client, files, folder), folder);
    const isOlder = result.exitCode !== 0 && result.stderr.includes(`unknown flag: ${LEAN}`);
    if (isOlder) {
      const all = configArguments(client, files, folder).filter((word) => word !== LEAN);
      result = await run(client, all, folder);
    }
    if (result.timedOut) throw composeTooMuch(`did not finish within ${DEADLINE_MS / 1000} s`);
    if (result.droppedBytes > 0) throw composeTooMuch(`answered with more than ${KEEP_BYTES / 1024 ** 2} MiB`);
    if (result.exitCode !== 0) throw composeInvalid(client.tool, linesOf(result, workspace).filter(isError));
    return result;
  }
}

function configArguments({ isFirst }: Client, files: readonly string[], folder: string): readonly string[] {
  const project = ['--project-name', 'gate', '--project-directory', folder, ...files.flatMap((file) => ['-f', file])];
  return [...project, ...(isFirst ? ['config'] : ['--profile', '*', 'config', '--format', 'json', LEAN])];
}

/** `docker compose` goes before `docker-compose`, as its own documentation has it. */
async function findClient(processes: Processes, run: Run, folder: string): Promise<Client | undefined> {
  const candidates = [
    { name: 'docker compose', program: await processes.find('docker'), before: ['compose'] },
    { name: 'docker-compose', program: await processes.find('docker-compose'), before: [] },
  ];
  for (const { name, program, before } of candidates) {
    if (program === undefined) continue;
    const asked = await run({ program, before }, ['version', '--short'], folder).catch((error: unknown) => {
      // A file of that name that can't be run is no Compose; the next one may be.
      if (error instanceof GateError && error.code === 'TOOL-FAILED') return undefined;
      throw error;
    });
    const version = /^v?(\d+\.\d+\.\d+\S{0,40})\s*$/.exec(asked?.stdout.toString('utf8') ?? '')?.[1];
    if (asked?.exitCode !== 0 || version === undefined) continue;
    return { program, before, tool: `${name} ${visibleText(version)}`, isFirst: version.startsWith('1.') };
  }
  return undefined;
}

/** What it says beside its answer, line by line, without the frame of its log. */
function linesOf({ stderr }: ProcessResult, workspace: string): readonly string[] {
  const lines = stderr.toString('utf8').replaceAll(`${workspace}${path.sep}`, '').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => line.trim());
}

/** Warnings come as `level=warning msg="…"`; those of the first Compose only tell of variables. */
function isError(line: string): boolean {
  return !/\blevel=(?:warning|info|debug)\b/.test(line) && !/^The \S+ variable is not set\./.test(line);
}
