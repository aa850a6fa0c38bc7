import { layerCorrupt, shownBytes } from './archive-problems.ts';
import { addSecret, type HardLink, isListed, type LayerCourse, type LayerEntry, list } from './layer-course.ts';
import { NOT_DIRECTORY } from './path-table.ts';

/** Takes a hard link in as it goes by. */
export function takeHardLink(link: HardLink, course: LayerCourse): void {
  const { entry, to } = link;
  const { budget, hardLinks, symlinks, table } = course;
  if (to === entry.path) throw layerCorrupt(`${shownBytes(to)} is a link to itself`);
  budget.spend('names', entry.path.length + to.length);
  if ((table.bitsAt(to) & NOT_DIRECTORY) === 0) {
    hardLinks.open.push(link);
    return;
  }
  const target = symlinks.get(to);
  if (target !== undefined) {
    symlinks.set(entry.path, target);
    return;
  }
  const first = hardLinks.firstNames.get(to) ?? to;
  hardLinks.firstNames.set(entry.path, first);
  if (!isSpecial(entry)) return;
  const known = hardLinks.added.get(first);
  hardLinks.added.set(first, known === undefined ? { ...entry, path: first } : sameFile(entry, known, first));
}

/**
 * A hard link is its target by another name. Engines apply its own header too, which is then that of all names. To be
 * called when the whole layer has gone by.
 *
 * @returns the links to something that is not in this layer
 */
export function joinHardLinks(course: LayerCourse): readonly HardLink[] {
  const { hardLinks, table } = course;
  const { firstNames, added } = hardLinks;
  const open: HardLink[] = [];
  for (const link of hardLinks.open.splice(0)) {
    // Engines refuse a link to what comes later; it is taken for what it would be.
    if ((table.bitsAt(link.to) & NOT_DIRECTORY) !== 0) takeHardLink(link, course);
    else open.push(link);
  }
  for (const { entry } of open) if (isListed(entry, course.interest)) list(entry, course);
  for (const [first, entry] of added) {
    const own = course.listed.get(first);
    list(own === undefined ? entry : sameFile(entry, own, first), course);
  }
  for (const [path, first] of firstNames) joinHardLink(path, first, course);
  return open;
}

function joinHardLink(path: string, first: string, course: LayerCourse): void {
  const { interest, kept, listed, secrets } = course;
  const own = listed.get(first);
  if (own !== undefined && isListed({ ...own, path }, interest)) list({ ...own, path }, course);
  const content = kept.get(first);
  if (content !== undefined && interest.kept(`/${path}`)) {
    kept.set(path, { ...content, entry: { ...content.entry, path } });
  }
  const secret = secrets.get(first);
  if (secret !== undefined) {
    const { keys, text } = secret;
    addSecret({ ...secret.entry, path }, { keys, ...(text !== undefined && { text }) }, course);
  }
}

/** Bits of a file that are looked for whatever its name is. */
const SPECIAL = 0o6002;

function isSpecial({ mode, capability }: LayerEntry): boolean {
  return (mode & SPECIAL) !== 0 || capability !== undefined;
}

/** One file that two headers speak of; a bit that either has is there. */
export function sameFile(link: LayerEntry, target: LayerEntry, path = link.path): LayerEntry {
  const capability = link.capability ?? target.capability;
  return {
    ...target,
    path,
    mode: target.mode | (link.mode & SPECIAL),
    ...(capability !== undefined && { capability }),
  };
}
