import { GateError } from '../model/errors.ts';
import type { CommittedFiles } from '../ports.ts';

/**
 * Files of a commit from the first source, and what it can't show from the second. Only for questions by a commit's
 * id: its content is the id's, whoever hands it over. A partial clone (`--filter=blob:none`, a sparse checkout) has the
 * commit and not the file.
 */
export function filesOfEither(first: CommittedFiles, second: CommittedFiles): CommittedFiles {
  const ask = <T>(question: (files: CommittedFiles) => Promise<T>): Promise<T> =>
    question(first).catch((thrown: unknown) => {
      if (thrown instanceof GateError && thrown.code === 'POLICY-UNREADABLE') return question(second);
      throw thrown;
    });
  return {
    name: `${first.name} or ${second.name}`,
    commitOf: (revision) => first.commitOf(revision),
    parentsOf: (commit) => ask((files) => files.parentsOf(commit)),
    names: (commit, folder) => ask((files) => files.names(commit, folder)),
    entry: (commit, path) => ask((files) => files.entry(commit, path)),
    readText: (commit, path, limitBytes) => ask((files) => files.readText(commit, path, limitBytes)),
  };
}
