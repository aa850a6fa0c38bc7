/**
 * Shows that `dist/` is what the sources make, on any machine: `node scripts/check-dist.ts [--root=DIR] [--dist=DIR]`.
 * Builds twice, the second time from a copy of the sources in another folder, under another umask, language and
 * time zone, and compares both with each other and with `dist/`.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.ts';
import { packageFolder } from './licences.ts';

const { values } = parseArgs({ options: { root: { type: 'string' }, dist: { type: 'string' } } });
const root = resolve(values.root ?? join(import.meta.dirname, '..'));
const dist = resolve(values.dist ?? join(root, 'dist'));
const work = await mkdtemp(join(tmpdir(), 'check-dist-'));

try {
  const first = join(work, 'a');
  const copy = join(work, 'somewhere', 'else', 'and deeper', 'checkout');
  const second = join(work, 'b');
  runBuild({ from: root, to: first, cwd: root, umask: 0o022, env: {} });
  await copyInputs(root, copy);
  runBuild({ from: copy, to: second, cwd: work, umask: 0o077, env: { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' } });
  const problems = [
    ...(await differences(first, second, 'a second build elsewhere')),
    ...(await differences(first, dist, 'dist/')),
    ...(await foreignText(first, [root, work, homedir()])),
  ];
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) console.error('Run `npm run build` on the pinned Node and commit dist/.');
  else console.log(`dist/ is what the sources make (${(await listFiles(first)).length} files, built twice).`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await rm(work, { recursive: true, force: true });
}

interface BuildRun {
  readonly from: string;
  readonly to: string;
  readonly cwd: string;
  readonly umask: number;
  readonly env: Readonly<Record<string, string>>;
}

function runBuild({ from, to, cwd, umask, env }: BuildRun): void {
  const before = process.umask(umask);
  const script = join(import.meta.dirname, 'build.ts');
  const { status, stderr } = spawnSync(process.execPath, [script, `--root=${from}`, `--out=${to}`], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 120_000,
  });
  process.umask(before);
  if (status !== 0) throw new Error(`the build from ${from} failed:\n${stderr}`);
}

/** Copies what the bundle is made of, and nothing else: sources, manifests, and the packages that are in it. */
async function copyInputs(from: string, to: string): Promise<void> {
  const { inputs } = await bundle(from);
  const own = inputs.filter((input) => packageFolder(input) === undefined);
  const packages = inputs.flatMap((input) => packageFolder(input) ?? []);
  for (const path of new Set(['package.json', 'tsconfig.json', ...own, ...packages])) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await cp(join(from, path), join(to, path), { recursive: true });
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

/** What another folder has differently: missing, extra and changed files, and a command that cannot be started. */
async function differences(expected: string, actual: string, name: string): Promise<string[]> {
  const wanted = await listFiles(expected);
  const there = new Set(await listFiles(actual).catch((error) => ignoreMissing(error) ?? []));
  const problems: string[] = [];
  for (const path of wanted) {
    if (!there.delete(path)) problems.push(`${path} is missing in ${name}`);
    else if (!(await readFile(join(expected, path))).equals(await readFile(join(actual, path)))) {
      problems.push(`${path} differs in ${name}`);
    } else if ((await mode(join(expected, path))) !== (await mode(join(actual, path)))) {
      problems.push(`${path} is${path === 'cli.js' ? ' not' : ''} executable in ${name}`);
    }
  }
  return [...problems, ...[...there].map((path) => `${path} should not be in ${name}`)];
}

/** The one bit of a file's mode that Git keeps. */
async function mode(path: string): Promise<number> {
  return (await stat(path)).mode & 0o100;
}

/** Absolute paths of this machine and carriage returns in what was built. */
async function foreignText(folder: string, paths: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const path of await listFiles(folder)) {
    const text = await readFile(join(folder, path), 'utf8');
    // A home directory of `/` or `/root` says nothing about this machine.
    const found = paths.filter((known) => known.length > 5 && text.includes(known));
    problems.push(...found.map((known) => `${path} names ${known}`));
    if (text.includes('\r')) problems.push(`${path} has carriage returns`);
  }
  return problems;
}
