import type { AreaRow } from '../model/verdict.ts';

/** What a reader must see first. */
const WORST_FIRST: readonly AreaRow['state'][] = ['fail', 'error', 'note', 'pass', 'not-applicable', 'off'];

/**
 * The rows that a head has room for: all in their order, or of too many the worst ones. Pure.
 *
 * @returns the rows, and how many are left out
 */
export function shownRows(areas: readonly AreaRow[], most: number): { rows: readonly AreaRow[]; leftOut: number } {
  if (areas.length <= most) return { rows: areas, leftOut: 0 };
  const sorted = WORST_FIRST.flatMap((state) => areas.filter((row) => row.state === state));
  return { rows: sorted.slice(0, most), leftOut: areas.length - most };
}
