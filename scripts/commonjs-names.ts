import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'commonjs-names';

/**
 * Lets `await import('a-commonjs-package')` have the same names in the bundle as on Node. Node finds the names of a
 * CommonJS module by reading it; esbuild gives a dynamic import of one nothing but `default`, so that code which works
 * from its sources would find `undefined` in the bundle. Such an import goes through a small module that names them.
 *
 * @param root absolute path of the checkout; what the bundle says of paths is relative to it
 */
export function commonjsNames(root: string): Plugin {
  return {
    name: NAMESPACE,
    setup: (build) => {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, namespace }) => {
        if (kind !== 'dynamic-import' || path.startsWith('node:') || namespace === NAMESPACE) return undefined;
        const found = await build.resolve(path, { kind: 'import-statement', importer, resolveDir });
        if (found.errors.length > 0 || !(await isCommonjs(found.path))) return found;
        return { path: relative(root, found.path).replaceAll('\\', '/'), namespace: NAMESPACE };
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => {
        const file = join(root, path);
        return { contents: namesModule(file), resolveDir: dirname(file), loader: 'js' };
      });
    },
  };
}

/** A module that exports every name that the CommonJS module has once it is loaded, and itself as `default`. */
function namesModule(file: string): string {
  const loaded: unknown = createRequire(file)(file);
  const names = typeof loaded === 'object' && loaded !== null ? Object.keys(loaded) : [];
  const usable = names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default' && name !== '__esModule');
  const from = JSON.stringify(`./${file.slice(dirname(file).length + 1)}`);
  return [
    `const loaded = require(${from});`,
    'export default loaded;',
    ...usable.sort().map((name) => `const name_${name} = loaded.${name};\nexport { name_${name} as ${name} };`),
    '',
  ].join('\n');
}

/** Whether Node would read the file as CommonJS: by its extension, else by its package. */
async function isCommonjs(file: string): Promise<boolean> {
  if (file.endsWith('.mjs')) return false;
  if (file.endsWith('.cjs')) return true;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const type = await packageType(join(folder, 'package.json'));
    if (type !== undefined) return type !== 'module';
  }
  return true;
}

/** `type` of a package.json, `''` when it states none, undefined when there is no such file. */
async function packageType(path: string): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const manifest: unknown = JSON.parse(text);
  const type: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'type') : undefined;
  return typeof type === 'string' ? type : '';
}
