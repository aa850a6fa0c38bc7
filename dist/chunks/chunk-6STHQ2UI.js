import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/policy.ts
var MODES = ["enforce", "warn"];
var PRESETS = ["default", "strict"];
var INHERITED = ["show", "block"];
function thresholdOf(policy, checkId) {
  return policy.checks.get(checkId)?.failOn?.value ?? policy.failOn.value;
}
function severityUnder(policy, checkId, own) {
  return own === "unknown" ? own : policy.checks.get(checkId)?.severity?.value ?? own;
}

export {
  MODES,
  PRESETS,
  INHERITED,
  thresholdOf,
  severityUnder
};
