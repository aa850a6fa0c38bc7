/**
 * What happens to a system call under a seccomp profile, before any container is started.
 *
 * The rules are those of Docker, runc and libseccomp; a differential test holds them to real containers.
 */
import { ENOSYS, type SeccompAction } from './seccomp-action.ts';
import { type CallArguments, holds, isExact } from './seccomp-argument.ts';
import { type CompiledFilter, type CompiledSeccomp, compileSeccomp } from './seccomp-compile.ts';
import { type SeccompContext, type SeccompWorld, worldsOf } from './seccomp-context.ts';
import type { SeccompProfile, SeccompRule } from './seccomp-profile.ts';
import { ABI_NAMES, ABIS, type Abi, systemCalls } from './seccomp-system-calls.ts';

export type SeccompDecision =
  | (SeccompAction & { readonly by: DecidedBy })
  /** `why` completes "what happens to the call is not known: …". */
  | { readonly outcome: 'unknown'; readonly why: string };

/** What of the profile decides. */
export type DecidedBy =
  | { readonly kind: 'rule'; readonly rule: SeccompRule }
  | { readonly kind: 'default' }
  /** No filter is there. */
  | { readonly kind: 'off' }
  /** The call is newer than all that the profile names: the runtime lets the program think that it is not there. */
  | { readonly kind: 'newer' }
  /** The filter does not know programs of this kind. */
  | { readonly kind: 'architecture' };

/** A profile in its place. */
export interface LoadedSeccomp {
  readonly context: SeccompContext;
  /** Everything that it may be, as far as the context leaves it open; undefined when that is too much. */
  readonly worlds?: readonly { readonly world: SeccompWorld; readonly compiled: CompiledSeccomp }[];
}

export interface SystemCall {
  readonly name: string;
  /** How the program calls the kernel; as the machine does unless said. */
  readonly abi?: Abi;
  /** None is known unless said. */
  readonly args?: CallArguments;
}

export function loadSeccomp(profile: SeccompProfile, context: SeccompContext): LoadedSeccomp {
  const worlds = worldsOf(profile, context);
  if (worlds === undefined) return { context };
  return { context, worlds: worlds.map((world) => ({ world, compiled: compileSeccomp(profile, world) })) };
}

/** @returns `unknown` wherever two worlds, or two values of an argument that nobody knows, would tell */
export function decideSystemCall({ context, worlds }: LoadedSeccomp, call: SystemCall): SeccompDecision {
  const { abi = ABIS[context.architecture][0], name } = call;
  if (!ABIS[context.architecture].includes(abi)) return unknown(`${context.architecture} runs no programs for ${abi}`);
  if (!systemCalls(abi).has(name)) return unknown(`${abi} has no such call`);
  if (worlds === undefined) return unknown('the profile asks for too many versions of the kernel');
  const decisions = worlds.map(({ world, compiled }) => decideInWorld(compiled, world, { ...call, abi }));
  const [first = unknown('nothing decides'), ...others] = decisions;
  if (others.every((other) => isSameOutcome(first, other))) return first;
  const open = decisions.find(({ outcome }) => outcome === 'unknown');
  return open ?? unknown('it depends on the versions of the engine, the runtime, its library or the kernel');
}

/** Whether a program sees the same. */
export function isSameOutcome(a: SeccompDecision, b: SeccompDecision): boolean {
  if (a.outcome === 'errno' && b.outcome === 'errno') return a.errno === b.errno;
  return a.outcome === b.outcome;
}

type CallOfAbi = SystemCall & { readonly abi: Abi };

function decideInWorld(compiled: CompiledSeccomp, world: SeccompWorld, call: CallOfAbi): SeccompDecision {
  switch (compiled.kind) {
    case 'off':
      return { outcome: 'allow', by: { kind: 'off' } };
    case 'refused':
      return unknown(`the container does not start: the profile has ${compiled.refusals[0]?.why}`);
    case 'filter':
      return decideInFilter(compiled, world, call);
  }
}

function decideInFilter(filter: CompiledFilter, world: SeccompWorld, call: CallOfAbi): SeccompDecision {
  const native = ABIS[world.architecture][0] === call.abi;
  const listed = filter.architectures.includes(ABI_NAMES[call.abi]);
  if (!native && !listed) return { outcome: 'kill', whole: false, by: { kind: 'architecture' } };
  const stubbed = listed || (native && world.engine.assumesArchitecture);
  if (stubbed && isNewer(filter, call)) return { outcome: 'errno', errno: ENOSYS, by: { kind: 'newer' } };
  return decideByRules(filter, call);
}

/** runc's stub (`generatePatch` of libcontainer/seccomp/patchbpf): none where the default lets calls through. */
function isNewer({ defaultAction, highest }: CompiledFilter, { abi, name }: CallOfAbi): boolean {
  if (['allow', 'log', 'trace'].includes(defaultAction.outcome)) return false;
  const known = highest.get(abi) ?? 0;
  return known > 0 && (systemCalls(abi).get(name) ?? 0) > known;
}

function decideByRules({ calls, defaultAction }: CompiledFilter, { name, args = [] }: CallOfAbi): SeccompDecision {
  const { flat, chains = [] } = calls.get(name) ?? {};
  if (flat !== undefined) return { ...flat.action, by: { kind: 'rule', rule: flat.rule } };
  const exact = isExact(chains.map(({ chain }) => chain));
  const matches = chains.map((counted) => ({ ...counted, match: exact ? holds(counted.chain, args) : 'maybe' }));
  const possible: SeccompDecision[] = matches
    .filter(({ match }) => match !== 'no')
    .map(({ action, rule }) => ({ ...action, by: { kind: 'rule', rule } }));
  if (!matches.some(({ match }) => match === 'yes')) possible.push({ ...defaultAction, by: { kind: 'default' } });
  const [first = unknown('nothing decides'), ...others] = possible;
  if (others.every((other) => isSameOutcome(first, other))) return first;
  if (!exact) return unknown('its rules ask for arguments in a way that libseccomp does not keep apart');
  // Of several rules with arguments that match, the library's order counts, which is not that of the file.
  return unknown('its arguments decide, and they are not known, or several rules match them');
}

function unknown(why: string): SeccompDecision {
  return { outcome: 'unknown', why };
}
