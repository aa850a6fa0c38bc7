import type { ImagePackage } from '../model/image-contents.ts';
import type { KeptFile } from './kept-file.ts';

/** A package of apk, with the paths that it owns. */
export interface ApkPackage {
  readonly listed: ImagePackage;
  readonly files: readonly string[];
}

const PATHS = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'];

/**
 * Reads apk's database (apk-package(5), "INSTALLED DATABASE"), one file that is written anew with every change. A package's
 * layer is the one in whose database it stands for the first time as it stands in the last one: name, version and
 * checksum (`C:`) are the same from there on.
 */
export function readApk(kept: readonly KeptFile[]): readonly ApkPackage[] {
  return PATHS.flatMap((path) => {
    const versions = kept.filter((file) => file.path === path).toSorted((a, b) => a.layer - b.layer);
    const last = versions.at(-1);
    if (last === undefined || !last.visible) return [];
    const earlier = versions.map(({ layer, content }) => ({ layer, known: new Set(records(content).map(identity)) }));
    return records(last.content).flatMap((record): ApkPackage[] => {
      const { P: name = '', V: version = '', A: architecture = '', o: origin = '' } = record.fields;
      if (name === '') return [];
      const layer = firstOf(identity(record), earlier);
      const source = origin !== '' && origin !== name ? { source: origin } : {};
      return [{ listed: { type: 'apk', name, version, architecture, ...source, layer }, files: record.files }];
    });
  });
}

/** The lowest layer from which on every database has it. */
function firstOf(
  id: string,
  versions: readonly { readonly layer: number; readonly known: ReadonlySet<string> }[],
): number {
  let first = versions.at(-1)?.layer ?? 0;
  for (const { layer, known } of versions.toReversed()) {
    if (!known.has(id)) break;
    first = layer;
  }
  return first;
}

interface Record {
  readonly fields: Readonly<{ P?: string; V?: string; A?: string; o?: string; C?: string }>;
  readonly files: readonly string[];
}

function identity({ fields }: Record): string {
  return [fields.P, fields.V, fields.C].join('\n');
}

/** One letter, a colon, a value; `F:` is a folder, `R:` a file in it; an empty line ends a package. */
function records(content: Buffer): readonly Record[] {
  return content
    .toString('latin1')
    .split(/\n\n+/)
    .map((text) => {
      const fields: { P?: string; V?: string; A?: string; o?: string; C?: string } = {};
      const files: string[] = [];
      let folder = '';
      for (const line of text.split('\n')) {
        const value = line.slice(2);
        const letter = line.slice(0, 2);
        if (letter === 'F:') folder = value;
        else if (letter === 'R:') files.push(folder === '' ? `/${value}` : `/${folder}/${value}`);
        else if (letter === 'P:') fields.P = value;
        else if (letter === 'V:') fields.V = value;
        else if (letter === 'A:') fields.A = value;
        else if (letter === 'o:') fields.o = value;
        else if (letter === 'C:') fields.C = value;
      }
      return { fields, files };
    });
}
