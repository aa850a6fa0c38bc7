import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';

/** Where programs are looked for, and the tree that none may come from: it belongs to the pull request. */
export interface ProgramFolders {
  /** Absolute folders of PATH, in their order. */
  readonly folders: readonly string[];
  /** Real path of the workspace; undefined: no folder is one. */
  readonly workspace: string | undefined;
}

/** Reads PATH of an environment (`Path` on Windows). */
export async function programFolders(
  environment: Readonly<Record<string, string | undefined>>,
  workspace: string | undefined,
): Promise<ProgramFolders> {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  // An empty or relative entry means the current folder; made absolute, it is judged like every other.
  const folders = (environment[name] ?? '').split(delimiter).map((folder) => resolve(folder));
  const tree = workspace === undefined ? undefined : await realOrAsGiven(resolve(workspace));
  return { folders: [...new Set(folders)], workspace: tree };
}

/** The PATH for children: without folders that lie in the workspace. */
export async function childPath({ folders, workspace }: ProgramFolders): Promise<string> {
  const kept: string[] = [];
  for (const folder of folders) {
    if (!isInside(workspace, folder) && !isInside(workspace, await realOrAsGiven(folder))) kept.push(folder);
  }
  return kept.join(delimiter);
}

/**
 * The first program of that name on PATH, by its absolute path. Its links are followed for the judgement only: some
 * programs go by the name they are called by.
 *
 * @throws GateError `TOOL-UNTRUSTED-PATH` when that first one lies in the workspace, itself or through a link
 */
export async function findProgram(name: string, { folders, workspace }: ProgramFolders): Promise<string | undefined> {
  if (basename(name) !== name) throw new Error(`not a program name: ${name}`);
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of folders) {
    const candidate = join(folder, file);
    if (!(await isProgram(candidate))) continue;
    const places = [candidate, join(await realOrAsGiven(dirname(candidate)), file), await realpath(candidate)];
    const inside = places.find((place) => isInside(workspace, place));
    if (inside !== undefined) throw untrusted(`The program ${name} on PATH is ${inside}`, workspace);
    return candidate;
  }
  return undefined;
}

/**
 * Refuses folders of the workspace that a child would take its docker configuration from: it names plugins and
 * credential helpers, which are programs. (docs.docker.com/reference/cli/docker, "Environment variables"; buildx README.)
 *
 * @param environment the child's; without `DOCKER_CONFIG` the folder is `.docker` in the home folder
 * @param cwd the child's, where relative paths begin
 * @throws GateError `TOOL-UNTRUSTED-PATH`
 */
export async function refuseConfigInWorkspace(
  environment: Readonly<Record<string, string | undefined>>,
  cwd: string,
  workspace: string | undefined,
): Promise<void> {
  const { DOCKER_CONFIG: config, BUILDX_CONFIG: buildx } = environment;
  const home = environment[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'];
  const folders = [
    config
      ? (['DOCKER_CONFIG', config] as const)
      : (['The folder .docker of HOME', home && join(home, '.docker')] as const),
    ['BUILDX_CONFIG', buildx] as const,
  ];
  for (const [name, folder] of folders) {
    if (!folder) continue;
    const absolute = resolve(cwd, folder);
    if (!isInside(workspace, absolute) && !isInside(workspace, await realOrAsGiven(absolute))) continue;
    throw untrusted(`${name}, where docker finds its plugins, is ${absolute}`, workspace);
  }
}

function untrusted(what: string, workspace = ''): GateError {
  return new GateError({
    code: 'TOOL-UNTRUSTED-PATH',
    what: `${visibleText(what)}, inside the workspace ${visibleText(workspace)}, which the pull request can change.`,
    means: NO_VERDICT,
    todo: 'Install the tool outside the checkout, and take folders of the checkout out of PATH, DOCKER_CONFIG, BUILDX_CONFIG and HOME.',
  });
}

function isInside(folder: string | undefined, path: string): boolean {
  if (folder === undefined) return false;
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

async function realOrAsGiven(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    // A folder that does not exist holds no program.
    if (error instanceof Error && 'code' in error) return path;
    throw error;
  }
}

async function isProgram(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
