import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute path of the checkout. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

/**
 * Files of the repository that Git knows or would add, relative to the root, sorted: what a commit of everything
 * would hold. Build products and installed packages are not among them.
 *
 * @param under folder or file patterns as `git ls-files` takes them
 */
export function repositoryFiles(...under: readonly string[]): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...under];
  const out = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 });
  const files = out.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
  return [...new Set(files)].sort();
}

/** Text of a file of the repository. */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** TypeScript without its comments, lines kept; good enough for the regular expressions of these tests. */
export function withoutComments(source: string): string {
  const blocks = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return blocks.replace(/(^|\s)\/\/.*$/gm, '$1');
}
