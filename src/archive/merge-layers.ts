import type { ImageFile, ImageFiles, SecretFile } from '../model/image-contents.ts';
import { type ByteString, utf8Of } from './archive-problems.ts';
import type { KeptFile } from './kept-file.ts';
import type { LayerEntry } from './layer-course.ts';
import { sameFile } from './layer-links.ts';
import type { LayerIndex } from './layer-reader.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { createVirtualRoot } from './virtual-root.ts';

/** What a path of the merged image holds. */
export type MergedText =
  | { readonly state: 'present'; readonly content: Buffer; readonly layer: number }
  | { readonly state: 'absent' }
  /** It is there and was not kept; `why` completes "/etc/passwd …". */
  | { readonly state: 'unread'; readonly why: string };

export interface MergedLayers {
  readonly files: readonly ImageFile[];
  readonly secrets: readonly SecretFile[];
  readonly kept: readonly KeptFile[];
  readonly counts: Omit<ImageFiles['counts'], 'bytes'>;
  /** Of an absolute path, links followed. */
  readonly text: (path: string) => MergedText;
  /** An absolute path with the links among its directories followed. */
  readonly canonical: (path: string) => string;
}

/** Lays the layers over each other, the lowest first: what is visible, and what is hidden and still there. */
export function mergeLayers(layers: readonly LayerIndex[]): MergedLayers {
  const overlay = createOverlay(layers);
  const root = createVirtualRoot(overlay);
  const sum = (of: (layer: LayerIndex) => number): number => layers.reduce((all, layer) => all + of(layer), 0);
  return {
    files: visibleFiles(layers, overlay),
    secrets: layers.flatMap((layer, index) =>
      [...layer.secrets.values()].map(({ entry, keys, text }): SecretFile => {
        const hiddenBy = overlay.hiddenBy(entry.path, index);
        const file = imageFile(entry, index);
        return { file, keys, ...(text !== undefined && { text }), ...(hiddenBy !== undefined && { hiddenBy }) };
      }),
    ),
    kept: layers.flatMap((layer, index) =>
      [...layer.kept.values()].flatMap(({ entry, content }): KeptFile[] => {
        if (content === undefined) return [];
        const visible = overlay.hiddenBy(entry.path, index) === undefined;
        return [{ path: `/${entry.path}`, layer: index, visible, content }];
      }),
    ),
    counts: {
      entries: sum(({ entries }) => entries),
      devices: sum(({ devices }) => devices),
      fifos: sum(({ fifos }) => fifos),
    },
    text: (path) => {
      const found = root.resolve(path);
      if (found.state === 'absent') return { state: 'absent' };
      if (found.state === 'loop') return { state: 'unread', why: 'leads through more than 40 links' };
      if (found.state === 'doubtful') return { state: 'unread', why: 'is a device, or lies under one' };
      const { layer, kind } = found.standing;
      if (kind === 'directory') return { state: 'unread', why: 'is a directory' };
      const kept = layers[layer]?.kept.get(found.path);
      if (kept === undefined) return { state: 'unread', why: 'is no regular file, or a link to one of another name' };
      if (kept.content === undefined) return { state: 'unread', why: `has ${kept.entry.size} bytes` };
      return { state: 'present', content: kept.content, layer };
    },
    canonical: (path) => `/${root.canonical(path.replace(/^\/+/, ''))}`,
  };
}

function visibleFiles(layers: readonly LayerIndex[], overlay: Overlay): readonly ImageFile[] {
  const files = layers.flatMap((layer, index) => {
    const linked = layer.openLinks.flatMap(({ entry, to }) => {
      const target = below(layers, index, to);
      return target === undefined ? [] : [sameFile(entry, target)];
    });
    const own = new Map([...layer.listed, ...linked.map((entry) => [entry.path, entry] as const)]);
    return [...own.values()]
      .filter(({ path }) => overlay.hiddenBy(path, index) === undefined)
      .map((entry) => imageFile(entry, index));
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** What lower layers list at the target of a hard link. */
function below(layers: readonly LayerIndex[], layer: number, path: ByteString): LayerEntry | undefined {
  for (let index = layer - 1; index >= 0; index--) {
    const found = layers[index]?.listed.get(path);
    if (found !== undefined) return found;
    if ((layers[index]?.table.bitsAt(path) ?? 0) !== 0) return undefined;
  }
  return undefined;
}

function imageFile({ path, size, target, ...entry }: LayerEntry, layer: number): ImageFile {
  return {
    ...entry,
    path: `/${utf8Of(path)}`,
    sizeBytes: size,
    layer,
    ...(target !== undefined && { target: utf8Of(target) }),
  };
}
