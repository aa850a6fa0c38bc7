/** Which distribution an image is, as far as the tools that make users differ. */

/**
 * - `alpine`: BusyBox `addgroup` and `adduser` (Alpine, Wolfi, Chainguard)
 * - `debian`, `redhat`, `suse`: `groupadd` and `useradd` of shadow, or of a package that has them
 * - `other`: it says what it is, and the gate does not know it
 * - `none`: it does not say, or says that it is distroless: scratch, static images, plain BusyBox
 */
export type DistributionFamily = 'alpine' | 'debian' | 'redhat' | 'suse' | 'other' | 'none';

export interface Distribution {
  readonly family: DistributionFamily;
  /** `ID` of os-release, lower case, as far as it is made of the characters that os-release(5) allows. */
  readonly id?: string;
}

const FAMILY_OF_ID: ReadonlyMap<string, DistributionFamily> = new Map([
  ['alpine', 'alpine'],
  ['wolfi', 'alpine'],
  ['chainguard', 'alpine'],
  ['debian', 'debian'],
  ['ubuntu', 'debian'],
  ['rhel', 'redhat'],
  ['fedora', 'redhat'],
  ['centos', 'redhat'],
  ['rocky', 'redhat'],
  ['almalinux', 'redhat'],
  ['ol', 'redhat'],
  ['amzn', 'redhat'],
  ['azurelinux', 'redhat'],
  ['mariner', 'redhat'],
  ['photon', 'redhat'],
  ['suse', 'suse'],
  ['sles', 'suse'],
  ['opensuse', 'suse'],
  ['opensuse-leap', 'suse'],
  ['opensuse-tumbleweed', 'suse'],
]);

/**
 * Reads os-release(5). `ID` decides, else the first known word of `ID_LIKE`.
 *
 * @param osRelease text of `/etc/os-release`; undefined when the image has none
 */
export function distributionOf(osRelease: string | undefined): Distribution {
  if (osRelease === undefined) return { family: 'none' };
  const fields = osReleaseFields(osRelease);
  const id = fields.get('ID')?.toLowerCase();
  const known = id !== undefined && /^[a-z0-9._-]{1,64}$/.test(id) ? { id } : {};
  // Distroless images carry Debian's os-release with this name, and no tools at all.
  if (fields.get('PRETTY_NAME')?.toLowerCase() === 'distroless') return { family: 'none', ...known };
  const words = [id ?? '', ...(fields.get('ID_LIKE') ?? '').toLowerCase().split(/\s+/)];
  const family = words.map((word) => FAMILY_OF_ID.get(word)).find((found) => found !== undefined);
  return { family: family ?? 'other', ...known };
}

/** The assignments of the file; a later one wins, as in the shell that the format is made for. */
function osReleaseFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trimEnd());
    if (match === null) continue;
    const [, key = '', value = ''] = match;
    fields.set(key, unquote(value));
  }
  return fields;
}

/** Quotes as in os-release(5): single ones take all as it is, a backslash in double ones protects `$ " \` and the backquote. */
function unquote(value: string): string {
  const quote = value.charAt(0);
  if (value.length < 2 || !value.endsWith(quote)) return value;
  if (quote === "'") return value.slice(1, -1);
  if (quote === '"') return value.slice(1, -1).replace(/\\([$"\\`])/g, '$1');
  return value;
}
