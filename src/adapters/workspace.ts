import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Processes, Workspace, WorkspacePath } from '../ports.ts';
import { gitRequest } from './git-command.ts';
import { readSmallFile } from './small-file.ts';

/**
 * The workspace on disk. Everything in it is the pull request's: links may lead anywhere and names may be devices,
 * so a path is resolved to where it really leads before anything is opened, and must stay inside.
 *
 * @param root absolute; resolved to its real path here
 * @param alsoWritable absolute folders outside of the workspace where reports may be written (the runner's temporary folder)
 */
export async function openWorkspace(
  root: string,
  processes: Processes,
  alsoWritable: readonly string[] = [],
): Promise<Workspace> {
  const real = await realpath(root);
  const writable = [real, ...(await Promise.all(alsoWritable.map((folder) => realpath(folder))))];
  return {
    root: real,
    resolve: (given, kind) => resolveInside(real, given, kind),
    names: (folder) => namesInside(real, folder),
    readText: (file, limitBytes) => readTextFile(file, limitBytes),
    refuseUnwritable: (given) => refuseUnwritable(real, writable, given),
    write: (given, text) => writeInside(real, writable, given, text),
    checkedOut: (folder) => readCheckout(processes, folder),
  };
}

async function resolveInside(root: string, given: string, kind: 'file' | 'folder'): Promise<WorkspacePath | undefined> {
  const absolute = await realpath(path.resolve(root, given)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw refused(given, `can't be resolved (${error.code ?? 'unknown error'})`);
  });
  if (absolute === undefined) {
    // What would lie outside is refused whether it is there or not: the answer tells nothing about the machine.
    if (isOutside(path.relative(root, path.resolve(root, given)))) throw refused(given, 'leads out of the workspace');
    return undefined;
  }
  const relative = path.relative(root, absolute);
  if (isOutside(relative)) throw refused(given, 'leads out of the workspace');
  const found = await stat(absolute);
  if (kind === 'file' ? !found.isFile() : !found.isDirectory()) {
    if (!found.isFile() && !found.isDirectory()) throw refused(given, 'is a device, FIFO or socket');
    throw refused(given, kind === 'file' ? 'is a folder, not a file' : 'is a file, not a folder');
  }
  return { absolute, relative: relative === '' ? '.' : relative.split(path.sep).join('/') };
}

async function namesInside(root: string, given: string): Promise<readonly string[] | undefined> {
  const absolute = path.resolve(root, given);
  try {
    if (isOutside(path.relative(root, await realpath(absolute)))) throw refused(given, 'leads out of the workspace');
    return await readdir(absolute);
  } catch (error) {
    if (error instanceof GateError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw refused(given, `can't be looked into (${code})`);
  }
}

function isOutside(relative: string): boolean {
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}

async function readTextFile(file: WorkspacePath, limitBytes: number): Promise<string | undefined> {
  const read = await readSmallFile(file.absolute, limitBytes, { followLink: false });
  if (read !== 'too large') return read;
  throw new GateError({
    code: 'LIMIT-EXCEEDED',
    what: `The file ${visibleText(file.relative)} is larger than ${limitBytes} bytes.`,
    means: `It was not read. ${NO_VERDICT}`,
    todo: 'Make the file smaller; put scripts and data into files of their own.',
  });
}

/** Written beside its name and renamed into place, so that nobody ever reads half a report and no link is followed. */
async function writeInside(root: string, writable: readonly string[], given: string, text: string): Promise<string> {
  const target = path.resolve(root, given);
  try {
    const folder = await writableFolder(writable, given, path.dirname(target));
    await mkdir(folder, { recursive: true });
    const final = path.join(folder, path.basename(target));
    if (await isFolder(final)) throw unwritable(given, 'there is a folder of that name');
    const temporary = path.join(folder, `.${path.basename(target)}.${randomBytes(6).toString('hex')}`);
    try {
      await using file = await open(temporary, 'wx', 0o644);
      await file.writeFile(text);
      await rename(temporary, final);
    } finally {
      await rm(temporary, { force: true });
    }
    return final;
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw unwritable(given, error instanceof Error ? error.message : String(error));
  }
}

/**
 * Where a folder really is or will be. Checked before anything is made: a link on the way may lead anywhere.
 * GateError `REPORT-UNWRITABLE` outside of the writable folders.
 */
async function writableFolder(writable: readonly string[], given: string, folder: string): Promise<string> {
  const missing: string[] = [];
  let there = folder;
  let real = await realOrMissing(there);
  while (real === undefined) {
    missing.unshift(path.basename(there));
    there = path.dirname(there);
    real = await realOrMissing(there);
  }
  const final = path.join(real, ...missing);
  if (writable.some((allowed) => !isOutside(path.relative(allowed, final)))) return final;
  throw unwritable(given, 'it would lie outside of the workspace');
}

async function realOrMissing(target: string): Promise<string | undefined> {
  try {
    return await realpath(target);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    // A link whose target is missing is there all the same, and what it leads to would be made.
    const dangling = await lstat(target).then(
      () => true,
      () => false,
    );
    if (dangling) throw new Error('it leads through a link to nowhere', { cause: error });
    return undefined;
  }
}

/** Whether a report could be written there, before anything slow is begun. Makes nothing. */
async function refuseUnwritable(root: string, writable: readonly string[], given: string): Promise<void> {
  const target = path.resolve(root, given);
  try {
    const folder = await writableFolder(writable, given, path.dirname(target));
    if (await isFolder(path.join(folder, path.basename(target))))
      throw unwritable(given, 'there is a folder of that name');
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw unwritable(given, error instanceof Error ? error.message : String(error));
  }
}

async function isFolder(target: string): Promise<boolean> {
  try {
    return (await lstat(target)).isDirectory();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function readCheckout(processes: Processes, folder: string): ReturnType<Workspace['checkedOut']> {
  const git = await processes.find('git');
  if (git === undefined) return undefined;
  const ask = (...args: string[]) => processes.run(gitRequest(git, folder, args));
  const head = await ask('rev-parse', '--verify', 'HEAD^{commit}');
  const commit = head.stdout.toString('utf8').trim();
  if (head.exitCode !== 0 || !/^[0-9a-f]{40}$/.test(commit)) return undefined;
  const status = await ask('status', '--porcelain', '--untracked-files=all', '--ignored=matching');
  if (status.exitCode !== 0) return undefined;
  return { commit, clean: status.stdout.length === 0 && status.droppedBytes === 0 };
}

function refused(given: string, why: string): GateError {
  return new GateError({
    code: 'PATH-REFUSED',
    what: `The path ${visibleText(given, 120)} ${why}.`,
    means: NO_VERDICT,
    todo: 'Give a path inside the repository.',
  });
}

function unwritable(given: string, why: string): GateError {
  return new GateError({
    code: 'REPORT-UNWRITABLE',
    what: `The file ${visibleText(given, 120)} can't be written: ${visibleText(why, 200)}.`,
    means: 'A report that was asked for is missing, so the run does not end as PASS.',
    todo: 'Give a path inside the workspace where the job may write.',
  });
}
