import { readApk } from '../archive/apk-database.ts';
import { readDpkg } from '../archive/dpkg-database.ts';
import type { MergedLayers } from '../archive/merge-layers.ts';
import type { ImagePackage, ImagePackages } from '../model/image-contents.ts';

export interface PackagesOfImage {
  readonly packages: ImagePackages;
  /** The package that lists an absolute path of the merged image as its own. */
  readonly ownerOf: (path: string) => string | undefined;
}

type Database = ImagePackages['databases'][number];

const DPKG = '/var/lib/dpkg/status';
const DPKG_FOLDER = '/var/lib/dpkg/status.d/';
const APK = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'] as const;
const RPM = [
  ...['/var/lib/rpm/rpmdb.sqlite', '/usr/lib/sysimage/rpm/rpmdb.sqlite'],
  ...['/var/lib/rpm/Packages', '/var/lib/rpm/Packages.db', '/usr/lib/sysimage/rpm/Packages.db'],
] as const;

/** The packages that the image's own databases name, and which of them a file belongs to. */
export function packagesOf(merged: MergedLayers): PackagesOfImage {
  const databases = [DPKG, ...APK, ...RPM].flatMap((path) => databaseAt(path, merged));
  if (merged.kept.some(({ path, visible }) => visible && path.startsWith(DPKG_FOLDER))) {
    databases.push({ type: 'deb', path: DPKG_FOLDER });
  }
  const found = [...readDpkg(merged.kept), ...readApk(merged.kept)];
  const owners = new Map<string, string>();
  // Lists name a file by the path that its package was made with: /bin/su is /usr/bin/su where /bin is a link.
  for (const { listed, files } of found) for (const file of files) owners.set(merged.canonical(file), listed.name);
  const packages = found.map(({ listed }) => listed).toSorted(byTypeAndName);
  return { packages: { packages, databases }, ownerOf: (path) => owners.get(path) };
}

function databaseAt(path: string, merged: MergedLayers): Database[] {
  const text = merged.text(path);
  if (text.state === 'absent') return [];
  const type = path === DPKG ? 'deb' : APK.some((known) => known === path) ? 'apk' : 'rpm';
  if (text.state === 'present') return [{ type, path }];
  const why = type === 'rpm' ? 'the gate does not read databases of rpm yet' : `it ${text.why}`;
  return [{ type, path, unread: why }];
}

function byTypeAndName(a: ImagePackage, b: ImagePackage): number {
  return compare(a.type, b.type) || compare(a.name, b.name) || compare(a.architecture, b.architecture);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
