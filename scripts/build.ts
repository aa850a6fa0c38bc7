/**
 * Builds `dist/`: `node scripts/build.ts [--root=DIR] [--out=DIR]`. Prints what came out and how large it is.
 * Only files that a build made are replaced; scripts/check-dist.ts says when there are others.
 */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Bundle, bundle, SIZE_BUDGET } from './bundle.ts';

const { values } = parseArgs({ options: { root: { type: 'string' }, out: { type: 'string' } } });
const root = resolve(values.root ?? join(import.meta.dirname, '..'));
const out = resolve(values.out ?? join(root, 'dist'));

const built = await bundle(root);
await write(built, out);
for (const { path, contents } of built.files) console.log(`${kilobytes(contents.length)}  ${path}`);
console.log(`${kilobytes(built.bytes)}  in all, of ${kilobytes(SIZE_BUDGET).trim()}`);

async function write({ files }: Bundle, folder: string): Promise<void> {
  await rm(join(folder, 'chunks'), { recursive: true, force: true });
  for (const { path, contents, executable } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, contents);
    // Said again, because the umask and an older file both have a say in the mode.
    await chmod(target, executable ? 0o755 : 0o644);
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}
