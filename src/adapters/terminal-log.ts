import { problemMessage } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { Log, LogGroup } from '../ports.ts';

/** Where the terminal log writes: standard error, so that standard output holds the report alone. */
export interface TerminalSink {
  /** Must not throw. */
  readonly write: (text: string) => void;
  /** A live line can be redrawn. */
  readonly interactive: boolean;
  readonly columns: number;
}

/** How often the live line is redrawn, milliseconds. */
const REDRAW_MS = 200;

/** The log on a laptop: one line a step, and a live line with elapsed time while something long is going on. */
export function createTerminalLog(sink: TerminalSink, debug: boolean, ticks: () => number): Log {
  const line = (text: string): void => sink.write(`${visibleText(text, 2_000)}\n`);
  return {
    info: line,
    debug: (text) => {
      if (debug) line(`debug: ${text}`);
    },
    notice: (problem) => line(`note: ${problemMessage(problem)}`),
    error: (problem) => {
      line(problemMessage(problem));
      for (const detail of problem.details ?? []) line(`  | ${detail}`);
    },
    group: (title) => openGroup(sink, title, ticks),
  };
}

function openGroup(sink: TerminalSink, title: string, ticks: () => number): LogGroup {
  const started = ticks();
  let latest = '';
  const draw = (): void => {
    const seconds = Math.round((ticks() - started) / 1000);
    const text = visibleText(`${title} … ${seconds} s  ${latest}`, 500).slice(0, Math.max(20, sink.columns - 1));
    sink.write(`\r\u001b[2K${text}`);
  };
  if (!sink.interactive) sink.write(`${visibleText(title)} …\n`);
  const timer = sink.interactive ? setInterval(draw, REDRAW_MS) : undefined;
  // The live line must never keep the process alive.
  timer?.unref();
  return {
    line: (text) => {
      latest = text;
    },
    end: (summary) => {
      clearInterval(timer);
      if (sink.interactive) sink.write('\r\u001b[2K');
      sink.write(`${visibleText(summary)}\n`);
    },
  };
}
