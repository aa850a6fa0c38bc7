import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, aptWorks } from './apt.ts';
import { cacheFolder } from './cache-folder.ts';
import { runCommand } from './run-command.ts';
import { runStep, StepFailure } from './run-step.ts';

/** The engine that is to have the image. */
export interface EngineAccess {
  /** Absolute path of a Docker client. */
  readonly docker: string;
  /** The client's whole environment. */
  readonly env: NodeJS.ProcessEnv;
}

export interface BaseImage {
  readonly reference: string;
  readonly origin: 'registry' | 'built here';
}

const PUBLIC_IMAGE = 'debian:12-slim';

/**
 * What the examples install. The local images have it already, so that their `apt-get install` succeeds without a
 * network. `version` is raised when the recipe changes.
 */
const RECIPES = {
  'debian-12': { version: '1', packages: ['ca-certificates', 'curl', 'libcap2-bin', 'nmap', 'wget'] },
  /** For examples/trekking-app. */
  'debian-12-services': {
    version: '1',
    packages: ['postgresql-15', 'postgresql-common', 'python3-minimal', 'python3-psycopg2'],
  },
} as const;

export type LocalImage = keyof typeof RECIPES;

/**
 * The image that the examples stand on: the public one where the engine has it or can pull it within a minute, else
 * one of the same distribution, built from its packages (once: kept as a tar file in the cache).
 *
 * @param local which packages the one that is built here has, besides the distribution's own
 * @throws StepFailure when neither works
 */
export async function ensureBaseImage(engine: EngineAccess, local: LocalImage = 'debian-12'): Promise<BaseImage> {
  if (await has(engine, PUBLIC_IMAGE)) return { reference: PUBLIC_IMAGE, origin: 'registry' };
  // `localhost/`, so that no engine ever asks a public registry for this name.
  const reference = `localhost/docker-security-gate/${local}:${RECIPES[local].version}`;
  if (await has(engine, reference)) return { reference, origin: 'built here' };
  if (await pulls(engine)) return { reference: PUBLIC_IMAGE, origin: 'registry' };
  const tar = await rootFileSystem(local);
  const changes = ['CMD ["bash"]', 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];
  await runStep(`Importing ${reference}`, {
    program: engine.docker,
    args: ['import', ...changes.map((change) => `--change=${change}`), '--', tar, reference],
    env: engine.env,
    deadlineMs: 180_000,
  });
  return { reference, origin: 'built here' };
}

async function has(engine: EngineAccess, reference: string): Promise<boolean> {
  const args = ['image', 'inspect', '--format={{.Id}}', '--', reference];
  return (await runCommand({ program: engine.docker, args, env: engine.env, deadlineMs: 20_000 })).exitCode === 0;
}

async function pulls(engine: EngineAccess): Promise<boolean> {
  console.log(`  Pulling ${PUBLIC_IMAGE} (a minute at most)`);
  const args = ['pull', '--quiet', '--', PUBLIC_IMAGE];
  const pull = await runCommand({ program: engine.docker, args, env: engine.env, deadlineMs: 60_000 });
  if (pull.exitCode === 0) return true;
  console.log('  No image registry is reachable: the base image is built from Debian’s packages instead');
  return false;
}

/** The root file system as a tar file, from the cache where it is there. */
async function rootFileSystem(local: LocalImage): Promise<string> {
  const { packages, version } = RECIPES[local];
  const folder = cacheFolder('base-image', `${local}-${version}`);
  const tar = join(folder, 'root.tar');
  if (existsSync(tar)) return tar;
  await ensureMmdebstrap();
  const unfinished = join(folder, 'unfinished.tar');
  rmSync(unfinished, { force: true });
  await runStep('Building the base image’s root file system (one to two minutes, once)', {
    program: 'mmdebstrap',
    args: [
      '--variant=minbase',
      `--include=${packages.join(',')}`,
      ...['man', 'doc', 'info', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      '--dpkgopt=path-include=/usr/share/doc/*/copyright',
      // The database that the package makes on its own is none of the examples'.
      '--customize-hook=rm -rf "$1/var/lib/postgresql" "$1/etc/postgresql"',
      // No package source: `apt-get update` has nothing to ask for, and so succeeds without a network.
      '--customize-hook=: > "$1/etc/apt/sources.list"',
      'bookworm',
      unfinished,
    ],
    env: { ...process.env, SOURCE_DATE_EPOCH: '1764000000' },
    logFile: join(cacheFolder('logs'), 'base-image.log'),
    deadlineMs: 420_000,
  });
  renameSync(unfinished, tar);
  return tar;
}

async function ensureMmdebstrap(): Promise<void> {
  const { exitCode } = await runCommand({ program: 'mmdebstrap', args: ['--version'], deadlineMs: 20_000 });
  if (exitCode === 0) return;
  if (!aptWorks()) {
    throw new StepFailure(
      `No image registry is reachable, and the base image can't be built here: that needs Debian or Ubuntu and root.\n` +
        `  Give the engine an image by hand: docker load, or docker tag SOME-DEBIAN-12-IMAGE ${PUBLIC_IMAGE}.`,
    );
  }
  await aptInstall(['mmdebstrap']);
}
