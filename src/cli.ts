/** Entry on a laptop. As on a runner: exit code 2 until the last line of the run. */
process.exitCode = 2;
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

async function main(): Promise<void> {
  const { runCommandLine } = await import('./command-line.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
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
  process.stderr.write(
    `INTERNAL: The gate ended with an error of its own (${text.replace(/[^\x20-\x7e]/g, '?').slice(0, 500)}). The verdict is NO VERDICT, not PASS. Report it.\n`,
  );
}
