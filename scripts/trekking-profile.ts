/**
 * Writes the seccomp profile of examples/trekking-app: Docker's default without the calls that make a folder, send a
 * signal or ask for the system's name, on every path that leads there. `--check` writes nothing and fails when the file
 * would change.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { seccompFamily } from '../src/linux/seccomp-families.ts';
import { REFERENCE_PROFILE } from '../src/linux/seccomp-reference-profile.ts';

const FILE = path.resolve(import.meta.dirname, '../examples/trekking-app/seccomp/deny-mkdir-kill-uname.json');
const DENIED = ['mkdir', 'kill', 'uname'];

interface Profile {
  readonly defaultAction: string;
  readonly syscalls: readonly { readonly names: readonly string[] }[];
}

/** The text of the profile. What is not named in it is refused, so it is enough to take the names away. */
export function trekkingProfile(): string {
  const denied = new Set(DENIED.flatMap(seccompFamily));
  // As scripts/seccomp-data.ts wrote it, which checks it.
  const reference = JSON.parse(REFERENCE_PROFILE.profile) as Profile;
  if (reference.defaultAction !== 'SCMP_ACT_ERRNO') throw new Error('the reference allows what it does not name');
  const syscalls = reference.syscalls
    .map((rule) => ({ ...rule, names: rule.names.filter((name) => !denied.has(name)) }))
    .filter(({ names }) => names.length > 0);
  return `${JSON.stringify({ ...reference, syscalls }, null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const text = trekkingProfile();
  if (!process.argv.includes('--check')) writeFileSync(FILE, text);
  else if (readFileSync(FILE, 'utf8') !== text) throw new Error(`${FILE} is not what ${import.meta.filename} writes`);
}
