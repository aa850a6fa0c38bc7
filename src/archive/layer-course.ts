import type { ImageFileKind, PrivateKey } from '../model/image-contents.ts';
import type { ByteString } from './archive-problems.ts';
import type { Interest } from './interest.ts';
import type { LayerFolders } from './layer-folders.ts';
import type { Budget } from './limits.ts';
import type { PathTable } from './path-table.ts';

/** An entry of a layer that somebody asks for. Paths have no slash at either end. */
export interface LayerEntry {
  readonly path: ByteString;
  readonly kind: ImageFileKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly target?: ByteString;
  readonly capability?: string;
  readonly device?: { readonly major: number; readonly minor: number };
}

export interface LayerSecret {
  readonly entry: LayerEntry;
  readonly keys: readonly PrivateKey[];
  readonly text?: string;
}

/** `content` is absent when the file is larger than what is kept. */
export interface LayerContent {
  readonly entry: LayerEntry;
  readonly content?: Buffer;
}

/** A hard link and what it leads to, in the same layer or below it. */
export interface HardLink {
  readonly entry: LayerEntry;
  readonly to: ByteString;
}

/** The hard links of a layer while it goes by. */
export interface HardLinks {
  /** Links whose target came before them: to the first name of the file. */
  readonly firstNames: Map<ByteString, ByteString>;
  /** What the links' own headers say of a file, by its first name; only where that is of interest. */
  readonly added: Map<ByteString, LayerEntry>;
  /** The others. */
  readonly open: HardLink[];
}

/** What is known of a layer while it goes by. */
export interface LayerCourse {
  readonly interest: Interest;
  readonly budget: Budget;
  readonly table: PathTable;
  readonly folders: LayerFolders;
  readonly symlinks: Map<ByteString, ByteString>;
  readonly hardLinks: HardLinks;
  readonly listed: Map<ByteString, LayerEntry>;
  readonly secrets: Map<ByteString, LayerSecret>;
  readonly kept: Map<ByteString, LayerContent>;
  entries: number;
  devices: number;
  fifos: number;
}

/** Whether a check may ask for it: by its bits, its attributes, its kind, or its name. */
export function isListed({ kind, mode, capability, path }: LayerEntry, interest: Interest): boolean {
  const everybodyWrites = (mode & 0o2) !== 0;
  switch (kind) {
    case 'file':
      if ((mode & 0o6000) !== 0 || everybodyWrites || capability !== undefined) return true;
      break;
    case 'directory':
      if (everybodyWrites && (mode & 0o1000) === 0) return true;
      break;
    case 'symlink':
      break;
    default:
      return true;
  }
  return interest.listed(`/${path}`);
}

export function list(entry: LayerEntry, { budget, listed }: LayerCourse): void {
  budget.spend('listed', 1);
  budget.spend('names', entry.path.length + (entry.target?.length ?? 0));
  listed.set(entry.path, entry);
}

export function addSecret(
  entry: LayerEntry,
  more: { readonly keys?: readonly PrivateKey[]; readonly text?: string },
  { budget, secrets }: LayerCourse,
): void {
  const known = secrets.get(entry.path);
  if (known === undefined) {
    budget.spend('listed', 1);
    budget.spend('names', entry.path.length);
  }
  secrets.set(entry.path, { entry, keys: [], ...known, ...more });
}
