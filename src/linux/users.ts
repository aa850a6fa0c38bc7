/**
 * Who a container's first process is: USER, `/etc/passwd` and `/etc/group` put together as the engine does it
 * (`getUser` of moby's daemon/oci_linux.go, which calls `GetExecUser` of github.com/moby/sys/user).
 */
import {
  type AccountNumber,
  findGroupEntries,
  findPasswdEntry,
  type GroupEntry,
  hasMember,
  type PasswdEntry,
  type RefusedFile,
  readNumber,
} from './account-files.ts';

/** Where an id comes from. */
export type IdOrigin =
  /** Nobody said anything: 0. */
  | { readonly from: 'default' }
  /** USER says the number. */
  | { readonly from: 'number' }
  /** A line of the file says it, as `stated`, which need not be the id: `abc` is 0, and so is 4294967296. */
  | { readonly from: 'passwd' | 'group'; readonly stated: AccountNumber };

export interface SupplementaryGroup {
  readonly gid: number;
  /** Untrusted. */
  readonly name: string;
}

/** The ids that the kernel sees, 0–4294967294. */
export interface ResolvedUser {
  readonly uid: number;
  readonly gid: number;
  /** The further groups of the process, in the order of `/etc/group`; none when USER names a group. */
  readonly supplementary: readonly SupplementaryGroup[];
  /** Of the passwd line that was used. Untrusted. */
  readonly name?: string;
  /** Of the passwd line that was used. Untrusted. */
  readonly home?: string;
  readonly uidFrom: IdOrigin;
  readonly gidFrom: IdOrigin;
}

type Part = 'user' | 'group';
type UnreadPath = '/etc/passwd' | '/etc/group';

export type UserResolution =
  | { readonly kind: 'resolved'; readonly user: ResolvedUser }
  | UnresolvableUser
  /** An id that the engine or the kernel refuses. `value` as written, untrusted. */
  | { readonly kind: 'out-of-range'; readonly part: Part; readonly value: string };

/** The engine refuses to start the container. */
export interface UnresolvableUser {
  readonly kind: 'unresolvable';
  readonly part: Part;
  /** Untrusted. */
  readonly name: string;
  /** Completes "cannot be resolved: …". */
  readonly why: string;
  /** The file that is at fault, when no spelling of USER would help. */
  readonly refusedFile?: UnreadPath;
}

/** `-1` as an unsigned 32-bit id: the kernel's "no id", which setuid(2) and setgid(2) refuse. */
const NO_ID = 4_294_967_295;

/**
 * Resolves a USER value to what the container's process gets.
 *
 * Where engines differ, the answer is the stricter one, and such a user is never resolved: before moby/sys/user
 * 0.4.1 (2026) a number beyond the range and account files of any size were taken, and up to it what follows a
 * second colon is ignored, while its later source takes it into the group.
 *
 * @param spec `Config.User`: `''`, `app`, `1000`, `app:docker`, … of any content and length
 * @param passwd text of `/etc/passwd`; undefined when the image has none
 * @param group text of `/etc/group`; undefined when the image has none
 */
export function resolveUser(spec: string, passwd: string | undefined, group: string | undefined): UserResolution {
  const userPart = userPartOf(spec);
  const groupPart = spec.slice(userPart.length + 1);

  // Both ranges are checked before any file is read.
  const uid = readNumber(userPart);
  if (uid.reading === 'out-of-range') return { kind: 'out-of-range', part: 'user', value: userPart };
  const gid = readNumber(groupPart);
  if (gid.reading === 'out-of-range') return { kind: 'out-of-range', part: 'group', value: groupPart };

  // A character that could not be decoded: two different names may look alike in it.
  if (spec.includes('\uFFFD')) {
    const part = userPart.includes('\uFFFD') ? 'user' : 'group';
    return { kind: 'unresolvable', part, name: part === 'user' ? userPart : groupPart, why: 'it is not valid UTF-8' };
  }

  const entry = passwd === undefined ? undefined : findPasswdEntry(passwd, userMatcher(userPart, uid));
  if (isRefused(entry)) return refusedFile('user', userPart, '/etc/passwd', entry);
  if (entry === undefined && userPart !== '' && uid.reading === 'not-a-number') {
    return notFound('user', userPart, '/etc/passwd', passwd);
  }
  const account = entry === undefined ? accountWithoutLine(userPart, uid) : accountOfLine(entry, userPart, uid);
  if (account.uid === NO_ID) return { kind: 'out-of-range', part: 'user', value: entry?.uid.text ?? userPart };
  return withGroups(account, groupPart, gid, group);
}

