import type { CheckOutcome, PlanLine, Report, ReportedSubject } from '../model/verdict.ts';
import { type Cut, fitTable, type Part } from './fit-document.ts';
import {
  type Block,
  code,
  details,
  heading,
  type Inline,
  identifier,
  list,
  type Measure,
  md,
  paragraph,
  roomOf,
  strong,
  text,
} from './markdown.ts';
import { SIGNS } from './report-frame.ts';
import { checkCounts, count, duration, originWords, outcomeSentence, STATE_WORDS, size } from './report-words.ts';

/** How a part that explains the rest is put on the page: folded in a comment, open in a summary. */
export type Wrap = (title: string, blocks: readonly Block[]) => readonly Block[];
export const folded: Wrap = (title, blocks) => [details(title, blocks)];
export const open: Wrap = (title, blocks) => [heading(3, text(title)), ...blocks];

/** Inside of something that is folded already. */
const titled: Wrap = (title, blocks) => [paragraph(strong(text(title))), ...blocks];

interface Rows<T> {
  readonly names: readonly [one: string, many: string];
  readonly title: string;
  readonly header: readonly Inline[];
  readonly items: readonly T[];
  readonly toRow: (item: T) => readonly Inline[];
}

function tablePart<T>({ names, title, ...rows }: Rows<T>, wrap: Wrap, measure: Measure): Part {
  return {
    items: names,
    total: rows.items.length,
    background: true,
    fit: (room) => {
      const cut = fitTable(rows, room - roomOf(wrap(title, []), measure), measure);
      return { ...cut, blocks: cut.blocks.length === 0 ? [] : wrap(title, cut.blocks) };
    },
  };
}

/** Every check that was planned, with what came out. */
export function checksPart(report: Report, wrap: Wrap, measure: Measure): Part {
  const toRow = (check: CheckOutcome) => [
    report.subjects === undefined
      ? identifier(check.checkId, 80)
      : md`${code(check.subject.name, 60)}: ${identifier(check.checkId, 80)}`,
    md`${SIGNS[check.outcome.state]} ${text(STATE_WORDS[check.outcome.state])}`,
    text(outcomeSentence(check), 240),
  ];
  return tablePart(
    {
      names: ['check', 'checks'],
      title: checkCounts(report.checks),
      header: [md`Check`, md`Outcome`, md`Evidence`],
      items: report.checks,
      toRow,
    },
    wrap,
    measure,
  );
}

/** What was planned to run and what was not, with the reason. */
export function planPart(report: Report, wrap: Wrap, measure: Measure): Part {
  const leftOut = report.plan.filter(({ runs }) => !runs);
  const toRow = ({ part, runs, reason }: PlanLine) => [
    code(part, 120),
    runs ? md`runs` : md`left out`,
    text(reason, 240),
  ];
  return tablePart(
    {
      names: ['line of the plan', 'lines of the plan'],
      title: `The plan: ${count(leftOut.length, 'part')} left out`,
      header: [md`Part`, md`Runs`, md`Reason`],
      // What does not run is what a reader looks for here.
      items: [...leftOut, ...report.plan.filter(({ runs }) => runs)],
      toRow,
    },
    wrap,
    measure,
  );
}

const MOST_DIGESTS = 5;
const MOST_IMAGES = 20;

/** The full identity of each image. Its items are few and capped: all of them or none. */
export function imagePart({ image, subjects }: Report, wrap: Wrap, measure: Measure): Part {
  const names = ['fact about the image', 'facts about the image'] as const;
  const facts = subjects === undefined ? imageFacts(image) : subjects.slice(0, MOST_IMAGES).map(subjectFact);
  if (facts.length === 0) return { items: names, total: 0, fit: () => ({ blocks: [], leftOut: 0 }) };
  const blocks = wrap(subjects === undefined ? 'The image' : 'The images', [list(facts)]);
  return {
    items: names,
    total: facts.length,
    background: true,
    fit: (room) => (roomOf(blocks, measure) <= room ? { blocks, leftOut: 0 } : { blocks: [], leftOut: facts.length }),
  };
}

function subjectFact({ subject, image }: ReportedSubject): Inline {
  const whose = code(subject.name, 80);
  if (image === undefined) return md`${whose}: no image`;
  const { how, name } = originWords(image.origin);
  return md`${whose}: ${identifier(image.id, 120)} for ${identifier(image.platform, 40)}, ${text(how)} ${code(name, 120)}`;
}

function imageFacts(image: Report['image']): readonly Inline[] {
  if (image === undefined) return [];
  const { how, name } = originWords(image.origin);
  const { engine } = image;
  const buildx = engine.buildxVersion === undefined ? '' : `, buildx ${engine.buildxVersion}`;
  return [
    md`Id: ${identifier(image.id, 120)}`,
    ...image.repoDigests.slice(0, MOST_DIGESTS).map((digest) => md`Digest: ${identifier(digest, 300)}`),
    md`Platform: ${identifier(image.platform, 40)}, size: ${text(size(image.sizeBytes))}`,
    md`Origin: ${text(how)} ${code(name, 200)}${took(image.origin)}`,
    md`Engine: ${text(`${engine.serverVersion} (API ${engine.apiVersion}, ${engine.os} ${engine.architecture}), client ${engine.clientVersion}${buildx}`, 200)}`,
  ];
}

function took(origin: NonNullable<Report['image']>['origin']): Inline {
  return origin.kind === 'built' ? md` in ${text(duration(origin.durationMs))}` : md``;
}

/** The image and the plan in one fold: a reader needs them only when something looks odd. */
export function imageAndPlanPart(report: Report, measure: Measure): Part {
  const parts = [imagePart(report, titled, measure), planPart(report, titled, measure)];
  const leftOut = report.plan.filter(({ runs }) => !runs).length;
  const title = `Image and plan: ${count(leftOut, 'part')} left out`;
  return {
    items: ['line about image and plan', 'lines about image and plan'],
    total: parts.reduce((sum, { total }) => sum + total, 0),
    background: true,
    fit: (room) => {
      let left = room - roomOf(folded(title, []), measure);
      const cuts = parts.map((part): Cut => {
        const cut = left > 0 ? part.fit(left) : { blocks: [], leftOut: part.total };
        left -= roomOf(cut.blocks, measure);
        return cut;
      });
      const blocks = cuts.flatMap((cut) => cut.blocks);
      const missing = cuts.reduce((sum, cut) => sum + cut.leftOut, 0);
      return { blocks: blocks.length === 0 ? [] : folded(title, blocks), leftOut: missing };
    },
  };
}
