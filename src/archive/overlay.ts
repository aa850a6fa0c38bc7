import type { SecretFile } from '../model/image-contents.ts';
import type { ByteString } from './archive-problems.ts';
import type { LayerIndex } from './layer-reader.ts';
import { DEVICE, DIRECTORY, IMPLIED, NOT_DIRECTORY, OPAQUE, type PathKey, pathKey, WHITEOUT } from './path-table.ts';

/** What stands at a path of the merged layers. */
export interface Standing {
  /** Index of the layer that put it there. */
  readonly layer: number;
  /** `doubtful`: with a device over it, which not every engine makes. */
  readonly kind: 'directory' | 'symlink' | 'other' | 'doubtful';
  /** Of a symlink, as written. */
  readonly target?: ByteString;
}

/**
 * Layers, the lowest first, as engines on overlayfs show them: OCI image-spec, layer.md, "Applying Changesets", and where
 * engines do something else (seen on Docker 20.10 and 29), what they do. Where in doubt a file is shown.
 */
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
    const isFile =
      ((layers[layer]?.table.bitsOf(self) ?? 0) & NOT_DIRECTORY) !== 0 && !layers[layer]?.symlinks.has(path);
    for (let above = layer + 1; above < layers.length; above++) {
      const how = hides(layers[above], self, folders, isFile);
      if (how !== undefined) return { layer: above, how };
    }
    return undefined;
  };
  const at = (path: ByteString): Standing | undefined => {
    const key = pathKey(path);
    for (let layer = layers.length - 1; layer >= 0; layer--) {
      const index = layers[layer];
      const bits = index?.table.bitsOf(key) ?? 0;
      if ((bits & (DIRECTORY | NOT_DIRECTORY | IMPLIED)) !== 0) {
        if (hiddenBy(path, layer) !== undefined) return undefined;
        if ((bits & DEVICE) !== 0 || underDevice(layers.slice(layer + 1), path)) return { layer, kind: 'doubtful' };
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

function underDevice(above: readonly LayerIndex[], path: ByteString): boolean {
  const withDevices = above.filter(({ devices }) => devices > 0);
  if (withDevices.length === 0) return false;
  const keys = [path, ...foldersOf(path)].map(pathKey);
  return withDevices.some(({ table }) => keys.some((key) => (table.bitsOf(key) & DEVICE) !== 0));
}

function hides(
  layer: LayerIndex | undefined,
  self: PathKey,
  folders: readonly PathKey[],
  isFile: boolean,
): 'removed' | 'replaced' | undefined {
  if (layer === undefined) return undefined;
  const own = layer.table.bitsOf(self);
  // Engines without root make no devices: there what lies below is still to be seen.
  if ((own & DEVICE) !== 0) return undefined;
  if ((own & (DIRECTORY | NOT_DIRECTORY)) !== 0) return 'replaced';
  // Something lies in it by now. Of a link that is not certain: some engines follow it.
  if ((own & IMPLIED) !== 0 && isFile) return 'replaced';
  if ((own & WHITEOUT) !== 0) return 'removed';
  for (const folder of folders) {
    const bits = layer.table.bitsOf(folder);
    if ((bits & OPAQUE) !== 0) return 'removed';
    // Put back in the same layer, a directory is joined with what lower layers have in it.
    if ((bits & WHITEOUT) !== 0 && (bits & DIRECTORY) === 0) return 'removed';
    if ((bits & NOT_DIRECTORY) !== 0 && (bits & DEVICE) === 0) return 'replaced';
  }
  return undefined;
}

/** The directories that a path lies in, without itself and without the root, which overlayfs always joins. */
function foldersOf(path: ByteString): readonly ByteString[] {
  const folders: ByteString[] = [];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    folders.push(path.slice(0, slash));
  return folders;
}