/** The part of a USER value before the first colon. */
export function userPartOf(spec: string): string {
  const colon = spec.indexOf(':');
  return colon < 0 ? spec : spec.slice(0, colon);
}

type Account = Omit<ResolvedUser, 'supplementary'>;

function userMatcher(userPart: string, uid: AccountNumber): (entry: PasswdEntry) => boolean {
  // Digits are always a uid, also where a user has that name; no user part means the first line with uid 0.
  if (userPart === '' || uid.reading === 'exact') return (entry) => entry.uid.value === uid.value;
  return (entry) => entry.name === userPart;
}

function accountOfLine(entry: PasswdEntry, userPart: string, uid: AccountNumber): Account {
  return {
    uid: kernelId(entry.uid),
    gid: kernelId(entry.gid),
    name: entry.name,
    home: entry.home,
    uidFrom: originWithoutFile(userPart, uid) ?? stated('passwd', entry.uid),
    gidFrom: stated('passwd', entry.gid),
  };
}

function accountWithoutLine(userPart: string, uid: AccountNumber): Account {
  const uidFrom = originWithoutFile(userPart, uid) ?? { from: 'default' };
  return { uid: kernelId(uid), gid: 0, uidFrom, gidFrom: { from: 'default' } };
}

function originWithoutFile(userPart: string, uid: AccountNumber): IdOrigin | undefined {
  if (userPart === '') return { from: 'default' };
  return uid.reading === 'exact' ? { from: 'number' } : undefined;
}

function withGroups(
  account: Account,
  groupPart: string,
  gid: AccountNumber,
  group: string | undefined,
): UserResolution {
  if (groupPart === '') return withSupplementaryGroups(account, group);
  const fits = (entry: GroupEntry): boolean =>
    gid.reading === 'exact' ? entry.gid.value === gid.value : entry.name === groupPart;
  const found = group === undefined ? [] : findGroupEntries(group, fits);
  if (isRefused(found)) return refusedFile('group', groupPart, '/etc/group', found);
  const [entry] = found;
  if (gid.reading === 'exact') {
    return resolved({ ...account, gid: kernelId(gid), gidFrom: { from: 'number' } }, []);
  }
  if (entry === undefined) return notFound('group', groupPart, '/etc/group', group);
  return resolved({ ...account, gid: kernelId(entry.gid), gidFrom: stated('group', entry.gid) }, []);
}

function withSupplementaryGroups(account: Account, group: string | undefined): UserResolution {
  const { name } = account;
  if (name === undefined || name === '' || group === undefined) return resolved(account, []);
  const found = findGroupEntries(group, (entry) => hasMember(entry, name));
  if (isRefused(found)) return refusedFile('group', name, '/etc/group', found);
  return resolved(account, found);
}

function resolved(account: Account, groups: readonly GroupEntry[]): UserResolution {
  if (account.gid === NO_ID) {
    const value = 'stated' in account.gidFrom ? account.gidFrom.stated.text : '';
    return { kind: 'out-of-range', part: 'group', value };
  }
  const supplementary = groups.map((entry) => ({ gid: kernelId(entry.gid), name: entry.name }));
  const refused = groups.find((entry) => kernelId(entry.gid) === NO_ID);
  if (refused !== undefined) return { kind: 'out-of-range', part: 'group', value: refused.gid.text };
  return { kind: 'resolved', user: { ...account, supplementary } };
}

/** The engine hands ids to the kernel as unsigned 32-bit numbers and cuts off the rest: 4294967296 becomes 0, root. */
function kernelId(number: AccountNumber): number {
  return Number(BigInt.asUintN(32, number.value));
}

function stated(from: 'passwd' | 'group', number: AccountNumber): IdOrigin {
  return { from, stated: number };
}

function isRefused(found: object | undefined): found is RefusedFile {
  return found !== undefined && 'refused' in found;
}

function refusedFile(part: Part, name: string, path: UnreadPath, file: RefusedFile): UnresolvableUser {
  const why = `the engine refuses to read ${path}, because ${file.refused}`;
  return { kind: 'unresolvable', part, name, why, refusedFile: path };
}

function notFound(part: Part, name: string, path: string, file: string | undefined): UnresolvableUser {
  const why = file === undefined ? `the image has no ${path}` : `${path} of the image has no such ${part}`;
  return { kind: 'unresolvable', part, name, why };
}
