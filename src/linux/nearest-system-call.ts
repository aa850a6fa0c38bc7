import { systemCallNames } from './seccomp-system-calls.ts';

/**
 * The system call that is meant by a name that is none: at most two letters away, the first of the nearest.
 *
 * @param name of any length. Untrusted
 */
export function nearestSystemCall(name: string): string | undefined {
  if (name.length > 40) return undefined;
  const lower = name.toLowerCase();
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of systemCallNames()) {
    if (Math.abs(candidate.length - lower.length) > 2) continue;
    const distance = editDistance(lower, candidate);
    if (distance <= Math.min(2, candidate.length - 2) && distance < (best?.distance ?? 3))
      best = { name: candidate, distance };
  }
  return best?.name;
}

/** Letters to put in, take out, change, or swap with the next (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let [before, above]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min(changed, swapped, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? Infinity;
}
