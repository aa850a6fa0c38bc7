import { GateError, type Problem, toProblem } from '../model/errors.ts';
import { gateRepository, parseGateContainerName, parseGateTag } from '../model/gate-tag.ts';
import type { Log } from '../ports.ts';
import type { DockerCommand } from './docker-command.ts';
import { RUN_LABEL, removeContainer } from './docker-containers.ts';
import { commandFailed, errorLine, succeeded } from './docker-problems.ts';

export interface CleanUpScope {
  /** Value of the label of this run. */
  readonly run: string;
  /** Things of other runs go when they were made before this time. */
  readonly before: Date;
  readonly log?: Log;
}

/**
 * Removes what this run made and what killed runs left behind. A thing is the gate's own by its name: labels can come
 * with an image, so a label alone would let an image have somebody's container removed. Never rejects.
 */
export async function cleanUpEngine(docker: DockerCommand, scope: CleanUpScope): Promise<void> {
  try {
    await removeContainers(docker, scope);
    await removeTags(docker, scope);
  } catch (error) {
    notice(scope.log, toProblem(error));
  }
}

/**
 * Takes a gate-owned tag away; an image without further names goes with it, its untagged parents (the classic
 * builder's cache) stay. A tag that is not there any more is no error.
 */
export async function removeTag(docker: DockerCommand, tag: string): Promise<void> {
  if (parseGateTag(tag) === undefined) throw new Error(`not a tag of the gate: ${tag}`);
  const result = await docker(['image', 'rm', '--no-prune', '--', tag], { survivesCancel: true, timeoutMs: 120_000 });
  if (succeeded(result) || /no such image/i.test(result.stderr.toString('utf8'))) return;
  throw commandFailed(result, {
    code: 'TOOL-FAILED',
    what: `The gate's own tag ${tag} could not be removed`,
    todo: `Run "docker image rm ${tag}" on the machine of the engine.`,
  });
}

async function removeContainers(docker: DockerCommand, { run, before, log }: CleanUpScope): Promise<void> {
  const format = `--format={{.Names}}\t{{.Label "${RUN_LABEL}"}}`;
  for (const line of await list(docker, ['ps', '--all', '--no-trunc', `--filter=label=${RUN_LABEL}`, format])) {
    const [name = '', owner] = line.split('\t');
    const made = parseGateContainerName(name)?.madeAt;
    if (made === undefined || (owner !== run && made >= before)) continue;
    if (!(await removeContainer(docker, name))) log?.debug(`the container ${name} could not be removed`);
  }
}

async function removeTags(docker: DockerCommand, { before, log }: CleanUpScope): Promise<void> {
  const format = '--format={{.Repository}}:{{.Tag}}';
  for (const tag of await list(docker, ['image', 'ls', `--filter=reference=${gateRepository()}:*`, format])) {
    const made = parseGateTag(tag)?.madeAt;
    if (made === undefined || made >= before) continue;
    await removeTag(docker, tag).catch((error) => notice(log, toProblem(error)));
  }
}

async function list(docker: DockerCommand, args: readonly string[]): Promise<readonly string[]> {
  const result = await docker(args, { survivesCancel: true, timeoutMs: 30_000 });
  if (succeeded(result))
    return result.stdout
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
  throw new GateError({
    code: 'TOOL-FAILED',
    what: `What earlier runs left in the engine could not be listed (${errorLine(result)}).`,
    means: 'This does not change the verdict.',
    todo: 'Nothing, unless it comes back; the next run tries again.',
  });
}

function notice(log: Log | undefined, problem: Problem): void {
  log?.notice({ ...problem, means: 'This does not change the verdict.' });
}
