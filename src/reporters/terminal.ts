import type { Report } from '../model/verdict.ts';
import { afterMergeWords } from './after-merge-words.ts';
import {
  AREA_NAMES,
  anyImage,
  checkCounts,
  count,
  duration,
  headline,
  originWords,
  outcomeSentence,
  STATE_WORDS,
  type State,
  shortCommit,
  shortDigest,
} from './report-words.ts';
import { shownRows } from './shown-rows.ts';
import { blockingLines, type Layout, notBlockingLines, problemLines } from './terminal-findings.ts';
import { type Colour, columns, pad, painter, plain, wrap } from './terminal-text.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns of the terminal. Used from 40 to 120; what is not a number counts as 80. */
  readonly width: number;
  /** Also every check, the plan and all findings that do not block. */
  readonly details: boolean;
}

/**
 * The report for a terminal or a log, ending in a line break. Every text goes through the terminal's encoder,
 * and everything that colour says is said in words too. Lines keep to the width, except for lines that are
 * there to be copied and words longer than a line. Pure.
 */
export function renderTerminal(report: Report, { colour, width, details }: TerminalOptions): string {
  const columnsUsed = Number.isFinite(width) ? Math.min(120, Math.max(40, Math.floor(width))) : 80;
  const layout: Layout = { width: columnsUsed, paint: painter(colour), details };
  const problems = problemLines(report, layout);
  const blocking = blockingLines(report, layout);
  const sections: readonly (readonly string[])[] = [
    head(report, layout),
    areaLines(report, layout),
    afterMergeLines(report, layout),
    report.remarks.slice(0, MOST_REMARKS).flatMap((remark) => wrap(plain(remark), layout.width, 'Note: ')),
    ...(report.verdict.verdict === 'error' ? [problems, blocking] : [blocking, problems]),
    notBlockingLines(report, layout),
    ...(details ? [checkLines(report, layout), planLines(report, layout)] : []),
    foot(report, layout),
  ];
  const filled = sections.map(withoutEmptyEnd).filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const MOST_REMARKS = 20;
const MOST_ROWS = 200;

const STATE_COLOURS: Readonly<Record<State, Colour>> = {
  pass: 'green',
  note: 'yellow',
  fail: 'red',
  error: 'red',
  'not-applicable': 'dim',
  off: 'dim',
};

function withoutEmptyEnd(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function head(report: Report, { width, paint }: Layout): readonly string[] {
  const { image, run, subject, verdict } = report;
  const at = run.commit === undefined ? '' : ` at commit ${plain(shortCommit(run.commit), 20)}`;
  const lines = [paint(headline(report), 'bold', STATE_COLOURS[verdict.verdict])];
  const { subjects } = report;
  if (subjects !== undefined)
    return [...lines, ...wrap(`${count(subjects.length, 'subject')} of ${plain(subject.name, 200)}${at}.`, width)];
  if (image === undefined)
    return [...lines, ...wrap(`There is no image to judge: ${plain(subject.name, 200)}${at}.`, width)];
  const { how, name } = originWords(image.origin);
  const what = `Image ${plain(shortDigest(image.id), 100)} for ${plain(image.platform, 40)}, ${how} ${plain(name, 200)}${at}.`;
  return [...lines, ...wrap(what, width)];
}

interface Row {
  readonly state: State;
  readonly name: string;
  readonly text: string;
}

/** Three columns: outcome, name, evidence; on a narrow terminal the evidence goes below. */
function table(rows: readonly Row[], { width, paint }: Layout): readonly string[] {
  const stateWidth = Math.max(...rows.map(({ state }) => STATE_WORDS[state].length));
  const nameWidth = Math.max(...rows.map(({ name }) => columns(name)));
  const besides = width - stateWidth - nameWidth >= LEAST_COLUMN;
  return rows.flatMap(({ state, name, text }) => {
    const outcome = pad(STATE_WORDS[state], stateWidth);
    const lead = `  ${outcome}  ${name}`;
    const [first = '', ...rest] = besides
      ? wrap(text, width, pad(`${lead}  `, stateWidth + nameWidth + 6))
      : [lead, ...wrap(text, width, '      ')];
    const emphasis: readonly Colour[] = state === 'fail' || state === 'error' ? ['bold'] : [];
    return [`  ${paint(outcome, ...emphasis, STATE_COLOURS[state])}${first.slice(2 + outcome.length)}`, ...rest];
  });
}

/** Columns that evidence needs to be readable. */
const LEAST_COLUMN = 36;

function areaLines({ areas }: Report, layout: Layout): readonly string[] {
  if (areas.length === 0) return [];
  const { rows: shown, leftOut } = shownRows(areas, MOST_ROWS);
  const rows = shown.map(({ area, state, evidence, subject }) => ({
    state,
    name: subject === undefined ? AREA_NAMES[area] : `${plain(subject.name, 60)}: ${AREA_NAMES[area]}`,
    text: plain(evidence),
  }));
  const more = leftOut === 0 ? [] : [`  ${count(leftOut, 'further row')} in the JSON report`];
  return [...table(rows, layout), ...more];
}

function afterMergeLines(report: Report, { width }: Layout): readonly string[] {
  const words = afterMergeWords(report);
  if (words === undefined) return [];
  return [...wrap(words.sentence, width, 'Policy: '), ...words.lines.flatMap((line) => wrap(plain(line), width, '  '))];
}

function checkLines({ checks, subjects }: Report, layout: Layout): readonly string[] {
  if (checks.length === 0) return [];
  const rows = checks.slice(0, MOST_ROWS).map((check) => ({
    state: check.outcome.state,
    name: subjects === undefined ? plain(check.checkId, 60) : `${plain(check.subject.name, 60)}: ${check.checkId}`,
    text: plain(outcomeSentence(check)),
  }));
  const more = checks.length - rows.length;
  const cut = more === 0 ? [] : [`  ${more} more in the JSON report`];
  return [
    ...wrap(checkCounts(checks), layout.width).map((line) => layout.paint(line, 'bold')),
    '',
    ...table(rows, layout),
    ...cut,
  ];
}

function planLines({ plan }: Report, { width, paint }: Layout): readonly string[] {
  const leftOut = plan.filter(({ runs }) => !runs).slice(0, MOST_ROWS);
  if (leftOut.length === 0) return [];
  const lines = leftOut.flatMap(({ part, reason }) => wrap(`${plain(part, 120)}: ${plain(reason)}`, width, '  '));
  return [paint('Left out', 'bold'), '', ...lines];
}

function foot(report: Report, { width, paint }: Layout): readonly string[] {
  const { gateVersion, policy, run } = report;
  const image = anyImage(report);
  const commit = policy.commit === undefined ? '' : ` at ${plain(shortCommit(policy.commit), 20)}`;
  const parts = [
    `docker-security-gate ${plain(gateVersion, 40)}`,
    ...(image === undefined
      ? []
      : [`Docker ${plain(image.engine.clientVersion, 40)}, engine ${plain(image.engine.serverVersion, 40)}`]),
    `policy: ${plain(policy.source, 120)}${commit}, blocks from ${policy.threshold}${policy.mode === 'warn' ? ', mode: warn' : ''}`,
    ...(run.runId === undefined ? [] : [`run ${run.runId}, attempt ${run.runAttempt ?? 1}`]),
    duration(run.durationMs),
  ];
  return wrap(parts.join(' · '), width).map((line) => paint(line, 'dim'));
}
