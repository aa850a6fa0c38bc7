import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { createGitObjects } from '../adapters/git-objects.ts';
import { createProcesses } from '../adapters/process.ts';
import { openWorkspace } from '../adapters/workspace.ts';
import { cancelOnSignals } from '../cancellation.ts';
import { type FoundPolicy, findPolicy } from '../evidence/policy.ts';
import { findLocalTree } from '../local-tree.ts';
import { GateError, NO_VERDICT } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import { MAX_POLICY_BYTES, POLICY_FILE } from '../settings/policy-schema.ts';
import type { PolicyQuestion } from './policy-words.ts';

/** Of a path as it is shown, UTF-16 units. */
const LONGEST_NAME = 300;

/**
 * The policy file that is asked about: the usual one of the repository around the working folder, or the one that a
 * person typed, which may lie anywhere but must be a regular file of limited size. Its `path` is as a person finds it
 * from the working folder; from the root of the repository when it is read from a commit.
 *
 * @throws GateError `POLICY-NOT-FOUND` (only for a file that was typed), `POLICY-UNREADABLE`, `PATH-REFUSED`, `LIMIT-EXCEEDED`
 */
export async function findPolicyFile(
  { file, revision, settings }: PolicyQuestion,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FoundPolicy> {
  const { root, untrusted } = findLocalTree(settings);
  const absolute = file === undefined ? path.join(root, POLICY_FILE) : path.resolve(file);
  const inside = isInside(root, absolute);
  if (revision !== undefined && !inside) throw notInRepository(file ?? POLICY_FILE);
  const real = inside ? absolute : await realpath(absolute).catch(absentOnly);
  if (real === undefined) throw notFound(file ?? POLICY_FILE, await whyAbsent(path.dirname(absolute), absolute));
  const folder = inside ? root : path.dirname(real);
  const cancellation = cancelOnSignals(process);
  try {
    const processes = createProcesses({ workspace: untrusted, environment, signal: cancellation.signal });
    const found = await findPolicy(
      {
        circumstances: { where: 'command-line', privileged: false, fork: false },
        usual: path.relative(folder, real),
        limitBytes: MAX_POLICY_BYTES,
        ...(revision !== undefined && { revision }),
      },
      { workspace: await openWorkspace(folder, processes), fetched: createGitObjects({ processes, folder: root }) },
    );
    if (found.text === undefined && file !== undefined) throw notFound(file, `${NO_FILE} ${found.place}`);
    if (revision !== undefined) return { ...found, path: visibleText(found.path, LONGEST_NAME) };
    const name = visibleText(file ?? path.relative(process.cwd(), real), LONGEST_NAME);
    return { ...found, path: name, ...(!inside && { place: 'outside of the repository' }) };
  } finally {
    cancellation.release();
  }
}

function isInside(folder: string, inner: string): boolean {
  const way = path.relative(folder, inner);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

const NO_FILE = 'there is no such file';

/** A link that leads nowhere is no absence: whoever made it meant a file. */
async function whyAbsent(folder: string, absolute: string): Promise<string> {
  let part = folder;
  for (const name of path.relative(folder, absolute).split(path.sep)) {
    part = path.join(part, name);
    const there = await lstat(part).catch(absentOnly);
    if (there === undefined) return NO_FILE;
    const leads = there.isSymbolicLink() ? await realpath(part).catch(absentOnly) : part;
    if (leads === undefined) return `${visibleText(name, 120)} is a link that leads nowhere`;
  }
  return NO_FILE;
}

function absentOnly(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}

function notFound(file: string, why: string): GateError {
  return new GateError({
    code: 'POLICY-NOT-FOUND',
    what: `The policy file ${visibleText(file, 120)} can't be read: ${why}.`,
    means: NO_VERDICT,
    todo: `Correct the path. Without one, ${POLICY_FILE} of the repository is read.`,
  });
}

function notInRepository(file: string): GateError {
  return new GateError({
    code: 'PATH-REFUSED',
    what: `--policy-ref was given, and ${visibleText(file, 120)} lies outside of the repository.`,
    means: NO_VERDICT,
    todo: 'Give the path of a file inside the repository, or leave --policy-ref out.',
  });
}
