import type { Report } from '../../src/model/verdict.ts';
import { renderComment } from '../../src/reporters/pull-request-comment.ts';
import { aProjectReport } from './project-report.ts';
import {
  aFailingReport,
  aHostileReport,
  anErrorReport,
  aReport,
  aReportOfAPolicyChange,
  aReportWithManyFindings,
} from './report.ts';

/** Names as an attacker would choose them, all in one. */
export const HOSTILE =
  '@octocat fixes #1 | `x` <img src=x onerror=alert(1)> [look](javascript:alert(1)) ![](https://evil.example/p.png) \u202etxt.exe\u200b';

/** The reports behind the golden files and the pictures. */
export const GOLDEN_REPORTS = {
  pass: aReport(),
  fail: aFailingReport(),
  error: anErrorReport(),
  many: aReportWithManyFindings(200),
  policy: aReportOfAPolicyChange(),
  project: aProjectReport(),
  hostile: aHostileReport(HOSTILE),
} as const satisfies Readonly<Record<string, Report>>;

export type GoldenName = keyof typeof GOLDEN_REPORTS;
export const GOLDEN_NAMES: readonly GoldenName[] = ['pass', 'fail', 'error', 'many', 'policy', 'project', 'hostile'];

export const MARKER = {
  key: 'default',
  runId: 19_655_012_345,
  runAttempt: 1,
  commit: '3c1d9f0a7be24c5586f1d2a90b7c6e5d4f3a2b1c',
  nonce: '0123456789abcdef0123456789abcdef',
} as const;

export function goldenComment(name: GoldenName): string {
  return renderComment(GOLDEN_REPORTS[name], { marker: MARKER, limit: 60_000 });
}
