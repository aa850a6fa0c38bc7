import { isSameAction, readAction, type SeccompAction } from './seccomp-action.ts';
import { type Chain, chainKey, chainsOf, isExact, OPERATORS } from './seccomp-argument.ts';
import type { SeccompWorld } from './seccomp-context.ts';
import type { SeccompProfile, SeccompRule } from './seccomp-profile.ts';
import { type Refusal, refusedArchitectures, refusedForms } from './seccomp-refusal.ts';
import { namesOfRule, selectArchitectures, selectRules } from './seccomp-selection.ts';
import { ABIS, type Abi, isAfter2020, systemCallNames, systemCalls } from './seccomp-system-calls.ts';

/** What the runtime makes of a profile. */
export type CompiledSeccomp =
  /** No filter is loaded: every call is made. */
  | { readonly kind: 'off' }
  /** The container does not start. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | CompiledFilter;

export interface CompiledFilter {
  readonly kind: 'filter';
  readonly defaultAction: SeccompAction;
  /** By name; names that the library does not know are left out. */
  readonly calls: ReadonlyMap<string, CallRules>;
  /** The highest number that a name of the rules has, also of those that say what the default says; 0 for none. */
  readonly highest: ReadonlyMap<Abi, number>;
  /** `SCMP_ARCH_X86` each, as the runtime gets them. The machine's own is filtered whether it is listed or not. */
  readonly architectures: readonly string[];
  /** Engines that differ may refuse it. */
  readonly doubts: readonly Refusal[];
}

/** The rules of one system call that count. */
export interface CallRules {
  /** Without arguments: decides alone. */
  readonly flat?: CountedRule;
  readonly chains: readonly CountedChain[];
}

export interface CountedRule {
  readonly action: SeccompAction;
  readonly rule: SeccompRule;
}

export interface CountedChain extends CountedRule {
  readonly chain: Chain;
}

/** The rules of a call while they are put together. */
interface Building {
  flat?: CountedRule;
  /** Conditions that have been cleared might have been refused. */
  doubted?: boolean;
  /** By the key of the condition. */
  readonly chains: Map<string, CountedChain>;
}

/**
 * Follows the engine (`setupSeccomp` of github.com/moby/profiles/seccomp), the runtime (`InitSeccomp` of runc) and
 * libseccomp (`db_col_rule_add`) from a profile to the filter of one world.
 */
export function compileSeccomp(profile: SeccompProfile, world: SeccompWorld): CompiledSeccomp {
  if (profile.defaultAction === '' && profile.rules.length === 0) return { kind: 'off' };
  const rules = selectRules(profile, world);
  const architectures = selectArchitectures(profile, world.architecture);
  const errno = world.engine.readsDefaultErrno ? profile.defaultErrnoRet : undefined;
  const defaultAction = readAction(profile.defaultAction, errno);
  const found = [...refusedForms(profile, rules), ...refusedArchitectures(architectures)];
  if (typeof defaultAction === 'string') {
    return { kind: 'refused', refusals: [{ certain: true, why: `${defaultAction} as defaultAction` }, ...found] };
  }
  const building = new Map<string, Building>();
  for (const rule of rules) found.push(...addRule(building, rule, defaultAction, world));
  const calls = new Map([...building].map(([name, call]) => [name, finish(call)]));
  for (const [name, call] of building) {
    if (isDoubted(call)) found.push({ certain: false, why: `several conditions for ${name}, which overlap` });
  }
  if (found.some(({ certain }) => certain)) return { kind: 'refused', refusals: found };
  const highest = new Map(ABIS[world.architecture].map((abi) => [abi, highestNumber(rules, abi, world)]));
  return { kind: 'filter', defaultAction, calls, highest, architectures, doubts: found };
}

/** Where the order of conditions and actions decides whether libseccomp takes them (EEXIST). */
function isDoubted({ chains, doubted = false }: Building): boolean {
  const [first, ...others] = chains.values();
  if (first === undefined || others.every(({ action }) => isSameAction(action, first.action))) return doubted;
  const conditions = [first, ...others].map(({ chain }) => chain);
  return doubted || !isExact(conditions) || conditions.some((chain) => chain.length > 1);
}

function highestNumber(rules: readonly SeccompRule[], abi: Abi, world: SeccompWorld): number {
  const numbers = systemCalls(abi);
  const known = rules.flatMap(namesOfRule).filter((name) => isKnown(name, world));
  return known.reduce((highest, name) => Math.max(highest, numbers.get(name) ?? 0), 0);
}

/** @returns why the rule is refused */
function addRule(
  calls: Map<string, Building>,
  rule: SeccompRule,
  defaultAction: SeccompAction,
  world: SeccompWorld,
): readonly Refusal[] {
  const refuse = (why: string): Refusal => ({ certain: true, why, line: rule.line });
  const action = readAction(rule.action, rule.errnoRet);
  if (typeof action === 'string') return [refuse(action)];
  const names = namesOfRule(rule);
  const readsArguments = names.length > 0;
  if (readsArguments && rule.args.some(({ op }) => !OPERATORS.has(op))) return [refuse('an unknown operator')];
  if (names.includes('')) return [refuse('an empty name of a system call')];
  // Rules that say what the default says are dropped, whatever else they say.
  if (isSameAction(action, defaultAction)) return [];
  const known = names.filter((name) => isKnown(name, world));
  if (known.length === 0) return [];
  if (rule.args.some(({ index }) => index > 5n)) return [refuse('an index above 5: calls have six arguments')];
  const chains = chainsOf(rule.args);
  return known.flatMap((name) => {
    const call = calls.get(name) ?? { chains: new Map() };
    calls.set(name, call);
    if (addCall(call, action, rule, chains)) return [];
    return [refuse(`another action for ${name} under the condition of an earlier rule`)];
  });
}

function finish({ flat, chains }: Building): CallRules {
  return { ...(flat === undefined ? {} : { flat }), chains: [...chains.values()] };
}

/** libseccomp knows the names of all architectures; those of others add nothing here. */
function isKnown(name: string, world: SeccompWorld): boolean {
  return systemCallNames().has(name) && (world.engine.knowsNewCalls || !isAfter2020(name));
}

/** @returns whether libseccomp takes the rule */
function addCall(call: Building, action: SeccompAction, rule: SeccompRule, chains: readonly Chain[]): boolean {
  for (const chain of chains) {
    // The first rule without a condition stays, and everything beside it goes.
    if (call.flat !== undefined) return true;
    if (chain.length === 0) {
      call.flat = { action, rule };
      call.doubted = isDoubted(call);
      call.chains.clear();
      continue;
    }
    const key = chainKey(chain);
    const same = call.chains.get(key);
    if (same === undefined) call.chains.set(key, { chain, action, rule });
    else if (!isSameAction(same.action, action)) return false;
  }
  return true;
}
