import type { JudgedFinding } from '../model/verdict.ts';

/** Up to this number every blocking finding is shown in full, and never more of them. */
export const MOST_IN_FULL = 10;

/**
 * Which of the blocking findings are shown in full: all while they are few, else the worst of each check;
 * the others say the same once more and go into a table.
 *
 * @param blocking worst first
 */
export function findingsInFull(blocking: readonly JudgedFinding[]): readonly JudgedFinding[] {
  if (blocking.length <= MOST_IN_FULL) return blocking;
  const worst = new Map<string, JudgedFinding>();
  for (const judged of blocking) if (!worst.has(judged.finding.checkId)) worst.set(judged.finding.checkId, judged);
  return [...worst.values()].slice(0, MOST_IN_FULL);
}
