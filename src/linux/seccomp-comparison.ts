import { decideSystemCall, type LoadedSeccomp, loadSeccomp, type SeccompDecision, type SystemCall } from './seccomp.ts';
import { isPermissive } from './seccomp-action.ts';
import type { CallArguments } from './seccomp-argument.ts';
import type { SeccompContext } from './seccomp-context.ts';
import { type SeccompDanger, seccompDanger } from './seccomp-dangers.ts';
import type { SeccompProfile } from './seccomp-profile.ts';
import { seccompReference } from './seccomp-reference.ts';
import { filteredAbis, namesOfRule } from './seccomp-selection.ts';
import { type Abi, systemCalls } from './seccomp-system-calls.ts';

/** All system calls of one ABI, sorted into what a profile does with them. */
export interface CallList {
  readonly abi: Abi;
  readonly allowed: readonly string[];
  /** It depends: on arguments, on a tracer, on versions that are not known. */
  readonly conditional: readonly string[];
  readonly refused: readonly string[];
}

/** A call that a profile lets through and the reference does not. */
export interface BeyondReference extends SeccompDanger {
  readonly name: string;
  readonly abi: Abi;
  /** `sometimes`: only with some arguments, or perhaps; `always` otherwise. */
  readonly allowed: 'always' | 'sometimes';
  /** The reference lets it through with some arguments. */
  readonly referenceAllows: 'never' | 'sometimes';
}

/** Engines of today, which know what the reference says; on a kernel of today unless it is known. */
const OF_TODAY = {
  kernel: { major: 6, minor: 1 },
  engine: { readsDefaultErrno: true, assumesArchitecture: true, knowsNewCalls: true },
};
/** Comparisons of one call that are looked at; Docker's own profile has 30 for one. */
const MAX_COMPARED = 200;
const MOST = 2n ** 64n - 1n;

export function listCalls(loaded: LoadedSeccomp, abi: Abi): CallList {
  const lists = { allowed: [] as string[], conditional: [] as string[], refused: [] as string[] };
  for (const name of systemCalls(abi).keys()) lists[kindOf(decideSystemCall(loaded, { name, abi }))].push(name);
  return { abi, ...lists };
}

/**
 * What a profile allows beyond the reference, on the machine and in programs of all kinds that it lists: worst first.
 * Both are read as engines of today do, so that only the profiles differ.
 */
export function beyondReference(
  profile: SeccompProfile,
  context: SeccompContext,
  reference: SeccompProfile = seccompReference(),
): readonly BeyondReference[] {
  const today = { ...OF_TODAY, ...context, engine: OF_TODAY.engine };
  const pair = { ours: loadSeccomp(profile, today), theirs: loadSeccomp(reference, today) };
  const found = filteredAbis(profile, context.architecture).flatMap((abi) =>
    [...systemCalls(abi).keys()].flatMap((name) =>
      compareCall(pair, { name, abi }, () => samplesOf(name, profile, reference)),
    ),
  );
  return found.sort((a, b) => a.rank - b.rank || order(a.abi, b.abi) || order(a.name, b.name));
}

interface Pair {
  readonly ours: LoadedSeccomp;
  readonly theirs: LoadedSeccomp;
}

function compareCall(
  { ours, theirs }: Pair,
  call: SystemCall & { readonly abi: Abi },
  samples: () => readonly CallArguments[],
): readonly BeyondReference[] {
  const [mine, reference] = [kindOf(decideSystemCall(ours, call)), kindOf(decideSystemCall(theirs, call))];
  if (mine === 'refused' || reference === 'allowed') return [];
  const beyond = (allowed: 'always' | 'sometimes', referenceAllows: 'never' | 'sometimes') => [
    { name: call.name, abi: call.abi, allowed, referenceAllows, ...seccompDanger(call.name) },
  ];
  if (mine === 'allowed') return beyond('always', reference === 'refused' ? 'never' : 'sometimes');
  if (reference === 'refused') return beyond('sometimes', 'never');
  const wider = samples().some((args) => {
    const at = { ...call, args };
    return kindOf(decideSystemCall(theirs, at)) === 'refused' && kindOf(decideSystemCall(ours, at)) !== 'refused';
  });
  return wider ? beyond('sometimes', 'sometimes') : [];
}

/**
 * Arguments at which the answer can change: every value that a rule of either profile compares with, its neighbours,
 * and the bits of its mask. Enough for conditions on one argument, which is what profiles have.
 */
function samplesOf(name: string, ...profiles: readonly SeccompProfile[]): readonly CallArguments[] {
  const rules = profiles.flatMap((profile) => profile.rules).filter((rule) => namesOfRule(rule).includes(name));
  const compared = rules.flatMap(({ args }) => args).filter(({ index }) => index <= 5n);
  const samples = compared.slice(0, MAX_COMPARED).flatMap(({ index, value, valueTwo }) => {
    const values = new Set([0n, MOST, value, value - 1n, value + 1n, valueTwo, ...bitsOf(value)]);
    return [...values].map((at) => withArgument(Number(index), BigInt.asUintN(64, at)));
  });
  return samples;
}

function bitsOf(mask: bigint): readonly bigint[] {
  return Array.from({ length: 64 }, (_, bit) => mask & (1n << BigInt(bit))).filter((bit) => bit !== 0n);
}

function withArgument(index: number, value: bigint): CallArguments {
  return Array.from({ length: 6 }, (_, at) => (at === index ? value : undefined));
}

function kindOf(decision: SeccompDecision): 'allowed' | 'conditional' | 'refused' {
  if (decision.outcome === 'unknown' || decision.outcome === 'trace' || decision.outcome === 'notify')
    return 'conditional';
  return isPermissive(decision) ? 'allowed' : 'refused';
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
