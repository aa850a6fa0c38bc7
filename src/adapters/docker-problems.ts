import { type ErrorCode, GateError, NO_VERDICT, type Problem } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { ProcessResult } from '../ports.ts';

/** Whether a command did what it should: the expected code, no signal, in time. */
export function succeeded(result: ProcessResult): boolean {
  return result.exitCode === 0 && result.signal === null && !result.timedOut;
}

/** How a command ended, for people: `exit code 7`. */
export function howItEnded(result: ProcessResult): string {
  if (result.timedOut) return `it was ended after ${Math.round(result.durationMs / 1000)} s without having finished`;
  if (result.signal !== null) return `it was ended by ${result.signal}`;
  return `exit code ${result.exitCode}`;
}

/** The line of a client's error output that says what went wrong: the first that is no warning. */
export function errorLine(result: ProcessResult): string {
  const lines = result.stderr.toString('utf8').split('\n');
  const telling = lines.find((line) => line.trim() !== '' && !/^(?:WARNING|DEPRECATED)\b/.test(line)) ?? '';
  return visibleText(telling.trim(), 300);
}

/**
 * A command of the client that failed. If the reason is that no engine can be reached, that is what is said;
 * else the code and sentence of the caller.
 */
export function commandFailed(
  result: ProcessResult,
  otherwise: { readonly code: ErrorCode; readonly what: string; readonly todo: string },
): GateError {
  const unreachable = engineUnreachable(result);
  if (unreachable !== undefined) return new GateError(unreachable);
  const line = errorLine(result);
  return new GateError({
    code: otherwise.code,
    what: `${otherwise.what} (${howItEnded(result)}${line === '' ? '' : `: ${line}`}).`,
    means: NO_VERDICT,
    todo: otherwise.todo,
  });
}

/** What the client says when the engine is out of reach, in the words of clients 20.10 to 29. */
const UNREACHABLE: readonly { readonly says: RegExp; readonly what: string; readonly todo: string }[] = [
  {
    says: /permission denied while trying to connect/i,
    what: "This user may not talk to the Docker engine (permission denied on the engine's socket).",
    todo: 'Add the user that runs the job to the group that owns the socket (usually "docker"), or point DOCKER_HOST to an engine that it may use.',
  },
  {
    says: /client version \S+ is too new/i,
    what: "The Docker engine's API is too old for this Docker client.",
    todo: 'Update the engine, or install a client of its generation.',
  },
  {
    says: /client version \S+ is too old/i,
    what: "This Docker client is too old for the engine's API.",
    todo: 'Update the Docker client (docker-ce-cli).',
  },
  {
    says: /context not found|unable to resolve docker endpoint|unable to parse docker host/i,
    what: 'The Docker client does not know the engine that DOCKER_CONTEXT or DOCKER_HOST names.',
    todo: 'Correct DOCKER_CONTEXT or DOCKER_HOST, or unset it to use the local engine.',
  },
  {
    says: /cannot connect to the docker daemon|failed to connect to the docker api|error during connect|is the docker daemon running/i,
    what: 'No Docker engine answers.',
    todo: 'Start Docker. On GitHub-hosted runners use an Ubuntu one: the macOS ones have no engine. For an engine elsewhere set DOCKER_HOST.',
  },
];

/** `DOCKER-UNAVAILABLE`, if what the client said means that the engine can't be reached; undefined otherwise. */
export function engineUnreachable(result: ProcessResult): Problem | undefined {
  const said = result.stderr.toString('utf8');
  const cause = UNREACHABLE.find(({ says }) => says.test(said));
  if (cause === undefined) return undefined;
  const details = [said.split('\n').find((line) => cause.says.test(line)) ?? ''].map((line) => visibleText(line, 300));
  return { code: 'DOCKER-UNAVAILABLE', what: cause.what, means: NO_VERDICT, todo: cause.todo, details };
}

/** The `docker` command itself is missing. */
export function noClient(): GateError {
  return new GateError({
    code: 'DOCKER-UNAVAILABLE',
    what: 'There is no docker command on PATH.',
    means: NO_VERDICT,
    todo: 'Install Docker (client and engine), or run the job on a runner that has it, such as ubuntu-latest.',
  });
}

/** Podman, by its own command or its API. It answers most of the commands; the gate has never been proved on it. */
export function isPodman(): GateError {
  return new GateError({
    code: 'DOCKER-UNAVAILABLE',
    what: 'What answers to the docker command is Podman, which this gate does not support.',
    means: NO_VERDICT,
    todo: 'Use a Docker engine (20.10 or newer) with its own client.',
  });
}

/** The engine or its client said something that the gate can't read. */
export function unreadableAnswer(what: string): GateError {
  return new GateError({
    code: 'TOOL-FAILED',
    what: `The docker command answered ${what} in a form that the gate does not know.`,
    means: NO_VERDICT,
    todo: 'Use a Docker client and engine of version 20.10 or newer; report it if they are.',
  });
}
