/**
 * What an engine on overlayfs shows of layers, written down as the engine goes about it: each layer unpacked into a
 * directory of its own, entry by entry (containerd, pkg/archive/tar.go), then the directories laid over each other
 * (Linux, filesystems/overlayfs.rst). Compared with Docker 20.10 and 29 by hand on random layers.
 */

/** One entry of a layer; names as in the tar stream. */
export interface LayerPart {
  readonly type: 'file' | 'folder' | 'symlink' | 'hard-link' | 'device';
  readonly name: string;
  readonly mode?: number;
  readonly content?: string;
  readonly link?: string;
  /** Of a device: 0 and 0 is a whiteout. */
  readonly major?: number;
}

interface Inode {
  mode: number;
  readonly content: string;
}
interface Folder {
  readonly kind: 'folder';
  readonly children: Map<string, Node>;
  opaque: boolean;
}
type Node =
  | Folder
  | { readonly kind: 'file'; readonly inode: Inode }
  | { readonly kind: 'symlink'; readonly target: string }
  | { readonly kind: 'device'; readonly whiteout: boolean };

/** Thrown where an engine gives up. */
export class Refused extends Error {}

export interface Shown {
  /** Files by their absolute path. */
  readonly files: ReadonlyMap<string, { readonly mode: number; readonly content: string; readonly layer: number }>;
  /** The file at a path as a program inside finds it, links followed. */
  readonly open: (path: string) => string | 'none' | 'folder';
}

/** @throws Refused */
export function showLayers(layers: readonly (readonly LayerPart[])[]): Shown {
  const roots = layers.map(unpack);
  const files = new Map<string, { mode: number; content: string; layer: number }>();
  const walk = (stack: readonly Placed[], path: string): void => {
    const names = new Set(stack.flatMap(({ folder }) => [...folder.children.keys()]));
    for (const name of names) {
      const found = lookUp(stack, name);
      if (found === undefined) continue;
      if (found.kind === 'folders') walk(found.stack, `${path}/${name}`);
      else if (found.node.kind === 'file') files.set(`${path}/${name}`, { ...found.node.inode, layer: found.layer });
    }
  };
  const stack = roots.map((folder, layer) => ({ folder, layer })).reverse();
  walk(stack, '');
  return { files, open: (path) => openPath(stack, path) };
}

interface Placed {
  readonly folder: Folder;
  readonly layer: number;
}
type Found =
  | { readonly kind: 'folders'; readonly stack: readonly Placed[] }
  | { readonly kind: 'node'; readonly node: Node; readonly layer: number };

function lookUp(stack: readonly Placed[], name: string): Found | undefined {
  const folders: Placed[] = [];
  for (const { folder, layer } of stack) {
    const node = folder.children.get(name);
    if (node === undefined) continue;
    if (node.kind !== 'folder') {
      if (folders.length > 0 || (node.kind === 'device' && node.whiteout)) break;
      return { kind: 'node', node, layer };
    }
    folders.push({ folder: node, layer });
    if (node.opaque) break;
  }
  return folders.length > 0 ? { kind: 'folders', stack: folders } : undefined;
}

function openPath(root: readonly Placed[], path: string): string | 'none' | 'folder' {
  let todo = path.split('/').filter((part) => part !== '' && part !== '.');
  let above: (readonly Placed[])[] = [root];
  for (let links = 0; todo.length > 0; ) {
    const [part = '', ...rest] = todo;
    todo = rest;
    const here = above.at(-1) ?? root;
    if (part === '..') {
      if (above.length > 1) above.pop();
      continue;
    }
    const found = lookUp(here, part);
    if (found === undefined) return 'none';
    if (found.kind === 'folders') {
      above.push(found.stack);
      continue;
    }
    if (found.node.kind === 'symlink') {
      links += 1;
      if (links > 40) return 'none';
      if (found.node.target.startsWith('/')) above = [root];
      todo = [...found.node.target.split('/').filter((word) => word !== '' && word !== '.'), ...todo];
      continue;
    }
    if (todo.length > 0 || found.node.kind !== 'file') return 'none';
    return found.node.inode.content;
  }
  return 'folder';
}

function unpack(parts: readonly LayerPart[]): Folder {
  const root: Folder = { kind: 'folder', children: new Map(), opaque: false };
  for (const part of parts) unpackPart(root, part);
  return root;
}

function unpackPart(root: Folder, part: LayerPart): void {
  const words = part.name.split('/').filter((word) => word !== '' && word !== '.');
  const base = words.pop();
  if (base === undefined) return;
  const folder = makeFolders(root, realFolder(root, words));
  if (base === '.wh..wh..opq') {
    folder.opaque = true;
    return;
  }
  if (base.startsWith('.wh.')) {
    const gone = base.slice('.wh.'.length);
    if (folder.children.has(gone)) throw new Refused('file exists');
    folder.children.set(gone, { kind: 'device', whiteout: true });
    return;
  }
  const before = folder.children.get(base);
  if (before?.kind === 'folder' && part.type === 'folder') return;
  folder.children.delete(base);
  folder.children.set(base, nodeOf(root, part));
}

function nodeOf(root: Folder, { type, mode = 0o644, content = '', link = '', major = 1 }: LayerPart): Node {
  switch (type) {
    case 'folder':
      return { kind: 'folder', children: new Map(), opaque: false };
    case 'symlink':
      return { kind: 'symlink', target: link };
    case 'device':
      return { kind: 'device', whiteout: major === 0 };
    case 'file':
      return { kind: 'file', inode: { mode, content } };
    case 'hard-link': {
      const words = link.split('/').filter((word) => word !== '' && word !== '.');
      const base = words.pop() ?? '';
      const target = folderAt(root, realFolder(root, words))?.children.get(base);
      if (target === undefined || target.kind === 'folder') throw new Refused('no such file');
      if (target.kind === 'file') target.inode.mode = mode;
      return target;
    }
  }
}

/** Links among the directories are followed as far as the layer itself has them. */
function realFolder(root: Folder, words: readonly string[]): readonly string[] {
  let real: string[] = [];
  let todo = [...words];
  for (let links = 0; todo.length > 0; ) {
    const [word = '', ...rest] = todo;
    todo = rest;
    if (word === '..') {
      real.pop();
      continue;
    }
    const node = folderAt(root, real)?.children.get(word);
    if (node?.kind !== 'symlink') {
      real.push(word);
      continue;
    }
    links += 1;
    if (links > 40) throw new Refused('too many links');
    if (node.target.startsWith('/')) real = [];
    todo = [...node.target.split('/').filter((part) => part !== '' && part !== '.'), ...todo];
  }
  return real;
}

function folderAt(root: Folder, words: readonly string[]): Folder | undefined {
  let at: Folder = root;
  for (const word of words) {
    const next = at.children.get(word);
    if (next?.kind !== 'folder') return undefined;
    at = next;
  }
  return at;
}

function makeFolders(root: Folder, words: readonly string[]): Folder {
  let at = root;
  for (const word of words) {
    let next = at.children.get(word);
    if (next === undefined) {
      next = { kind: 'folder', children: new Map(), opaque: false };
      at.children.set(word, next);
    }
    if (next.kind !== 'folder') throw new Refused('not a directory');
    at = next;
  }
  return at;
}
