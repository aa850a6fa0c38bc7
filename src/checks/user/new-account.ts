import { findGroupEntries, findPasswdEntry } from '../../linux/account-files.ts';
import { type DistributionFamily, distributionOf } from '../../linux/distribution.ts';
import type { ImageAccounts } from '../../model/evidence.ts';
import { textOf } from './effective-user.ts';

/** A user without privileges that the image can run as, and what makes it. Only ids and names that the gate chose. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** Dockerfile lines that make it; none for an image without tools. */
  readonly lines: readonly string[];
  /** One sentence about them. */
  readonly sentence: string;
}

/** Above what distributions hand out themselves, and unlike each other, so that a mix-up is seen. */
const FIRST_UID = 20_002;
const FIRST_GID = 10_001;
const CHOICES = 20;
const NAMES = ['app', 'appuser', 'containerapp'] as const;
/** What useradd and adduser accept everywhere, and needs no quoting in a shell. */
const PLAIN_NAME = /^[a-z][a-z0-9-]{0,30}$/;

/**
 * A new user for the image, by the tools of its distribution, with a home directory where the tools make one.
 * Names and ids that the image has already are avoided.
 *
 * @param wanted the name that the Dockerfile asks for in vain, if there is one
 */
export function newAccount(accounts: ImageAccounts, wanted?: string): Account {
  const family = distributionOf(textOf(accounts.osRelease)).family;
  const free = freeIdentity(accounts, wanted);
  return { uid: free.uid, gid: free.gid, ...RECIPES[family](free) };
}

/**
 * A user that somebody made for people or applications in the image already (`node`, `ubuntu`): the first with a
 * uid of 1000–59999, Debian's and shadow's range for them, and a group other than root.
 */
export function existingAccount(accounts: ImageAccounts): { readonly uid: number; readonly gid: number } | undefined {
  const found = findPasswdEntry(textOf(accounts.passwd) ?? '', ({ uid, gid }) => {
    return uid.value >= 1000n && uid.value <= 59_999n && gid.reading === 'exact' && gid.value > 0n;
  });
  if (found === undefined || 'refused' in found) return undefined;
  return { uid: Number(found.uid.value), gid: Number(found.gid.value) };
}

interface Identity {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

type Recipe = (identity: Identity) => { readonly lines: readonly string[]; readonly sentence: string };

// One line each: the Dockerfile's escape character is not always the backslash.
const shadow =
  (system: string, nologin: string, extra: string): Recipe =>
  ({ name, uid, gid }) => ({
    lines: [
      `RUN groupadd --gid ${gid} ${name} && useradd --uid ${uid} --gid ${gid} --create-home --shell ${nologin} ${name}`,
    ],
    sentence: `For ${system}: a group, a user and its home directory. ${mustWrite(uid, gid)}${extra}`,
  });

const withoutTools = (why: string): Recipe => {
  return ({ uid, gid }) => ({
    lines: [],
    sentence: `${why} A number needs no account. ${mustWrite(uid, gid)}`,
  });
};

function mustWrite(uid: number, gid: number): string {
  return `Give it the files that it must write: COPY --chown=${uid}:${gid}, or chown in a RUN before.`;
}

const RECIPES: Readonly<Record<DistributionFamily, Recipe>> = {
  alpine: ({ name, uid, gid }) => ({
    lines: [`RUN addgroup -g ${gid} -S ${name} && adduser -u ${uid} -S -D -G ${name} -h /home/${name} ${name}`],
    sentence: `For Alpine and its relatives: a group, a user and its home directory. ${mustWrite(uid, gid)}`,
  }),
  debian: shadow('Debian and its relatives', '/usr/sbin/nologin', ''),
  redhat: shadow('Red Hat and its relatives', '/sbin/nologin', ' Minimal images need the package shadow-utils first.'),
  suse: shadow('SUSE', '/sbin/nologin', ' Minimal images need the package shadow first.'),
  other: withoutTools('The gate does not know the tools of this distribution.'),
  none: withoutTools('The image has no os-release and probably no tools to make users.'),
};

function freeIdentity(accounts: ImageAccounts, wanted: string | undefined): Identity {
  const passwd = textOf(accounts.passwd) ?? '';
  const group = textOf(accounts.group) ?? '';
  const names = wanted !== undefined && PLAIN_NAME.test(wanted) ? [wanted, ...NAMES] : [...NAMES];
  const uids = numbersFrom(FIRST_UID);
  const gids = numbersFrom(FIRST_GID);
  const taken = { names: new Set<string>(), uids: new Set<number>(), gids: new Set<number>() };
  // One pass over each file; what can't be chosen is not kept.
  findPasswdEntry(passwd, (entry) => {
    if (names.includes(entry.name)) taken.names.add(entry.name);
    if (uids.includes(Number(entry.uid.value))) taken.uids.add(Number(entry.uid.value));
    return false;
  });
  findGroupEntries(group, (entry) => {
    if (names.includes(entry.name)) taken.names.add(entry.name);
    if (gids.includes(Number(entry.gid.value))) taken.gids.add(Number(entry.gid.value));
    return false;
  });
  return {
    name: names.find((name) => !taken.names.has(name)) ?? NAMES[0],
    uid: uids.find((uid) => !taken.uids.has(uid)) ?? FIRST_UID,
    gid: gids.find((gid) => !taken.gids.has(gid)) ?? FIRST_GID,
  };
}

function numbersFrom(first: number): readonly number[] {
  return Array.from({ length: CHOICES }, (_, index) => first + index);
}
