import { afterAll } from 'vitest';

/**
 * Counts the rows of docs/faults.md that a test file makes happen, by group, and prints the counts at its end.
 *
 * @param title of the line that is printed
 * @returns to be called with the number of the row: `T009b`; anything else is counted as further
 */
export function faultTally(title: string): (row: string) => void {
  const tally = new Map<string, number>();
  afterAll(() => {
    const rows = [...tally].map(([group, count]) => `${group}: ${count} rows`).join(', ');
    process.stdout.write(`${title}: ${rows}\n`);
  });
  return (row) => {
    const number = Number(/^T(\d{3})/.exec(row)?.[1]);
    const group = Number.isNaN(number) ? 'further' : number <= 20 ? 'G1' : number <= 71 ? 'G2' : 'G5';
    tally.set(group, (tally.get(group) ?? 0) + 1);
  };
}
