import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { daemonRuns, startDaemon, stopDaemon } from './daemon.ts';
import { bestClient, dockerClients, linkClient } from './docker-client.ts';
import { buildModernEngine, MODERN_ENGINE_VERSION, modernEngineBuilt } from './modern-engine-build.ts';
import { runCommand } from './run-command.ts';
import { runScript } from './run-script.ts';
import { StepFailure } from './run-step.ts';

/** Today's engine with the containerd image store, beside the machine's own. */
export interface ModernEngine {
  /** `unix:///…` */
  readonly dockerHost: string;
  /** DOCKER_CONFIG with the buildx plugin; it works with other engines too. */
  readonly dockerConfig: string;
  /** For the front of PATH: a `docker` client and the engine's own containerd, shim and runc. */
  readonly binFolder: string;
  /** Ends it if this call started it; otherwise does nothing. */
  readonly stop: () => Promise<void>;
}

export interface Unavailable {
  /** One sentence without a full stop. */
  readonly unavailable: string;
}

const BRIDGE = 'dsg-modern';
const BRIDGE_ADDRESS = '10.213.67.1/24';

/**
 * Starts today's engine, unless it runs already. The first time it is built from its Go modules, which takes about
 * five minutes: with `build: false` an engine that was never built is `unavailable`.
 *
 * @throws StepFailure when it was built and does not start
 */
export async function ensureModernEngine(options: { readonly build: boolean }): Promise<ModernEngine | Unavailable> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { unavailable: 'it needs Linux and root' };
  const paths = places();
  if (!modernEngineBuilt(paths.bin)) {
    if (!options.build) {
      return { unavailable: 'it was never built here (node scripts/services/modern-engine.ts start)' };
    }
    const reason = await buildModernEngine(paths.bin);
    if (reason !== undefined) return { unavailable: reason };
  }
  const client = bestClient(await dockerClients(process.env));
  if (client === undefined) return { unavailable: 'there is no docker client on PATH' };
  linkClient(client, paths.bin);
  const plugin = join(paths.config, 'cli-plugins', 'docker-buildx');
  mkdirSync(join(paths.config, 'cli-plugins'), { recursive: true });
  if (!existsSync(plugin)) copyFileSync(join(paths.bin, 'buildx'), plugin);
  const startedHere = !(await answers());
  if (startedHere) await startOrTidy();
  return {
    dockerHost: `unix://${paths.socket}`,
    dockerConfig: paths.config,
    binFolder: paths.bin,
    stop: async () => {
      if (startedHere) await stopModernEngine();
    },
  };
}

function places() {
  const root = cacheFolder('modern-engine', MODERN_ENGINE_VERSION);
  return {
    bin: cacheFolder('modern-engine', MODERN_ENGINE_VERSION, 'bin'),
    config: cacheFolder('modern-engine', MODERN_ENGINE_VERSION, 'docker-config'),
    data: join(root, 'data'),
    // Sockets lie in these two: their paths must stay under the kernel's 107 bytes (unix(7)).
    exec: join(root, 'exec'),
    socket: join(root, 'docker.sock'),
    pid: join(root, 'dockerd.pid'),
    log: join(root, 'dockerd.log'),
  };
}

async function startOrTidy(): Promise<void> {
  try {
    await start();
  } catch (error) {
    await stopModernEngine();
    throw error;
  }
}

/** Its own folder first on PATH: with the containerd, shim and runc of a distribution it does not work. */
async function start(): Promise<void> {
  const paths = places();
  if (Buffer.byteLength(paths.socket) > 80)
    throw new StepFailure(`The cache folder's path is too long: ${paths.socket}`);
  // What a reboot or a kill left behind there speaks of processes that are gone.
  if (!daemonRuns(paths.pid))
    for (const path of [paths.exec, paths.socket]) rmSync(path, { recursive: true, force: true });
  await makeBridge();
  console.log('  Starting today’s engine (moby v2, containerd image store) beside the machine’s own');
  await startDaemon({
    title: 'Today’s engine',
    program: join(paths.bin, 'dockerd'),
    args: [
      `--data-root=${paths.data}`,
      `--exec-root=${paths.exec}`,
      `--host=unix://${paths.socket}`,
      `--pidfile=${join(paths.exec, 'docker.pid')}`,
      // A bridge of its own: with `--bridge=none` this engine deletes docker0, which the machine's own engine uses.
      `--bridge=${BRIDGE}`,
      '--iptables=false',
      '--ip6tables=false',
    ],
    env: { ...process.env, PATH: [paths.bin, process.env['PATH']].join(delimiter) },
    logFile: paths.log,
    pidFile: paths.pid,
    answers,
    deadlineMs: 60_000,
  });
}

/** Containers and RUN reach each other through it, and not the outside world: packet filters are left alone. */
async function makeBridge(): Promise<void> {
  if (existsSync(`/sys/class/net/${BRIDGE}`)) return;
  const program = 'ip';
  for (const args of [
    ['link', 'add', BRIDGE, 'type', 'bridge'],
    ['address', 'add', BRIDGE_ADDRESS, 'dev', BRIDGE],
    ['link', 'set', BRIDGE, 'up'],
  ]) {
    const { exitCode, failure, stderr } = await runCommand({ program, args, deadlineMs: 10_000 });
    if (exitCode !== 0) throw new StepFailure(`ip ${args.join(' ')} failed: ${failure ?? stderr.trim()}`);
  }
}

async function stopModernEngine(): Promise<void> {
  await stopDaemon(places().pid);
  // Only a bridge that is left without its engine is in the way; one that is not there is fine.
  if (!(await answers())) await runCommand({ program: 'ip', args: ['link', 'delete', BRIDGE], deadlineMs: 10_000 });
}

async function answers(): Promise<boolean> {
  const { bin, socket } = places();
  if (!existsSync(socket)) return false;
  const args = [`--host=unix://${socket}`, 'version', '--format={{.Server.APIVersion}}'];
  return (await runCommand({ program: join(bin, 'docker'), args, deadlineMs: 5000 })).exitCode === 0;
}

async function main(command: string | undefined): Promise<number> {
  if (command === 'start') {
    const engine = await ensureModernEngine({ build: true });
    if ('unavailable' in engine) throw new StepFailure(`Today’s engine can't run here: ${engine.unavailable}.`);
    console.log(`GATE_TEST_MODERN_DOCKER_HOST=${engine.dockerHost}`);
    console.log(`GATE_TEST_MODERN_DOCKER_CONFIG=${engine.dockerConfig}`);
    console.log(`GATE_TEST_MODERN_BIN=${engine.binFolder}`);
  } else if (command === 'stop') {
    await stopModernEngine();
  } else if (command === 'status') {
    console.log((await answers()) ? `answers at unix://${places().socket}` : 'does not run');
  } else {
    console.error('usage: node scripts/services/modern-engine.ts start|stop|status');
    return 2;
  }
  return 0;
}

if (import.meta.main) await runScript(() => main(process.argv[2]));
