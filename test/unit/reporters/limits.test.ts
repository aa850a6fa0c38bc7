import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/verdict.ts';
import { renderJobSummary } from '../../../src/reporters/job-summary.ts';
import { renderComment } from '../../../src/reporters/pull-request-comment.ts';
import { MARKER } from '../../builders/golden-reports.ts';
import { aHostileReport, aReportWithManyFindings } from '../../builders/report.ts';
import { type Rendered, readMarkdown } from './rendered.ts';

const comment = (report: Report, limit: number): string => renderComment(report, { marker: MARKER, limit });

/** The numbers of the sentence that says what was left out, by what they count. */
function leftOut(source: string): Readonly<Record<string, number>> {
  const sentence = /^\*\*Left out here for lack of room:\*\* (.*?)\. The whole report/m.exec(source)?.[1];
  const parts = sentence?.split(', ') ?? [];
  return Object.fromEntries(parts.map((part) => [part.replace(/^\d+ /, ''), Number.parseInt(part, 10)]));
}

/** Findings that are on the page: rows of finding tables, and those in full. */
function findingsOn(source: string, rendered: Rendered): number {
  const rows = rendered.rows.filter((row) => row.length === 5 && row[0] !== 'Severity').length;
  return rows + (source.match(/^<strong>.*<br>(?:Critical|High|Unknown) · /gm)?.length ?? 0);
}

describe('the comment and its limit', () => {
  const names = {
    ASCII: 'x'.repeat(40),
    '4-byte characters': '🐳'.repeat(40),
    'hidden characters': '\u202e'.repeat(40),
  };

  for (const [kind, title] of Object.entries(names)) {
    it.each([16_000, 20_000, 59_999, 60_000, 65_535, 65_536, 65_537])(`10,000 findings, ${kind}, %i`, (limit) => {
      const report = aReportWithManyFindings(10_000, { title });
      const source = comment(report, limit);
      expect(source.length).toBeLessThanOrEqual(limit);
      expect(source.length).toBeGreaterThan(limit * 0.9);
      const counts = leftOut(source);
      const missing = (counts['blocking findings'] ?? 0) + (counts['other findings'] ?? 0);
      expect(findingsOn(source, readMarkdown(source)) + missing).toBe(10_001);
      expect(source).toContain('job summary');
      expect(source.isWellFormed()).toBe(true);
    });
  }

  it('leaves nothing out and says nothing when all of it just fits, and one row less below', () => {
    const report = aReportWithManyFindings(100);
    const exact = comment(report, 1_000_000).length;
    const fits = comment(report, exact);
    expect(fits).toHaveLength(exact);
    expect(leftOut(fits)).toEqual({});
    const cut = comment(report, exact - 1);
    expect(cut.length).toBeLessThan(exact);
    const missing = Object.values(leftOut(cut)).reduce((sum, number) => sum + number, 0);
    expect(missing).toBeGreaterThan(0);
    expect(findingsOn(cut, readMarkdown(cut)) + missing).toBe(101);
  });

  it('keeps checks, plan and image when long tables are cut', () => {
    const source = comment(aReportWithManyFindings(10_000), 60_000);
    expect(Object.keys(leftOut(source))).toEqual(['blocking findings', 'other findings']);
    expect(source).toContain('Image and plan');
  });

  it.each([
    'x'.repeat(100_000),
    '🐳'.repeat(50_000),
    '\u202e'.repeat(100_000),
    '` | @a \\| '.repeat(10_000),
    '@ a '.repeat(25_000),
  ])('text of 100 KB in every place (%#) fits into the shortest limit', (name) => {
    expect(comment(aHostileReport(name), 16_000).length).toBeLessThanOrEqual(16_000);
  });

  it('10,000 findings with names of 100 KB stay quick and small', () => {
    const name = '🐳'.repeat(25_000);
    const report = aReportWithManyFindings(10_000, { title: name, seen: name, detail: name });
    const started = performance.now();
    expect(comment(report, 60_000).length).toBeLessThanOrEqual(60_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('the job summary and its limit', () => {
  it.each([
    ['ASCII', 'x'.repeat(100_000)],
    ['4-byte characters', '🐳'.repeat(25_000)],
  ])('10,000 findings with names of 100 KB of %s stay below 900 KiB, counted in bytes', (_kind, title) => {
    const source = renderJobSummary(aReportWithManyFindings(10_000, { title }));
    expect(Buffer.byteLength(source)).toBeLessThanOrEqual(900 * 1024);
    const rows = readMarkdown(source).rows.filter((row) => row.length === 5 && row[0] !== 'Severity').length;
    expect(rows + (leftOut(source)['rows of the table of all findings'] ?? 0)).toBe(10_001);
  });

  it('has all of 1,000 findings', () => {
    const source = renderJobSummary(aReportWithManyFindings(1_000));
    expect(leftOut(source)).toEqual({});
    expect(readMarkdown(source).rows.filter((row) => row.length === 5)).toHaveLength(1_002);
  });
});
