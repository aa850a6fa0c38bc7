import { posix } from 'node:path';
import { MAX_APPARMOR_TEXT, readAppArmor } from '../linux/apparmor.ts';
import { isEngineProfile, profileName } from '../linux/apparmor-names.ts';
import { newerAppArmorWords } from '../linux/apparmor-newer-words.ts';
import type { AppArmorDocument } from '../linux/apparmor-profile.ts';
import type { AppArmorProfileFile } from '../model/confinement.ts';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RunSettings } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import type { AppArmorParser, Workspace } from '../ports.ts';
import { gapOnError } from './gap.ts';

/** Folders of repositories in which profiles were seen. The ones at the end hold other files as well. */
const FOLDERS = [
  ...['apparmor', '.apparmor', 'apparmor.d', 'etc/apparmor.d', 'security/apparmor', 'docker/apparmor'],
  ...['deploy/apparmor', 'security', 'docker', 'deploy', '.'],
];
/** Files that are looked at. */
const MAX_FILES = 200;
/** Text that is read of all files, in UTF-16 units: a repository of nothing but large profiles must not take minutes. */
const MAX_TEXT = 4 * MAX_APPARMOR_TEXT;
/** Files with the named profile that are given to the parser: there should be one, and each may take its time. */
const MAX_PARSED = 3;
/** Endings of files that are something else for sure: reading a thousand pictures finds no profile. */
const OTHER =
  /\.(?:md|json|lock|ya?ml|toml|[cm]?[jt]sx?|py|go|rs|java|rb|php|css|html?|svg|png|jpe?g|gif|ico|pdf|zip|t?gz)$/i;

/**
 * Finds the AppArmor profiles of the repository: regular files of at most 1 MiB in the usual folders, at the root, and
 * beside the compose file or manifest, whatever they are called, in which the gate's reader finds a profile. Only a file
 * with the profile that the run settings name is given to the parser. Absent when they name none of their own.
 */
export function collectAppArmorProfiles(
  run: RunSettings,
  workspace: Workspace,
  parser: AppArmorParser,
): Promise<Evidence<readonly AppArmorProfileFile[]>> {
  return gapOnError(async () => {
    const nothing = noProfileOfItsOwn(run);
    if (nothing !== undefined) return { state: 'absent', observed: nothing };
    const named = namedProfile(run);
    const { files, complete } = await findFiles(run, workspace);
    const holds = ({ document }: Found): boolean => document.profiles.some(({ name }) => name === named);
    if (!complete && named !== undefined && !files.some(holds)) throw tooMany(named);
    const value: AppArmorProfileFile[] = [];
    let toParse = MAX_PARSED;
    for (const file of files) {
      const isNamed = holds(file);
      if (isNamed) toParse -= 1;
      const syntax = isNamed && toParse >= 0 ? await syntaxOf(file, parser) : notParsed(file, isNamed);
      value.push({ path: file.path, text: file.text, syntax });
    }
    return { state: 'known', value, source: { tool: 'the AppArmor reader of the gate', subject: 'the workspace' } };
  });
}

async function syntaxOf({ text, document }: Found, parser: AppArmorParser): Promise<AppArmorProfileFile['syntax']> {
  const syntax = await parser.check(text);
  if (syntax.state !== 'refused') return syntax;
  const newer = newerAppArmorWords(document, syntax.parser.replace(/^.* /, ''));
  return newer === undefined
    ? syntax
    : { state: 'not-verified', why: `${syntax.parser} is too old: there is ${newer}` };
}

function notParsed({ path }: Found, isNamed: boolean): AppArmorProfileFile['syntax'] {
  const why = isNamed
    ? `more than ${MAX_PARSED} files have a profile of that name`
    : `the run settings name no profile of ${visibleText(path, 120)}`;
  return { state: 'not-verified', why };
}

function noProfileOfItsOwn({ security: { apparmor }, unknown }: RunSettings): string | undefined {
  const observed = 'The run settings name no AppArmor profile of their own.';
  if (apparmor.state === 'unknown') return undefined;
  // A word that nobody understands may name one.
  if (apparmor.state === 'not-said') return unknown.length === 0 ? observed : undefined;
  const { value } = apparmor;
  return value.kind !== 'profile' || isEngineProfile(profileName(value.name)) ? observed : undefined;
}

function namedProfile({ security: { apparmor } }: RunSettings): string | undefined {
  return apparmor.state === 'said' && apparmor.value.kind === 'profile' ? profileName(apparmor.value.name) : undefined;
}

interface Found {
  readonly path: string;
  readonly text: string;
  readonly document: AppArmorDocument;
}

async function findFiles(
  run: RunSettings,
  workspace: Workspace,
): Promise<{ readonly files: readonly Found[]; readonly complete: boolean }> {
  const files = new Map<string, Found>();
  const left = { files: MAX_FILES, text: MAX_TEXT };
  for (const folder of foldersOf(run)) {
    for (const path of await candidatesIn(workspace, folder)) {
      if (left.files <= 0 || left.text <= 0) return { files: [...files.values()], complete: false };
      const read = files.has(path) ? undefined : await readCandidate(workspace, path);
      left.files -= 1;
      left.text -= read?.text.length ?? 0;
      if (read === undefined || files.has(read.path)) continue;
      const document = readAppArmor(read.text);
      if (document.profiles.length > 0) files.set(read.path, { ...read, document });
    }
  }
  return { files: [...files.values()], complete: true };
}

function foldersOf({ source }: RunSettings): readonly string[] {
  const files = source.kind === 'compose' ? source.files : source.kind === 'kubernetes' ? [source.file] : [];
  const beside = files.flatMap((file) => {
    const folder = posix.dirname(posix.normalize(file));
    return [posix.join(folder, 'apparmor'), folder];
  });
  return [...new Set([...FOLDERS.slice(0, -1), ...beside, '.'])];
}

/** Paths of the files there that may be profiles. A folder that leads out of the workspace has none for the gate. */
async function candidatesIn(workspace: Workspace, folder: string): Promise<readonly string[]> {
  const names = (await orUndefined(() => workspace.names(folder))) ?? [];
  return names
    .filter((name) => !OTHER.test(name))
    .sort()
    .map((name) => posix.join(folder, name));
}

async function readCandidate(workspace: Workspace, path: string): Promise<Omit<Found, 'document'> | undefined> {
  const file = await orUndefined(() => workspace.resolve(path, 'file'));
  const text = file === undefined ? undefined : await orUndefined(() => workspace.readText(file, MAX_APPARMOR_TEXT));
  return file === undefined || text === undefined ? undefined : { path: file.relative, text };
}

/** Folders, pipes, links that lead out and files of more than 1 MiB are no profiles. */
async function orUndefined<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof GateError && (error.code === 'PATH-REFUSED' || error.code === 'LIMIT-EXCEEDED'))
      return undefined;
    throw error;
  }
}

function tooMany(name: string): GateError {
  return new GateError({
    code: 'LIMIT-EXCEEDED',
    what: `The AppArmor profile ${visibleText(name, 120)} was not found in the first ${MAX_FILES} files, or 4 MiB, that were looked at.`,
    means: `There may be one in the others. ${NO_VERDICT}`,
    todo: 'Put the profile into a folder of its own: apparmor/ at the root of the repository, or beside the compose file.',
  });
}
