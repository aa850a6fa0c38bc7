import { platformArguments } from '../dockerfile/platform-arguments.ts';
import { readDockerfile } from '../dockerfile/read-dockerfile.ts';
import type { DockerfileFacts } from '../model/dockerfile.ts';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Workspace, WorkspacePath } from '../ports.ts';
import { gapOnError } from './gap.ts';

export interface DockerfileRequest {
  readonly file: WorkspacePath;
  readonly target?: string;
  /** `NAME=value`, or `NAME` for the value that the builder's environment has. */
  readonly buildArgs: readonly string[];
  /** The environment that the builder's client is given. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Platform of the image, `linux/arm64`; without it that of this machine, where the engine usually is. */
  readonly platform?: string;
  /** `name=source` each. */
  readonly buildContexts?: readonly string[];
}

/** The most that is read of a Dockerfile, bytes. */
const LIMIT_BYTES = 1_048_576;

// The image specification has Go's names for architectures; Node has some of its own.
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', arm: 'arm/v7', ppc64: 'ppc64le' };
const THIS_PLATFORM = `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;

/**
 * Reads the Dockerfile that the image is built from, at most 1 MiB of it. A gap has `PATH-REFUSED`,
 * `DOCKERFILE-UNREADABLE` or `LIMIT-EXCEEDED`. Never rejects for what a file can be.
 */
export function collectDockerfile(
  workspace: Workspace,
  request: DockerfileRequest,
): Promise<Evidence<DockerfileFacts>> {
  return gapOnError(async () => {
    const { file, target, platform } = request;
    const text = await workspace.readText(file, LIMIT_BYTES);
    if (text === undefined) throw unreadable(file);
    const reading = readDockerfile(text, {
      path: file.relative,
      buildArgs: givenBuildArgs(request.buildArgs, request.environment),
      ...(target === undefined ? {} : { target }),
      buildContexts: (request.buildContexts ?? []).map((context) => context.split('=', 1)[0] ?? ''),
      platformArgs: platformArguments(platform ?? THIS_PLATFORM, THIS_PLATFORM),
    });
    if ('problem' in reading) return { state: 'gap', problem: reading.problem };
    const source = { tool: 'the Dockerfile reader of the gate', subject: file.relative };
    return { state: 'known', value: reading.facts, source };
  });
}

/** The build arguments that the builder gets: a later one wins, `NAME` without a value in the environment is none. */
function givenBuildArgs(
  buildArgs: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const argument of buildArgs) {
    const equals = argument.indexOf('=');
    const name = equals < 0 ? argument : argument.slice(0, equals);
    const value = equals < 0 ? environment[name] : argument.slice(equals + 1);
    if (value === undefined) given.delete(name);
    else given.set(name, value);
  }
  return given;
}

function unreadable(file: WorkspacePath): GateError {
  return new GateError({
    code: 'DOCKERFILE-UNREADABLE',
    what: `The Dockerfile ${visibleText(file.relative)} can't be read, or is not a regular file any more.`,
    means: `What the Dockerfile says about the image is unknown. ${NO_VERDICT}`,
    todo: 'Check the inputs context and file, and that the job may read the file.',
  });
}
