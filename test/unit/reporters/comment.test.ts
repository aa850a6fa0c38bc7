import { describe, expect, it } from 'vitest';
import { parseMarker } from '../../../src/model/comment-marker.ts';
import type { Report } from '../../../src/model/verdict.ts';
import { renderComment } from '../../../src/reporters/pull-request-comment.ts';
import { GOLDEN_REPORTS, goldenComment, MARKER } from '../../builders/golden-reports.ts';
import { aFailingReport, aFinding, anErrorReport, aProblem, aReport } from '../../builders/report.ts';
import { readMarkdown } from './rendered.ts';

const comment = (report: Report): string => renderComment(report, { marker: MARKER, limit: 60_000 });
const headOf = (source: string): string => /^## (.*)$/m.exec(source)?.[1] ?? '';

describe('the comment', () => {
  it('begins with its marker', () => {
    expect(parseMarker(goldenComment('pass'))).toEqual(MARKER);
  });

  it('refuses a marker that would not read back', () => {
    const marker = { ...MARKER, key: 'a --> b' };
    expect(() => renderComment(aReport(), { marker, limit: 60_000 })).toThrow('the marker');
  });

  it.each([
    ['pass', GOLDEN_REPORTS.pass, '✅ PASS'],
    ['fail', GOLDEN_REPORTS.fail, '❌ FAIL – 1 blocking finding'],
    ['many', GOLDEN_REPORTS.many, '❌ FAIL – 102 blocking findings'],
    ['incomplete fail', GOLDEN_REPORTS.hostile, '❌ FAIL – 1 blocking finding, and not everything could be checked'],
    ['error', GOLDEN_REPORTS.error, '⚠️ NO VERDICT – BUILD-FAILED'],
    [
      'two errors',
      anErrorReport([aProblem(), aProblem({ code: 'CANCELLED', what: 'x' })]),
      '⚠️ NO VERDICT – BUILD-FAILED and 1 other reason',
    ],
    ['error without a reason', anErrorReport([]), '⚠️ NO VERDICT'],
  ])('%s: its head line is the verdict', (_name, report, head) => {
    expect(headOf(comment(report))).toBe(head.replace(' ', ' Docker security gate: '));
  });

  it('says what was judged, and has a row for each area that there is and no other', () => {
    const source = goldenComment('fail');
    expect(source).toContain('Image `sha256:4b7ce07a2f8f` for `linux/amd64`, built by BuildKit (buildx)');
    expect(
      readMarkdown(source)
        .rows.slice(1, 3)
        .map(([area, outcome]) => [area, outcome]),
    ).toEqual([
      ['Build', '✅ pass'],
      ['User', '❌ fail'],
    ]);
    expect(source).not.toContain('Signature');
  });

  it('links to the line at the judged commit and gives the lines that cure', () => {
    const rendered = readMarkdown(goldenComment('fail'));
    expect(rendered.links).toContain(
      `https://github.com/octo/security-app/blob/${MARKER.commit}/examples/security-app/Dockerfile#L1`,
    );
    expect(rendered.codes).toContain(
      'RUN addgroup -g 10001 app && adduser -D -u 20002 -G app app\nWORKDIR /home/app\nUSER 20002:10001',
    );
  });

  it('without a verdict tells the reasons before everything that is folded', () => {
    const source = goldenComment('error');
    const [what, todo, folded] = ['ended with exit code 1', '**To do:**', '<details>'].map((part) =>
      source.indexOf(part),
    );
    expect(what).toBeGreaterThan(0);
    expect(todo).toBeGreaterThan(what ?? 0);
    expect(folded).toBeGreaterThan(todo ?? 0);
  });

  it('writes the same cure once', () => {
    const two = [aFinding(), aFinding({ checkId: 'user-not-root-group', fingerprint: 'b' })];
    const source = comment(aFailingReport(two));
    expect(source.match(/RUN addgroup/g)).toHaveLength(1);
    expect(source).toContain('**Cure:** the same lines as above.');
  });

  it('shows up to ten blocking findings in full, beyond that the worst of each check', () => {
    const some = (number: number) =>
      Array.from({ length: number }, (_, index) => aFinding({ fingerprint: `f${index}`, title: `Finding ${index}` }));
    const full = (source: string) => source.match(/^<strong>Finding/gm)?.length;
    expect(full(comment(aFailingReport(some(10))))).toBe(10);
    const eleven = comment(aFailingReport(some(11)));
    expect(full(eleven)).toBe(1);
    expect(eleven).toContain('and 10 more of this check');
    expect(eleven).toContain('<summary>The other 10 blocking findings</summary>');
  });

  it('has no link where a laptop knows none', () => {
    const report = aFailingReport();
    const { repository: _r, serverUrl: _s, runId: _i, runAttempt: _a, ...run } = report.run;
    const rendered = readMarkdown(comment({ ...report, run: { ...run, where: 'command-line' } }));
    expect(rendered.links).toEqual([]);
    expect(rendered.codes).toContain('examples/security-app/Dockerfile:1');
  });
});
