import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/model/errors.ts
var ERROR_CODES = [
  // What was asked
  "INPUT-INVALID",
  "INPUT-UNKNOWN",
  "INPUT-CONFLICT",
  "NOT-AVAILABLE-YET",
  "NOTHING-TO-CHECK",
  "PATH-REFUSED",
  "EVENT-UNREADABLE",
  "EVENT-UNSAFE",
  // The policy
  "POLICY-INVALID",
  "POLICY-NOT-FOUND",
  "POLICY-TOO-NEW",
  "POLICY-UNREADABLE",
  // The engine and its tools
  "DOCKER-UNAVAILABLE",
  "TOOL-UNTRUSTED-PATH",
  "TOOL-FAILED",
  "BUILDER-UNSUPPORTED",
  "BUILD-FAILED",
  "BUILD-TIMEOUT",
  "BUILD-NO-IMAGE",
  // The image
  "IMAGE-NOT-FOUND",
  "IMAGE-CHANGED",
  "IMAGE-UNREADABLE",
  "IMAGE-TOO-LARGE",
  "LAYER-CORRUPT",
  "LAYER-UNSUPPORTED",
  "DIGEST-MISMATCH",
  "MANIFEST-UNSUPPORTED",
  "NO-SPACE",
  "DOCKERFILE-UNREADABLE",
  "ACCOUNTS-UNREADABLE",
  "USER-UNDETERMINED",
  "LIMIT-EXCEEDED",
  // How the image is run, and how it is confined
  "COMPOSE-MISSING",
  "COMPOSE-INVALID",
  "KUBERNETES-INVALID",
  "SERVICE-UNKNOWN",
  "RUN-SETTING-UNKNOWN",
  "SECCOMP-UNREADABLE",
  "SECCOMP-UNDETERMINED",
  "APPARMOR-UNDETERMINED",
  "CAPABILITIES-UNDETERMINED",
  "PROOF-FAILED",
  // The judgement
  "CHECK-CRASHED",
  "CHECK-MISSING",
  "CHECK-REQUIRED",
  "NOTHING-CHECKED",
  "CANCELLED",
  "INTERNAL",
  // The reports; these never change a verdict, except REPORT-UNWRITABLE for a file that was asked for
  "REPORT-UNWRITABLE",
  "SUMMARY-UNWRITABLE",
  "TOKEN-MISSING",
  "TOKEN-INVALID",
  "COMMENT-REFUSED",
  "COMMENT-FAILED",
  "COMMENT-SUPERSEDED"
];
function problemMessage(problem) {
  return `${problem.code}: ${problem.what} ${problem.means} ${problem.todo}`;
}
var NO_VERDICT = "The verdict is NO VERDICT, not PASS.";
var GateError = class extends Error {
  problem;
  constructor(problem, cause) {
    super(problemMessage(problem), cause === void 0 ? void 0 : { cause });
    this.name = "GateError";
    this.problem = problem;
  }
  get code() {
    return this.problem.code;
  }
};
function toProblem(thrown) {
  if (thrown instanceof GateError) return thrown.problem;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    code: "INTERNAL",
    what: `The gate met something that it did not foresee (${text.slice(0, 300)}).`,
    means: NO_VERDICT,
    todo: "Run again with debug logging on, and report it with the log if it comes back."
  };
}

export {
  ERROR_CODES,
  problemMessage,
  NO_VERDICT,
  GateError,
  toProblem
};
