import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, aptWorks } from './apt.ts';
import { cacheFolder } from './cache-folder.ts';
import { daemonRuns, startDaemon, stopDaemon } from './daemon.ts';
import { bestClient, type DockerClient, dockerClients, pathWithClient } from './docker-client.ts';
import { runScript } from './run-script.ts';
import { StepFailure } from './run-step.ts';

/** A container engine that answers. */
export interface RunningEngine {
  /** The environment for whoever uses it: PATH with a client that can BuildKit first. */
  readonly env: Readonly<Record<string, string>>;
  /** The client's absolute path. */
  readonly docker: string;
  /** `engine 20.10.24 through client 20.10.24`, for people. */
  readonly title: string;
  readonly startedHere: boolean;
  /** Ends the engine if `ensureEngine` has started it; otherwise does nothing. */
  readonly stop: () => Promise<void>;
}

/**
 * Makes sure that a container engine answers. One that answers already is left alone. Otherwise, as root on a
 * Debian-like Linux, Docker is installed from the distribution's packages and started.
 *
 * @throws StepFailure saying what to do, when there is no engine and none can be started
 */
export async function ensureEngine(): Promise<RunningEngine> {
  const found = await reachingClient();
  if (found !== undefined) return running(found, false);
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || (process.env['DOCKER_HOST'] ?? '') !== '') {
    throw new StepFailure(whatToDo());
  }
  const installed = await ensureInstalled();
  if (installed !== undefined) return running(installed, false);
  await startEngine();
  const started = await reachingClient();
  if (started === undefined) throw new StepFailure(whatToDo());
  return running(started, true);
}

/** Installs the engine where it is missing; answers with a client when the installation itself has started it. */
async function ensureInstalled(): Promise<DockerClient | undefined> {
  const clients = await dockerClients(process.env);
  if (onPath('dockerd') !== undefined && clients.length > 0) return undefined;
  if (!aptWorks()) throw new StepFailure(whatToDo());
  console.log('  No container engine answers here: installing Debian’s docker.io');
  // An engine on a kernel with AppArmor loads its default profile by apparmor_parser, which is only recommended.
  const apparmor = existsSync('/sys/module/apparmor/parameters/enabled') ? ['apparmor'] : [];
  await aptInstall(['docker.io', 'ca-certificates', ...apparmor]);
  return reachingClient();
}

async function startEngine(): Promise<void> {
  const folder = cacheFolder('engine');
  const program = onPath('dockerd');
  if (program === undefined) throw new StepFailure(whatToDo());
  console.log(`  Starting ${program}`);
  await startDaemon({
    title: 'The container engine',
    program,
    args: [],
    env: process.env,
    logFile: join(folder, 'dockerd.log'),
    pidFile: pidFile(),
    answers: async () => (await reachingClient()) !== undefined,
    deadlineMs: 60_000,
  });
}

async function reachingClient(): Promise<DockerClient | undefined> {
  const client = bestClient(await dockerClients(process.env));
  return client?.engine === undefined ? undefined : client;
}

function running(client: DockerClient, startedHere: boolean): RunningEngine {
  const path = pathWithClient(client, process.env['PATH'] ?? '', cacheFolder('client'));
  if (!client.buildKit)
    console.log('  No client with BuildKit here (install buildx): the classic builder will be used');
  return {
    env: { PATH: path },
    docker: client.program,
    title: `engine ${client.engine} through client ${client.version} (${client.program})`,
    startedHere,
    stop: async () => {
      if (!startedHere) return;
      console.log('  Ending the container engine that was started for this');
      await stopDaemon(pidFile());
    },
  };
}

function pidFile(): string {
  return join(cacheFolder('engine'), 'dockerd.pid');
}

function onPath(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders.map((folder) => join(folder, name)).find((program) => existsSync(program));
}

function whatToDo(): string {
  const host = process.env['DOCKER_HOST'] ?? '';
  const where = host === '' ? '' : ` at DOCKER_HOST=${host}`;
  return [
    `No container engine answers${where}, and none can be started from here.`,
    '  Start Docker (Docker Desktop, `systemctl start docker`, …) and run this again;',
    '  without Docker: install it from https://docs.docker.com/engine/install/;',
    '  if it runs and refuses you: your user needs access to its socket (group `docker`);',
    '  as root on Debian or Ubuntu, with DOCKER_HOST unset, this script installs and starts one itself.',
  ].join('\n');
}

async function main(command: string | undefined): Promise<number> {
  if (command === 'start') {
    const engine = await ensureEngine();
    console.log(`${engine.title}${engine.startedHere ? ', started' : ', left as it was'}\nPATH=${engine.env['PATH']}`);
  } else if (command === 'stop') {
    console.log(daemonRuns(pidFile()) ? 'Ending the engine that was started here' : 'No engine was started here');
    await stopDaemon(pidFile());
  } else if (command === 'status') {
    const client = await reachingClient();
    console.log(client === undefined ? 'no engine answers' : running(client, false).title);
    console.log(daemonRuns(pidFile()) ? 'started by this script' : 'not started by this script');
  } else {
    console.error('usage: node scripts/services/engine.ts start|stop|status');
    return 2;
  }
  return 0;
}

if (import.meta.main) await runScript(() => main(process.argv[2]));
