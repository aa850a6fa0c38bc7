import { readDockerfile } from '../../src/dockerfile/read-dockerfile.ts';
import type { DockerfileFacts } from '../../src/model/dockerfile.ts';

/** What the gate's reader says of these lines: the real one, with continuations, heredocs and variables. */
export function dockerfileOf(
  lines: readonly string[],
  options: { readonly target?: string; readonly buildContexts?: readonly string[] } = {},
): DockerfileFacts {
  const reading = readDockerfile(`${lines.join('\n')}\n`, { path: 'Dockerfile', buildArgs: new Map(), ...options });
  if ('problem' in reading) throw new Error(reading.problem.what);
  return reading.facts;
}
