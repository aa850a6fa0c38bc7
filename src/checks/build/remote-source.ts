/**
 * What the builder takes for remote: `http(s)://…`, and Git repositories, which are `git://`, `ssh://`, `user@host:path`
 * and `http(s)://….git`. (docs.docker.com/reference/dockerfile, ADD, "Adding files from a Git repository".)
 *
 * @param source of an ADD, expanded
 * @returns undefined for a file of the build context
 */
export function remoteKind(source: string): 'url' | 'git' | undefined {
  if (/^(?:git|ssh):\/\//i.test(source) || /^[a-zA-Z0-9_.-]+@[a-zA-Z0-9.-]+:/.test(source)) return 'git';
  if (!/^https?:\/\//i.test(source)) return undefined;
  const [path = ''] = source.split(/[?#]/, 1);
  return path.endsWith('.git') ? 'git' : 'url';
}
