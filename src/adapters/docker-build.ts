import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { EngineDescription } from '../model/evidence.ts';
import type { BuildRequest, BuiltImage } from '../ports.ts';
import { inheritedNames, refuseMalformed } from './docker-build-grammar.ts';

export type Builder = BuiltImage['builder'];

/** Which builder a client and engine have: buildx, else the engine's own BuildKit (clients before 23), else the classic one. */
export function chooseBuilder(engine: EngineDescription): Builder {
  // BuildKit has no Windows containers through these clients (docs.docker.com/build/buildkit).
  if (engine.os === 'windows') return 'classic';
  if (engine.buildxVersion !== undefined) return 'buildx';
  const major = Number(/^(\d+)\./.exec(engine.clientVersion)?.[1] ?? Number.POSITIVE_INFINITY);
  // From 23 on DOCKER_BUILDKIT=1 without the plugin is an error of the client.
  return major < 23 ? 'embedded-buildkit' : 'classic';
}

/** One build as the client is asked for it. */
export interface BuildCommand {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Names of variables that the build asks for. */
  readonly inherit: readonly string[];
}

/** Absolute paths of files that the client writes. */
export interface BuildFiles {
  readonly iidFile: string;
  readonly metadataFile: string;
  /** A folder for an OCI layout of the image, beside loading it; only for builders that can (docker-layout.ts). */
  readonly layoutFolder?: string;
}

/**
 * @throws GateError `INPUT-INVALID` for what is outside of its grammar, `BUILDER-UNSUPPORTED` for what this builder
 *   can't do: nothing that was asked for is left out silently
 */
export function buildCommand(request: BuildRequest, engine: EngineDescription, files: BuildFiles): BuildCommand {
  refuseMalformed(request);
  const builder = chooseBuilder(engine);
  refuseUnsupported(request, builder);
  const common = [
    `--file=${request.file}`,
    `--tag=${request.gateTag}`,
    `--iidfile=${files.iidFile}`,
    ...optional('target', request.target),
    ...optional('platform', request.platform),
    ...each('build-arg', request.buildArgs),
    ...each('label', request.labels),
    ...each('cache-from', request.cacheFrom),
    ...(request.pull ? ['--pull'] : []),
    ...(request.noCache ? ['--no-cache'] : []),
  ];
  const args = [...subcommand(builder, engine, files), ...common, ...buildKitOptions(request, builder, files)];
  return { args: [...args, '--', request.context], env: environment(builder), inherit: inheritedNames(request) };
}

function subcommand(builder: Builder, engine: EngineDescription, { layoutFolder }: BuildFiles): readonly string[] {
  if (builder !== 'buildx') return ['build'];
  // Attestations make the result an index whose digest nobody has pushed, buildx refuses them with engines that have
  // no containerd store, and their largest form publishes the build arguments. buildx knows the option from 0.10 on.
  const old = /^v0\.[0-9]\./.test(engine.buildxVersion ?? '') && !engine.buildxVersion?.startsWith('v0.0.');
  const outputs = layoutFolder === undefined ? undefined : layoutOutputs(layoutFolder);
  return ['buildx', 'build', ...(outputs ?? ['--load']), ...(old ? [] : ['--provenance=false'])];
}

/** The options of a build that leaves an OCI layout beside the image; undefined where the folder's name can't stand in one. */
export function layoutOutputs(folder: string): readonly string[] | undefined {
  return /[",\n\r]/.test(folder) ? undefined : ['--output=type=docker', `--output=type=oci,dest=${folder},tar=false`];
}

function buildKitOptions(request: BuildRequest, builder: Builder, files: BuildFiles): readonly string[] {
  if (builder === 'classic') return [];
  const both = ['--progress=plain', ...each('secret', request.secrets)];
  if (builder === 'embedded-buildkit') return both;
  return [
    ...both,
    `--metadata-file=${files.metadataFile}`,
    ...optional('builder', request.builder),
    ...each('build-context', request.buildContexts),
    ...each('cache-to', request.cacheTo),
  ];
}

function environment(builder: Builder): Readonly<Record<string, string>> {
  if (builder !== 'buildx') return { DOCKER_BUILDKIT: builder === 'classic' ? '0' : '1' };
  // buildx would run git in the context to label the build, and repeat the build's arguments in its metadata.
  return { BUILDX_GIT_INFO: 'false', BUILDX_METADATA_PROVENANCE: 'disabled' };
}

function refuseUnsupported(request: BuildRequest, builder: Builder): void {
  // buildx leaves this cache out without a word when its token is missing, and no build is given the runner's token.
  for (const [setting, caches] of [
    ['cache-from', request.cacheFrom] as const,
    ['cache-to', request.cacheTo] as const,
  ]) {
    if (!caches.some((cache) => /(?:^|,)\s*type\s*=\s*gha\s*(?:,|$)/i.test(cache))) continue;
    throw unsupported(
      `${setting} with type=gha needs the runner's own token, which the gate gives to no build`,
      'Use type=registry, or type=local together with actions/cache.',
    );
  }
  const needs: readonly (readonly [string, boolean])[] = [
    ['secrets', builder === 'classic' && request.secrets.length > 0],
    ['build-contexts', builder !== 'buildx' && request.buildContexts.length > 0],
    ['cache-to', builder !== 'buildx' && request.cacheTo.length > 0],
    ['builder', builder !== 'buildx' && request.builder !== undefined],
    ['cache-from with type=…', builder === 'classic' && request.cacheFrom.some((cache) => cache.includes('='))],
  ];
  const missing = needs.filter(([, asked]) => asked).map(([setting]) => setting);
  if (missing.length === 0) return;
  const name = builder === 'classic' ? 'the classic builder' : "the engine's embedded BuildKit without buildx";
  throw unsupported(
    `The only builder here is ${name}, which can't do: ${missing.join(', ')}`,
    'Install the buildx plugin of the Docker client, for example with the action docker/setup-buildx-action.',
  );
}

function unsupported(what: string, todo: string): GateError {
  return new GateError({ code: 'BUILDER-UNSUPPORTED', what: `${what}.`, means: NO_VERDICT, todo });
}

function optional(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}

function each(name: string, values: readonly string[]): readonly string[] {
  return values.map((value) => `--${name}=${value}`);
}
