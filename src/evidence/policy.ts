import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { CommittedFiles, Workspace } from '../ports.ts';
import type { PolicyMistake, ReadPolicyFile } from '../settings/policy-file.ts';
import type { RunCircumstances } from '../settings/run-context.ts';

/** Where policies can be read from. */
export interface PolicyPorts {
  readonly workspace: Workspace;
  /** The repository around the workspace. */
  readonly fetched: CommittedFiles;
  /** The repository as the server has it; absent on the command line, and without a token. */
  readonly server?: CommittedFiles;
}

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
}

/**
 * Finds the policy that this run is judged by, where its subject can't change it: for pull requests and merge groups
 * at the tip of the base branch, for every other run of a workflow in the workflow's own commit, and on the command
 * line in the working tree or the revision that was named. Never falls back from one of these to another.
 *
 * @throws GateError `POLICY-UNREADABLE`, `POLICY-NOT-FOUND`, `INPUT-CONFLICT`, `PATH-REFUSED`, `LIMIT-EXCEEDED`
 */
export async function findPolicy(request: PolicyRequest, ports: PolicyPorts): Promise<FoundPolicy> {
  const { wanted, usual } = request;
  const path = wanted ?? usual;
  const source = await chooseCommit(request, ports);
  const found =
    source === undefined ? await inWorkingTree(path, request, ports) : await inCommit(path, request, source);
  if (wanted === undefined) return found;
  if (found.text === undefined) throw notFound(found);
  if (wanted !== usual && source !== undefined && (await source.files.entry(source.commit, usual)) !== undefined)
    throw twoPolicies(wanted, usual, source.place);
  return found;
}

interface CommitSource {
  readonly files: CommittedFiles;
  readonly commit: string;
  readonly place: string;
}

async function chooseCommit(request: PolicyRequest, ports: PolicyPorts): Promise<CommitSource | undefined> {
  const { circumstances, revision } = request;
  const { fetched, server } = ports;
  if (revision !== undefined) {
    return { files: fetched, commit: await fetched.commitOf(revision), place: `of ${visibleText(revision, 80)}` };
  }
  if (circumstances.where === 'command-line') return undefined;
  const { base, workflowCommit } = circumstances;
  if (base !== undefined) {
    const place = `of the base branch ${visibleText(base.branch, 80)}`;
    // The branch may have moved on since the event was made: its tip is what the merge goes into.
    if (server !== undefined) return { files: server, commit: await server.commitOf(base.branch), place };
    return { files: fetched, commit: await fetched.commitOf(base.commit), place };
  }
  if (workflowCommit === undefined) throw noCommit();
  const place = 'of this commit';
  // A commit's content is its id's: it does not matter who hands it over.
  const local = await fetched.commitOf(workflowCommit).catch((thrown: unknown) => {
    if (thrown instanceof GateError && thrown.code === 'POLICY-UNREADABLE' && server !== undefined) return undefined;
    throw thrown;
  });
  if (local !== undefined) return { files: fetched, commit: local, place };
  return { files: server ?? fetched, commit: workflowCommit, place };
}

async function inCommit(path: string, { limitBytes }: PolicyRequest, source: CommitSource): Promise<FoundPolicy> {
  const text = await source.files.readText(source.commit, path, limitBytes);
  return { path, ...(text === undefined ? {} : { text }), ...source };
}

async function inWorkingTree(path: string, { limitBytes }: PolicyRequest, ports: PolicyPorts): Promise<FoundPolicy> {
  const place = 'in the working tree';
  const file = await ports.workspace.resolve(path, 'file');
  if (file === undefined) return { path, place };
  const text = await ports.workspace.readText(file, limitBytes);
  if (text !== undefined) return { path, text, place };
  throw new GateError({
    code: 'POLICY-UNREADABLE',
    what: `The policy file ${visibleText(path, 120)} in the working tree can't be read.`,
    means: UNKNOWN_RULES,
    todo: 'Make it a readable file.',
  });
}

const UNKNOWN_RULES = 'The rules are not known, so the verdict is NO VERDICT, not PASS.';

/** One problem for everything that is wrong in a policy file; each mistake is a line of its details. */
export function policyProblem({ path, place, commit }: FoundPolicy, { mistakes }: ReadPolicyFile): GateError {
  const at = commit === undefined ? '' : ` at ${commit.slice(0, 12)}`;
  const where = `The policy file ${visibleText(path, 120)} ${place}${at}`;
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
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

function notFound({ path, place, commit }: FoundPolicy): GateError {
  const at = commit === undefined ? '' : ` (${commit.slice(0, 12)})`;
  return new GateError({
    code: 'POLICY-NOT-FOUND',
    what: `policy names ${visibleText(path, 120)}, and there is no such file ${place}${at}.`,
    means: UNKNOWN_RULES,
    todo: 'Merge the policy file into that branch first, or correct the path.',
  });
}

/** Whoever writes the workflow could otherwise choose which of two policies applies. */
function twoPolicies(wanted: string, usual: string, place: string): GateError {
  return new GateError({
    code: 'INPUT-CONFLICT',
    what: `policy names ${visibleText(wanted, 120)}, and there is ${usual} ${place} too: a pull request could choose between them.`,
    means: NO_VERDICT,
    todo: `Leave policy out, or give each image a policy of its own and take ${usual} away.`,
  });
}

function noCommit(): GateError {
  return new GateError({
    code: 'POLICY-UNREADABLE',
    what: 'The runner did not say which commit the workflow is from (GITHUB_SHA), so its policy could not be looked up.',
    means: UNKNOWN_RULES,
    todo: 'Run the gate in a workflow step, or use the command line outside of one.',
  });
}
