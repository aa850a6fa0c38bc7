/**
 * Every reason why the gate may have no answer. The set is closed: each code has a section in
 * docs/troubleshooting.md and a test that makes it happen (test/unit/house.test.ts holds both together).
 */
export const ERROR_CODES = [
  // What was asked
  'INPUT-INVALID',
  'INPUT-UNKNOWN',
  'INPUT-CONFLICT',
  'NOT-AVAILABLE-YET',
  'NOTHING-TO-CHECK',
  'PATH-REFUSED',
  'EVENT-UNREADABLE',
  'EVENT-UNSAFE',
  // The policy
  'POLICY-INVALID',
  'POLICY-NOT-FOUND',
  'POLICY-TOO-NEW',
  'POLICY-UNREADABLE',
  // The engine and its tools
  'DOCKER-UNAVAILABLE',
  'TOOL-UNTRUSTED-PATH',
  'TOOL-FAILED',
  'BUILDER-UNSUPPORTED',
  'BUILD-FAILED',
  'BUILD-TIMEOUT',
  'BUILD-NO-IMAGE',
  // The image
  'IMAGE-NOT-FOUND',
  'IMAGE-CHANGED',
  'IMAGE-UNREADABLE',
  'IMAGE-TOO-LARGE',
  'LAYER-CORRUPT',
  'LAYER-UNSUPPORTED',
  'DIGEST-MISMATCH',
  'MANIFEST-UNSUPPORTED',
  'NO-SPACE',
  'DOCKERFILE-UNREADABLE',
  'ACCOUNTS-UNREADABLE',
  'USER-UNDETERMINED',
  'LIMIT-EXCEEDED',
  // How the image is run, and how it is confined
  'COMPOSE-MISSING',
  'COMPOSE-INVALID',
  'KUBERNETES-INVALID',
  'SERVICE-UNKNOWN',
  'RUN-SETTING-UNKNOWN',
  'SECCOMP-UNREADABLE',
  'SECCOMP-UNDETERMINED',
  'APPARMOR-UNDETERMINED',
  'CAPABILITIES-UNDETERMINED',
  'PROOF-FAILED',
  // The judgement
  'CHECK-CRASHED',
  'CHECK-MISSING',
  'CHECK-REQUIRED',
  'NOTHING-CHECKED',
  'CANCELLED',
  'INTERNAL',
  // The reports; these never change a verdict, except REPORT-UNWRITABLE for a file that was asked for
  'REPORT-UNWRITABLE',
  'SUMMARY-UNWRITABLE',
  'TOKEN-MISSING',
  'TOKEN-INVALID',
  'COMMENT-REFUSED',
  'COMMENT-FAILED',
  'COMMENT-SUPERSEDED',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * One thing that could not be done, as plain data. The three sentences are what a stranger needs:
 * what happened, what it means for the verdict, what to do. Text of untrusted origin in them is made
 * visible by `visibleText` before it gets here, and is encoded once more by each sink.
 */
export interface Problem {
  readonly code: ErrorCode;
  readonly what: string;
  readonly means: string;
  readonly todo: string;
  /** Further evidence, line by line: the last lines of a tool, a list of names. Untrusted. */
  readonly details?: readonly string[];
}

/** `CODE: what happened. What it means for the verdict. What to do.` */
export function problemMessage(problem: Problem): string {
  return `${problem.code}: ${problem.what} ${problem.means} ${problem.todo}`;
}

/** The usual second sentence: this run says neither pass nor fail. */
export const NO_VERDICT = 'The verdict is NO VERDICT, not PASS.';

/** The only error class of the gate: broken inputs and broken promises. A bad image is a finding. */
export class GateError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problemMessage(problem), cause === undefined ? undefined : { cause });
    this.name = 'GateError';
    this.problem = problem;
  }

  get code(): ErrorCode {
    return this.problem.code;
  }
}

/**
 * Turns anything that was thrown into a problem. What the gate did not foresee becomes `INTERNAL`:
 * the message is kept, the stack is not (it goes to the debug log).
 */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof GateError) return thrown.problem;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    code: 'INTERNAL',
    what: `The gate met something that it did not foresee (${text.slice(0, 300)}).`,
    means: NO_VERDICT,
    todo: 'Run again with debug logging on, and report it with the log if it comes back.',
  };
}
