/** A service that `npm test` starts, or why it is not there. */
export type Service = { readonly value: string } | { readonly missing: string };

/**
 * The value of a variable that scripts/test.ts sets. Where a test may be skipped for its lack, `missing` is the
 * reason to show; with GATE_TEST_REQUIRE_ALL=1 there is no such place.
 *
 * @throws Error when it is missing and everything is required
 */
export function service(variable: string): Service {
  const value = process.env[variable] ?? '';
  if (value !== '') return { value };
  const reason = process.env[variable.replace(/_[A-Z]+$/, '_REASON')] ?? `${variable} is not set: run npm test`;
  if (process.env['GATE_TEST_REQUIRE_ALL'] === '1') throw new Error(`A required service is missing: ${reason}`);
  return { missing: reason };
}
