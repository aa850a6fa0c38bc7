import type { Problem } from '../model/errors.ts';
import type { Severity } from '../model/severity.ts';
import type { JudgedFinding, Report } from '../model/verdict.ts';
import { findingsInFull } from './findings-in-full.ts';
import { count, SEVERITY_WORDS } from './report-words.ts';
import { type Colour, type Paint, pad, plain, wrap } from './terminal-text.ts';

/** How to lay out. */
export interface Layout {
  readonly width: number;
  readonly paint: Paint;
  readonly details: boolean;
}

const MOST_ROWS = 500;
const MOST_LINES = 40;

/** The blocking findings: some in full (`findingsInFull`), the others in one line each. */
export function blockingLines(report: Report, layout: Layout): readonly string[] {
  const { blocking } = report.verdict;
  if (blocking.length === 0) return [];
  const full = findingsInFull(blocking);
  const inFullSet = new Set(full);
  const written = new Set<string>();
  return [
    layout.paint('Blocking findings', 'bold'),
    '',
    ...full.flatMap((judged) => [...inFull(judged, { report, layout, written }), '']),
    ...rows(
      blocking.filter((judged) => !inFullSet.has(judged)),
      report,
      layout,
    ),
  ];
}

interface Page {
  readonly report: Report;
  readonly layout: Layout;
  /** Cures that stand above already. */
  readonly written: Set<string>;
}

function inFull(judged: JudgedFinding, page: Page): readonly string[] {
  const { finding } = judged;
  const { width, paint } = page.layout;
  const severity = SEVERITY_WORDS[finding.severity].toUpperCase();
  const title = plain(`${about(judged, page.report)}${finding.title}`, 240);
  const [head = '', ...more] = wrap(title, width, `  ${severity}  `);
  const coloured = paint(head.slice(2, 2 + severity.length), 'bold', severityColour(finding.severity));
  return [
    `  ${coloured}${paint(head.slice(2 + severity.length), 'bold')}`,
    ...more.map((line) => paint(line, 'bold')),
    ...wrap(`${where(finding.location)} · ${plain(finding.checkId, 80)}`, width, '    at    '),
    ...labelled('seen', finding.seen, width),
    ...labelled('why', finding.detail, width),
    ...cureLines(judged, page),
  ];
}

function labelled(label: string, sentence: string, width: number): readonly string[] {
  const text = plain(sentence);
  return text === '' ? [] : wrap(text, width, `    ${pad(label, 4)}  `);
}

function cureLines({ finding }: JudgedFinding, { layout, written }: Page): readonly string[] {
  const { fix, location } = finding;
  if (fix === undefined) return [];
  const lines = fix.lines ?? [];
  const key = JSON.stringify([location?.file, fix.placement, lines]);
  if (lines.length > 0 && written.has(key)) return ['    cure  the same lines as above'];
  written.add(key);
  const place = fix.placement === 'replace' && location !== undefined ? ` (in place of ${where(location)})` : '';
  const more = lines.length - MOST_LINES;
  // Never wrapped: they are there to be copied. Tabs become spaces.
  const code = lines.slice(0, MOST_LINES).map((line) => `          ${layout.paint(visibleLine(line), 'green')}`);
  const cut = more <= 0 ? [] : [`          (${count(more, 'more line')} in the JSON report)`];
  const block = code.length === 0 ? [] : ['', ...code, ...cut];
  return [...wrap(plain(fix.text) + place, layout.width, '    cure  '), ...block];
}

/** A line of a file or a log: its indentation stays, everything else is made visible. */
function visibleLine(line: string): string {
  const indent = /^[ \t]{0,16}/.exec(line)?.[0] ?? '';
  return indent.replaceAll('\t', '    ') + plain(line.slice(indent.length), 400);
}

function where(location: JudgedFinding['finding']['location']): string {
  if (location === undefined) return 'the image';
  const { first, last } = location.lines;
  return `${plain(location.file, 200)}:${first === last ? first : `${first}-${last}`}`;
}

function about({ subject }: JudgedFinding, report: Report): string {
  return subject.id === report.subject.id ? '' : `${subject.name}: `;
}

function severityColour(severity: Severity): Colour {
  return severity === 'critical' || severity === 'high' || severity === 'unknown' ? 'red' : 'yellow';
}

/** The findings that do not block: one line each with details, else their number. */
export function notBlockingLines(report: Report, layout: Layout): readonly string[] {
  const { notBlocking } = report.verdict;
  if (notBlocking.length === 0) return [];
  const title = layout.paint(`${count(notBlocking.length, 'finding that does', 'findings that do')} not block`, 'bold');
  return layout.details || notBlocking.length <= 10
    ? [title, '', ...rows(notBlocking, report, layout)]
    : [`${title} (--json has them)`];
}

function rows(findings: readonly JudgedFinding[], report: Report, { width, paint }: Layout): readonly string[] {
  const more = findings.length - MOST_ROWS;
  const shown = findings.slice(0, MOST_ROWS);
  const words = shown.map(({ finding }) => SEVERITY_WORDS[finding.severity].toUpperCase());
  const column = Math.max(0, ...words.map((word) => word.length));
  const lines = shown.flatMap((judged, index) => {
    const { finding } = judged;
    const title = plain(`${about(judged, report)}${finding.title}`, 240);
    const text = `${title} · ${where(finding.location)} · ${plain(finding.checkId, 80)}`;
    const [first = '', ...rest] = wrap(text, width, `  ${pad(words[index] ?? '', column)}  `);
    const painted = paint(first.slice(2, 2 + column), severityColour(finding.severity));
    return [`  ${painted}${first.slice(2 + column)}`, ...rest];
  });
  return more <= 0 ? lines : [...lines, `  ${count(more, 'more finding')}: see the JSON report.`];
}

/** Why there is no, or no complete, verdict. */
export function problemLines({ verdict }: Report, layout: Layout): readonly string[] {
  if (verdict.problems.length === 0) return [];
  const title = verdict.verdict === 'error' ? 'Why there is no verdict' : 'What could not be checked';
  return [
    layout.paint(title, 'bold'),
    '',
    ...verdict.problems.flatMap((problem) => [...problemBlock(problem, layout), '']),
  ];
}

function problemBlock({ code, what, means, todo, details = [] }: Problem, { width, paint }: Layout): readonly string[] {
  return [
    `  ${paint(code, 'bold', 'red')}`,
    ...wrap(plain(what, 800), width, '    what   '),
    ...wrap(plain(means), width, '    means  '),
    ...wrap(plain(todo, 800), width, '    to do  '),
    // The end of a tool's output says why it ended.
    ...details.slice(-MOST_LINES).map((line) => paint(`    | ${visibleLine(line)}`, 'dim')),
  ];
}
