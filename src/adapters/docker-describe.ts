import * as v from 'valibot';
import type { EngineDescription } from '../model/evidence.ts';
import type { ProcessResult } from '../ports.ts';
import type { DockerCommand } from './docker-command.ts';
import { commandFailed, isPodman, succeeded, unreadableAnswer } from './docker-problems.ts';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Component = v.object({ Name: v.string(), Details: v.nullish(v.record(v.string(), v.nullish(v.string()))) });
/** `docker version`: types/system of the engine's API, and the client's own half. */
const Version = v.object({
  Client: v.object({ Version: text }),
  Server: v.object({
    Version: text,
    ApiVersion: text,
    Os: text,
    Arch: text,
    Components: v.nullish(v.array(Component), []),
  }),
});

/** @throws GateError `DOCKER-UNAVAILABLE` naming which part is missing */
export async function describeEngine(docker: DockerCommand): Promise<EngineDescription> {
  const [version, buildx] = await Promise.all([
    docker(['version', '--format={{json .}}'], { timeoutMs: 30_000 }),
    docker(['buildx', 'version'], { timeoutMs: 30_000 }),
  ]);
  const answer = parseJson(version.stdout.toString('utf8'));
  if (saysPodman(version, answer)) throw isPodman();
  if (!succeeded(version)) {
    throw commandFailed(version, {
      code: 'DOCKER-UNAVAILABLE',
      what: 'The docker command could not say which engine it works with',
      todo: 'Make "docker version" work for the user that runs the job.',
    });
  }
  const parsed = v.safeParse(Version, answer);
  if (!parsed.success) throw unreadableAnswer('to "docker version"');
  const { Client, Server } = parsed.output;
  const buildxVersion = readBuildxVersion(buildx);
  return {
    clientVersion: Client.Version,
    serverVersion: /^\d/.test(Server.Version) ? Server.Version : (moduleVersion(Server.Components) ?? Server.Version),
    apiVersion: Server.ApiVersion,
    os: Server.Os,
    architecture: Server.Arch,
    ...(buildxVersion !== undefined && { buildxVersion }),
  };
}

/** An engine built from its Go module calls itself `library-import`; its module says more. */
function moduleVersion(components: readonly v.InferOutput<typeof Component>[] | null): string | undefined {
  const engine = components?.find(({ Name }) => Name === 'Engine');
  return engine?.Details?.['ModuleVersion'] ?? undefined;
}

/** `github.com/docker/buildx v0.30.1 9e66234…`; a client without the plugin fails. */
function readBuildxVersion(result: ProcessResult): string | undefined {
  if (!succeeded(result)) return undefined;
  return /^github\.com\/docker\/buildx (\S{1,100})/.exec(result.stdout.toString('utf8'))?.[1];
}

/** podman-docker says so on standard error, its answer spells APIVersion; Podman's service names its component. */
function saysPodman(result: ProcessResult, answer: unknown): boolean {
  if (/\bpodman\b/i.test(result.stderr.toString('utf8'))) return true;
  const client = v.safeParse(v.object({ Client: v.object({ APIVersion: v.string() }) }), answer);
  if (client.success) return true;
  const server = v.safeParse(v.object({ Server: v.object({ Components: v.array(Component) }) }), answer);
  return server.success && server.output.Server.Components.some(({ Name }) => /podman/i.test(Name));
}

/** JSON of a tool; undefined when it is none. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
