import type { ByteString } from './archive-problems.ts';
import type { Interest } from './interest.ts';
import { keyScan } from './key-scan.ts';
import {
  addSecret,
  type HardLink,
  isListed,
  type LayerContent,
  type LayerCourse,
  type LayerEntry,
  type LayerSecret,
  list,
} from './layer-course.ts';
import { joinHardLinks } from './layer-links.ts';
import { readLayerPath, withoutDots } from './layer-path.ts';
import type { Budget } from './limits.ts';
import { createPathTable, DIRECTORY, NOT_DIRECTORY, OPAQUE, type PathTable, WHITEOUT } from './path-table.ts';
import { type BodySink, createTarReader, type TarEntry, type TarReader } from './tar-reader.ts';

/** What one layer has, by path: all of it in `table`, in full only what is asked for. */
export interface LayerIndex {
  readonly table: PathTable;
  readonly symlinks: ReadonlyMap<ByteString, ByteString>;
  /** Hard links to something that is not in this layer. */
  readonly openLinks: readonly HardLink[];
  readonly listed: ReadonlyMap<ByteString, LayerEntry>;
  readonly secrets: ReadonlyMap<ByteString, LayerSecret>;
  readonly kept: ReadonlyMap<ByteString, LayerContent>;
  readonly entries: number;
  readonly devices: number;
  readonly fifos: number;
}

export interface LayerReader extends TarReader {
  /** To be asked after `end`. */
  readonly index: () => LayerIndex;
}

/** Largest text of a credential file that is kept. */
const CREDENTIAL_BYTES = 64 * 1024;

/** Reads the plain tar of one layer. */
export function createLayerReader(interest: Interest, budget: Budget): LayerReader {
  const course: LayerCourse = {
    ...{ interest, budget, table: createPathTable(), symlinks: new Map(), hardLinks: [], listed: new Map() },
    ...{ secrets: new Map(), kept: new Map(), entries: 0, devices: 0, fifos: 0 },
  };
  const tar = createTarReader((entry) => onEntry(entry, course));
  let openLinks: readonly HardLink[] = [];
  return {
    take: tar.take,
    end: () => {
      tar.end();
      openLinks = joinHardLinks(course);
    },
    index: () => {
      const { table, symlinks, listed, secrets, kept, entries, devices, fifos } = course;
      return { table, symlinks, openLinks, listed, secrets, kept, entries, devices, fifos };
    },
  };
}

function onEntry(entry: TarEntry, course: LayerCourse): BodySink | undefined {
  course.entries += 1;
  course.budget.spend('entries', 1);
  const place = readLayerPath(entry.name);
  if (place.kind === 'ignored') return undefined;
  if (place.kind !== 'path') {
    course.table.add(place.path, place.kind === 'whiteout' ? WHITEOUT : OPAQUE);
    return undefined;
  }
  const { path } = place;
  course.table.add(path, entry.kind === 'directory' ? DIRECTORY : NOT_DIRECTORY);
  // A later entry of the same path stands for the earlier one.
  for (const known of [course.symlinks, course.listed, course.secrets, course.kept]) known.delete(path);
  const found = layerEntry(path, entry);
  if (entry.kind === 'hard-link') {
    course.budget.spend('names', path.length + entry.linkName.length);
    course.hardLinks.push({ entry: found, to: withoutDots(entry.linkName) });
    return undefined;
  }
  if (entry.kind === 'character-device' || entry.kind === 'block-device') course.devices += 1;
  if (entry.kind === 'fifo') course.fifos += 1;
  if (entry.kind === 'symlink') {
    course.budget.spend('names', path.length + entry.linkName.length);
    course.symlinks.set(path, entry.linkName);
  }
  if (isListed(found, course.interest)) list(found, course);
  return entry.kind === 'file' ? contentSink(found, course) : undefined;
}

function layerEntry(path: ByteString, entry: TarEntry): LayerEntry {
  const { kind, mode, uid, gid, size, linkName, capability, major, minor } = entry;
  return {
    ...{ path, kind: kind === 'hard-link' ? 'file' : kind, mode, uid, gid, size },
    ...(kind === 'symlink' && { target: linkName }),
    ...(capability !== undefined && { capability: capability.toString('hex') }),
    ...((kind === 'character-device' || kind === 'block-device') && { device: { major, minor } }),
  };
}

function contentSink(entry: LayerEntry, course: LayerCourse): BodySink | undefined {
  const path = `/${entry.path}`;
  const keep = course.interest.kept(path);
  const sinks: BodySink[] = [];
  if (keep !== undefined) {
    if (entry.size > keep.limitBytes) course.kept.set(entry.path, { entry });
    else sinks.push(whole(entry, course, (content) => course.kept.set(entry.path, { entry, content })));
  }
  if (entry.size <= CREDENTIAL_BYTES && course.interest.credentials(path)) {
    sinks.push(whole(entry, course, (content) => addSecret(entry, { text: content.toString('utf8') }, course)));
  }
  if (entry.size > 0) sinks.push(keyScan(entry.size, (keys) => addSecret(entry, { keys }, course)));
  const [first, ...more] = sinks;
  if (more.length === 0) return first;
  return {
    take: (part) => {
      for (const sink of sinks) sink.take(part);
    },
    end: () => {
      for (const sink of sinks) sink.end();
    },
  };
}

function whole({ size }: LayerEntry, { budget }: LayerCourse, onContent: (content: Buffer) => void): BodySink {
  budget.spend('contents', size);
  const content = Buffer.allocUnsafe(size);
  let at = 0;
  return {
    take: (part) => {
      at += part.copy(content, at);
    },
    end: () => onContent(content),
  };
}
