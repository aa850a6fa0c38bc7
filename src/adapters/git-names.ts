import { visibleText } from '../model/visible-text.ts';
import { policyUnreadable } from './policy-unreadable.ts';

const MAX_BRANCH = 255;
const MAX_REVISION = 200;
const MAX_PATH = 1024;
const MAX_SEGMENTS = 32;

// git-check-ref-format(1), rules 3 to 5, 8 and 10: in no name of a branch.
const NEVER_IN_BRANCH = /[\0- \x7f~^:?*[\\]|\.\.|@\{/;
// gitrevisions(7): `:` asks for a file or a message, `..` for a range, a leading `^` for everything but.
const NEVER_IN_REVISION = /^[-^]|[\0- \x7f:?*[\\]|\.\./;

/**
 * @param branch untrusted: `main`, `feature/a`
 * @returns the same
 * @throws GateError `POLICY-UNREADABLE` when git would not take it as a branch's name
 */
export function checkedBranch(branch: string): string {
  const parts = branch.split('/');
  const good =
    branch.length <= MAX_BRANCH &&
    branch.isWellFormed() &&
    !branch.startsWith('-') &&
    !branch.endsWith('.') &&
    !NEVER_IN_BRANCH.test(branch) &&
    parts.every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
  if (good) return branch;
  throw policyUnreadable(
    `${shown(branch)} is no name of a branch, so nothing was asked.`,
    'See git-check-ref-format(1) for the names that a branch may have.',
  );
}

/**
 * @param revision `main`, `origin/main`, `HEAD~1`, a commit's id
 * @returns the same; surely no option of git, no range and no path
 * @throws GateError `POLICY-UNREADABLE`
 */
export function checkedRevision(revision: string): string {
  const good =
    revision !== '' && revision.length <= MAX_REVISION && revision.isWellFormed() && !NEVER_IN_REVISION.test(revision);
  if (good) return revision;
  throw policyUnreadable(
    `${shown(revision)} does not name a commit, so git was not asked.`,
    'Give a branch, a tag, a commit, or one of these with ~1 and the like: main, origin/main, HEAD~1.',
  );
}

/**
 * @param path from the root of the repository, `/` separators
 * @returns its names, outermost folder first; at least one
 * @throws GateError `POLICY-UNREADABLE`
 */
export function pathSegments(path: string): readonly string[] {
  const segments = path.split('/');
  const good =
    path.length <= MAX_PATH &&
    segments.length <= MAX_SEGMENTS &&
    segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..') &&
    // U+FFFD stands for bytes that are no UTF-8: it would be equal to names that are not.
    !/[\p{Cc}\\\ufffd]/u.test(path) &&
    path.isWellFormed();
  if (good) return segments;
  throw policyUnreadable(
    `${shown(path)} is no path of a file in a commit.`,
    'Give the path from the root of the repository, with / between its parts: .github/gate.yml.',
  );
}

/** 40 or 64 hex digits, as git writes them. */
export function isObjectId(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

/** @throws GateError `POLICY-UNREADABLE` */
export function checkedCommit(id: string): string {
  if (isObjectId(id)) return id;
  throw policyUnreadable(`${shown(id)} is no commit's id.`, 'Give 40 or 64 hexadecimal digits in lower case.');
}

function shown(name: string): string {
  return `"${visibleText(name, 120)}"`;
}
