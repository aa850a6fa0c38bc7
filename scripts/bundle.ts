import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { commonjsNames } from './commonjs-names.ts';
import { collectLicences } from './licences.ts';

/** The programs that are shipped: name in `dist/` → source. */
export const ENTRIES = { index: 'src/action.ts', post: 'src/post.ts', cli: 'src/cli.ts' } as const;

/** Everything in `dist/` together, in bytes: what a reviewer can still read and a runner fetches in a moment. */
export const SIZE_BUDGET = 3_000_000;

/** One file of `dist/`. */
export interface BundledFile {
  /** Relative to `dist/`, `/` separators: `index.js`, `chunks/chunk-ABC.js`. */
  readonly path: string;
  readonly contents: Buffer;
  /** Whether it is a command that is started by its name. */
  readonly executable: boolean;
}

export interface Bundle {
  /** Sorted by path. */
  readonly files: readonly BundledFile[];
  readonly bytes: number;
  /** What esbuild read, relative to the root: for the second build of scripts/check-dist.ts. */
  readonly inputs: readonly string[];
}

/**
 * The name is not `createRequire`, because a bundled module may import that itself.
 * CommonJS modules inside an ES bundle ask for Node's modules with `require`, which an ES module does not have.
 */
const BANNER = [
  "import { createRequire as gateCreateRequire } from 'node:module';",
  'const require = gateCreateRequire(import.meta.url);',
].join('\n');

const HASHBANG = '#!/usr/bin/env node\n';

/**
 * Bundles the programs in memory; nothing is written. The same sources give the same bytes, wherever they lie.
 *
 * @param root absolute path of the checkout
 * @throws Error when a licence is not on the list, when a line ends with CR LF, or when the budget is exceeded
 */
export async function bundle(root: string): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { ...ENTRIES },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    banner: { js: BANNER },
    plugins: [commonjsNames(root)],
    define: { __GATE_VERSION__: JSON.stringify(await gateVersion(root)) },
    minify: false,
    sourcemap: false,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const dist = resolve(root, 'dist');
  const files = outputFiles.map((file) => bundledFile(relativePath(dist, file.path), Buffer.from(file.contents)));
  files.push({ path: 'licenses.txt', contents: await licenceFile(root, metafile), executable: false });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const bytes = files.reduce((sum, file) => sum + file.contents.length, 0);
  if (bytes > SIZE_BUDGET) throw new Error(`dist has ${bytes} bytes, the budget is ${SIZE_BUDGET}`);
  for (const file of files) {
    if (file.contents.includes('\r')) throw new Error(`${file.path} has a carriage return`);
  }
  // Names with a colon are the small modules of commonjs-names.ts, made while bundling.
  const inputs = Object.keys(metafile.inputs).filter((path) => !path.includes(':'));
  return { files, bytes, inputs: inputs.sort() };
}

function bundledFile(path: string, contents: Buffer): BundledFile {
  const executable = path === 'cli.js';
  const needsHashbang = executable && !contents.subarray(0, 2).equals(Buffer.from('#!'));
  return { path, contents: needsHashbang ? Buffer.concat([Buffer.from(HASHBANG), contents]) : contents, executable };
}

function relativePath(from: string, path: string): string {
  return path.slice(from.length + 1).replaceAll('\\', '/');
}

async function licenceFile(root: string, metafile: Metafile): Promise<Buffer> {
  const bundled = new Set<string>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) if (bytesInOutput > 0) bundled.add(path);
  }
  return Buffer.from(await collectLicences(root, [...bundled]));
}

async function gateVersion(root: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    if (typeof manifest.version === 'string') return manifest.version;
  }
  throw new Error('package.json has no version');
}
