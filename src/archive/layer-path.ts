import { type ByteString, layerCorrupt, shownBytes } from './archive-problems.ts';

/** What an entry of a layer is about. Paths have no slash at either end; `''` is the root. */
export type LayerPath =
  | { readonly kind: 'path'; readonly path: ByteString }
  /** Takes this path of lower layers away. */
  | { readonly kind: 'whiteout'; readonly path: ByteString }
  /** Takes everything in this directory of lower layers away. */
  | { readonly kind: 'opaque'; readonly path: ByteString }
  /** Of aufs, for itself: every engine leaves it out. */
  | { readonly kind: 'ignored' };

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
const META = '.wh..wh.';

/**
 * Where an entry goes (OCI image-spec, layer.md, "Whiteouts"; moby, pkg/archive/diff.go).
 *
 * @throws GateError `LAYER-CORRUPT` for a name that leads out of the root, which Docker refuses to unpack and containerd
 * turns into another one: nobody can say where its file would be
 */
export function readLayerPath(name: ByteString): LayerPath {
  const path = withoutDots(name);
  refuseLength(path);
  const slash = path.lastIndexOf('/');
  const base = slash < 0 ? path : path.slice(slash + 1);
  if (!base.startsWith(WHITEOUT)) return { kind: 'path', path };
  const folder = slash < 0 ? '' : path.slice(0, slash);
  if (base === OPAQUE) return { kind: 'opaque', path: folder };
  if (base.startsWith(META)) return { kind: 'ignored' };
  const removed = base.slice(WHITEOUT.length);
  if (removed === '' || removed === '.' || removed === '..') {
    throw layerCorrupt(`the entry ${shownBytes(name)} takes away nothing that has a name`);
  }
  return { kind: 'whiteout', path: folder === '' ? removed : `${folder}/${removed}` };
}

/** What the kernel takes for a path, less its end, and for a part of it (path_resolution(7), PATH_MAX and NAME_MAX). */
export const MAX_PATH = 4095;
const MAX_PART = 255;

/** @throws GateError `LAYER-CORRUPT` for a path that no engine can unpack */
export function refuseLength(path: ByteString): void {
  if (path.length <= MAX_PART) return;
  if (path.length > MAX_PATH) throw layerCorrupt(`a path has ${path.length} bytes, and ${MAX_PATH} at most can be`);
  const long = path.split('/').find((part) => part.length > MAX_PART);
  if (long !== undefined) throw layerCorrupt(`a name has ${long.length} bytes, and ${MAX_PART} at most can be`);
}

/** The same path in its shortest form. Most are that already. */
export function withoutDots(name: ByteString): ByteString {
  const trimmed = trimmedEnds(name);
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(trimmed)) return trimmed;
  const kept: string[] = [];
  for (const part of trimmed.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) throw layerCorrupt(`the entry ${shownBytes(name)} leads out of the image`);
  }
  return kept.join('/');
}

function trimmedEnds(name: ByteString): ByteString {
  let from = name.startsWith('./') ? 2 : 0;
  let to = name.length;
  while (from < to && name[from] === '/') from += 1;
  while (to > from && name[to - 1] === '/') to -= 1;
  return from === 0 && to === name.length ? name : name.slice(from, to);
}
