import { interruption } from './interruption.ts';
import { StepFailure } from './run-step.ts';

/**
 * The outermost frame of a script: its exit code is what `main` answers with; an expected failure is told without a
 * stack trace and ends with 1, Ctrl-C with 130.
 */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const interrupted = interruption().aborted;
    process.exitCode = interrupted ? 130 : 1;
    const expected = interrupted || error instanceof StepFailure;
    console.error(expected && error instanceof Error ? `\n${error.message}` : error);
  }
}
