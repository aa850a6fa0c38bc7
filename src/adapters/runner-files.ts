import { appendFileSync } from 'node:fs';

/**
 * The runner's command files (GITHUB_OUTPUT, GITHUB_STATE): `name=value` a line (actions/runner,
 * FileCommandManager). Only values that cannot end a line or be mistaken for syntax are written.
 */
export type RunnerFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE';

/**
 * What an output may look like: enums, integers, digests, paths and URLs of our own making. Users put outputs into
 * shell scripts, so nothing that a shell would read as more than a word gets through.
 */
export const OUTPUT_VALUE = /^[A-Za-z0-9._:,/@+#-]*$/;

/**
 * Appends one value. Synchronous, so that the first statement of the program is on disk before anything else runs.
 * @returns whether it was written: false without the file, or when the value has another form
 */
export function appendRunnerFile(
  environment: Readonly<Record<string, string | undefined>>,
  file: RunnerFile,
  name: string,
  value: string,
): boolean {
  const path = environment[file];
  if (path === undefined || path === '' || !OUTPUT_VALUE.test(value)) return false;
  try {
    appendFileSync(path, `${name}=${value}\n`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false; // a missing or read-only file is the runner's, not ours
    throw error;
  }
}
