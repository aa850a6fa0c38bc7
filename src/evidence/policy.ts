import { GateError } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { CommittedFiles, ServedFiles, Workspace } from '../ports.ts';
import type { PolicyMistake, ReadPolicyFile } from '../settings/policy-file.ts';
import type { RunCircumstances } from '../settings/run-context.ts';
import { filesOfEither } from './files-of-either.ts';
import { nearPolicies } from './near-policies.ts';
import {
  mislaid,
  namedNotFound,
  noCommit,
  twoPolicies,
  UNKNOWN_RULES,
  unreadableHere,
} from './policy-source-problems.ts';

/** Where policies can be read from. */
export interface PolicyPorts {
  readonly workspace: Workspace;
  /** The repository around the workspace. */
  readonly fetched: CommittedFiles;
  /** The repository as the server has it; absent on the command line, and without a token. */
  readonly server?: ServedFiles;
}

/** How long the server may take until the policy is found, repetitions included, milliseconds. */
const SERVER_MS = 30_000;

export interface PolicyRequest {
  readonly circumstances: RunCircumstances;
  /** The usual place of the file. */
  readonly usual: string;
  /** The place that the input `policy` names; then there must be one. */
  readonly wanted?: string;
  /** Command line: the revision that is read instead of the working tree. */
  readonly revision?: string;
  readonly limitBytes: number;
}

/** A policy's text, or the observation that there is none, with where that was seen. */
export interface FoundPolicy {
  /** From the root of the repository. */
  readonly path: string;
  /** Absent: there is no such file, and this was seen. */
  readonly text?: string;
  /** For people: `of main`, `in the working tree`. */
  readonly place: string;
  /** Absent for the working tree. */
  readonly commit?: string;
  /** Where a commit's files can be read again. */
  readonly files?: CommittedFiles;
  /** What a reader of the report must know of how it was chosen. */
  readonly remark?: string;
}

/**
 * Finds the policy that this run is judged by, where its subject can't change it: for pull requests and merge groups
 * at the tip of the base branch, for every other run of a workflow in the workflow's own commit, and on the command
 * line in the working tree or the revision that was named. Never falls back from one of these to another. A file that
 * is only nearly called like a policy is an error, not "no policy".
 *
 * @throws GateError `POLICY-UNREADABLE`, `POLICY-NOT-FOUND`, `INPUT-CONFLICT`, `PATH-REFUSED`, `LIMIT-EXCEEDED`
 */
export async function findPolicy(request: PolicyRequest, ports: PolicyPorts): Promise<FoundPolicy> {
  const { wanted, usual, circumstances } = request;
  const path = wanted ?? usual;
  const source = await chooseCommit(request, ports);
  const found =
    source === undefined ? await inWorkingTree(path, request, ports) : await inCommit(path, request, source);
  if (wanted === undefined) {
    if (found.text === undefined) await refuseMislaid(usual, 'everywhere', found, namesIn(source, ports));
    return found;
  }
  if (found.text === undefined) throw namedNotFound(path, found);
  if (wanted === usual || source === undefined) return found;
  if ((await source.files.entry(source.commit, usual)) !== undefined) throw twoPolicies(wanted, usual, source);
  await refuseMislaid(usual, 'in its folder', found, namesIn(source, ports));
  return circumstances.where === 'command-line' ? found : { ...found, remark: chosenByWorkflow(wanted, usual) };
}

function chosenByWorkflow(wanted: string, usual: string): string {
  return `The workflow chose this policy file: ${visibleText(wanted, 120)}. Only ${usual} applies whatever the workflow says.`;
}

async function refuseMislaid(
  usual: string,
  where: 'everywhere' | 'in its folder',
  found: FoundPolicy,
  names: (folder: string) => Promise<readonly string[] | undefined>,
): Promise<void> {
  const near = await nearPolicies(usual, where, names);
  const others = near.filter((path) => path !== found.path);
  if (others.length > 0) throw mislaid(others, usual, found);
}

function namesIn(source: CommitSource | undefined, { workspace }: PolicyPorts) {
  if (source === undefined) return (folder: string) => workspace.names(folder);
  return async (folder: string) => {
    const kind = folder === '' ? 'folder' : (await source.files.entry(source.commit, folder))?.kind;
    return kind === 'folder' ? source.files.names(source.commit, folder) : undefined;
  };
}

interface CommitSource {
  readonly files: CommittedFiles;
  readonly commit: string;
  readonly place: string;
}

