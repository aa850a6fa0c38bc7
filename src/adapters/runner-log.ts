import { type Problem, problemMessage } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Log, LogGroup } from '../ports.ts';
import { logLine, quotedLine, workflowCommand } from './output-line.ts';

/** The most lines of one tool that reach the log: the start, then the end; all of them are in the tool's own file. */
const HEAD_LINES = 400;
const TAIL_LINES = 200;

/**
 * The log on a runner: groups, annotations, everything of untrusted origin neutralised.
 *
 * @param write writes one line to standard output; must not throw
 */
export function createRunnerLog(write: (line: string) => void, debug: boolean): Log {
  return {
    info: (line) => write(logLine(line)),
    debug: (line) => {
      if (debug) write(workflowCommand('debug', visibleText(line, 4_000)));
    },
    notice: (problem) => write(workflowCommand('notice', annotation(problem), { title: problem.code })),
    error: (problem) => {
      write(workflowCommand('error', annotation(problem), { title: problem.code }));
      for (const detail of problem.details ?? []) write(quotedLine(detail));
    },
    group: (title) => openGroup(write, title),
  };
}

function openGroup(write: (line: string) => void, title: string): LogGroup {
  write(workflowCommand('group', visibleText(title, 200)));
  let count = 0;
  const tail: string[] = [];
  return {
    line: (text) => {
      count++;
      if (count <= HEAD_LINES) write(quotedLine(text));
      else {
        tail.push(text);
        if (tail.length > TAIL_LINES) tail.shift();
      }
    },
    end: (summary) => {
      const left = count - HEAD_LINES - tail.length;
      if (left > 0) write(`  │ … ${left} lines left out here`);
      for (const text of tail) write(quotedLine(text));
      write(workflowCommand('endgroup', ''));
      write(logLine(summary));
    },
  };
}

/** Annotations are cut by GitHub at 4,096 characters; the message says so itself. */
function annotation(problem: Problem): string {
  return visibleText(problemMessage(problem), 4_000);
}
