import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Data of others that stand in a file of ours, which no package manifest tells. */
export interface DataLicence {
  /** The module that they are from. */
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly licence: string;
  readonly texts: readonly string[];
}

/** The files that hold such data (scripts/seccomp-data.ts writes them), and where the text of the licence is. */
const DATA = [
  {
    file: 'src/linux/seccomp-reference-profile.ts',
    text: 'moby-profiles.txt',
    name: 'github.com/moby/profiles/seccomp, default.json',
    version: 'v0.3.0',
    licence: 'Apache-2.0',
  },
  {
    file: 'src/linux/seccomp-call-numbers.ts',
    text: 'golang-sys.txt',
    name: 'golang.org/x/sys, numbers of system calls',
    version: 'v0.50.0',
    licence: 'BSD-3-Clause',
  },
] as const;

/**
 * The licences of the data among the files of a bundle.
 *
 * @param inputs files of the bundle, relative to the root, `/` separators
 */
export async function dataLicences(inputs: readonly string[]): Promise<readonly DataLicence[]> {
  const bundled = DATA.filter(({ file }) => inputs.includes(file));
  return Promise.all(
    bundled.map(async ({ name, version, licence, text }) => {
      const content = await readFile(join(import.meta.dirname, 'data-licences', text), 'utf8');
      return { name, version, licence, texts: [content.replaceAll('\r\n', '\n').trim()] };
    }),
  );
}
