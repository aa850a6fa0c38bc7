import { CAPABILITIES, type Capability } from './capabilities.ts';

/** Further than that, a name is another one. */
const MOST_EDITS = 2;
/** Longer than any name, with a prefix and some mistakes. */
const LONGEST = 40;

/**
 * The capability that somebody may have meant: the only one that has the name as a part (`PTRACE`), or the only one
 * that is nearest in spelling (`SYSADMIN`, `NET-ADMIN`).
 *
 * @param written untrusted
 */
export function nearestCapability(written: string): Capability | undefined {
  if (written.length > LONGEST) return undefined;
  const name = written
    .trim()
    .toUpperCase()
    .replace(/^CAP_?/, '')
    .replaceAll(/[- ]/g, '_');
  if (name.length < 3) return undefined;
  const exact = CAPABILITIES.find((known) => known === name);
  if (exact !== undefined) return exact;
  const around = CAPABILITIES.filter((known) => known.includes(name));
  if (around.length > 0) return onlyOne(around);
  const distances = CAPABILITIES.map((known) => ({ known, edits: editsBetween(name, known) }));
  const fewest = Math.min(...distances.map(({ edits }) => edits));
  if (fewest > MOST_EDITS) return undefined;
  return onlyOne(distances.flatMap(({ known, edits }) => (edits === fewest ? [known] : [])));
}

function onlyOne(names: readonly Capability[]): Capability | undefined {
  return names.length === 1 ? names[0] : undefined;
}

/** Levenshtein's distance: letters to put in, take out or replace. */
function editsBetween(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
