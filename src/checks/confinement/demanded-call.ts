import { nearestSystemCall } from '../../linux/nearest-system-call.ts';
import { loadSeccomp } from '../../linux/seccomp.ts';
import type { SeccompContext } from '../../linux/seccomp-context.ts';
import { type DemandAnswer, judgeDemand, type OpenCall } from '../../linux/seccomp-demand.ts';
import { seccompFamily } from '../../linux/seccomp-families.ts';
import type { SeccompProfile } from '../../linux/seccomp-profile.ts';
import { ABIS, systemCallNames, systemCalls } from '../../linux/seccomp-system-calls.ts';
import type { Confinement, TriedCall } from '../../model/confinement.ts';
import { triedOperation } from './tried-calls.ts';

/** What becomes of one operation that must be refused. */
export type DemandedCall =
  | { readonly state: 'refused'; readonly by: 'both' | 'profile' | 'container' }
  /** The profile lets it through. */
  | { readonly state: 'open'; readonly calls: readonly OpenCall[] }
  /** The profile says that it is refused, or says nothing, and the running container got through. */
  | { readonly state: 'got-through'; readonly call: TriedCall; readonly expected: boolean }
  /** `why` is a sentence without its full stop. */
  | { readonly state: 'unknown'; readonly why: string };

export interface DemandPlace {
  /** As many as there are ways to read the file; none for a profile that nobody can read. */
  readonly profiles: readonly SeccompProfile[];
  /** The engine has one of its own time in place of the profile, which only stands for it. */
  readonly standsFor: boolean;
  readonly contexts: readonly SeccompContext[];
  readonly confinement: Confinement | undefined;
}

/** Judges one operation by what the profile says and by what was seen in a container. */
export function demandedCall(name: string, place: DemandPlace): DemandedCall {
  if (!systemCallNames().has(name)) return { state: 'unknown', why: noSuchCall(name) };
  const { profiles, contexts, confinement } = place;
  const answers = profiles.flatMap((profile) =>
    contexts.map((context) => judgeDemand(profile, loadSeccomp(profile, context), name)),
  );
  const errnos = answers.length === 1 ? answers[0]?.errnos : undefined;
  const tried = triedOperation(confinement, seccompFamily(name), errnos ?? new Map());
  const worst = worstOf(answers);
  if (tried.state === 'through') {
    return { state: 'got-through', call: tried.call, expected: worst?.verdict !== 'refused' };
  }
  const seen = tried.state === 'refused';
  // One refused call says nothing of another that does the same and was not tried.
  const seenAll = tried.state === 'refused' && ownCalls(name, contexts).every((call) => tried.names.has(call));
  if (worst === undefined) {
    if (seenAll) return { state: 'refused', by: 'container' };
    return {
      state: 'unknown',
      why: `whether the engine’s own profile refuses ${name} is not known, and no container shows it`,
    };
  }
  switch (worst.verdict) {
    case 'refused':
      return { state: 'refused', by: seen ? 'both' : 'profile' };
    case 'open':
      // What was tried tells of the arguments that were tried, and of no others.
      if (
        seenAll &&
        place.standsFor &&
        worst.open.every((call) => call.allowed === 'always' && tried.names.has(call.name))
      ) {
        return { state: 'refused', by: 'container' };
      }
      return { state: 'open', calls: worst.open };
    case 'unknown':
      if (seenAll && worst.settled === 'by-a-container') return { state: 'refused', by: 'container' };
      return { state: 'unknown', why: `what happens to ${name} is not known: ${worst.why ?? ''}` };
  }
}

/** All that do the same and that programs of the machine's own kind can call. */
function ownCalls(name: string, contexts: readonly SeccompContext[]): readonly string[] {
  const machines = contexts.map(({ architecture }) => systemCalls(ABIS[architecture][0]));
  return seccompFamily(name).filter((call) => machines.some((calls) => calls.has(call)));
}

/** Of the machines that it may be the one with the weakest filter. */
function worstOf(answers: readonly DemandAnswer[]): DemandAnswer | undefined {
  const order = ['open', 'unknown', 'refused'] as const;
  return [...answers].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0];
}

function noSuchCall(name: string): string {
  const nearest = nearestSystemCall(name);
  const hint = nearest === undefined ? '' : `; perhaps ${nearest} is meant`;
  return `${name} is no system call${hint}`;
}
