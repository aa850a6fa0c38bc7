import type { Problem } from '../model/errors.ts';
import type { Report } from '../model/verdict.ts';
import type { Part } from './fit-document.ts';
import {
  type Block,
  codeBlock,
  heading,
  type Inline,
  identifier,
  type Measure,
  md,
  paragraph,
  roomOf,
  text,
} from './markdown.ts';

/** Why there is no, or no complete, verdict: code, what happened, what it means, what to do, each in full. */
export function problemPart(report: Report, measure: Measure): Part {
  const { problems, verdict } = report.verdict;
  const title = heading(3, verdict === 'error' ? md`Why there is no verdict` : md`What could not be checked`);
  return {
    items: ['reason', 'reasons'],
    total: problems.length,
    fit: (room) => {
      const blocks: Block[] = [];
      let left = room - roomOf([title], measure);
      let shown = 0;
      for (const problem of problems) {
        const next = problemBlocks(problem);
        left -= roomOf(next, measure);
        if (left < 0) break;
        blocks.push(...next);
        shown += 1;
      }
      return { blocks: shown === 0 ? [] : [title, ...blocks], leftOut: problems.length - shown };
    },
  };
}

const MOST_LINES = 20;

/** The last lines of a tool's output say why it ended: when there are too many, the first ones go. */
function problemBlocks({ code, what, means, todo, details = [] }: Problem): readonly Block[] {
  const sentences: readonly Inline[] = [
    md`**${identifier(code, 40)}** ${text(what, 600)}`,
    text(means, 400),
    md`**To do:** ${text(todo, 600)}`,
  ];
  const lines = details.slice(-MOST_LINES);
  return [...sentences.map(paragraph), ...(lines.length === 0 ? [] : [codeBlock(lines, 'text')])];
}
