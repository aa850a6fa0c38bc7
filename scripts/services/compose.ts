import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, aptWorks } from './apt.ts';
import { cacheFolder } from './cache-folder.ts';
import { whyNoGo } from './go-tool.ts';
import type { Unavailable } from './modern-engine.ts';
import { runCommand } from './run-command.ts';
import { runScript } from './run-script.ts';
import { runStep, StepFailure } from './run-step.ts';

const VERSION = 'v5.6.0';
const MODULE = 'github.com/docker/compose/v5';

type Program = { readonly program: string };

/** What the tests of compose projects need. */
export interface ComposeClients {
  /** Compose of today, as a program of its own. */
  readonly modern: Program | Unavailable;
  /** Compose 1.29, the last one in Python, of Debian's package. */
  readonly first: Program | Unavailable;
}

/** Both clients. With `build: false` what would have to be built or installed first is `unavailable`. */
export async function ensureCompose(options: { readonly build: boolean }): Promise<ComposeClients> {
  return { first: await ensureFirst(options.build), modern: await ensureModern(options.build) };
}

/** `GATE_TEST_COMPOSE_PROGRAM`, `GATE_TEST_FIRST_COMPOSE_PROGRAM`; of what is missing the same with `REASON`. */
export function composeEnvironment({ modern, first }: ComposeClients): Readonly<Record<string, string>> {
  const named = (name: string, client: Program | Unavailable): Record<string, string> =>
    'program' in client ? { [`${name}_PROGRAM`]: client.program } : { [`${name}_REASON`]: client.unavailable };
  return { ...named('GATE_TEST_COMPOSE', modern), ...named('GATE_TEST_FIRST_COMPOSE', first) };
}

async function ensureModern(build: boolean): Promise<Program | Unavailable> {
  const program = join(cacheFolder('compose', VERSION), 'docker-compose');
  if (existsSync(program)) return { program };
  if (!build) return { unavailable: 'Compose was never built here (node scripts/services/compose.ts)' };
  const noGo = await whyNoGo();
  if (noGo !== undefined) return { unavailable: noGo };
  return orReason(async () => {
    await buildModern(program);
    return program;
  });
}

/** `go install` refuses modules whose go.mod replaces others, so it is built in the folder of its own module. */
async function buildModern(program: string): Promise<void> {
  const logFile = join(cacheFolder('logs'), 'compose-build.log');
  // `off`: no go.work and no go.mod of a checkout around the cache has a say.
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-buildvcs=false -trimpath' };
  const common = { program: 'go', env, cwd: cacheFolder('compose', VERSION), logFile, deadlineMs: 900_000 };
  const args = ['mod', 'download', '-json', `${MODULE}@${VERSION}`];
  const { stdout } = await runStep(`Fetching Compose ${VERSION}`, { ...common, args });
  const answer: unknown = JSON.parse(stdout);
  if (typeof answer !== 'object' || answer === null || !('Dir' in answer) || typeof answer.Dir !== 'string') {
    throw new StepFailure('go mod download did not say where the module is.');
  }
  const flags = `-s -w -X ${MODULE}/internal.Version=${VERSION}`;
  const cwd = answer.Dir;
  await runStep(`Building Compose ${VERSION}`, {
    ...{ ...common, cwd },
    args: ['build', '-ldflags', flags, '-o', program, './cmd'],
  });
}

async function ensureFirst(install: boolean): Promise<Program | Unavailable> {
  const program = '/usr/bin/docker-compose';
  const isFirst = async (): Promise<boolean> => {
    const asked = await runCommand({ program, args: ['version', '--short'], deadlineMs: 30_000 });
    return asked.exitCode === 0 && asked.stdout.startsWith('1.');
  };
  if (await isFirst()) return { program };
  if (!aptWorks()) return { unavailable: 'docker-compose 1.29 is not installed, and Debian packages can’t be' };
  if (!install) return { unavailable: 'docker-compose 1.29 is not installed (node scripts/services/compose.ts)' };
  return orReason(async () => {
    await aptInstall(['docker-compose']);
    if (!(await isFirst())) throw new StepFailure('The distribution’s docker-compose is not 1.29.');
    return program;
  });
}

async function orReason(make: () => Promise<string>): Promise<Program | Unavailable> {
  try {
    return { program: await make() };
  } catch (error) {
    if (error instanceof StepFailure) return { unavailable: error.message };
    throw error;
  }
}

async function main(): Promise<number> {
  const clients = await ensureCompose({ build: true });
  for (const [name, value] of Object.entries(composeEnvironment(clients))) console.log(`${name}=${value}`);
  return 'program' in clients.modern && 'program' in clients.first ? 0 : 1;
}

if (import.meta.main) await runScript(main);
