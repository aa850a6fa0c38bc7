/** dpkg's list of packages: 5 MB for a desktop. */
const STATUS_BYTES = 32 * 1024 * 1024;
/** The files of one package. */
const LIST_BYTES = 8 * 1024 * 1024;

const DPKG = '/var/lib/dpkg/';
const APK = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'];
/** Of rpm; the last two are SQLite, the others Berkeley DB and ndb. */
const RPM = ['/var/lib/rpm/Packages', '/var/lib/rpm/Packages.db', '/usr/lib/sysimage/rpm/Packages.db'];
const RPM_SQLITE = ['/var/lib/rpm/rpmdb.sqlite', '/usr/lib/sysimage/rpm/rpmdb.sqlite'];

/**
 * Whether a file belongs to a package database, and how much of it is read at most. Asked for every entry of an image.
 *
 * @param path absolute
 */
export function packageFile(path: string): { readonly limitBytes: number } | undefined {
  if (path.startsWith(DPKG)) {
    if (path === `${DPKG}status` || path.startsWith(`${DPKG}status.d/`)) return { limitBytes: STATUS_BYTES };
    return path.startsWith(`${DPKG}info/`) && path.endsWith('.list') ? { limitBytes: LIST_BYTES } : undefined;
  }
  if (APK.includes(path)) return { limitBytes: STATUS_BYTES };
  // Seen, not read: an rpm database is told as one that could not be read.
  return RPM.includes(path) || RPM_SQLITE.includes(path) ? { limitBytes: 0 } : undefined;
}
