import { expect, it } from 'vitest';
import type { AreaRow } from '../../../src/model/verdict.ts';
import { renderComment } from '../../../src/reporters/pull-request-comment.ts';
import { shownRows } from '../../../src/reporters/shown-rows.ts';
import { renderTerminal } from '../../../src/reporters/terminal.ts';
import { MARKER } from '../../builders/golden-reports.ts';
import { aLargeProjectReport } from '../../builders/project-report.ts';

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

it('a project of 1,000 services fits, the one that fails in the first rows', () => {
  const report = aLargeProjectReport(1_000);
  const comment = renderComment(report, { marker: MARKER, limit: 20_000 });
  expect(comment.length).toBeLessThan(20_000);
  const [first = ''] = comment.split('\n').filter((line) => line.startsWith('| ') && line.includes('❌'));
  expect(first).toContain('s999');
  expect(comment).toContain('3960 further rows');
  const lines = renderTerminal(report, { colour: false, width: 100, details: true }).split('\n');
  expect(lines.length).toBeLessThan(4_000);
  expect(lines.join('\n')).toContain('further rows in the JSON report');
});
