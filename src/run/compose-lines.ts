import type { FilePlace } from '../model/run-settings.ts';

/** A thing of a project that files describe. */
export interface ComposeOwner {
  readonly section: 'services' | 'jobs' | 'volumes' | 'networks' | 'secrets' | 'configs';
  readonly name: string;
}

/** Where the files of a project say what Compose answers with. */
export interface ComposeLines {
  /** As given, in the order in which they are merged. */
  readonly files: readonly string[];
  /**
   * The line of a value, of the last file that has it; else that of what it stands in.
   *
   * @param path keys below the owner: `['deploy', 'resources']`
   * @param written tells the entries of a list apart
   */
  readonly placeOf: (owner: ComposeOwner, path: readonly string[], written?: string) => FilePlace | undefined;
  /** The name of a variable in the value that nobody sets and that has no default; in any of the files. */
  readonly unsetIn: (owner: ComposeOwner, path: readonly string[]) => string | undefined;
}

/** Nothing is known of the files. */
export const NO_LINES: ComposeLines = { files: [], placeOf: () => undefined, unsetIn: () => undefined };

/** Completes "${X}: …". */
export const UNSET_VARIABLE = 'is a variable that is not set when the gate looks, so nothing stands in its place';
