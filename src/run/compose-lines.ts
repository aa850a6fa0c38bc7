import type { FilePlace } from '../model/run-settings.ts';
import { type ComposeEntry, type ComposeFile, type ComposeNode, entryOf, textsBelow } from './compose-node.ts';
import { decidingVariables } from './compose-variables.ts';

/** A thing of a project that files describe. */
export interface ComposeOwner {
  readonly section: 'services' | 'jobs' | 'volumes' | 'networks' | 'secrets' | 'configs';
  readonly name: string;
}

/** Where the files of a project say what Compose answers with. */
export interface ComposeLines {
  /** The given files, in the order in which they are merged. */
  readonly files: readonly string[];
  /**
   * The line of a value, of the last file that has it; else that of the owner, in the first file that has it.
   *
   * @param path keys below the owner: `['deploy', 'resources']`
   * @param written tells the entries of a list apart
   */
  readonly placeOf: (owner: ComposeOwner, path: readonly string[], written?: string) => FilePlace | undefined;
  /** The name of a variable in the value that nobody sets and that has no default; in any of the files. */
  readonly unsetIn: (owner: ComposeOwner, path: readonly string[]) => string | undefined;
  /** Variables that are not set either, and stand in none of the files: what they decide on is not known. */
  readonly unplaced: readonly string[];
}

/** Nothing is known of the files. */
export const NO_LINES: ComposeLines = { files: [], placeOf: () => undefined, unsetIn: () => undefined, unplaced: [] };

/** Completes "${X} …". */
export const UNSET_VARIABLE = 'is a variable that is not set when the gate looks';

/** A mapping that describes an owner. */
interface Description {
  readonly file: string;
  readonly entry: ComposeEntry;
  /** By its own name, not as what it extends. */
  readonly isOwn: boolean;
}

/**
 * @param files those that were given, in their order, after all that they include or extend
 * @param given paths of the former
 * @param unset the variables that Compose says are not set
 * @param others what has a value only on this machine; no matter that Compose finds one
 */
export function composeLines(
  files: readonly ComposeFile[],
  given: readonly string[],
  unset: readonly string[],
  others: readonly string[] = [],
): ComposeLines {
  const known = new Map<string, readonly Description[]>();
  const descriptions = (owner: ComposeOwner): readonly Description[] => {
    const key = `${owner.section}.${owner.name}`;
    const found = known.get(key) ?? describe(files, owner);
    known.set(key, found);
    return found;
  };
  const names = new Set([...unset, ...others]);
  const texts = files.flatMap(({ documents }) => documents.flatMap((node) => [...textsBelow(node)]));
  const placed = new Set(texts.flatMap((text) => decidingVariables(text, names)));
  return {
    files: given,
    placeOf: (owner, path, written) => findPlace(descriptions(owner), owner, path, written),
    unsetIn: (owner, path) => {
      for (const { entry } of descriptions(owner)) {
        const node = follow(entry, path)?.node;
        for (const text of node === undefined ? [] : textsBelow(node)) {
          const [name] = text.includes('$') ? decidingVariables(text, names) : [];
          if (name !== undefined) return name;
        }
      }
      return undefined;
    },
    unplaced: unset.filter((name) => !placed.has(name)),
  };
}

/** All that describe an owner, the last one first; after them those that it extends. */
function describe(files: readonly ComposeFile[], { section, name }: ComposeOwner): readonly Description[] {
  const found: Description[] = [];
  const names = [name];
  const seen = new Set<string>();
  for (let next = names.shift(); next !== undefined; next = names.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { path, documents } of files.toReversed()) {
      for (const document of documents.toReversed()) {
        const all = entryOf(document, section)?.node;
        const entry = all === undefined ? undefined : entryOf(all, next);
        if (entry === undefined) continue;
        found.push({ file: path, entry, isOwn: next === name });
        const base = entryOf(entry.node, 'extends')?.node;
        const text = base?.text ?? (base === undefined ? undefined : entryOf(base, 'service')?.node.text);
        if (text !== undefined) names.push(text);
      }
    }
  }
  return found;
}

function follow(entry: ComposeEntry, path: readonly string[]): ComposeEntry | undefined {
  let at: ComposeEntry | undefined = entry;
  for (const key of path) {
    if (at === undefined) return undefined;
    const item: ComposeNode | undefined = at.node.items?.[Number(key)];
    at = item === undefined ? entryOf(at.node, key) : { line: item.line, node: item };
  }
  return at;
}

function findPlace(
  descriptions: readonly Description[],
  { section, name }: ComposeOwner,
  path: readonly string[],
  written: string | undefined,
): FilePlace | undefined {
  // Where a list stands in place of a mapping, its names are no keys of the file: then that of the list counts.
  for (let length = path.length; length > 0; length -= 1) {
    const place = findExactly(descriptions, [section, name, ...path.slice(0, length)], written);
    if (place !== undefined) return place;
  }
  const first = descriptions.findLast(({ isOwn }) => isOwn);
  return first === undefined
    ? undefined
    : { in: 'file', file: first.file, line: first.entry.line, key: `${section}.${name}` };
}

function findExactly(
  descriptions: readonly Description[],
  [section = '', name = '', ...path]: readonly string[],
  written: string | undefined,
): FilePlace | undefined {
  const key = [section, name, ...path].join('.');
  const full = descriptions.flatMap(({ file, entry }) => {
    const found = follow(entry, path);
    return found === undefined ? [] : [{ file, found }];
  });
  for (const { file, found } of full) {
    const items = found.node.items ?? [];
    const index = written === undefined ? -1 : items.findIndex((item) => says(item, written));
    const line = items[index]?.line;
    if (line !== undefined) return { in: 'file', file, line, key: `${key}[${index}]` };
  }
  const [last] = full;
  return last === undefined ? undefined : { in: 'file', file: last.file, line: last.found.line, key };
}

/** Whether an entry of a list says a value, or one of its parts: the target of a mount, the name of a variable. */
function says(item: ComposeNode, written: string): boolean {
  for (const text of textsBelow(item)) {
    if (plain(text) === plain(written) || text.startsWith(`${written}=`) || text.split(':').includes(written))
      return true;
  }
  return false;
}

/** Without what Compose adds to short forms: `80/tcp`, `db:rw`; an empty part in the middle is none. */
function plain(text: string): string {
  return text.replace(/(?:\/tcp|:rw)$/, '').replace('::', ':');
}
