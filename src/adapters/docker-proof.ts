import { GateError, NO_VERDICT } from '../model/errors.ts';
import { gateContainerName, gateTag } from '../model/gate-tag.ts';
import type { ProofRequest, ProofRun } from '../model/proof.ts';
import { visibleText } from '../model/visible-text.ts';
import type { ProcessResult } from '../ports.ts';
import { endContainerProcesses } from './container-processes.ts';
import { removeTag } from './docker-cleanup.ts';
import type { DockerCommand } from './docker-command.ts';
import { type ContainerOwner, removeContainer } from './docker-containers.ts';
import { errorLine, succeeded, unreadableAnswer } from './docker-problems.ts';
import { confinementOptions, harmlessOptions, programArchive } from './docker-proof-options.ts';

export interface ProofTools {
  readonly docker: DockerCommand;
  readonly owner: ContainerOwner;
  /** Absolute; the gate's own. */
  readonly temporaryFolder: string;
  /** The program needs milliseconds; a filter can keep its runtime waiting for ever. Default 30,000. */
  readonly startMs?: number;
}

/** Large images are unpacked, and their volumes filled, when a container is made of them. */
export const CREATE_MS = 5 * 60_000;
const START_MS = 30_000;
const COMMIT_MS = 2 * 60_000;
const OUTPUT_BYTES = 256 * 1024;
const WORDS = 8 * 1024;

/** Starts the gate's own program in a container with the declared confinement; see `Engine.prove`. */
export async function proveContainer(tools: ProofTools, request: ProofRequest): Promise<ProofRun> {
  // Nothing can be copied into a container whose root is read-only ("container rootfs is marked read-only").
  return request.confinement.readOnly ? proveCommitted(tools, request) : proveCopied(tools, request);
}

async function proveCopied(tools: ProofTools, request: ProofRequest): Promise<ProofRun> {
  const { docker, owner, temporaryFolder } = tools;
  const name = gateContainerName(owner.clock.now(), owner.random());
  const file = `.${name}`;
  try {
    const options = await confinementOptions(request.confinement, temporaryFolder);
    const created = await create(docker, [...harmlessOptions(owner, name), ...options], file, request.imageId);
    if (!succeeded(created)) return ran('create', 'copied', created);
    await copy(docker, name, await programArchive(file, request.program));
    return ran('start', 'copied', await start(tools, name, created));
  } finally {
    await removeContainer(docker, name);
  }
}

/** The program is copied into a container without the restriction, and an image is made of that. */
async function proveCommitted(tools: ProofTools, request: ProofRequest): Promise<ProofRun> {
  const { docker, owner, temporaryFolder } = tools;
  const now = owner.clock.now();
  const [draft, name, tag] = [
    gateContainerName(now, owner.random()),
    gateContainerName(now, owner.random()),
    gateTag(now, owner.random()),
  ];
  const file = `.${name}`;
  try {
    const drafted = await create(docker, harmlessOptions(owner, draft), file, request.imageId);
    if (!succeeded(drafted)) return ran('create', 'committed', drafted);
    await copy(docker, draft, await programArchive(file, request.program));
    // To the end even when the run is cancelled: ended midway, the image could come after its removal.
    const committed = await docker(['commit', '--', draft, tag], { timeoutMs: COMMIT_MS, survivesCancel: true });
    if (!succeeded(committed)) throw notPutIn(committed, 'an image with the program could not be made');
    const options = await confinementOptions(request.confinement, temporaryFolder);
    const created = await create(docker, [...harmlessOptions(owner, name), ...options], file, tag);
    if (!succeeded(created)) return ran('create', 'committed', created);
    return ran('start', 'committed', await start(tools, name, created));
  } finally {
    await removeContainer(docker, name);
    await removeContainer(docker, draft);
    await removeTag(docker, tag);
  }
}

function create(
  docker: DockerCommand,
  options: readonly string[],
  file: string,
  image: string,
): Promise<ProcessResult> {
  // The image's own folder may be one that the user can't enter.
  return docker(['create', ...options, '--workdir=/', `--entrypoint=/${file}`, '--', image], { timeoutMs: CREATE_MS });
}

async function copy(docker: DockerCommand, name: string, archive: Uint8Array): Promise<void> {
  const copied = await docker(['cp', '-', `${name}:/`], { stdin: archive });
  if (!succeeded(copied)) throw notPutIn(copied, 'the program could not be copied into a container');
}

/**
 * Attached, so that its output comes whatever the log driver. A start that hangs is ended with its processes.
 *
 * @throws GateError `PROOF-FAILED` when that does not end it: then it may stay until the engine is restarted
 */
async function start(
  { docker, startMs = START_MS }: ProofTools,
  name: string,
  created: ProcessResult,
): Promise<ProcessResult> {
  const result = await docker(['start', '--attach', name], { timeoutMs: startMs, keepBytes: OUTPUT_BYTES });
  if (!result.timedOut) return result;
  const id = created.stdout.toString('utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(id)) throw unreadableAnswer('to "docker create"');
  await endContainerProcesses(id);
  if (await removeContainer(docker, name)) return result;
  throw new GateError({
    code: 'PROOF-FAILED',
    what: `The start of a container hangs in the engine, and so does its removal (${name}).`,
    means: NO_VERDICT,
    todo: `On the engine's machine end the processes whose /proc/PID/cgroup names ${id.slice(0, 12)}, or restart the engine. Then look at the seccomp profile: refuse by SCMP_ACT_ERRNO with error number 1.`,
  });
}

function ran(stage: ProofRun['stage'], method: ProofRun['method'], result: ProcessResult): ProofRun {
  return {
    ...{ stage, method },
    exitCode: result.timedOut ? null : result.exitCode,
    stdout: result.stdout,
    stderr: result.stderr.subarray(0, WORDS).toString('utf8').trim(),
  };
}

function notPutIn(result: ProcessResult, what: string): GateError {
  return new GateError({
    code: 'PROOF-FAILED',
    what: `To ask a running container, ${what}: ${visibleText(errorLine(result), 200)}.`,
    means: NO_VERDICT,
    todo: 'Make sure that the engine has space left and that the image has a root folder that files can be put into.',
  });
}
