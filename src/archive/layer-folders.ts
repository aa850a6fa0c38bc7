import { type ByteString, layerCorrupt, shownBytes } from './archive-problems.ts';
import type { Budget } from './limits.ts';
import { DIRECTORY, IMPLIED, NOT_DIRECTORY, type PathTable } from './path-table.ts';

/** path_resolution(7): the kernel gives up after 40 links. */
const MAX_LINKS = 40;

/** Where the entries of one layer come to stand, as the engines unpack it into a directory of its own. */
export interface LayerFolders {
  /**
   * Follows links that the same layer has made among the directories of a path; those of lower layers are not there
   * when an engine unpacks.
   *
   * @throws GateError `LAYER-CORRUPT` when the links lead in a circle
   */
  readonly real: (path: ByteString) => ByteString;
  /**
   * Notes the directories that a path needs: without an entry of their own they are made all the same.
   *
   * @throws GateError `LAYER-CORRUPT` when one of them is something else in this layer
   */
  readonly imply: (path: ByteString) => void;
}

export function createLayerFolders(
  table: PathTable,
  symlinks: ReadonlyMap<ByteString, ByteString>,
  budget: Budget,
): LayerFolders {
  // Entries of one directory follow each other.
  let implied: ByteString | undefined;
  const real = (path: ByteString): ByteString => {
    const slash = path.lastIndexOf('/');
    if (slash < 0 || symlinks.size === 0) return path;
    const folder = path.slice(0, slash);
    if (!startsWithLink(folder, symlinks)) return path;
    const found = follow(folder, symlinks);
    return found === '' ? path.slice(slash + 1) : `${found}${path.slice(slash)}`;
  };
  const imply = (path: ByteString): void => {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return;
    const folder = path.slice(0, slash);
    if (folder === implied) return;
    implied = folder;
    for (let at = folder; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const bits = table.bitsAt(at);
      if ((bits & NOT_DIRECTORY) !== 0) throw layerCorrupt(`${shownBytes(at)} is to be a directory, too`);
      if ((bits & (DIRECTORY | IMPLIED)) === 0) {
        table.add(at, IMPLIED);
        budget.spend('implied', 1);
      }
      // Whoever noted something here has noted the directories above it.
      if (bits !== 0) return;
    }
  };
  return { real, imply };
}

function startsWithLink(folder: ByteString, symlinks: ReadonlyMap<ByteString, ByteString>): boolean {
  for (let slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
    if (symlinks.has(folder.slice(0, slash))) return true;
  }
  return symlinks.has(folder);
}

function follow(folder: ByteString, symlinks: ReadonlyMap<ByteString, ByteString>): ByteString {
  const todo = folder.split('/').reverse();
  let real: ByteString[] = [];
  let links = 0;
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      real.pop();
      continue;
    }
    const target = symlinks.get([...real, part].join('/'));
    if (target === undefined) {
      real.push(part);
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) throw layerCorrupt(`the directory ${shownBytes(folder)} leads through more than 40 links`);
    if (target.startsWith('/')) real = [];
    todo.push(...target.split('/').reverse());
  }
  return real.join('/');
}
