import type { ByteString } from './archive-problems.ts';
import type { Overlay, Standing } from './overlay.ts';

/** path_resolution(7): the kernel gives up after 40 links. */
const MAX_LINKS = 40;

/** Where a path leads inside the image; never out of it. Paths have no slash at either end. */
export type Resolved =
  | { readonly state: 'found'; readonly path: ByteString; readonly standing: Standing }
  | { readonly state: 'absent' }
  | { readonly state: 'loop' }
  /** A device stands in the way, which some engines make and others leave out. */
  | { readonly state: 'doubtful' };

export interface VirtualRoot {
  /** Follows every link, also the last one, as a program inside would: `..` stops at the root. */
  readonly resolve: (path: ByteString) => Resolved;
  /** The same file with the links among its directories followed: `bin/su` → `usr/bin/su`. */
  readonly canonical: (path: ByteString) => ByteString;
}

export function createVirtualRoot(overlay: Overlay): VirtualRoot {
  const folders = new Map<ByteString, ByteString>();
  const resolve = (path: ByteString): Resolved => follow(path, overlay);
  const folder = (path: ByteString): ByteString => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const found = resolve(path);
    const real = found.state === 'found' ? found.path : path;
    folders.set(path, real);
    return real;
  };
  const canonical = (path: ByteString): ByteString => {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return path;
    const parent = folder(path.slice(0, slash));
    return parent === '' ? path.slice(slash + 1) : `${parent}${path.slice(slash)}`;
  };
  return { resolve, canonical };
}

function follow(path: ByteString, overlay: Overlay): Resolved {
  const todo = partsOf(path).reverse();
  let real: ByteString[] = [];
  let links = 0;
  let standing: Standing = { layer: 0, kind: 'directory' };
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    if (part === '..') {
      real.pop();
      standing = { layer: 0, kind: 'directory' };
      continue;
    }
    const next = [...real, part];
    // A directory without an entry of its own is one all the same when something in it is there.
    standing = overlay.at(next.join('/')) ?? { layer: -1, kind: 'directory' };
    if (standing.kind === 'doubtful') return { state: 'doubtful' };
    if (standing.kind === 'symlink') {
      links += 1;
      if (links > MAX_LINKS) return { state: 'loop' };
      const { target = '' } = standing;
      if (target.startsWith('/')) real = [];
      todo.push(...partsOf(target).reverse());
      continue;
    }
    if (standing.kind === 'other' && todo.length > 0) return { state: 'absent' };
    real = next;
  }
  return standing.layer < 0 ? { state: 'absent' } : { state: 'found', path: real.join('/'), standing };
}

function partsOf(path: ByteString): ByteString[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
