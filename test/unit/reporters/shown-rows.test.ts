import { expect, it } from 'vitest';
import type { AreaRow } from '../../../src/model/verdict.ts';
import { shownRows } from '../../../src/reporters/shown-rows.ts';

const row = (state: AreaRow['state'], evidence: string): AreaRow => ({ area: 'user', state, evidence });
const rows = [row('pass', '1'), row('off', '2'), row('error', '3'), row('fail', '4'), row('note', '5')];
const shown = (most: number) => {
  const { rows: some, leftOut } = shownRows(rows, most);
  return [some.map(({ evidence }) => evidence).join(''), leftOut];
};

it('rows stay in their order while there is room', () => {
  expect(shown(5)).toEqual(['12345', 0]);
});

it('without room the worst come first, and the rest is counted', () => {
  expect(shown(4)).toEqual(['4351', 1]);
  expect(shown(1)).toEqual(['4', 4]);
});
