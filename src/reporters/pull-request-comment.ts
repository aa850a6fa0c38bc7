import type { CommentMarker } from '../model/comment-marker.ts';
import type { Report } from '../model/verdict.ts';
import { checksPart, folded, imageAndPlanPart } from './background-parts.ts';
import { blockingPart, notBlockingPart } from './finding-parts.ts';
import { fitDocument } from './fit-document.ts';
import { type Inline, type Measure, markerLine, md } from './markdown.ts';
import { problemPart } from './problem-part.ts';
import { reportFoot, reportHead, withLink } from './report-frame.ts';
import { reportLinks } from './report-links.ts';

export interface CommentOptions {
  /** Becomes the first line. */
  readonly marker: CommentMarker;
  /** The most UTF-16 units; at least 16,000. GitHub takes 65,536 characters. */
  readonly limit: number;
}

/**
 * The pull request's comment, the marker its first line: the verdict and its evidence open, the rest folded.
 * Never longer than `limit`; what is left out is counted. Pure.
 */
export function renderComment(report: Report, { marker, limit }: CommentOptions): string {
  return fitDocument({
    head: [markerLine(marker), ...reportHead(report)],
    parts: [
      ...firstParts(report),
      notBlockingPart(report, utf16),
      checksPart(report, folded, utf16),
      imageAndPlanPart(report, utf16),
    ],
    partsAboveNote: 2,
    foot: reportFoot(report),
    whereWhole: whereWhole(report),
    limit,
    measure: utf16,
  });
}

/** Without a verdict the reasons come first, else what blocks. */
function firstParts(report: Report) {
  const blocking = blockingPart(report, utf16, 'below');
  const problems = problemPart(report, utf16);
  return report.verdict.verdict === 'error' ? [problems, blocking] : [blocking, problems];
}

function whereWhole({ run }: Report): Inline {
  const where = withLink(md`run`, reportLinks(run).run);
  return md`The whole report is in the job summary and in the report file of this ${where}.`;
}

const utf16: Measure = (source) => source.length;
