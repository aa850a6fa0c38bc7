import { setOutput, summary } from '@actions/core';
import { OUTPUT_VALUE } from './runner-files.ts';

/**
 * The runner's own toolkit, loaded when a run has something to tell. Outputs are words of a closed set, numbers,
 * digests, paths and addresses only: what has another form is left out (users put outputs into shell scripts).
 *
 * @returns the names that were left out
 */
export function setOutputs(outputs: Readonly<Record<string, string>>): readonly string[] {
  const refused = Object.keys(outputs).filter((name) => !OUTPUT_VALUE.test(outputs[name] ?? ''));
  for (const [name, value] of Object.entries(outputs)) {
    if (!refused.includes(name)) setOutput(name, value);
  }
  return refused;
}

/** Appends Markdown, encoded already, to the step's summary. Rejects when the runner has no such file or it can't be written. */
export async function writeStepSummary(markdown: string): Promise<void> {
  await summary.addRaw(markdown, true).write();
}
