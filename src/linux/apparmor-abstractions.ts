import type { AppArmorInclude } from './apparmor-profile.ts';

/**
 * Files of `abstractions/` that, with all that they include, allow no mount, no program without a profile, no change of
 * profile, not every file and not every capability, and deny nothing. Source: AppArmor 3.0.8, read with this reader;
 * desktop programs left out. Of these `base` alone lets the engine send signals.
 */
const NARROW = new Set([
  ...['audio', 'authentication', 'base', 'bash', 'consoles', 'crypto', 'cups-client', 'dbus'],
  ...['dbus-session', 'dbus-session-strict', 'dbus-strict', 'dri-common', 'fonts', 'gnupg', 'hosts_access'],
  ...['kerberosclient', 'ldapclient', 'libpam-systemd', 'likewise', 'mdns', 'mesa', 'mysql', 'nameservice', 'nis'],
  ...['nss-systemd', 'openssl', 'p11-kit', 'perl', 'php', 'php-worker', 'php5', 'postfix-common', 'python', 'ruby'],
  ...['smbpass', 'ssl_certs', 'ssl_keys', 'svn-repositories', 'user-tmp', 'video', 'web-data', 'winbind', 'wutmp'],
]);

/**
 * Whether an included file is known to change nothing about what is judged of a profile. What the machine's own
 * administrator may add below `local/` is theirs: no file of the repository stands there.
 */
export function grantsNothingWide({ path, ofSystem, ifExists }: AppArmorInclude): boolean {
  if (!ofSystem) return false;
  const [, folder, name = ''] = /^(abstractions|tunables|local)\/([^/].*)$/.exec(path) ?? [];
  if (folder === 'abstractions') return NARROW.has(name);
  return folder === 'tunables' || (folder === 'local' && ifExists);
}
