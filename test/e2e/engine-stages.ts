import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { service } from './service.ts';

/** One client with one engine, as the gate may meet them. */
export interface EngineStage {
  readonly title: string;
  /** Added to the tests' environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Why it can't be used here. */
  readonly missing?: string;
}

/**
 * Every docker client on PATH with the machine's engine, the first of them with buildx where `npm test` built it, and
 * that one with today's engine.
 *
 * @param folder for a folder of programs a client; removed by the caller
 */
export function engineStages(folder: string): readonly EngineStage[] {
  const clients = dockerClients();
  const own = clients.map((client, index): EngineStage => {
    const bin = join(folder, `client-${index}`);
    mkdirSync(bin);
    symlinkSync(client, join(bin, 'docker'));
    const env = { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
    const version = spawnSync(client, ['version', '--format={{.Client.Version}}'], { encoding: 'utf8' });
    const { status, stderr, stdout } = version;
    const title = `client ${stdout.trim()} with the machine's engine`;
    return status === 0 ? { title, env } : { title, env, missing: `no engine answers: ${stderr.trim()}` };
  });
  const [first] = own;
  if (first === undefined || first.missing !== undefined) return required(own, first?.missing ?? 'no docker client');
  const host = service('GATE_TEST_MODERN_DOCKER_HOST');
  const config = service('GATE_TEST_MODERN_DOCKER_CONFIG');
  if ('missing' in host || 'missing' in config) {
    const missing = 'missing' in host ? host.missing : 'it has no buildx';
    return [...own, { title: "buildx with today's engine", env: {}, missing }];
  }
  const today = { DOCKER_HOST: host.value };
  return [
    ...own,
    { title: "buildx with the machine's engine", env: { ...first.env, DOCKER_CONFIG: config.value } },
    { title: "buildx with today's engine", env: { ...first.env, ...today, DOCKER_CONFIG: config.value } },
    ...own.map(({ title, env }) => ({ title: title.replace("the machine's", "today's"), env: { ...env, ...today } })),
  ];
}

function required(stages: readonly EngineStage[], reason: string): readonly EngineStage[] {
  if (process.env['GATE_TEST_REQUIRE_ALL'] === '1') throw new Error(`A required service is missing: ${reason}`);
  return stages.length > 0 ? stages : [{ title: "the machine's engine", env: {}, missing: reason }];
}

function dockerClients(): readonly string[] {
  const folders = new Set((process.env['PATH'] ?? '').split(delimiter));
  const programs = [...folders].map((folder) => join(folder, 'docker')).filter(isProgram);
  // /bin and /usr/bin are one folder on many systems.
  return [...new Set(programs.map((program) => realpathSync(program)))];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Asks the same engine by the same client, beside the gate: the truth that the gate's answers are held against. */
export function askDocker(env: Readonly<Record<string, string>>, ...args: readonly string[]): string {
  return execFileSync('docker', args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  }).trim();
}
