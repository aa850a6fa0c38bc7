import { addSecret, type HardLink, isListed, type LayerCourse, type LayerEntry, list } from './layer-course.ts';

/**
 * A hard link is its target by another name: it has what that has, and whatever its own header adds. To be called when
 * the whole layer has gone by.
 *
 * @returns the links to something that is not in this layer
 */
export function joinHardLinks(course: LayerCourse): readonly HardLink[] {
  const open: HardLink[] = [];
  for (const link of course.hardLinks) {
    const { entry, to } = link;
    if (course.table.bitsAt(to) === 0) open.push(link);
    const target = course.listed.get(to);
    const joined = target === undefined ? entry : sameFile(entry, target);
    if (isListed(joined, course.interest)) list(joined, course);
    const kept = course.kept.get(to);
    if (kept !== undefined && course.interest.kept(`/${entry.path}`)) {
      course.kept.set(entry.path, { ...kept, entry: { ...kept.entry, path: entry.path } });
    }
    const secret = course.secrets.get(to);
    if (secret !== undefined) {
      const { keys, text } = secret;
      addSecret({ ...secret.entry, path: entry.path }, { keys, ...(text !== undefined && { text }) }, course);
    }
  }
  return open;
}

/** The same file under another name; a bit that either header has is there. */
export function sameFile(link: LayerEntry, target: LayerEntry): LayerEntry {
  const capability = target.capability ?? link.capability;
  return {
    ...target,
    path: link.path,
    mode: target.mode | (link.mode & 0o6000),
    ...(capability !== undefined && { capability }),
  };
}
