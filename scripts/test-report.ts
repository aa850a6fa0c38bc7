import * as v from 'valibot';

/** How many tests of a project ended in which way. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface TestReport {
  readonly total: TestCounts;
  /** By the folder below `test/`, which is the project's name. */
  readonly projects: ReadonlyMap<string, TestCounts>;
}

/** The parts of vitest's JSON report that are read; `name` is the test file's absolute path. */
const VitestReport = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      assertionResults: v.array(v.object({ status: v.string() })),
    }),
  ),
});

/**
 * Counts the tests of a vitest JSON report. A file that failed without any test of its own failing (it could not be
 * loaded, a hook failed) counts as one failed test.
 *
 * @throws SyntaxError or ValiError for anything but such a report
 */
export function readTestReport(json: string): TestReport {
  const report = v.parse(VitestReport, JSON.parse(json));
  const projects = new Map<string, TestCounts>();
  for (const file of report.testResults) {
    const project = /[\\/]test[\\/]([^\\/]+)[\\/]/.exec(file.name)?.[1] ?? 'elsewhere';
    projects.set(project, sum([projects.get(project) ?? NONE, countsOf(file)]));
  }
  return { total: sum([...projects.values()]), projects };
}

/** `N passed, N failed, N skipped` */
export function renderCounts({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

const NONE: TestCounts = { passed: 0, failed: 0, skipped: 0 };

function countsOf(file: v.InferOutput<typeof VitestReport>['testResults'][number]): TestCounts {
  const having = (...statuses: string[]) =>
    file.assertionResults.filter((test) => statuses.includes(test.status)).length;
  const passed = having('passed');
  const skipped = having('pending', 'skipped', 'todo', 'disabled');
  // Unknown statuses are failures: what is not known to have passed has not.
  const failed = file.assertionResults.length - passed - skipped;
  return { passed, skipped, failed: failed === 0 && file.status === 'failed' ? 1 : failed };
}

function sum(all: readonly TestCounts[]): TestCounts {
  return all.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    NONE,
  );
}
