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
 * The chains of a rule: one, which is empty for a rule that asks nothing, or one for every comparison where two are about the same argument, so
 * that any of them is enough (`matchCall` of runc's libcontainer/seccomp).
 */
export function chainsOf(args: readonly SeccompArgument[]): readonly Chain[] {
  const comparisons = args.map(toComparison);
  const repeated = new Set(comparisons.map(({ index }) => index)).size < comparisons.length;
  const chains = repeated ? comparisons.map((one) => [one]) : [comparisons.sort((a, b) => a.index - b.index)];
  // A mask without a bit asks nothing; libseccomp leaves the comparison out.
  return chains.map((chain) => chain.filter(({ mask }) => mask !== 0n));
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
function constantResult({ op, datum }: Comparison): 'yes' | 'no' | undefined {
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

/**
 * Whether libseccomp (2.5) makes of several conditions for one call what they say. It keeps every argument as two
 * halves in one tree, and where conditions of different shape meet in it, some that hold are not reached, and some
 * rules are refused. A fuzz of thousands of profiles against its filters found these to be exact.
 */
export function isExact(chains: readonly Chain[]): boolean {
  if (chains.length <= 1) return true;
  const all = chains.flat();
  if (all.every(({ op }) => op === 'SCMP_CMP_EQ')) return true;
  if (chains.some((chain) => chain.length > 1)) return false;
  return all.every(({ op }) => op === 'SCMP_CMP_EQ' || op === 'SCMP_CMP_NE') || all.every(hasLowHalfOnly);
}

function hasLowHalfOnly({ op, mask, datum }: Comparison): boolean {
  return (op === 'SCMP_CMP_MASKED_EQ' ? mask : datum) < 2n ** 32n;
}

/** The same for two chains that libseccomp takes for one condition; it refuses the second if its action is another. */
export function chainKey(chain: Chain): string {
  return chain.map(({ index, op, mask, datum }) => `${index} ${op} ${mask} ${datum}`).join();
}
