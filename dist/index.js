import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  GATE_VERSION
} from "./chunks/chunk-WOLWDDPA.js";
import {
  appendRunnerFile
} from "./chunks/chunk-73SPBL5M.js";
import "./chunks/chunk-NWB2I6WU.js";

// src/action.ts
process.exitCode = 2;
process.stdout.on("error", () => {
});
process.stderr.on("error", () => {
});
appendRunnerFile(process.env, "GITHUB_OUTPUT", "verdict", "error");
process.stdout.write(`docker-security-gate ${GATE_VERSION}
`);
async function main() {
  const { runOnRunner } = await import("./chunks/runner-2CJI7MWI.js");
  process.exitCode = await runOnRunner(process.env);
}
process.on("uncaughtException", (thrown) => {
  sayInternal(thrown);
  process.exit(2);
});
main().catch(sayInternal);
function sayInternal(thrown) {
  process.exitCode = 2;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const line = text.replace(/[^\x20-\x7e]/g, "?").slice(0, 500);
  process.stdout.write(
    `::error title=INTERNAL::INTERNAL: The gate ended with an error of its own (${line}). The verdict is NO VERDICT, not PASS. Run again with debug logging on, and report it.
`
  );
}
