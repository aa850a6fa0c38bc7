import { findPasswdEntry, type PasswdEntry, type RefusedFile } from '../../linux/account-files.ts';

/** One line of passwd(5) or shadow(5), its first fields. */
export interface AccountLine {
  readonly name: string;
  readonly password: string;
  /** Of passwd: the last field. */
  readonly shell: string;
}

export function accountLines(text: string): readonly AccountLine[] {
  return text
    .split('\n')
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
    return false;
  });
  return refused !== undefined && 'refused' in refused ? refused : entries;
}
