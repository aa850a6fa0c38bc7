import { visibleText } from '../../src/model/visible-text.ts';
import { interruption } from './interruption.ts';
import { type CommandRequest, type CommandResult, runCommand } from './run-command.ts';

/** A step of a script did not work; the message is for people. */
export class StepFailure extends Error {}

const HEARTBEAT_MS = 5000;

/**
 * Runs a command as a step that a person waits for: its title at once, every five seconds the time and the last
 * line of its output, at the end how long it took.
 *
 * @throws StepFailure with the last lines of the output when the command does not exit with 0
 */
export async function runStep(title: string, request: CommandRequest): Promise<CommandResult> {
  const started = performance.now();
  const elapsed = (): string => `${Math.round((performance.now() - started) / 1000)} s`;
  let tail = '';
  console.log(`  ${title} …`);
  const heartbeat = setInterval(
    () => console.log(`    ${elapsed()}  ${visibleText(lastLines(tail, 1)[0] ?? '', 110)}`),
    HEARTBEAT_MS,
  );
  try {
    const onOutput = (text: string): void => {
      tail = (tail + text).slice(-8192);
      request.onOutput?.(text);
    };
    const result = await runCommand({ ...request, onOutput });
    interruption().throwIfAborted();
    if (result.exitCode !== 0) throw new StepFailure(failureMessage(title, request, result, tail));
    console.log(`  ${title}: done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

function failureMessage(title: string, request: CommandRequest, result: CommandResult, tail: string): string {
  const how = result.failure ?? `ended with exit code ${result.exitCode}`;
  const lines = lastLines(tail, 20).map((line) => `    ${visibleText(line, 300)}`);
  const where = request.logFile === undefined ? [] : [`    The whole output: ${request.logFile}`];
  return [`${title}: ${request.program} ${how}.`, ...lines, ...where].join('\n');
}

function lastLines(text: string, count: number): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .slice(-count);
}
