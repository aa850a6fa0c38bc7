import { findGroupEntries, readNumber } from './account-files.ts';

export type AddedGroups =
  | { readonly kind: 'added'; readonly gids: readonly number[] }
  /** The engine refuses to create the container. `name` is untrusted; `why` completes "the group can't be added: …". */
  | { readonly kind: 'refused'; readonly name: string; readonly why: string };

/**
 * The groups of `--group-add`, as the engine finds them: `GetAdditionalGroups` of github.com/moby/sys/user. A name wins
 * over a number, also one of digits; what is found a second time is looked for among the numbers, so that a group that
 * is named twice is refused.
 *
 * @param names as written, untrusted
 * @param file text of `/etc/group`; undefined when the image has none
 */
export function addedGroups(names: readonly string[], file: string | undefined): AddedGroups {
  const gids = new Set<number>();
  for (const name of names) {
    const found = file === undefined ? [] : findGroupEntries(file, (entry) => fits(entry.name, entry.gid.value, name));
    if ('refused' in found) return { kind: 'refused', name, why: `the engine can’t read /etc/group: ${found.refused}` };
    const entry = found.find(({ gid }) => !gids.has(kernelId(gid.value)));
    if (entry !== undefined) {
      gids.add(kernelId(entry.gid.value));
      continue;
    }
    const number = readNumber(name);
    if (number.reading === 'not-a-number') return { kind: 'refused', name, why: whyNoGroup(file, found.length > 0) };
    if (number.reading === 'out-of-range') return { kind: 'refused', name, why: 'it is outside 0–2147483647' };
    gids.add(Number(number.value));
  }
  return { kind: 'added', gids: [...gids] };
}

function fits(entryName: string, gid: bigint, name: string): boolean {
  return entryName === name || `${gid}` === name;
}

function kernelId(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}

function whyNoGroup(file: string | undefined, twice: boolean): string {
  if (twice) return 'it is given twice';
  return file === undefined ? 'the image has no /etc/group' : '/etc/group of the image has no such group';
}
