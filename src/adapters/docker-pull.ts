import { visibleText } from '../model/visible-text.ts';
import type { LogGroup } from '../ports.ts';
import type { DockerCommand } from './docker-command.ts';
import { commandFailed, succeeded } from './docker-problems.ts';

const PULL_MS = 15 * 60_000;

/**
 * @param reference checked by grammar
 * @throws GateError `IMAGE-NOT-FOUND` with the registry's or engine's reason
 */
export async function pullImage(docker: DockerCommand, reference: string, log: LogGroup): Promise<void> {
  const onLine = (line: string): void => log.line(line);
  const result = await docker(['pull', '--', reference], { timeoutMs: PULL_MS, onLine, keep: 'end' });
  if (succeeded(result)) return;
  throw commandFailed(result, {
    code: 'IMAGE-NOT-FOUND',
    what: `The image ${visibleText(reference)} could not be pulled`,
    todo: 'Check the name and tag; log in to the registry first (docker/login-action) if the image is private.',
  });
}
