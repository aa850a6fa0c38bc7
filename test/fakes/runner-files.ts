/**
 * What GitHub's runner makes of the files GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV and GITHUB_STEP_SUMMARY.
 * Written after actions/runner, src/Runner.Worker/FileCommandManager.cs, for Linux and macOS.
 */

export interface OutputPair {
  readonly name: string;
  readonly value: string;
}

/**
 * The pairs of an output file in order; a later one of the same name wins.
 * Throws where the runner fails the step.
 */
export function parseOutputFile(text: string): readonly OutputPair[] {
  // Only LF ends a line there; the last line may lack it.
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const closed = lines.at(-1) === '';
  if (closed) lines.pop();
  const pairs: OutputPair[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const [, name = '', operator, rest = ''] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (operator === undefined) throw new Error(`Invalid format '${line}'`);
    if (operator === '=') {
      pairs.push({ name, value: rest });
      continue;
    }
    if (name === '' || rest === '') throw new Error(`Invalid format '${line}': no name or no delimiter`);
    const end = lines.indexOf(rest, index + 1);
    if (end < 0) throw new Error(`Invalid value: the delimiter '${rest}' was not found`);
    pairs.push({ name, value: lines.slice(index + 1, end).join('\n') });
    index = end;
  }
  return pairs;
}

/** Bytes of a step's summary above which the runner drops all of it. */
export const SUMMARY_LIMIT_BYTES = 1024 * 1024;

/** Whether the runner shows a step's summary file. */
export function showsSummary(file: Buffer): boolean {
  return file.length > 0 && file.length <= SUMMARY_LIMIT_BYTES;
}