async function chooseCommit(request: PolicyRequest, ports: PolicyPorts): Promise<CommitSource | undefined> {
  const { circumstances, revision } = request;
  const { fetched } = ports;
  if (revision !== undefined) {
    return { files: fetched, commit: await fetched.commitOf(revision), place: `of ${visibleText(revision, 80)}` };
  }
  if (circumstances.where === 'command-line') return undefined;
  const server = ports.server?.within(SERVER_MS);
  const { base, workflowCommit } = circumstances;
  if (base !== undefined) {
    const place = `of the base branch ${visibleText(base.branch, 80)}`;
    // The branch may have moved on since the event was made: its tip is what the merge goes into.
    if (server !== undefined) return { files: server, commit: await server.commitOf(base.branch), place };
    return { files: fetched, commit: await fetched.commitOf(base.commit), place };
  }
  if (workflowCommit === undefined) throw noCommit();
  const place = 'of this commit';
  if (server === undefined) return { files: fetched, commit: await fetched.commitOf(workflowCommit), place };
  // A commit's content is its id's: it does not matter who hands it over.
  const local = await fetched.commitOf(workflowCommit).catch(unreadableOnly);
  return { files: filesOfEither(fetched, server), commit: local ?? workflowCommit, place };
}

function unreadableOnly(thrown: unknown): undefined {
  if (thrown instanceof GateError && thrown.code === 'POLICY-UNREADABLE') return undefined;
  throw thrown;
}

async function inCommit(path: string, { limitBytes }: PolicyRequest, source: CommitSource): Promise<FoundPolicy> {
  const text = await source.files.readText(source.commit, path, limitBytes);
  return { path, ...(text === undefined ? {} : { text }), ...source };
}

async function inWorkingTree(path: string, { limitBytes }: PolicyRequest, ports: PolicyPorts): Promise<FoundPolicy> {
  const { workspace } = ports;
  const file = await workspace.resolve(path, 'file');
  if (file === undefined) {
    const dead = await deadLink(path, workspace);
    if (dead !== undefined) throw unreadableHere(dead, 'is a link that leads nowhere');
    return { path, place: IN_TREE };
  }
  const text = await workspace.readText(file, limitBytes);
  if (text === undefined) throw unreadableHere(path, 'shows no text');
  return { path, text, place: IN_TREE };
}

const IN_TREE = 'in the working tree';

/** The link to nowhere at the path of a file that is not there, or on the way to it. */
async function deadLink(path: string, workspace: Workspace): Promise<string | undefined> {
  const parts = path.split('/');
  for (const [index, part] of parts.entries()) {
    const above = parts.slice(0, index).join('/');
    const names = await workspace.names(above);
    // Below a file there is nothing.
    if (names === undefined) return (await workspace.resolve(above, 'file')) === undefined ? above : undefined;
    if (!names.includes(part)) return undefined;
  }
  return path;
}

/** One problem for everything that is wrong in a policy file; each mistake is a line of its details. */
export function policyProblem({ path, place, commit }: FoundPolicy, read: ReadPolicyFile): GateError {
  const { mistakes } = read;
  const at = commit === undefined ? '' : ` at ${commit.slice(0, 12)}`;
  const where = `The policy file ${visibleText(path, 120)} ${place}${at}`;
  const count = read.count === 1 ? 'a mistake' : `${read.count} mistakes`;
  const [first] = mistakes;
  const only = mistakes.length === 1 && first !== undefined ? `: line ${first.line}: ${sentence(first.text)}` : '.';
  return new GateError({
    code: problemCode(mistakes),
    what: `${where} has ${count}${only}`,
    means: UNKNOWN_RULES,
    todo: 'Run `docker-security-gate policy check` on it and correct it on the branch that it was read from.',
    ...(mistakes.length > 1 && { details: mistakes.map((mistake) => mistakeLine(path, mistake)) }),
  });
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** `FILE:LINE:COLUMN: what is wrong`, as editors and compilers write it. */
export function mistakeLine(path: string, { line, column, text }: PolicyMistake): string {
  return `${visibleText(path, 120)}:${line}:${column}: ${text}`;
}

function problemCode(mistakes: readonly PolicyMistake[]) {
  if (mistakes.some(({ kind }) => kind === 'invalid')) return 'POLICY-INVALID' as const;
  return mistakes.some(({ kind }) => kind === 'too-new') ? ('POLICY-TOO-NEW' as const) : ('NOT-AVAILABLE-YET' as const);
}
