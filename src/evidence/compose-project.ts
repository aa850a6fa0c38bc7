import path from 'node:path';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { RunSettings } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Compose, Workspace, WorkspacePath } from '../ports.ts';
import { readComposeModel } from '../run/compose.ts';
import { composeLines } from '../run/compose-lines.ts';
import { unsetVariables } from '../run/compose-variables.ts';
import { toWorkspacePaths } from './compose-paths.ts';
import { readComposeSources } from './compose-sources.ts';

/** The services that compose files describe together. */
export interface ComposeProject {
  /** Sorted by name. */
  readonly services: readonly ProjectService[];
  /** `docker compose 2.40.1` */
  readonly tool: string;
  /** What a reader must know of how it was read. */
  readonly remarks: readonly string[];
}

export interface ProjectService {
  readonly name: string;
  /** Host paths that lie in the workspace are relative to it. */
  readonly settings: RunSettings;
  readonly image?: string;
  readonly platform?: string;
  readonly build?: ProjectBuild;
}

/** Paths are relative to the workspace, unless they lead out of it. */
export interface ProjectBuild {
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  /** `NAME=value` */
  readonly args: readonly string[];
  /** `name=source` */
  readonly additionalContexts: readonly string[];
  /** What the gate can't build with; completes "has a build that the gate can't do: …". */
  readonly unsupported: readonly string[];
}

const MAX_FILES = 32;
/** Of the machine on which Compose runs: what stands in their place here would be another value there. */
const OF_THE_MACHINE = [
  ...['PATH', 'LANG', 'LC_ALL', 'TZ', 'DOCKER_CONFIG', 'DOCKER_CLI_HINTS', 'TMPDIR'],
  ...[
    'SYSTEMROOT',
    'SYSTEMDRIVE',
    'WINDIR',
    'COMSPEC',
    'PATHEXT',
    'TEMP',
    'TMP',
    'USERPROFILE',
    'HOMEDRIVE',
    'HOMEPATH',
  ],
  ...['APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'PROGRAMW6432', 'NUMBER_OF_PROCESSORS'],
  ...['PROCESSOR_ARCHITECTURE', 'COMPOSE_EXPERIMENTAL_GIT_REMOTE', 'COMPOSE_EXPERIMENTAL_OCI_REMOTE'],
];

/**
 * Lets Compose resolve the files, all profiles included, and reads what each service comes to.
 *
 * @param files as given, in the order in which they are merged; at least one
 * @throws GateError `INPUT-INVALID` (no such file), `PATH-REFUSED`, `COMPOSE-MISSING`, `COMPOSE-INVALID`, `LIMIT-EXCEEDED`
 */
export async function readComposeProject(
  files: readonly string[],
  ports: { readonly workspace: Workspace; readonly compose: Compose },
): Promise<ComposeProject> {
  const { workspace, compose } = ports;
  const { found, folder } = await resolveFiles(files, workspace);
  const sources = await readComposeSources(found, folder.relative, workspace);
  const answer = await compose.resolve(
    found.map(({ absolute }) => absolute),
    folder.absolute,
    sources.closed,
  );
  const unset = unsetVariables(answer.warnings);
  const given = found.map(({ relative }) => relative);
  const lines = composeLines(sources.files, given, unset, OF_THE_MACHINE);
  const model = readComposeModel(await parseAnswer(answer.text, answer.tool), lines);
  if (model === undefined) throw unreadable(answer.tool);
  return {
    services: model.services.map((service) => toWorkspacePaths(service, folder.relative, workspace.root)),
    tool: answer.tool,
    remarks: unset.length === 0 ? [] : [unsetRemark(unset)],
  };
}

/** The project's folder is that of the first file as it was named, wherever a link leads. */
async function resolveFiles(
  files: readonly string[],
  workspace: Workspace,
): Promise<{ readonly found: readonly WorkspacePath[]; readonly folder: WorkspacePath }> {
  if (files.length > MAX_FILES) throw tooMany(files.length);
  const found: WorkspacePath[] = [];
  for (const file of files) {
    const resolved = await workspace.resolve(file, 'file');
    if (resolved === undefined) throw absent(file);
    found.push(resolved);
  }
  const folder = await workspace.resolve(path.dirname(files[0] ?? '.'), 'folder');
  if (folder === undefined) throw absent(files[0] ?? '');
  return { found, folder };
}

/** JSON; YAML of the first Compose, which is one document that PyYAML has written. */
async function parseAnswer(text: string, tool: string): Promise<unknown> {
  try {
    if (text.trimStart().startsWith('{')) return JSON.parse(text);
    const { parseDocument } = await import('yaml');
    const document = parseDocument(text, { version: '1.1', merge: false, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS({ maxAliasCount: 1_000 });
  } catch (error) {
    throw unreadable(tool, error);
  }
}

function unsetRemark(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return `Compose says that variables are not set, and puts nothing in their place: ${visibleText(shown, 300)}${more}.`;
}

function unreadable(tool: string, cause?: unknown): GateError {
  return new GateError(
    {
      code: 'COMPOSE-INVALID',
      what: `The answer of ${visibleText(tool, 80)} is no compose project.`,
      means: `No service was judged. ${NO_VERDICT}`,
      todo: 'Look at what "docker compose config" says here, and install a newer Compose.',
    },
    cause,
  );
}

function absent(file: string): GateError {
  return new GateError({
    code: 'INPUT-INVALID',
    what: `compose-files names ${visibleText(file, 120)}, which is not in the workspace.`,
    means: NO_VERDICT,
    todo: 'Correct compose-files; on a runner, check the repository out before the gate.',
  });
}

function tooMany(count: number): GateError {
  return new GateError({
    code: 'LIMIT-EXCEEDED',
    what: `compose-files names ${count} files; at most ${MAX_FILES} are read.`,
    means: NO_VERDICT,
    todo: 'Judge parts of the project in steps of their own.',
  });
}
