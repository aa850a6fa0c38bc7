import { imageTooLarge } from './archive-problems.ts';

/** Bounds of one image. What is beyond them is not judged, which is never a pass. */
export const LIMITS = {
  /** Entries of all layers, whiteouts too. */
  entries: 1_000_000,
  /** Directories that have no entry of their own. */
  implied: 1_000_000,
  /** Bytes of all layers, uncompressed. */
  bytes: 50 * 1024 ** 3,
  /** An overlay has at most 128 (moby, layer.maxLayerDepth). */
  layers: 128,
  /** Bytes of all names that are kept: links, listed files. */
  names: 48 * 1024 ** 2,
  /** Bytes of all contents that are kept. */
  contents: 96 * 1024 ** 2,
  /** Files that are listed because of a bit, an attribute or their name. */
  listed: 200_000,
  /** Bytes of a manifest or an index. */
  manifest: 4 * 1024 ** 2,
  /** Bytes of a configuration. */
  config: 8 * 1024 ** 2,
} as const;

type Counted = 'entries' | 'implied' | 'bytes' | 'names' | 'contents' | 'listed';

const WORDS: Readonly<Record<Counted, string>> = {
  entries: 'files and directories',
  implied: 'directories without an entry of their own',
  bytes: 'bytes, unpacked',
  names: 'bytes of names of links and listed files',
  contents: 'bytes of files that the gate reads whole',
  listed: 'files with special bits, attributes or names',
};

/** Counts what one image takes, over all its layers. */
export interface Budget {
  /** @throws GateError `IMAGE-TOO-LARGE` */
  readonly spend: (what: Counted, amount: number) => void;
}

export function createBudget(): Budget {
  const spent: Record<Counted, number> = { entries: 0, implied: 0, bytes: 0, names: 0, contents: 0, listed: 0 };
  return {
    spend: (what, amount) => {
      spent[what] += amount;
      if (spent[what] > LIMITS[what]) throw imageTooLarge(`more than ${LIMITS[what]} ${WORDS[what]}`);
    },
  };
}
