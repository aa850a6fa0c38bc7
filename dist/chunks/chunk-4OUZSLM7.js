import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/verdict.ts
var AREAS = ["build", "user", "run", "confinement", "contents", "vulnerabilities", "trust"];
function exitCodeOf({ verdict, incomplete, blocking }, mode) {
  if (verdict === "error") return 2;
  if (verdict === "pass") return 0;
  const known = !incomplete && blocking.every(({ finding }) => finding.severity !== "unknown");
  return mode === "warn" && known ? 0 : 1;
}

export {
  AREAS,
  exitCodeOf
};
