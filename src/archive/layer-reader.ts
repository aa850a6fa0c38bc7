import { type ByteString, layerCorrupt, layerUnsupported, shownBytes } from './archive-problems.ts';
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
import { createLayerFolders } from './layer-folders.ts';
import { joinHardLinks, takeHardLink } from './layer-links.ts';
import { type LayerPath, MAX_PATH, readLayerPath, refuseLength, withoutDots } from './layer-path.ts';
import type { Budget } from './limits.ts';
import {
  createPathTable,
  DEVICE,
  DIRECTORY,
  IMPLIED,
  NOT_DIRECTORY,
  OPAQUE,
  type PathTable,
  WHITEOUT,
} from './path-table.ts';
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
  const table = createPathTable();
  const symlinks = new Map<ByteString, ByteString>();
  const course: LayerCourse = {
    ...{ interest, budget, table, symlinks, folders: createLayerFolders(table, symlinks, budget) },
    hardLinks: { firstNames: new Map(), added: new Map(), open: [] },
    ...{ listed: new Map(), secrets: new Map(), kept: new Map(), entries: 0, devices: 0, fifos: 0 },
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
      const { listed, secrets, kept, entries, devices, fifos } = course;
      return { table, symlinks, openLinks, listed, secrets, kept, entries, devices, fifos };
    },
  };
}

function onEntry(entry: TarEntry, course: LayerCourse): BodySink | undefined {
  course.entries += 1;
  course.budget.spend('entries', 1);
  const { folders } = course;
  const written = folders.real(withoutDots(entry.name));
  const place = readLayerPath(written);
  if (entry.kind === 'global-header') {
    refuseGlobal(place, course);
    return undefined;
  }
  if (place.kind === 'ignored') return undefined;
  folders.imply(written);
  if (place.kind !== 'path') {
    course.table.add(place.path, place.kind === 'whiteout' ? WHITEOUT : OPAQUE);
    return undefined;
  }
  const { path } = place;
  if (path === '') return refuseRoot(entry);
  refuseSecond(path, entry, course);
  const found = layerEntry(path, entry, entry.kind);
  if (entry.kind === 'hard-link') {
    const to = folders.real(withoutDots(entry.linkName));
    refuseLength(to);
    takeHardLink({ entry: found, to }, course);
    return undefined;
  }
  if (entry.kind === 'character-device' || entry.kind === 'block-device') course.devices += 1;
  if (entry.kind === 'fifo') course.fifos += 1;
  if (entry.kind === 'symlink') {
    if (entry.linkName.length > MAX_PATH) throw layerCorrupt(`the target of ${shownBytes(path)} is too long`);
    course.budget.spend('names', path.length + entry.linkName.length);
    course.symlinks.set(path, entry.linkName);
  }
  if (isListed(found, course.interest)) list(found, course);
  return entry.kind === 'file' ? contentSink(found, course) : undefined;
}

/** The root is there already: engines pass its entry over, whatever that is. */
function refuseRoot({ kind }: TarEntry): undefined {
  if (kind !== 'directory') throw layerCorrupt('the root of the image is to be something else than a directory');
}

/** Docker loads no layer with a path twice (vbatts/tar-split); containerd takes the last one. Directories do no harm. */
function refuseSecond(path: ByteString, { kind }: TarEntry, { table, listed }: LayerCourse): void {
  const device = kind === 'character-device' || kind === 'block-device' ? DEVICE : 0;
  const before = table.add(path, kind === 'directory' ? DIRECTORY : NOT_DIRECTORY | device);
  if ((before & NOT_DIRECTORY) !== 0 || ((before & (DIRECTORY | IMPLIED)) !== 0 && kind !== 'directory')) {
    throw layerCorrupt(`it has ${shownBytes(path)} twice`);
  }
  if (before !== 0) listed.delete(path);
}

/** Engines make room for such a header as for a file of its name, and write none. git archive calls it pax_global_header. */
function refuseGlobal(place: LayerPath, { table }: LayerCourse): void {
  if (place.kind === 'path' && !place.path.includes('/') && table.bitsAt(place.path) === 0) return;
  throw layerUnsupported('a global extended header has the name of something else');
}

function layerEntry(path: ByteString, entry: TarEntry, kind: LayerEntry['kind'] | 'hard-link'): LayerEntry {
  const { mode, uid, gid, size, linkName, capability, major, minor } = entry;
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
