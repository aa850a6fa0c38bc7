import type { Report } from '../model/verdict.ts';
import { checksPart, imagePart, open, planPart } from './background-parts.ts';
import { allFindingsPart, blockingPart } from './finding-parts.ts';
import { fitDocument } from './fit-document.ts';
import { type Measure, md } from './markdown.ts';
import { problemPart } from './problem-part.ts';
import { reportFoot, reportHead } from './report-frame.ts';

/**
 * The runner drops the whole summary of a step above 1,048,576 bytes
 * (docs.github.com, "Workflow commands", step isolation and limits); other steps may add to it.
 */
const MOST_BYTES = 900 * 1024;

/** The job summary: the comment's content, open instead of folded, all findings in one table. Pure. */
export function renderJobSummary(report: Report, limit: number = MOST_BYTES): string {
  const blocking = blockingPart(report, bytes, 'elsewhere');
  const problems = problemPart(report, bytes);
  return fitDocument({
    head: reportHead(report),
    parts: [
      ...(report.verdict.verdict === 'error' ? [problems, blocking] : [blocking, problems]),
      allFindingsPart(report, bytes),
      checksPart(report, open, bytes),
      planPart(report, open, bytes),
      imagePart(report, open, bytes),
    ],
    partsAboveNote: 2,
    foot: reportFoot(report),
    whereWhole: md`The whole report is in the report file of this run.`,
    limit,
    measure: bytes,
  });
}

const bytes: Measure = (source) => Buffer.byteLength(source);
