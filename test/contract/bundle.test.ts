import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAllowed } from '../../scripts/licences.ts';
import { ROOT } from '../unit/house/repository.ts';

/** A small project of the same form: three programs, one package of each module system. */
const PROJECT = {
  'tsconfig.json': '{}',
  'package.json': '{ "version": "7.8.9", "type": "module" }',
  'src/action.ts':
    "import { createRequire } from 'node:module';\nimport { say } from './say.ts';\nsay(typeof createRequire);",
  'src/post.ts': "import { say } from './say.ts';\nsay('post');",
  'src/cli.ts': [
    "import { say } from './say.ts';",
    "say('cli');",
    "const { blue, default: all } = await import('colours');",
    "const { size } = await import('sizes');",
    "say(blue('x'), typeof all.blue, size);",
  ].join('\n'),
  'src/say.ts':
    'declare const __GATE_VERSION__: string;\nexport const say = (...a: unknown[]) => console.log(__GATE_VERSION__, ...a);',
  'node_modules/colours/package.json': '{ "name": "colours", "version": "1.0.0", "license": "MIT" }',
  'node_modules/colours/LICENSE': 'Licence of colours\r\nsecond line\r\n',
  'node_modules/colours/index.js': "const { inspect } = require('util'); exports.blue = (t) => inspect('blue ' + t);",
  'node_modules/sizes/package.json':
    '{ "name": "sizes", "version": "2.0.0", "license": "ISC", "type": "module", "exports": "./index.js" }',
  'node_modules/sizes/index.js': 'export const size = 3;',
};

let folder = '';

function project(name: string, changes: Readonly<Record<string, string>> = {}): string {
  const root = join(folder, name);
  for (const [path, text] of Object.entries({ ...PROJECT, ...changes })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function node(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000, cwd: folder });
}

const build = (root: string) => node([join(ROOT, 'scripts', 'build.ts'), `--root=${root}`]);
const check = (root: string) => node([join(ROOT, 'scripts', 'check-dist.ts'), `--root=${root}`]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the bundle', () => {
  it('runs: the version, Node modules asked for by require, names of a CommonJS package loaded late', () => {
    const root = project('runs');
    expect(build(root)).toMatchObject({ status: 0, stderr: '' });
    expect(node([join(root, 'dist', 'index.js')]).stdout).toBe('7.8.9 function\n');
    expect(node([join(root, 'dist', 'post.js')]).stdout).toBe('7.8.9 post\n');
    const cli = spawnSync(join(root, 'dist', 'cli.js'), { encoding: 'utf8', timeout: 60_000 });
    expect([cli.stdout, cli.stderr, cli.status]).toEqual(["7.8.9 cli\n7.8.9 'blue x' function 3\n", '', 0]);
  });

  it('loads what is loaded late only when it is reached', () => {
    const root = project('late');
    build(root);
    const chunks = join(root, 'dist', 'chunks');
    const late = readdirSync(chunks).filter((name) => readFileSync(join(chunks, name), 'utf8').includes('size = 3'));
    expect(late).toHaveLength(1);
    rmSync(join(chunks, late[0] ?? ''));
    expect(node([join(root, 'dist', 'post.js')])).toMatchObject({ status: 0, stdout: '7.8.9 post\n' });
    const cli = node([join(root, 'dist', 'cli.js')]);
    expect(cli.stdout).toBe('7.8.9 cli\n');
    expect(cli.stderr).toContain('ERR_MODULE_NOT_FOUND');
  });

  it('carries the licences of what it holds, with LF line ends', () => {
    const root = project('licences');
    build(root);
    const text = readFileSync(join(root, 'dist', 'licenses.txt'), 'utf8');
    expect(text).toContain('colours 1.0.0\nLicence: MIT\n\nLicence of colours\nsecond line\n');
    expect(text).toContain('sizes 2.0.0\nLicence: ISC\n');
  });

  it.each([
    [
      'a licence that is not on the list',
      {
        'node_modules/sizes/package.json':
          '{ "name": "sizes", "version": "2.0.0", "license": "GPL-3.0-only", "type": "module", "exports": "./index.js" }',
      },
      'sizes 2.0.0 (GPL-3.0-only)',
    ],
    [
      'a package that states none',
      { 'node_modules/colours/package.json': '{ "name": "colours", "version": "1.0.0" }' },
      'colours 1.0.0 (not stated)',
    ],
    [
      'more than the budget',
      { 'node_modules/sizes/index.js': `export const size = '${'x'.repeat(3_000_001)}';` },
      'the budget is 3000000',
    ],
  ])('is refused with %s', (name, changes, message) => {
    const root = project(name, changes);
    const { status, stderr } = build(root);
    expect(status).not.toBe(0);
    expect(stderr).toContain(message);
    expect(statSync(join(root, 'dist'), { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('the check of dist/', () => {
  it('passes on what was just built, whatever the umask, place and language', () => {
    const root = project('check');
    build(root);
    expect(check(root)).toMatchObject({
      status: 0,
      stdout: 'dist/ is what the sources make (8 files, built twice).\n',
    });
  });

  it.each<[string, (dist: string) => void, string]>([
    ['a changed file', (dist) => writeFileSync(join(dist, 'post.js'), 'x'), 'post.js differs in dist/'],
    [
      'a file too many',
      (dist) => writeFileSync(join(dist, 'chunks', 'old.js'), 'x'),
      'chunks/old.js should not be in dist/',
    ],
    ['a file too few', (dist) => rmSync(join(dist, 'licenses.txt')), 'licenses.txt is missing in dist/'],
    ['no dist at all', (dist) => rmSync(dist, { recursive: true }), 'index.js is missing in dist/'],
    [
      'a command that cannot be started',
      (dist) => chmodSync(join(dist, 'cli.js'), 0o644),
      'cli.js is not executable in dist/',
    ],
  ])('fails on %s', (name, change, message) => {
    const root = project(name);
    build(root);
    change(join(root, 'dist'));
    const { status, stderr } = check(root);
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  });
});

describe('a licence expression', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-2.0-only)', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-2.0-only', false],
    ['GPL-3.0-or-later', false],
    ['not stated', false],
    ['', false],
    ['((MIT) OR (ISC))', false],
  ])('%s: %s', (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });
});
