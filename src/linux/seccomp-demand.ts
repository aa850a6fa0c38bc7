import { decideSystemCall, type LoadedSeccomp, type SystemCall } from './seccomp.ts';
import { isPermissive, isRefusal, type SeccompAction } from './seccomp-action.ts';
import { judgeDenial } from './seccomp-families.ts';
import type { SeccompProfile, SeccompRule } from './seccomp-profile.ts';
import { ABIS, type Abi } from './seccomp-system-calls.ts';

/** A system call that gets through although its operation must be refused. */
export interface OpenCall {
  readonly name: string;
  readonly abi: Abi;
  /** `sometimes`: with some arguments. */
  readonly allowed: 'always' | 'sometimes';
  /** What lets it through; none where the profile's default does. */
  readonly rule?: SeccompRule;
}

export interface DemandAnswer {
  /** `open` when a call of the family gets through, `unknown` when one may. */
  readonly verdict: 'refused' | 'open' | 'unknown';
  readonly open: readonly OpenCall[];
  /** Completes "what happens to the call is not known: …"; only where that is so. */
  readonly why?: string;
  /** Whether a container that was started with the profile can settle it: the versions on the machine are what is not known. */
  readonly settled: 'by-a-container' | 'by-nothing';
  /** The error numbers that refused calls of the machine's own programs give. */
  readonly errnos: ReadonlyMap<string, number>;
}

type Fate =
  | { readonly kind: 'refused' }
  | ({ readonly kind: 'open' } & OpenCall)
  | { readonly kind: 'unknown'; readonly why: string; readonly settled: DemandAnswer['settled'] };

/**
 * Whether a profile refuses an operation, whatever the arguments of its calls: all calls of the family, in the programs
 * of all kinds that the filter lets run. Calls that the machine does not have are refused by that.
 *
 * @param operation a name of a system call
 */
export function judgeDemand(profile: SeccompProfile, loaded: LoadedSeccomp, operation: string): DemandAnswer {
  const { calls } = judgeDenial(profile, loaded, operation);
  const fates = calls.map(({ name, abi }) => fateOf(loaded, { name, abi }));
  const open = fates.flatMap((fate) => (fate.kind === 'open' ? [fate] : []));
  const unknown = fates.flatMap((fate) => (fate.kind === 'unknown' ? [fate] : []));
  const [native] = ABIS[loaded.context.architecture];
  const errnos = new Map(
    calls.flatMap(({ name, abi, decision }) =>
      abi === native && decision.outcome === 'errno' ? [[name, decision.errno] as const] : [],
    ),
  );
  const [first] = unknown;
  const settled = unknown.every((fate) => fate.settled === 'by-a-container') ? 'by-a-container' : 'by-nothing';
  if (open.length > 0) return { verdict: 'open', open, settled, errnos };
  if (first === undefined) return { verdict: 'refused', open, settled, errnos };
  return { verdict: 'unknown', open, why: first.why, settled, errnos };
}

function fateOf(loaded: LoadedSeccomp, call: SystemCall & { readonly abi: Abi }): Fate {
  const decision = decideSystemCall(loaded, call);
  if (decision.outcome === 'trace' || decision.outcome === 'notify') return asked(decision.outcome);
  if (decision.outcome !== 'unknown') {
    if (!isPermissive(decision)) return { kind: 'refused' };
    return { kind: 'open', ...call, allowed: 'always', ...(decision.by.kind === 'rule' && { rule: decision.by.rule }) };
  }
  const { worlds = [] } = loaded;
  const possible = worlds.map((world) => possibleActions({ ...loaded, worlds: [world] }, call));
  const starts = possible.some((actions) => actions.length > 0);
  if (starts && possible.every((actions) => actions.every(({ action }) => isRefusal(action)))) {
    return { kind: 'refused' };
  }
  const through = possible.map((actions) => actions.find(({ action }) => isPermissive(action)));
  const [first] = through;
  if (first !== undefined && !through.includes(undefined)) {
    return { kind: 'open', ...call, allowed: 'sometimes', ...(first.rule && { rule: first.rule }) };
  }
  // Each version alone would be clear: then one that is started tells which it is.
  const clear = possible.length > 0 && possible.every((actions) => actions.length === 1);
  return { kind: 'unknown', why: decision.why, settled: clear ? 'by-a-container' : 'by-nothing' };
}

function asked(outcome: 'trace' | 'notify'): Fate {
  const who = outcome === 'trace' ? 'a tracer' : 'a program beside the container';
  return { kind: 'unknown', why: `${who} decides`, settled: 'by-nothing' };
}

interface PossibleAction {
  readonly action: SeccompAction;
  readonly rule?: SeccompRule;
}

/** What may happen in one world, by the arguments; nothing where no container starts. */
function possibleActions(loaded: LoadedSeccomp, call: SystemCall): readonly PossibleAction[] {
  const decision = decideSystemCall(loaded, call);
  if (decision.outcome !== 'unknown') return [{ action: decision }];
  const [only] = loaded.worlds ?? [];
  if (only?.compiled.kind !== 'filter') return [];
  const { chains = [] } = only.compiled.calls.get(call.name) ?? {};
  return [...chains, { action: only.compiled.defaultAction }];
}
