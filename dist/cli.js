#!/usr/bin/env node
import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/cli.ts
process.exitCode = 2;
process.stdout.on("error", () => {
});
process.stderr.on("error", () => {
});
async function main() {
  const { runCommandLine } = await import("./chunks/command-line-GN2KWPDU.js");
  process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
}
process.on("uncaughtException", (thrown) => {
  sayInternal(thrown);
  process.exit(2);
});
main().catch(sayInternal);
function sayInternal(thrown) {
  process.exitCode = 2;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  process.stderr.write(
    `INTERNAL: The gate ended with an error of its own (${text.replace(/[^\x20-\x7e]/g, "?").slice(0, 500)}). The verdict is NO VERDICT, not PASS. Report it.
`
  );
}
