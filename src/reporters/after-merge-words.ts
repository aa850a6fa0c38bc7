import { exitCodeOf, type PolicyAfterMerge, type Report } from '../model/verdict.ts';
import { count, VERDICT_WORDS } from './report-words.ts';

/** What the pull request does to the policy, for a reader: one sentence, and the differences or mistakes line by line. */
export interface AfterMergeWords {
  readonly sentence: string;
  /** May hold text of untrusted origin. */
  readonly lines: readonly string[];
}

/** `undefined` when the pull request leaves the policy as it is. */
export function afterMergeWords(report: Report): AfterMergeWords | undefined {
  const { afterMerge } = report.policy;
  if (afterMerge === undefined) return undefined;
  const begin = 'This pull request changes the policy. That takes effect after merge:';
  const { changes, loosening, mistakes } = afterMerge;
  if (mistakes.length > 0) {
    const sentence = `${begin} the new file can’t be used, and with it every run would end as NO VERDICT.`;
    return { sentence, lines: cut(mistakes, MOST_LINES) };
  }
  if (changes.length === 0) return { sentence: `${begin} no rule is different by it.`, lines: [] };
  const lax =
    loosening === 0
      ? ''
      : ` ${loosening} of ${count(changes.length, 'change')} loosen${loosening === 1 ? 's' : ''} it.`;
  return {
    sentence: `${begin} ${effect(report, afterMerge)}${lax}`,
    // What loosens is never cut: a long list must not hide the one line that matters.
    lines: cut(changes, Math.max(MOST_LINES, loosening)),
  };
}

function effect({ verdict, policy }: Report, afterMerge: PolicyAfterMerge): string {
  if (afterMerge.baseMoved)
    return 'the base branch has another policy by now, so update the branch to see what comes of both.';
  const now = VERDICT_WORDS[verdict.verdict];
  const then = VERDICT_WORDS[afterMerge.verdict];
  const code = exitCodeOf(verdict, policy.mode);
  const exit = afterMerge.exitCode === code ? '' : ` with exit code ${afterMerge.exitCode}, not ${code}`;
  const end = now === then ? `would still end as ${then}` : `would end as ${then} instead of ${now}`;
  const blocking = `${count(afterMerge.blockingCount, 'blocking finding')}, now ${verdict.blocking.length}`;
  return `by the new rules this run ${end}${now === then ? exit : ''} (${blocking}).`;
}

const MOST_LINES = 10;

function cut(lines: readonly string[], most: number): readonly string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), `${more} more in the JSON report`] : lines;
}
