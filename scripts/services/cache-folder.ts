import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * A folder of the user's cache (XDG Base Directory Specification: `$XDG_CACHE_HOME`, else `~/.cache`; a relative
 * value is ignored as the specification asks). Nothing that the scripts download or build lies in the checkout.
 *
 * @param parts below `docker-security-gate`, the last one usually a version: what is in it never changes its meaning
 * @returns the absolute path; the folder exists
 */
export function cacheFolder(...parts: readonly string[]): string {
  const configured = process.env['XDG_CACHE_HOME'] ?? '';
  const base = isAbsolute(configured) ? configured : join(homedir(), '.cache');
  const folder = join(base, 'docker-security-gate', ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
