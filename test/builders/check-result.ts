import type { CheckResult } from '../../src/model/check.ts';
import type { Finding } from '../../src/model/finding.ts';

/** What became of a check, in one word. */
export function outcomeWord(result: CheckResult): string {
  if (result.kind === 'judged') return result.findings.length === 0 ? 'pass' : 'fail';
  return result.kind === 'undecided' ? `undecided ${result.problem.code}` : result.kind;
}

/** The one finding of a result; throws when there is none or more. */
export function onlyFinding(result: CheckResult): Finding {
  if (result.kind !== 'judged') throw new Error(`not judged: ${outcomeWord(result)}`);
  const [found, ...more] = result.findings;
  if (found === undefined || more.length > 0) throw new Error(`${result.findings.length} findings instead of one`);
  return found;
}

/** The findings of a result that was judged. */
export function findingsOf(result: CheckResult): readonly Finding[] {
  if (result.kind !== 'judged') throw new Error(`not judged: ${outcomeWord(result)}`);
  return result.findings;
}
