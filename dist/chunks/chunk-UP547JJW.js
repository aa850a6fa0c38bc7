import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/severity.ts
var SEVERITIES = ["critical", "high", "medium", "low", "negligible", "unknown"];
var THRESHOLDS = ["critical", "high", "medium", "low", "negligible"];
function compareSeverity(a, b) {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
function reaches(severity, threshold) {
  return severity === "unknown" || compareSeverity(severity, threshold) <= 0;
}

export {
  SEVERITIES,
  THRESHOLDS,
  compareSeverity,
  reaches
};
