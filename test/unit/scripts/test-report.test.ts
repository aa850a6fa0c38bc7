import { describe, expect, it } from 'vitest';
import { readTestReport, renderCounts } from '../../../scripts/test-report.ts';

const file = (name: string, status: string, ...tests: readonly string[]) => ({
  name,
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});
const total = (...files: readonly unknown[]) =>
  renderCounts(readTestReport(JSON.stringify({ testResults: files })).total);

describe('the counts of a test run', () => {
  it.each([
    ['nothing', [], '0 passed, 0 failed, 0 skipped'],
    [
      'one of each',
      [file('/r/test/unit/a.test.ts', 'failed', 'passed', 'failed', 'skipped')],
      '1 passed, 1 failed, 1 skipped',
    ],
    [
      'all that did not run',
      [file('/r/test/unit/a.test.ts', 'passed', 'pending', 'todo', 'disabled')],
      '0 passed, 0 failed, 3 skipped',
    ],
    ['a file that could not be loaded', [file('/r/test/unit/a.test.ts', 'failed')], '0 passed, 1 failed, 0 skipped'],
    [
      'a hook that failed after good tests',
      [file('/r/test/unit/a.test.ts', 'failed', 'passed')],
      '1 passed, 1 failed, 0 skipped',
    ],
    [
      'a status that nobody knows',
      [file('/r/test/unit/a.test.ts', 'passed', 'brilliant')],
      '0 passed, 1 failed, 0 skipped',
    ],
  ])('%s', (_name, files, expected) => {
    expect(total(...files)).toBe(expected);
  });

  it('are kept by project', () => {
    const files = [
      file('/r/test/unit/a.test.ts', 'passed', 'passed'),
      file('C:\\r\\test\\e2e\\b.test.ts', 'passed', 'skipped'),
    ];
    expect(Object.fromEntries(readTestReport(JSON.stringify({ testResults: files })).projects)).toEqual({
      unit: { passed: 1, failed: 0, skipped: 0 },
      e2e: { passed: 0, failed: 0, skipped: 1 },
    });
  });

  it('are not made up from something else', () => {
    expect(() => readTestReport('{"numPassedTests": 12}')).toThrow();
  });
});
