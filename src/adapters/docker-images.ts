import { isImageId, parseImageReference } from '../model/image-reference.ts';
import type { DockerCommand } from './docker-command.ts';
import { commandFailed, succeeded } from './docker-problems.ts';

/** Names of 100,000 images. */
const LIST_BYTES = 32 * 1024 * 1024;

/** The names of all images that the engine has: `name:tag`, `name@digest`, ids, as the engine's list shows them. */
export async function imageNames(docker: DockerCommand): Promise<ReadonlySet<string>> {
  const format = '--format={{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}';
  const args = ['image', 'ls', '--all', '--digests', '--no-trunc', format];
  const result = await docker(args, { keepBytes: LIST_BYTES });
  // Half a list would make images look as if they were not there.
  if (!succeeded(result) || result.droppedBytes > 0) {
    throw commandFailed(result, {
      code: 'DOCKER-UNAVAILABLE',
      what: 'The engine could not list its images',
      todo: 'Make "docker image ls" work for the user that runs the job.',
    });
  }
  const names = new Set<string>();
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const [repository = '', tag = '', digest = '', id = ''] = line.split('\t');
    if (id !== '') names.add(id);
    if (tag !== '' && tag !== '<none>') names.add(`${repository}:${tag}`);
    if (digest.startsWith('sha256:')) names.add(`${repository}@${digest}`);
  }
  return names;
}

/** Whether a reference, in any of its spellings, is among such names. What can't be read as a reference may be. */
export function isAmong(names: ReadonlySet<string>, reference: string): boolean {
  if (isImageId(reference)) return names.has(reference);
  const parsed = parseImageReference(reference);
  if (parsed === undefined) return true;
  const { registry, path, tag = 'latest', digest } = parsed;
  const spellings = [`${registry}/${path}`];
  // Docker Hub's names are shown without their registry (distribution/reference, FamiliarName).
  if (registry === 'docker.io') spellings.push(path, path.replace(/^library\//, ''));
  // With both, the digest decides.
  return spellings.some((name) => names.has(digest === undefined ? `${name}:${tag}` : `${name}@${digest}`));
}
