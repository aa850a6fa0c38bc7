/**
 * Entry on a runner. The process starts as "no verdict": exit code 2 and `verdict=error` are there before anything
 * else is loaded, and only the last line of a run changes them. `main` is not awaited at the top level, so a promise
 * that never settles ends with that exit code too.
 */
import { appendRunnerFile } from './adapters/runner-files.ts';
import { GATE_VERSION } from './version.ts';

process.exitCode = 2;
// A closed log must not change the verdict (EPIPE).
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
appendRunnerFile(process.env, 'GITHUB_OUTPUT', 'verdict', 'error');
process.stdout.write(`docker-security-gate ${GATE_VERSION}\n`);

async function main(): Promise<void> {
  const { runOnRunner } = await import('./runner.ts');
  process.exitCode = await runOnRunner(process.env);
}

// What escapes every catch must not end with Node's own exit code 1, which would say "fail".
process.on('uncaughtException', (thrown) => {
  sayInternal(thrown);
  process.exit(2);
});
main().catch(sayInternal);

function sayInternal(thrown: unknown): void {
  process.exitCode = 2;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const line = text.replace(/[^\x20-\x7e]/g, '?').slice(0, 500);
  process.stdout.write(
    `::error title=INTERNAL::INTERNAL: The gate ended with an error of its own (${line}). The verdict is NO VERDICT, not PASS. Run again with debug logging on, and report it.\n`,
  );
}
