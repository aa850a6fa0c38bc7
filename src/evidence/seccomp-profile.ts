import { readSeccompProfile } from '../linux/seccomp-reader.ts';
import type { SeccompProfileFile } from '../model/confinement.ts';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RunSettings, Said, SaidAt, SeccompChoice, Undecided } from '../model/run-settings.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Workspace, WorkspacePath } from '../ports.ts';
import { gapOnError } from './gap.ts';

/** The most that is read of a profile, bytes. Docker's own has 18,000. */
const LIMIT_BYTES = 1_048_576;

/**
 * Reads the seccomp profile that the run settings name, at most 1 MiB of it, and only a file of the workspace. A file
 * that is not there, or that no engine takes, is a gap `SECCOMP-UNREADABLE`; a choice that nobody knows is one with
 * `RUN-SETTING-UNKNOWN`. Never rejects for what a file can be.
 */
export function collectSeccompProfile(run: RunSettings, workspace: Workspace): Promise<Evidence<SeccompProfileFile>> {
  return gapOnError(async () => {
    const choice = run.security.seccomp;
    if (choice.state === 'unknown') throw unknownChoice(choice);
    if (choice.state === 'not-said') {
      const [open] = run.unknown;
      if (open !== undefined) throw unknownChoice(open);
      return { state: 'absent', observed: 'The run settings name no seccomp profile.' };
    }
    const { value, at } = choice;
    if (value.kind !== 'profile') return { state: 'absent', observed: `${noFile(run, value.kind)} (${place(at)}).` };
    return readProfile(run, { ...choice, value }, workspace);
  });
}

type NamedProfile = Said<Extract<SeccompChoice, { kind: 'profile' }>>;

async function readProfile(
  run: RunSettings,
  { value, at }: NamedProfile,
  workspace: Workspace,
): Promise<Evidence<SeccompProfileFile>> {
  const file = await findProfile(run, value.path, at, workspace);
  const text = await orUnreadable(at, () => workspace.readText(file, LIMIT_BYTES));
  if (text === undefined) throw unreadable(at, `The seccomp profile ${shown(file.relative)} can't be read.`);
  const reading = readSeccompProfile(text);
  if (reading.kind === 'unreadable') {
    const line = reading.line === undefined ? '' : `:${reading.line}`;
    throw unreadable(at, `The seccomp profile ${shown(file.relative)}${line} ${visibleText(reading.why, 200)}.`);
  }
  const source = { tool: 'the profile reader of the gate', subject: file.relative };
  return { state: 'known', value: { path: file.relative, text, at }, source };
}

async function findProfile(run: RunSettings, path: string, at: SaidAt, workspace: Workspace): Promise<WorkspacePath> {
  // The API server takes no other path (ValidateLocalDescendingPath of k8s.io/kubernetes/pkg/apis/core/validation).
  if (run.source.kind === 'kubernetes' && (path.startsWith('/') || path.split('/').includes('..'))) {
    throw unreadable(at, `Kubernetes takes no profile ${shown(path)}: the path must lead down from its folder.`);
  }
  const places = placesOf(run, path);
  for (const candidate of places) {
    const found = await orUnreadable(at, () => workspace.resolve(candidate, 'file'));
    if (found !== undefined) return found;
  }
  throw unreadable(at, `There is no seccomp profile at ${places.map(shown).join(', ')}.`);
}

/**
 * Where the file may be. Kubernetes has profiles in a folder of its nodes, to which the repository's files are brought
 * by means that the gate does not see: so they are looked for beside the manifest, at the root, and in `seccomp`, as
 * that folder is called (https://kubernetes.io/docs/tutorials/security/seccomp/).
 */
function placesOf({ source }: RunSettings, path: string): readonly string[] {
  if (source.kind !== 'kubernetes') return [path];
  const folder = source.file.slice(0, source.file.lastIndexOf('/') + 1);
  return [...new Set([`${folder}${path}`, path, `seccomp/${path}`])];
}

/** What keeps a file from being read says why in a code of its own; for the reader all of that is one thing. */
async function orUnreadable<T>(at: SaidAt, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    if (error.code !== 'PATH-REFUSED' && error.code !== 'LIMIT-EXCEEDED') throw error;
    throw unreadable(at, `The seccomp profile can't be read: ${error.problem.what}`, error);
  }
}

function noFile({ source }: RunSettings, kind: 'default' | 'unconfined'): string {
  if (kind === 'unconfined') return 'The container is run without seccomp, so there is no profile';
  const whose = source.kind === 'kubernetes' ? 'runtime' : 'engine';
  return `The profile is the one that the ${whose} has built in`;
}

function unreadable(at: SaidAt, what: string, cause?: unknown): GateError {
  return new GateError(
    {
      code: 'SECCOMP-UNREADABLE',
      what: `${what} It is named at ${place(at)}.`,
      means: `Which system calls the container may make is not known. ${NO_VERDICT}`,
      todo: 'Put the profile into the repository, as JSON that Docker takes, at most 1 MiB, and name its path.',
    },
    cause,
  );
}

function unknownChoice({ written, why, at }: Undecided): GateError {
  return new GateError({
    code: 'RUN-SETTING-UNKNOWN',
    what: `Which seccomp profile is named at ${place(at)} is not known: ${visibleText(written, 80)} ${visibleText(why, 160)}.`,
    means: NO_VERDICT,
    todo: 'Write the value itself there, or give the variable a value that the gate can see.',
  });
}

function place(at: SaidAt): string {
  if (at.in === 'run-args') return `word ${at.word} of run-args`;
  return `${visibleText(at.file, 120)}:${at.line} ${visibleText(at.key, 120)}`;
}

function shown(path: string): string {
  return visibleText(path, 120);
}
