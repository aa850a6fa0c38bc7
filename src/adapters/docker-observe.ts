import { setTimeout as sleep } from 'node:timers/promises';
import { gateContainerName, gateTag } from '../model/gate-tag.ts';
import type { ObserveRequest, ObserveRun } from '../model/proof.ts';
import { removeTag } from './docker-cleanup.ts';
import type { DockerCommand } from './docker-command.ts';
import { RUN_LABEL, removeContainer } from './docker-containers.ts';
import { commandFailed, succeeded, unreadableAnswer } from './docker-problems.ts';
import { CREATE_MS, type ProofTools } from './docker-proof.ts';
import { confinementOptions, harmlessOptions, programArchive } from './docker-proof-options.ts';

/** How often the image's program is looked at while it has time, milliseconds. */
const POLL_MS = 250;
/** The name of the program in an image that holds nothing else. */
const FILE = 'probe';

/**
 * Starts the image's own program with the declared confinement, gives it time, and has a second container that shares
 * its process ids read what the kernel says of it; see `Engine.observe`.
 */
export async function observeContainer(tools: ProofTools, request: ObserveRequest): Promise<ObserveRun> {
  const { docker, owner, temporaryFolder } = tools;
  const now = owner.clock.now();
  const name = gateContainerName(now, owner.random());
  try {
    const options = [
      ...harmlessOptions(owner, name),
      ...(await confinementOptions(request.confinement, temporaryFolder)),
      ...request.tmpfs.map((target) => `--tmpfs=${target}`),
      ...entrypointOption(request.entrypoint),
    ];
    const rest = [...(request.entrypoint ?? []).slice(1), ...(request.command ?? [])];
    const created = await docker(['create', ...options, '--', request.imageId, ...rest], { timeoutMs: CREATE_MS });
    if (!succeeded(created)) return { state: 'not-started', stderr: created.stderr.toString('utf8').slice(0, 2_000) };
    const started = await docker(['start', name], { timeoutMs: 30_000 });
    if (!succeeded(started)) return { state: 'not-started', stderr: started.stderr.toString('utf8').slice(0, 2_000) };
    const ended = await waitFor(tools, name, request.waitMs);
    return ended ?? { state: 'asked', afterMs: request.waitMs, stdout: await askBeside(tools, name, request.program) };
  } finally {
    await removeContainer(docker, name);
  }
}

/** `['']` takes the image's entrypoint away. */
function entrypointOption(entrypoint: readonly string[] | undefined): readonly string[] {
  return entrypoint === undefined ? [] : [`--entrypoint=${entrypoint[0] ?? ''}`];
}

/** @returns how it ended meanwhile; undefined when it still runs */
async function waitFor({ docker, owner }: ProofTools, name: string, waitMs: number): Promise<ObserveRun | undefined> {
  const begun = owner.clock.ticks();
  for (;;) {
    const afterMs = Math.round(owner.clock.ticks() - begun);
    const state = await docker(['container', 'inspect', '--format={{.State.Running}} {{.State.ExitCode}}', '--', name]);
    const [, running, code] = /^(true|false) (-?\d{1,10})\s*$/.exec(state.stdout.toString('utf8')) ?? [];
    if (!succeeded(state) || running === undefined) throw unreadableAnswer('to "docker container inspect"');
    if (running === 'false') return { state: 'ended', exitCode: Number(code), afterMs };
    if (afterMs >= waitMs) return undefined;
    await sleep(Math.min(POLL_MS, waitMs - afterMs));
  }
}

/** A container of nothing but the program, of no user, with no right, that sees the other's processes. */
async function askBeside({ docker, owner }: ProofTools, target: string, program: Uint8Array): Promise<Uint8Array> {
  const now = owner.clock.now();
  const name = gateContainerName(now, owner.random());
  const tag = gateTag(now, owner.random());
  try {
    const archive = await programArchive(FILE, program);
    const imported = await docker(['import', `--change=LABEL ${RUN_LABEL}=${owner.run}`, '-', tag], {
      stdin: archive,
      survivesCancel: true,
    });
    if (!succeeded(imported)) throw notAsked(imported, 'an image of it could not be made');
    const options = [
      ...harmlessOptions(owner, name),
      ...['--user=65534:65534', '--cap-drop=ALL', '--security-opt=no-new-privileges', '--read-only'],
      ...[`--pid=container:${target}`, `--entrypoint=/${FILE}`],
    ];
    const created = await docker(['create', ...options, '--', tag]);
    if (!succeeded(created)) throw notAsked(created, 'a container of it could not be made');
    const asked = await docker(['start', '--attach', name], { timeoutMs: 30_000 });
    if (!succeeded(asked)) throw notAsked(asked, 'it could not be started');
    return asked.stdout;
  } finally {
    await removeContainer(docker, name);
    await removeTag(docker, tag);
  }
}

function notAsked(result: Awaited<ReturnType<DockerCommand>>, what: string): Error {
  return commandFailed(result, {
    code: 'PROOF-FAILED',
    what: `To look at the image's own process the gate starts a program beside it, and ${what}`,
    todo: 'Make sure that the engine works and has space left.',
  });
}
