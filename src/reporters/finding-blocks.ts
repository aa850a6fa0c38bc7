import type { Location } from '../model/finding.ts';
import type { JudgedFinding, Report } from '../model/verdict.ts';
import { type Block, code, codeBlock, type Inline, identifier, md, paragraph, strong, text } from './markdown.ts';
import { withLink } from './report-frame.ts';
import { reportLinks } from './report-links.ts';
import { SEVERITY_WORDS } from './report-words.ts';

/** What is already on the page when a finding is shown. */
export interface Page {
  readonly report: Report;
  /** Cures that were written out above, by their lines. */
  readonly cures: Set<string>;
  /** How many findings of the same check stand in a table only. */
  readonly more: (checkId: string) => number;
}

/** One finding in full: what, where, what was seen, why it matters, the cure. At most about 6,000 characters. */
export function findingBlocks(judged: JudgedFinding, page: Page): readonly Block[] {
  const { finding } = judged;
  const about = judged.subject.id === page.report.subject.id ? md`` : md`${code(judged.subject.name, 80)}: `;
  const where = finding.location === undefined ? md`` : md` – ${place(finding.location, page.report)}`;
  const more = page.more(finding.checkId);
  const others = more === 0 ? md`` : md` – and ${more} more of this check, in the table`;
  const head = md`${about}${strong(text(finding.title, 160))}${where}<br>${severityWord(judged)} · ${identifier(finding.checkId, 80)}${others}`;
  return [
    paragraph(head),
    paragraph(md`Seen: ${text(finding.seen, 300)}<br>${text(finding.detail, 400)}`),
    ...cure(judged, page),
  ];
}

function severityWord({ finding }: JudgedFinding): Inline {
  return text(SEVERITY_WORDS[finding.severity]);
}

const MOST_LINES = 16;

function cure({ finding }: JudgedFinding, { cures }: Page): readonly Block[] {
  const { fix, location } = finding;
  if (fix === undefined) return [];
  const lines = fix.lines ?? [];
  if (lines.length === 0) return [paragraph(md`**Cure:** ${text(fix.text, 400)}`)];
  const key = JSON.stringify([location?.file, fix.placement, lines]);
  if (cures.has(key)) return [paragraph(md`**Cure:** the same lines as above.`)];
  cures.add(key);
  const more = lines.length - MOST_LINES;
  const cut = more <= 0 ? [] : [paragraph(md`The cure has ${more} more lines: see the JSON report.`)];
  const replaced = fix.placement === 'replace' && location !== undefined ? inPlaceOf(location) : md``;
  return [
    paragraph(md`**Cure:** ${text(fix.text, 400)}${replaced}`),
    codeBlock(lines.slice(0, MOST_LINES), isDockerfile(location) ? 'dockerfile' : 'text'),
    ...cut,
  ];
}

function inPlaceOf({ lines: { first, last } }: Location): Inline {
  return first === last ? md` In place of line ${first}:` : md` In place of lines ${first} to ${last}:`;
}

function isDockerfile(location: Location | undefined): boolean {
  return location !== undefined && /(?:^|[./])(?:docker|container)file(?:\.|$)/i.test(location.file);
}

/** `examples/app/Dockerfile:7`, linked to the judged commit where there is one. */
export function place(location: Location, report: Report): Inline {
  const { first, last } = location.lines;
  const range = first === last ? `${first}` : `${first}-${last}`;
  const file = location.file.length > 120 ? `…${location.file.slice(-119)}` : location.file;
  return withLink(code(`${file}:${range}`, 140), reportLinks(report.run).file(location));
}

/** One finding as the cells of a row, for the columns of `FINDING_COLUMNS`. */
export function findingRow(judged: JudgedFinding, report: Report): readonly Inline[] {
  const { finding } = judged;
  const about = judged.subject.id === report.subject.id ? md`` : md`${code(judged.subject.name, 60)}: `;
  return [
    severityWord(judged),
    md`${about}${text(finding.title, 120)}`,
    finding.location === undefined ? md`` : place(finding.location, report),
    text(finding.seen, 160),
    identifier(finding.checkId, 80),
  ];
}

export const FINDING_COLUMNS: readonly Inline[] = [md`Severity`, md`Finding`, md`Where`, md`Seen`, md`Check`];
