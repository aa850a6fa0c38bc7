import path from 'node:path';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Workspace, WorkspacePath } from '../ports.ts';
import { refuseAliases } from '../run/compose-aliases.ts';
import type { ComposeFile } from '../run/compose-node.ts';
import { type ComposeReference, composeReferences } from '../run/compose-references.ts';
import { readComposeYaml } from '../run/compose-yaml.ts';

/** The most that is read of a file, bytes. */
const LIMIT_BYTES = 1_048_576;
/** Files of a project, with those that they lead to. */
const MAX_FILES = 100;

/** A file that is to be read, and the folder from which its paths start. Relative to the workspace. */
interface Wanted {
  readonly file: WorkspacePath;
  readonly folder: string;
}

export interface ComposeSources {
  readonly files: readonly ComposeFile[];
  /** Why a file with variables of a service must not be opened; a client that opens them can't be asked. */
  readonly closed?: GateError;
}

/**
 * The files of a project and all that they include or extend, these first; looked at before Compose opens any of them.
 *
 * @param files in the order in which they are merged
 * @param folder of the project, relative to the workspace
 * @throws GateError `COMPOSE-INVALID` when a file is none, or leads out of the workspace or to another machine;
 *   `LIMIT-EXCEEDED`, `PATH-REFUSED`
 */
export async function readComposeSources(
  files: readonly WorkspacePath[],
  folder: string,
  workspace: Workspace,
): Promise<ComposeSources> {
  const read = new Map<string, ComposeFile>();
  const open: Wanted[] = files.map((file) => ({ file, folder }));
  let closed: GateError | undefined;
  await refuseVariables(folder, workspace);
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (read.has(`${next.folder}:${next.file.relative}`)) continue;
    if (read.size >= MAX_FILES) throw tooMany();
    const file = await readFile(next.file, workspace);
    read.set(`${next.folder}:${next.file.relative}`, file);
    for (const reference of composeReferences(file)) {
      const { kind } = reference;
      const leads = await follow(reference, next, workspace).catch((error: unknown) => {
        if (kind !== 'env_file' || !(error instanceof GateError)) throw error;
        closed ??= error;
        return [];
      });
      open.push(...leads);
    }
  }
  const all = [...read.values()];
  const given = new Set(files.map(({ relative }) => relative)).size;
  const ordered = [...all.slice(given).toReversed(), ...all.slice(0, given)];
  return { files: ordered, ...(closed !== undefined && { closed }) };
}

async function readFile(file: WorkspacePath, workspace: Workspace): Promise<ComposeFile> {
  const text = await workspace.readText(file, LIMIT_BYTES);
  if (text === undefined) throw invalid(file.relative, 1, 'it can’t be read');
  const read = await readComposeYaml(file.relative, text);
  if ('text' in read) throw invalid(read.path, read.line, read.text);
  const mistake = refuseAliases(read);
  if (mistake !== undefined) throw invalid(mistake.path, mistake.line, mistake.text);
  return read;
}

/** What a reference leads to, if that is a compose file. What Compose would read outside of the workspace is refused. */
async function follow(reference: ComposeReference, from: Wanted, workspace: Workspace): Promise<readonly Wanted[]> {
  const { kind, path: written, folder } = reference;
  const wrong = (why: string): GateError => {
    const what = kind === 'variables' ? 'a file with variables or labels' : kind === 'folder' ? 'a folder' : kind;
    return invalid(from.file.relative, reference.line, `${what} is ${visibleText(written, 120)}, which ${why}`);
  };
  // Only Compose could say where it leads, and it would have opened it by then.
  if (written.includes('$')) throw wrong('has a dollar sign; write the path itself there');
  const resolve = (given: string, as: 'file' | 'folder') =>
    resolveInside(path.posix.join(from.folder, given), given, as, workspace, wrong);
  const found = await resolve(written, kind === 'folder' ? 'folder' : 'file');
  if (kind === 'variables' || kind === 'env_file' || kind === 'folder') return [];
  if (found === undefined) throw wrong('is no file of the workspace; nothing is fetched to be judged');
  const own = path.posix.dirname(found.relative);
  const start = folder === undefined ? own : ((await resolve(folder, 'folder'))?.relative ?? own);
  if (kind === 'include') await refuseVariables(start, workspace);
  return [{ file: found, folder: start }];
}

async function resolveInside(
  joined: string,
  given: string,
  as: 'file' | 'folder',
  workspace: Workspace,
  wrong: (why: string) => GateError,
): Promise<WorkspacePath | undefined> {
  try {
    return await workspace.resolve(path.isAbsolute(given) ? given : joined, as);
  } catch (error) {
    if (error instanceof GateError && error.code === 'PATH-REFUSED')
      throw wrong('does not lead to a file of the workspace');
    throw error;
  }
}

/** `.env` beside the files is read by Compose unasked. */
async function refuseVariables(folder: string, workspace: Workspace): Promise<void> {
  await workspace.resolve(path.posix.join(folder, '.env'), 'file');
}

/** @param why completes "compose.yml:3: …"; made visible */
export function invalid(file: string, line: number, why: string): GateError {
  return new GateError({
    code: 'COMPOSE-INVALID',
    what: `${visibleText(file, 120)}:${line}: ${why}.`,
    means: `No service was judged. ${NO_VERDICT}`,
    todo: 'Correct the file; all that it leads to must lie in the repository.',
  });
}

function tooMany(): GateError {
  return new GateError({
    code: 'LIMIT-EXCEEDED',
    what: `The compose files lead to more than ${MAX_FILES} files.`,
    means: NO_VERDICT,
    todo: 'Judge parts of the project in steps of their own.',
  });
}
