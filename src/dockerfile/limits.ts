import { overLimit } from './refusals.ts';

/** What the reader takes. The builder itself refuses lines over 64 KiB; the rest are ours, so that no text can stall a run. */
export const LIMITS = {
  /** UTF-16 units of the file; the collector holds the file to as many bytes. */
  text: 1_048_576,
  /** UTF-16 units of one line. BuildKit reads lines with Go's bufio.Scanner, whose buffer is 64 KiB. */
  line: 65_536,
  instructions: 20_000,
  /** Depth of `${a:-${b:-…}}`. */
  nesting: 64,
  /** UTF-16 units of one expanded value. Linux refuses environment strings of 128 KiB and more (execve(2), MAX_ARG_STRLEN). */
  value: 131_072,
  /** Steps of expansion in one file: characters read and written, and states of pattern matching. */
  work: 20_000_000,
} as const;

/** Steps that are left for a file; shared by all that is expanded in it. */
export interface Budget {
  left: number;
}

export function newBudget(): Budget {
  return { left: LIMITS.work };
}

/** Takes `steps` from the budget. GateError `LIMIT-EXCEEDED` when there are not as many left. */
export function spend(budget: Budget, steps: number): void {
  budget.left -= steps;
  if (budget.left < 0) throw overLimit('The variables expand to more text than the gate works through.');
}
