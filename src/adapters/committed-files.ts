import { visibleText } from '../model/visible-text.ts';
import type { CommittedEntry, CommittedFiles } from '../ports.ts';
import { checkedCommit, pathSegments } from './git-names.ts';
import { type CommitObject, objectId, type TreeEntry } from './git-object.ts';
import { policyUnreadable } from './policy-unreadable.ts';

/** Where git's objects come from. Every method rejects with GateError `POLICY-UNREADABLE` rather than guess. */
export interface GitObjectSource {
  /** For people. */
  readonly name: string;
  readonly commitOf: (revision: string) => Promise<string>;
  readonly commit: (id: string) => Promise<CommitObject>;
  /** Whether a shallow clone ends at this commit: its parents are not there. */
  readonly isCutOff: (commit: string) => Promise<boolean>;
  readonly tree: (id: string) => Promise<TreeObject>;
  /** Its content, not held against the id yet. */
  readonly blob: (id: string, limitBytes: number) => Promise<Uint8Array | 'too large'>;
}

export interface TreeObject {
  readonly entries: readonly TreeEntry[];
  /** False: there are more than these. */
  readonly complete: boolean;
}

/** What is known of a repository already, by object id. An answer that failed is not kept. */
export interface ObjectMemory {
  readonly commits: Map<string, Promise<CommitObject>>;
  readonly trees: Map<string, Promise<TreeObject>>;
}

/** Knows nothing yet. */
export function emptyMemory(): ObjectMemory {
  return { commits: new Map(), trees: new Map() };
}

/** Modes that git gives to what it stores; old repositories hold others, which mean nothing to anybody. */
const KINDS: ReadonlyMap<string, CommittedEntry['kind']> = new Map([
  ['100644', 'file'],
  ['100755', 'file'],
  ['040000', 'folder'],
  ['120000', 'link'],
  ['160000', 'submodule'],
]);

/**
 * Reads files by walking from the commit's tree to the folder's tree to the file, one object at a time: every step is
 * seen, so no link is followed and what is absent is known to be. Commits and trees are asked for once.
 */
export function createCommittedFiles(source: GitObjectSource, memory = emptyMemory()): CommittedFiles {
  const commit = remembered(source.commit, memory.commits);
  const tree = remembered(source.tree, memory.trees);
  const find = (id: string, path: string) => findEntry({ commit, tree }, checkedCommit(id), path);
  return {
    name: source.name,
    commitOf: async (revision) => source.commitOf(revision),
    parentsOf: async (id) => {
      const { parents } = await commit(checkedCommit(id));
      return (await source.isCutOff(id)) ? undefined : parents;
    },
    names: async (id, folder) => {
      const at = folder === '' ? (await commit(checkedCommit(id))).tree : folderId(await find(id, folder), id, folder);
      return at === undefined ? undefined : namesOf(await tree(at), placeOf(id, folder));
    },
    entry: async (id, path) => {
      const found = await find(id, path);
      return found && { kind: found.kind, objectId: found.id };
    },
    readText: async (id, path, limitBytes) => {
      const found = await find(id, path);
      return found && readText(source, found, placeOf(id, path), limitBytes);
    },
  };
}

type KnownEntry = TreeEntry & Pick<CommittedEntry, 'kind'>;

async function findEntry(
  { commit, tree }: Pick<GitObjectSource, 'commit' | 'tree'>,
  id: string,
  path: string,
): Promise<KnownEntry | undefined> {
  const segments = pathSegments(path);
  let folder = (await commit(id)).tree;
  for (const [index, name] of segments.entries()) {
    const place = placeOf(id, segments.slice(0, index + 1).join('/'));
    const found = entryOf(await tree(folder), name, place);
    if (found === undefined) return undefined;
    if (index === segments.length - 1) return found;
    // Below a file there is nothing. A link or another repository may lead to something that this commit does not hold.
    if (found.kind === 'file') return undefined;
    if (found.kind !== 'folder') throw notFollowed(place, found.kind);
    folder = found.id;
  }
  return undefined;
}

function folderId(found: KnownEntry | undefined, commit: string, path: string): string | undefined {
  if (found === undefined || found.kind === 'file') return undefined;
  if (found.kind === 'folder') return found.id;
  throw notFollowed(placeOf(commit, path), found.kind);
}

function namesOf({ entries, complete }: TreeObject, place: string): readonly string[] {
  if (complete) return entries.map(({ name }) => name);
  throw cutOff(`What is in ${place}`);
}

function entryOf({ entries, complete }: TreeObject, name: string, place: string): KnownEntry | undefined {
  const [found, second] = entries.filter((entry) => entry.name === name);
  if (found === undefined) {
    if (complete) return undefined;
    throw cutOff(`Whether there is ${place}`);
  }
  const kind = KINDS.get(found.mode);
  if (kind !== undefined && second === undefined) return { ...found, kind };
  throw policyUnreadable(
    second === undefined ? `${place} is of a kind that git does not have today.` : `There are two of ${place}.`,
    'Make the commit again with a git of today; `git fsck` shows what is wrong with it.',
  );
}

async function readText(
  source: GitObjectSource,
  { kind, id, size = 0 }: KnownEntry,
  place: string,
  limitBytes: number,
): Promise<string> {
  if (kind !== 'file') throw kind === 'folder' ? notAFile(place) : notFollowed(place, kind);
  const content = size > limitBytes ? 'too large' : await source.blob(id, limitBytes);
  if (content === 'too large' || content.length > limitBytes) {
    throw policyUnreadable(`${place} is larger than ${limitBytes} bytes.`, 'Make the file smaller.');
  }
  if (objectId('blob', content, id) !== id) {
    throw policyUnreadable(
      `What came as ${place} is not the content that git knows by the id ${id.slice(0, 12)}.`,
      'Run again. If it comes back, the repository or something on the way to it is damaged or changes answers.',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch (error) {
    throw policyUnreadable(`${place} is no UTF-8 text.`, 'Store the file as UTF-8.', error);
  }
}

function notFollowed(place: string, kind: 'link' | 'submodule'): Error {
  const what = kind === 'link' ? 'a link' : 'a submodule';
  return policyUnreadable(
    `${place} is ${what}, which is not followed.`,
    'Commit the file itself, in folders that are no links, on the branch that it is read from.',
  );
}

function cutOff(what: string): Error {
  return policyUnreadable(
    `${what} is not known: the list of the folder was cut off.`,
    'Put fewer files into that folder, or fetch the commit with actions/checkout so that it can be read from there.',
  );
}

function notAFile(place: string): Error {
  return policyUnreadable(`${place} is a folder, not a file.`, 'Give the path of the file.');
}

function placeOf(commit: string, path: string): string {
  return `${path === '' ? 'the root' : visibleText(path, 120)} of the commit ${commit.slice(0, 12)}`;
}

/** Asks once for each id, also while an answer is on its way. What failed is asked again. */
function remembered<T>(ask: (id: string) => Promise<T>, answers: Map<string, Promise<T>>): (id: string) => Promise<T> {
  return async (id) => {
    const known = answers.get(id);
    if (known !== undefined) return known;
    const answer = ask(id);
    answers.set(id, answer);
    try {
      return await answer;
    } catch (error) {
      answers.delete(id);
      throw error;
    }
  };
}
