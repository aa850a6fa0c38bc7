/** Worst first, in the order in which people read them. `unknown` is a severity that nobody stated. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The severities that can be a threshold (`fail-on`). */
export const THRESHOLDS = ['critical', 'high', 'medium', 'low', 'negligible'] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/** Sorts worst first; `unknown` stands last in lists although it blocks like the threshold. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Whether a finding of this severity blocks. Unknown is never good: it counts as reaching any threshold. */
export function reaches(severity: Severity, threshold: Threshold): boolean {
  return severity === 'unknown' || compareSeverity(severity, threshold) <= 0;
}
