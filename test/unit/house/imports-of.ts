import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, read, withoutComments } from './repository.ts';

export interface Import {
  /** Relative to the root: `src/gate.ts`. */
  readonly importer: string;
  /** As written: `./model/finding.ts`, `node:path`, `yaml`. */
  readonly specifier: string;
  /** `type`: gone at run time. `dynamic`: loaded when it is reached. */
  readonly kind: 'value' | 'type' | 'dynamic';
}

/**
 * Every import of the files. Those that exist at run time come from esbuild, which parses; type imports, which it
 * throws away, are found by their form, which the formatter fixes (`import type … from '…'`, `import('…').Name`).
 */
export async function importsOf(files: readonly string[]): Promise<Import[]> {
  const found: Import[] = [];
  await build({
    absWorkingDir: ROOT,
    entryPoints: [...files],
    bundle: true,
    write: false,
    outdir: 'unused',
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    plugins: [
      {
        name: 'record',
        setup: ({ onResolve }) => {
          onResolve({ filter: /./ }, ({ path, importer, kind }) => {
            if (kind === 'entry-point') return { path: join(ROOT, path) };
            const from = importer.slice(ROOT.length + 1).replaceAll('\\', '/');
            found.push({ importer: from, specifier: path, kind: kind === 'dynamic-import' ? 'dynamic' : 'value' });
            return { path, external: true };
          });
        },
      },
    ],
  });
  return [...found, ...files.flatMap(typeImports)];
}

const TYPE_STATEMENT = /^(?:import|export) type\b[^;]*?\bfrom '([^']+)'/gm;
const TYPE_EXPRESSION = /\btypeof import\('([^']+)'\)|\bimport\('([^']+)'\)\.[A-Z]/g;

function typeImports(importer: string): Import[] {
  const source = withoutComments(read(importer));
  const matches = [...source.matchAll(TYPE_STATEMENT), ...source.matchAll(TYPE_EXPRESSION)];
  return matches.map(([, statement, expression]) => {
    return { importer, specifier: statement ?? expression ?? '', kind: 'type' };
  });
}

/** `import(name)` with a name that is not written down: nobody can say what it loads. */
export function computedImports(file: string): string[] {
  return [...withoutComments(read(file)).matchAll(/\bimport\(\s*(?!['"])[^)]*\)/g)].map(([text]) => text);
}
