import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderJobSummary } from '../../../src/reporters/job-summary.ts';
import { renderJson } from '../../../src/reporters/json.ts';
import { renderTerminal } from '../../../src/reporters/terminal.ts';
import { GOLDEN_NAMES, GOLDEN_REPORTS, goldenComment } from '../../builders/golden-reports.ts';

/** `UPDATE_GOLDEN=1 npx vitest run --project unit golden` writes them anew; look at the difference. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';
const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'golden');

function expectGolden(name: string, actual: string): void {
  const file = join(FOLDER, name);
  if (UPDATE) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, actual);
  }
  expect(existsSync(file), `${file} is there`).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

describe('the reports are what the golden files say', () => {
  it.each(GOLDEN_NAMES)('comment: %s', (name) => expectGolden(`comment-${name}.md`, goldenComment(name)));

  const others = GOLDEN_NAMES.filter((name) => name !== 'many');

  it.each(others)('job summary: %s', (name) =>
    expectGolden(`summary-${name}.md`, renderJobSummary(GOLDEN_REPORTS[name])),
  );

  it.each(others)('terminal: %s', (name) => {
    const options = { colour: false, width: 90, details: true };
    expectGolden(`terminal-${name}.txt`, renderTerminal(GOLDEN_REPORTS[name], options));
  });

  it.each(others)('JSON: %s', (name) => expectGolden(`report-${name}.json`, renderJson(GOLDEN_REPORTS[name])));

  it('were not just written', () => expect(UPDATE, 'run again without UPDATE_GOLDEN').toBe(false));
});
