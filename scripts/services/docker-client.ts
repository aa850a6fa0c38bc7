import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.ts';

/** A Docker client and what it can do with the engine that it talks to. */
export interface DockerClient {
  readonly program: string;
  readonly version: string;
  /** Through the buildx plugin, or by itself: clients before 23 use the engine's BuildKit without a plugin. */
  readonly buildKit: boolean;
  /** The engine's version; absent when none answers. */
  readonly engine?: string;
}

/** Every `docker` of PATH and of the usual folders, in that order, asked once each (ten seconds at most). */
export async function dockerClients(env: NodeJS.ProcessEnv): Promise<readonly DockerClient[]> {
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'];
  const programs = folders.map((folder) => join(folder, 'docker')).filter((program) => existsSync(program));
  // Seen once by its real path: on Debian /bin is a link to /usr/bin.
  const distinct = new Map(programs.toReversed().map((program) => [realpathSync(program), program]));
  const clients = await Promise.all([...distinct.values()].reverse().map((program) => ask(program, env)));
  return clients.filter((client) => client !== undefined);
}

/** The client to work with: one that reaches the engine and can BuildKit, else one that reaches it, else any. */
export function bestClient(clients: readonly DockerClient[]): DockerClient | undefined {
  const reaching = clients.filter((client) => client.engine !== undefined);
  return (
    reaching.find((client) => client.buildKit) ?? reaching[0] ?? clients.find((client) => client.buildKit) ?? clients[0]
  );
}

/**
 * PATH with the chosen client as its first `docker`. A folder with nothing but a link to it goes in front: the
 * folder that it lies in may hold an older Node.
 */
export function pathWithClient(client: DockerClient, path: string, linkFolder: string): string {
  const first = path.split(delimiter).find((folder) => existsSync(join(folder, 'docker')));
  if (first !== undefined && join(first, 'docker') === client.program) return path;
  linkClient(client, linkFolder);
  return [linkFolder, ...path.split(delimiter).filter((folder) => folder !== linkFolder)].join(delimiter);
}

/** Makes `docker` in a folder the chosen client. */
export function linkClient(client: DockerClient, folder: string): void {
  const link = join(folder, 'docker');
  mkdirSync(folder, { recursive: true });
  if (existsSync(link) && realpathSync(link) === realpathSync(client.program)) return;
  rmSync(link, { force: true });
  symlinkSync(realpathSync(client.program), link);
}

async function ask(program: string, env: NodeJS.ProcessEnv): Promise<DockerClient | undefined> {
  const deadlineMs = 10_000;
  const [own, both, plugin] = await Promise.all([
    runCommand({ program, args: ['version', '--format={{.Client.Version}}'], env, deadlineMs }),
    runCommand({ program, args: ['version', '--format={{.Server.Version}}'], env, deadlineMs }),
    runCommand({ program, args: ['buildx', 'version'], env, deadlineMs }),
  ]);
  // Without an engine the client still prints its own version, and then exits with 1.
  const version = /^\d+\.\d+[\w.+-]*/.exec(own.stdout.trim())?.[0];
  if (version === undefined) return undefined;
  const buildx = plugin.exitCode === 0 && /buildx/.test(plugin.stdout);
  const buildKit = buildx || Number.parseInt(version, 10) < 23;
  const engine = both.exitCode === 0 ? both.stdout.trim() : '';
  return engine === '' ? { program, version, buildKit } : { program, version, buildKit, engine };
}
