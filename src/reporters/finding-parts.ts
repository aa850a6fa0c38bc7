import { SEVERITIES } from '../model/severity.ts';
import type { JudgedFinding, Report } from '../model/verdict.ts';
import { FINDING_COLUMNS, findingBlocks, findingRow, type Page } from './finding-blocks.ts';
import { findingsInFull, MOST_IN_FULL } from './findings-in-full.ts';
import { type Cut, fitTable, type Part } from './fit-document.ts';
import { type Block, details, heading, type Measure, md, roomOf, text } from './markdown.ts';
import { count } from './report-words.ts';

/** Where the blocking findings are that are not shown in full: in a folded table below, or in one of the page. */
export type Others = 'below' | 'elsewhere';

/** The blocking findings: in full while they are few, else the worst of each check, the others in a table. */
export function blockingPart(report: Report, measure: Measure, others: Others): Part {
  const { blocking } = report.verdict;
  return {
    items: ['blocking finding', 'blocking findings'],
    total: blocking.length,
    fit: (room) =>
      blocking.length === 0 ? { blocks: [], leftOut: 0 } : fitBlocking({ report, others, room, measure }),
  };
}

interface BlockingRequest {
  readonly report: Report;
  readonly others: Others;
  readonly room: number;
  readonly measure: Measure;
}

function fitBlocking({ report, others, room, measure }: BlockingRequest): Cut {
  const { blocking } = report.verdict;
  const few = blocking.length <= MOST_IN_FULL;
  const wanted = findingsInFull(blocking);
  const frame = [heading(3, text(few ? 'Blocking findings' : `Blocking findings: ${bySeverity(blocking)}`))];
  const { blocks, shown } = fitInFull({ report, wanted, room: room - roomOf(frame, measure), measure });
  if (others === 'elsewhere') return { blocks: shown.size === 0 ? [] : [...frame, ...blocks], leftOut: 0 };
  const findings = blocking.filter((judged) => !shown.has(judged));
  const left = room - roomOf([...frame, ...blocks], measure);
  const title = `The other ${count(findings.length, 'blocking finding')}`;
  const rest = foldedTable({ title, findings }, report, left, measure);
  if (blocks.length + rest.blocks.length === 0) return { blocks: [], leftOut: blocking.length };
  return { blocks: [...frame, ...blocks, ...rest.blocks], leftOut: rest.leftOut };
}

interface InFull {
  readonly report: Report;
  readonly wanted: readonly JudgedFinding[];
  readonly room: number;
  readonly measure: Measure;
}

/** Stops at the first that does not fit: what follows is less important, and a table still has room for it. */
function fitInFull({ report, wanted, room, measure }: InFull): { blocks: Block[]; shown: Set<JudgedFinding> } {
  const { blocking } = report.verdict;
  const more = (checkId: string) =>
    wanted.length === blocking.length ? 0 : blocking.filter(({ finding }) => finding.checkId === checkId).length - 1;
  const page: Page = { report, cures: new Set(), more };
  const blocks: Block[] = [];
  const shown = new Set<JudgedFinding>();
  // A third stays for the table when there is one: many short rows say more than a few long texts.
  let left = wanted.length === blocking.length ? room : Math.floor((room * 2) / 3);
  for (const judged of wanted) {
    const next = findingBlocks(judged, page);
    left -= roomOf(next, measure);
    if (left < 0) break;
    blocks.push(...next);
    shown.add(judged);
  }
  return { blocks, shown };
}

interface Titled {
  readonly title: string;
  readonly findings: readonly JudgedFinding[];
}

/** The title says how many are here only when that is not all. */
function foldedTable({ title, findings }: Titled, report: Report, room: number, measure: Measure): Cut {
  const under = (summary: string): Cut =>
    findingTable(findings, report, room - roomOf([details(summary, [])], measure), measure);
  const whole = under(title);
  if (whole.leftOut === 0) return { blocks: findings.length === 0 ? [] : [details(title, whole.blocks)], leftOut: 0 };
  const { blocks, leftOut } = under(`${title}, ${findings.length} of them here`);
  const here = `${title}, ${findings.length - leftOut} of them here`;
  return { blocks: blocks.length === 0 ? [] : [details(here, blocks)], leftOut };
}

function findingTable(findings: readonly JudgedFinding[], report: Report, room: number, measure: Measure): Cut {
  const toRow = (judged: JudgedFinding) => findingRow(judged, report);
  return fitTable({ header: FINDING_COLUMNS, items: findings, toRow }, room, measure);
}

/** The findings below the threshold, folded. */
export function notBlockingPart(report: Report, measure: Measure): Part {
  const { notBlocking } = report.verdict;
  const number = notBlocking.length;
  const title = `${count(number, 'finding that does', 'findings that do')} not block: ${bySeverity(notBlocking)}`;
  return {
    items: ['other finding', 'other findings'],
    total: number,
    fit: (room) => foldedTable({ title, findings: notBlocking }, report, room, measure),
  };
}

/** All findings in one open table, blocking ones first. */
export function allFindingsPart(report: Report, measure: Measure): Part {
  const findings = [...report.verdict.blocking, ...report.verdict.notBlocking];
  const frame = [heading(3, md`All findings`)];
  return {
    items: ['row of the table of all findings', 'rows of the table of all findings'],
    total: findings.length,
    fit: (room) => {
      const cut = findingTable(findings, report, room - roomOf(frame, measure), measure);
      return { ...cut, blocks: cut.blocks.length === 0 ? [] : [...frame, ...cut.blocks] };
    },
  };
}

/** `12 critical, 23 high` */
function bySeverity(findings: readonly JudgedFinding[]): string {
  return SEVERITIES.flatMap((severity) => {
    const number = findings.filter(({ finding }) => finding.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}`];
  }).join(', ');
}
