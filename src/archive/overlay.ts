import type { SecretFile } from '../model/image-contents.ts';
import type { ByteString } from './archive-problems.ts';
import type { LayerIndex } from './layer-reader.ts';
import { DIRECTORY, NOT_DIRECTORY, OPAQUE, type PathKey, pathKey, WHITEOUT } from './path-table.ts';

/** What stands at a path of the merged layers. */
export interface Standing {
  /** Index of the layer that put it there. */
  readonly layer: number;
  readonly kind: 'directory' | 'symlink' | 'other';
  /** Of a symlink, as written. */
  readonly target?: ByteString;
}

/** Layers, the lowest first, as the engine shows them (OCI image-spec, layer.md, "Applying Changesets"). */
export interface Overlay {
  /** Who hides what a layer has at a path, if anybody does. */
  readonly hiddenBy: (path: ByteString, layer: number) => SecretFile['hiddenBy'];
  /** What stands at a path whose parents are no links; undefined when nothing is said of it. */
  readonly at: (path: ByteString) => Standing | undefined;
}

export function createOverlay(layers: readonly LayerIndex[]): Overlay {
  const hiddenBy = (path: ByteString, layer: number): SecretFile['hiddenBy'] => {
    if (layer === layers.length - 1) return undefined;
    const self = pathKey(path);
    const folders = foldersOf(path).map(pathKey);
    for (let above = layer + 1; above < layers.length; above++) {
      const how = hides(layers[above], self, folders);
      if (how !== undefined) return { layer: above, how };
    }
    return undefined;
  };
  const at = (path: ByteString): Standing | undefined => {
    const key = pathKey(path);
    for (let layer = layers.length - 1; layer >= 0; layer--) {
      const index = layers[layer];
      const bits = index?.table.bitsOf(key) ?? 0;
      if ((bits & (DIRECTORY | NOT_DIRECTORY)) !== 0) {
        if (hiddenBy(path, layer) !== undefined) return undefined;
        const target = index?.symlinks.get(path);
        if (target !== undefined) return { layer, kind: 'symlink', target };
        return { layer, kind: (bits & NOT_DIRECTORY) === 0 ? 'directory' : 'other' };
      }
      if ((bits & WHITEOUT) !== 0) return undefined;
    }
    return undefined;
  };
  return { hiddenBy, at };
}

function hides(
  layer: LayerIndex | undefined,
  self: PathKey,
  folders: readonly PathKey[],
): 'removed' | 'replaced' | undefined {
  if (layer === undefined) return undefined;
  const own = layer.table.bitsOf(self);
  if ((own & (DIRECTORY | NOT_DIRECTORY)) !== 0) return 'replaced';
  if ((own & WHITEOUT) !== 0) return 'removed';
  for (const folder of folders) {
    const bits = layer.table.bitsOf(folder);
    if ((bits & (WHITEOUT | OPAQUE)) !== 0) return 'removed';
    if ((bits & NOT_DIRECTORY) !== 0) return 'replaced';
  }
  return undefined;
}

/** The directories that a path lies in, without itself; the root is `''`. */
function foldersOf(path: ByteString): readonly ByteString[] {
  if (path === '') return [];
  const folders = [''];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    folders.push(path.slice(0, slash));
  return folders;
}
