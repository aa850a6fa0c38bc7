import type { SeccompArgument } from './seccomp-profile.ts';

/** Registers of a call, unsigned; undefined where nobody knows. */
export type CallArguments = readonly (bigint | undefined)[];

/** One comparison as libseccomp keeps it. */
export interface Comparison {
  readonly index: number;
  readonly op: string;
  /** All ones unless the comparison is a masked one. */
  readonly mask: bigint;
  readonly datum: bigint;
}

/** Comparisons that must all hold, each of another argument, sorted by it. */
export type Chain = readonly Comparison[];

const ALL_ONES = 2n ** 64n - 1n;
export const OPERATORS: ReadonlySet<string> = new Set([
  ...['SCMP_CMP_NE', 'SCMP_CMP_LT', 'SCMP_CMP_LE', 'SCMP_CMP_EQ', 'SCMP_CMP_GE', 'SCMP_CMP_GT'],
  'SCMP_CMP_MASKED_EQ',
]);

/**
 * The chains of a rule with arguments: one, or one for every comparison where two are about the same argument, so
 * that any of them is enough (`matchCall` of runc's libcontainer/seccomp).
 */
export function chainsOf(args: readonly SeccompArgument[]): readonly Chain[] {
  const comparisons = args.map(toComparison);
  const repeated = new Set(comparisons.map(({ index }) => index)).size < comparisons.length;
  return repeated ? comparisons.map((one) => [one]) : [comparisons.sort((a, b) => a.index - b.index)];
}

function toComparison({ index, value, valueTwo, op }: SeccompArgument): Comparison {
  // Bits of the value that the mask does not have are dropped by libseccomp: the comparison can always be met.
  if (op === 'SCMP_CMP_MASKED_EQ') return { index: Number(index), op, mask: value, datum: valueTwo & value };
  return { index: Number(index), op, mask: ALL_ONES, datum: value };
}

/** Whether all comparisons hold; `maybe` when that hangs on an argument that nobody knows. */
export function holds(chain: Chain, given: CallArguments): 'yes' | 'no' | 'maybe' {
  const results = chain.map((comparison) => compare(comparison, given[comparison.index]));
  if (results.includes('no')) return 'no';
  return results.includes('maybe') ? 'maybe' : 'yes';
}

function compare(comparison: Comparison, given: bigint | undefined): 'yes' | 'no' | 'maybe' {
  const constant = constantResult(comparison);
  if (constant !== undefined) return constant;
  if (given === undefined) return 'maybe';
  return isTrue(comparison, BigInt.asUintN(64, given)) ? 'yes' : 'no';
}

/** For comparisons that say the same of every value. */
function constantResult({ op, mask, datum }: Comparison): 'yes' | 'no' | undefined {
  if (op === 'SCMP_CMP_MASKED_EQ') return mask === 0n ? 'yes' : undefined;
  if (op === 'SCMP_CMP_GE' && datum === 0n) return 'yes';
  if (op === 'SCMP_CMP_LE' && datum === ALL_ONES) return 'yes';
  if (op === 'SCMP_CMP_LT' && datum === 0n) return 'no';
  if (op === 'SCMP_CMP_GT' && datum === ALL_ONES) return 'no';
  return undefined;
}

function isTrue({ op, mask, datum }: Comparison, value: bigint): boolean {
  switch (op) {
    case 'SCMP_CMP_NE':
      return value !== datum;
    case 'SCMP_CMP_LT':
      return value < datum;
    case 'SCMP_CMP_LE':
      return value <= datum;
    case 'SCMP_CMP_EQ':
      return value === datum;
    case 'SCMP_CMP_GE':
      return value >= datum;
    case 'SCMP_CMP_GT':
      return value > datum;
    default:
      return (value & mask) === datum;
  }
}

/** Whether libseccomp takes both for one condition, and refuses the second if its action is another. */
export function isSameChain(a: Chain, b: Chain): boolean {
  return chainKey(a) === chainKey(b);
}

function chainKey(chain: Chain): string {
  return chain.map(({ index, op, mask, datum }) => `${index} ${op} ${mask} ${datum}`).join();
}
