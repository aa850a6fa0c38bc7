/**
 * `/etc/passwd` and `/etc/group` as the container runtime reads them: github.com/moby/sys/user, `ParsePasswdFilter`
 * and `ParseGroupFilter`, which container engines link. It is more forgiving than passwd(5) and group(5), and its
 * forgiveness decides who is root: a uid that is no number is 0. So no line is rejected here that it accepts.
 */

/** A number as Go's `strconv.Atoi` reads it, with the value that the runtime goes on with. */
export interface AccountNumber {
  /** What stands in the file or in USER. Untrusted. */
  readonly text: string;
  /** The 64-bit value: 0 for `not-a-number`, the nearest bound for what does not fit. */
  readonly value: bigint;
  /** `out-of-range`: outside 0–2147483647, which USER may not say and the files may. */
  readonly reading: 'exact' | 'not-a-number' | 'out-of-range';
}

/** A line of `/etc/passwd`. Untrusted text. */
export interface PasswdEntry {
  readonly name: string;
  readonly uid: AccountNumber;
  readonly gid: AccountNumber;
  readonly home: string;
}

/** A line of `/etc/group`. Untrusted text. */
export interface GroupEntry {
  readonly name: string;
  readonly gid: AccountNumber;
  /** The comma-separated members as written. */
  readonly members: string;
}

/** A file that the runtime refuses to read, which keeps the container from starting. */
export interface RefusedFile {
  readonly refused: string;
}

/** Ids that USER may say (moby/sys/user `minID`, `maxID`). */
export const MAX_ID = 2_147_483_647n;
const MAX_INT64 = 9_223_372_036_854_775_807n;
const MAX_UINT64 = 18_446_744_073_709_551_615n;

/** `maxUserFileBytes` of moby/sys/user 0.4.1 (2026): engines with it refuse larger files, older ones read them. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** bufio `MaxScanTokenSize`: a line of so many bytes fills the scanner's buffer, and it gives up on the file. */
const PASSWD_LINE_BYTES = 64 * 1024;
/** The scanner's buffer for `/etc/group` in moby/sys/user 0.4.1; older engines have no limit. */
const GROUP_LINE_BYTES = 1024 * 1024;

/**
 * Reads a decimal number like Go's `strconv.Atoi` on a 64-bit machine: one optional sign, digits, nothing else.
 * Too many digits stop the reading before a later bad character is seen.
 */
export function readNumber(text: string): AccountNumber {
  const negative = text.startsWith('-');
  const start = negative || text.startsWith('+') ? 1 : 0;
  const notANumber: AccountNumber = { text, value: 0n, reading: 'not-a-number' };
  if (text.length === start) return notANumber;

  const limit = negative ? MAX_INT64 + 1n : MAX_INT64;
  let magnitude = 0n;
  let index = start;
  // A file may hold megabytes of zeros: they cost no arithmetic.
  while (text.charCodeAt(index) === 0x30) index += 1;
  for (; index < text.length && magnitude <= MAX_UINT64; index += 1) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) return notANumber;
    magnitude = magnitude * 10n + BigInt(digit);
  }
  const bounded = magnitude > limit ? limit : magnitude;
  const value = negative ? -bounded : bounded;
  return { text, value, reading: value < 0n || value > MAX_ID ? 'out-of-range' : 'exact' };
}

/**
 * The first line of `/etc/passwd` that fits. A line that is too long makes the runtime refuse the file wherever it
 * stands, also after the match.
 */
export function findPasswdEntry(
  file: string,
  fits: (entry: PasswdEntry) => boolean,
): PasswdEntry | undefined | RefusedFile {
  const refused = refusal(file, PASSWD_LINE_BYTES);
  if (refused !== undefined) return refused;
  for (const line of linesOf(file)) {
    // There are no comments here: `#old:x:1200:…` is a user named `#old`.
    const [name = '', , uid = '', gid = '', , home = ''] = line.split(':', 6);
    const entry = { name, uid: readNumber(uid), gid: readNumber(gid), home };
    if (fits(entry)) return entry;
  }
  return undefined;
}

/** All lines of `/etc/group` that fit, in order; lines that begin with `#` are comments. */
export function findGroupEntries(
  file: string,
  fits: (entry: GroupEntry) => boolean,
): readonly GroupEntry[] | RefusedFile {
  const refused = refusal(file, GROUP_LINE_BYTES);
  if (refused !== undefined) return refused;
  const found: GroupEntry[] = [];
  for (const line of linesOf(file)) {
    if (line.startsWith('#')) continue;
    const [name = '', , gid = '', members = ''] = line.split(':', 4);
    const entry = { name, gid: readNumber(gid), members };
    if (fits(entry)) found.push(entry);
  }
  return found;
}

/** Whether a group line names the user as its member; names are compared as they stand, blanks included. */
export function hasMember(group: GroupEntry, user: string): boolean {
  return user !== '' && !user.includes(',') && `,${group.members},`.includes(`,${user},`);
}

function refusal(file: string, lineBytes: number): RefusedFile | undefined {
  if (reaches(file, MAX_FILE_BYTES + 1)) return { refused: `it is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB` };
  for (const line of rawLines(file)) {
    if (reaches(line, lineBytes)) return { refused: `it has a line of ${lineBytes / 1024} KiB or more` };
  }
  return undefined;
}

/** Whether the text has `bytes` bytes or more in UTF-8; counts only where the length leaves a doubt. */
function reaches(text: string, bytes: number): boolean {
  return text.length * 3 >= bytes && Buffer.byteLength(text) >= bytes;
}

function* linesOf(file: string): Generator<string> {
  for (const raw of rawLines(file)) {
    const line = trimLikeGo(raw);
    if (line !== '') yield line;
  }
}

/** One line after the other, so that a file of nothing but line ends costs no memory. */
function* rawLines(file: string): Generator<string> {
  let start = 0;
  while (start < file.length) {
    const end = file.indexOf('\n', start);
    yield end < 0 ? file.slice(start) : file.slice(start, end);
    start = end < 0 ? file.length : end + 1;
  }
}

/** Go's `bytes.TrimSpace`: Unicode White_Space, with U+0085 and without U+FEFF, unlike `String.trim`. */
function trimLikeGo(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && SPACE.test(line.charAt(start))) start += 1;
  while (end > start && SPACE.test(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}

const SPACE = /\p{White_Space}/u;
