import { findPasswdEntry, type PasswdEntry, type RefusedFile } from '../../linux/account-files.ts';

/** Lines that are looked at: an image has dozens. */
const MOST_LINES = 5_000;

/** One line of passwd(5) or shadow(5), its first fields. */
export interface AccountLine {
  readonly name: string;
  readonly password: string;
  /** Of passwd: the last field. */
  readonly shell: string;
}

export function accountLines(text: string): readonly AccountLine[] {
  return text
    .split('\n', MOST_LINES)
    .filter((line) => line !== '' && !line.startsWith('#') && line.includes(':'))
    .map((line) => {
      const fields = line.split(':');
      return { name: fields[0] ?? '', password: fields[1] ?? '', shell: fields.at(-1) ?? '' };
    });
}

/** All users as the runtime reads the file, or why it refuses it. */
export function allUsers(passwd: string): readonly PasswdEntry[] | RefusedFile {
  const entries: PasswdEntry[] = [];
  const refused = findPasswdEntry(passwd, (entry) => {
    entries.push(entry);
    return entries.length >= MOST_LINES;
  });
  return refused !== undefined && 'refused' in refused ? refused : entries;
}
