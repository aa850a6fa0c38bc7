import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/verdict.ts';
import { renderTerminal } from '../../../src/reporters/terminal.ts';
import { columns } from '../../../src/reporters/terminal-text.ts';
import { GOLDEN_NAMES, GOLDEN_REPORTS } from '../../builders/golden-reports.ts';
import { aFailingReport, aFinding, aHostileReport, aReport, aReportWithManyFindings } from '../../builders/report.ts';

const render = (report: Report, width = 90): string => renderTerminal(report, { colour: false, width, details: true });
// Own line breaks are the only control characters that may be there.
const HIDDEN = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('the terminal report', () => {
  it.each([
    ['pass', /^PASS\n/],
    ['fail', /^FAIL – 1 blocking finding\n/],
    ['error', /^NO VERDICT – BUILD-FAILED\n/],
  ] as const)('%s: begins with the verdict', (name, head) => {
    expect(render(GOLDEN_REPORTS[name])).toMatch(head);
  });

  it.each(GOLDEN_NAMES)('%s: says without colour all that it says with colour', (name) => {
    const painted = renderTerminal(GOLDEN_REPORTS[name], { colour: true, width: 90, details: true });
    expect(painted).not.toBe(render(GOLDEN_REPORTS[name]));
    expect(stripVTControlCharacters(painted)).toBe(render(GOLDEN_REPORTS[name]));
  });

  it('points to the line and gives the lines that cure, whole', () => {
    const lines = render(aFailingReport(), 40).split('\n');
    expect(lines.some((line) => line.includes('examples/security-app/Dockerfile:1'))).toBe(true);
    expect(lines).toContain('          RUN addgroup -g 10001 app && adduser -D -u 20002 -G app app');
    expect(lines).toContain('          USER 20002:10001');
  });

  it.each([0, 39, 40, 60, 80, 120, 500, Number.NaN, Number.POSITIVE_INFINITY])('keeps to %d columns', (width) => {
    const title = '日本語の名前 は 長い です '.repeat(10);
    const report = aFailingReport([aFinding({ title, fix: { text: 'Do it.' } })]);
    const most = Number.isFinite(width) ? Math.min(120, Math.max(40, width)) : 80;
    // A word that is longer than a line stays whole; these have none longer than 30 but the path.
    const long = render(report, width)
      .split('\n')
      .filter((line) => columns(line) > most && !line.includes('Dockerfile'));
    expect(long).toEqual([]);
  });

  it.each(['\u001b[2J\u001b]8;;https://evil.example\u0007x', 'a\r\nb', '\u009b31m', '\u202etxt.exe', '\u200b', '\t'])(
    'lets no control or hidden character through (%j)',
    (name) => {
      const text = render(aHostileReport(name));
      expect(HIDDEN.test(text)).toBe(false);
      expect(text.split('\n').filter((line) => line.trimStart() === 'b')).toEqual([]);
    },
  );

  it('the same for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const painted = renderTerminal(aHostileReport(name), { colour: true, width: 80, details: true });
        // Only our own colours remain, and nothing else that steers.
        expect(HIDDEN.test(painted.replace(/\u001b\[(?:1|2|22|31|32|33|39)m/g, ''))).toBe(false);
        expect(painted.isWellFormed()).toBe(true);
      }),
    );
  });

  it('details add checks, what was left out and every finding', () => {
    const report = aReportWithManyFindings(60);
    const brief = renderTerminal(report, { colour: false, width: 90, details: false });
    expect(brief).not.toContain('6 checks');
    expect(brief).toContain('30 findings that do not block');
    expect(brief).not.toContain('CVE-2026-1002 ');
    const full = render(report);
    expect(full).toContain('8 checks: 3 fail');
    expect(full).toContain('switched off by scanner: none');
    expect(full).toContain('CVE-2026-1002 ');
  });

  it('stays readable with 10,000 findings of 100 KB', () => {
    const text = render(aReportWithManyFindings(10_000, { title: 'x'.repeat(100_000) }));
    expect(text.length).toBeLessThan(1_000_000);
    const counts = [...text.matchAll(/(\d+) more findings: see the JSON report/g)].map(([, number]) => Number(number));
    // One of each of three checks in full, 500 lines of the other blocking ones, 500 lines of the rest.
    expect(counts.reduce((sum, number) => sum + number, 0)).toBe(10_001 - 3 - 500 - 500);
  });

  it('needs no image, area, check or plan', () => {
    const { image: _, ...bare } = aReport({ areas: [], checks: [], plan: [], remarks: [] });
    expect(render(bare)).toMatch(/^PASS\nThere is no image to judge: examples\/security-app/);
  });
});
