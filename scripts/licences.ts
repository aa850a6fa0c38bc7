import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataLicences } from './data-licences.ts';

/** Licences that let everybody ship the code in a public bundle with nothing but the text kept (SPDX identifiers). */
const ALLOWED: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'CC0-1.0',
  'BlueOak-1.0.0',
]);

interface PackageLicence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Texts of its licence and notice files. */
  readonly texts: readonly string[];
}

/**
 * The content of `dist/licenses.txt`: every npm package that ended in the bundle, and the data of others in it, with
 * version and licence text.
 *
 * @param root absolute path of the checkout
 * @param inputs files of the bundle, relative to the root, `/` separators
 * @throws Error naming every package whose licence is not on the list above
 */
export async function collectLicences(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const packages = await Promise.all([...folders].map((folder) => readLicence(join(root, folder))));
  packages.push(...(await dataLicences(inputs)));
  const refused = packages.filter(({ licence }) => !isAllowed(licence));
  if (refused.length > 0) {
    const list = refused.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join(', ');
    throw new Error(`bundled packages with a licence that is not on the list: ${list}`);
  }
  packages.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
  const head = 'The files of this folder contain these packages and data, each under its own licence.\n';
  return [head, ...packages.map(section)].join('\n');
}

/** The folder of the npm package that a file belongs to: `node_modules/a/node_modules/@b/c`. */
export function packageFolder(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

/** Whether an SPDX expression can be met with allowed licences only: `OR` by one side, `AND` by all. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(plain)) return false;
  return plain.split(' OR ').some((side) => side.split(' AND ').every((licence) => ALLOWED.has(licence.trim())));
}

async function readLicence(folder: string): Promise<PackageLicence> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const names = (await readdir(folder)).filter((name) => /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i.test(name));
  const texts = await Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
  return {
    name: text(manifest, 'name'),
    version: text(manifest, 'version'),
    licence: text(manifest, 'license'),
    texts: texts.map((content) => content.replaceAll('\r\n', '\n').trim()),
  };
}

function text(manifest: unknown, key: string): string {
  if (typeof manifest !== 'object' || manifest === null) return 'not stated';
  const value: unknown = Reflect.get(manifest, key);
  return typeof value === 'string' ? value : 'not stated';
}

function section({ name, version, licence, texts }: PackageLicence): string {
  const body = texts.length > 0 ? texts.join('\n\n') : 'The package carries no licence file; this is what it declares.';
  return `${'-'.repeat(80)}\n${name} ${version}\nLicence: ${licence}\n\n${body}\n`;
}
