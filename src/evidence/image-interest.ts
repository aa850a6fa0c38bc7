import type { Interest } from '../archive/interest.ts';
import { packageFile } from '../archive/package-files.ts';
import { holdsCredentials } from '../linux/credential-files.ts';
import { notableFile } from '../linux/notable-files.ts';

/** The runtime's own limit for files of users (opencontainers/runc, libcontainer/user). */
const ACCOUNT_BYTES = 10 * 1024 * 1024;
/** Under other names and in other places they are read because a link may lead there (Nix keeps them in its store). */
const ELSEWHERE_BYTES = 256 * 1024;
const ACCOUNTS = new Set(['passwd', 'group', 'shadow', 'os-release']);

/** What the checks of this gate want to know of an image. */
export const IMAGE_INTEREST: Interest = {
  listed: (path) => notableFile(path) !== undefined,
  credentials: holdsCredentials,
  kept: (path) => {
    if (!ACCOUNTS.has(path.slice(path.lastIndexOf('/') + 1))) return packageFile(path);
    const usual = path.startsWith('/etc/') || path === '/usr/lib/os-release';
    return { limitBytes: usual ? ACCOUNT_BYTES : ELSEWHERE_BYTES };
  },
};
