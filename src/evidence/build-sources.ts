import path from 'node:path';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Workspace } from '../ports.ts';
import type { BuildSettings } from '../settings/subject-settings.ts';

/**
 * Files and folders that a build option names by a path in the workspace are the pull request's: they may be links to
 * anywhere. Each is replaced by where it really leads, and refused when that is outside. A path that the workflow
 * wrote as an absolute one outside of the workspace is the workflow's own and stays.
 *
 * @throws GateError `PATH-REFUSED`, `INPUT-INVALID` (a secret's file that does not exist)
 */
export async function resolveBuildSources(settings: BuildSettings, workspace: Workspace): Promise<BuildSettings> {
  const secrets = await Promise.all(settings.secrets.map((text) => replace(text, /^(src|source)=/, workspace, fileOf)));
  const local = (text: string): Promise<string> =>
    /(^|,)type=local(,|$)/.test(text) ? replace(text, /^(src|dest)=/, workspace, folderOf) : Promise.resolve(text);
  const [cacheFrom, cacheTo] = await Promise.all([
    Promise.all(settings.cacheFrom.map(local)),
    Promise.all(settings.cacheTo.map(local)),
  ]);
  return { ...settings, secrets, cacheFrom, cacheTo };
}

type Resolve = (workspace: Workspace, given: string) => Promise<string>;

/** Replaces the paths among the fields of `id=npm,src=.npmrc`. */
async function replace(text: string, field: RegExp, workspace: Workspace, resolve: Resolve): Promise<string> {
  const fields = text.split(',').map(async (part) => {
    const key = field.exec(part)?.[0];
    const given = key === undefined ? '' : part.slice(key.length);
    if (key === undefined || given === '' || !isOfWorkspace(workspace, given)) return part;
    return `${key}${await resolve(workspace, given)}`;
  });
  return (await Promise.all(fields)).join(',');
}

function isOfWorkspace({ root }: Workspace, given: string): boolean {
  return !path.isAbsolute(given) || `${path.normalize(given)}/`.startsWith(`${root}/`);
}

async function fileOf(workspace: Workspace, given: string): Promise<string> {
  const found = await workspace.resolve(given, 'file');
  if (found !== undefined) return found.absolute;
  throw new GateError({
    code: 'INPUT-INVALID',
    what: `secrets names the file ${visibleText(given, 120)}, which does not exist in the workspace.`,
    means: NO_VERDICT,
    todo: 'Correct secrets, or give the secret by a variable (id=NAME,env=VARIABLE).',
  });
}

/** A cache folder need not be there yet: then the nearest folder that is there decides. */
async function folderOf(workspace: Workspace, given: string): Promise<string> {
  const missing: string[] = [];
  for (let there = given; ; there = path.dirname(there)) {
    const found = await workspace.resolve(there, 'folder');
    if (found !== undefined) return path.join(found.absolute, ...missing);
    missing.unshift(path.basename(there));
  }
}
