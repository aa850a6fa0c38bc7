import type { Report } from '../model/verdict.ts';
import { count, VERDICT_WORDS } from './report-words.ts';

/** What the pull request does to the policy, for a reader: one sentence, and the differences or mistakes line by line. */
export interface AfterMergeWords {
  readonly sentence: string;
  /** May hold text of untrusted origin. */
  readonly lines: readonly string[];
}

/** `undefined` when the pull request leaves the policy as it is. */
export function afterMergeWords({ policy, verdict }: Report): AfterMergeWords | undefined {
  const { afterMerge } = policy;
  if (afterMerge === undefined) return undefined;
  const begin = 'This pull request changes the policy. That takes effect after merge:';
  if (afterMerge.mistakes.length > 0) {
    return {
      sentence: `${begin} the new file can’t be used, and with it every run would end as NO VERDICT.`,
      lines: cut(afterMerge.mistakes),
    };
  }
  if (afterMerge.changes.length === 0) return { sentence: `${begin} no rule is different by it.`, lines: [] };
  const now = VERDICT_WORDS[verdict.verdict];
  const then = VERDICT_WORDS[afterMerge.verdict];
  const end = now === then ? `would still end as ${then}` : `would end as ${then} instead of ${now}`;
  const blocking = `${count(afterMerge.blockingCount, 'blocking finding')}, now ${verdict.blocking.length}`;
  return { sentence: `${begin} by the new rules this run ${end} (${blocking}).`, lines: cut(afterMerge.changes) };
}

const MOST_LINES = 10;

function cut(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `${more} more in the JSON report`] : lines;
}
