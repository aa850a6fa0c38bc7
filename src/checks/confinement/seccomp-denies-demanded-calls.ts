import type { SeccompProfile } from '../../linux/seccomp-profile.ts';
import { seccompReference } from '../../linux/seccomp-reference.ts';
import { asRuntimeSpec } from '../../linux/seccomp-runtime-spec.ts';
import type { CheckResult } from '../../model/check.ts';
import { defineCheck } from '../../model/check.ts';
import type { DemandedDenial } from '../../model/confinement.ts';
import { NO_VERDICT } from '../../model/errors.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import { visibleText } from '../../model/visible-text.ts';
import { type DemandMeta, demandFinding } from './demand-findings.ts';
import { type DemandedCall, type DemandPlace, demandedCall } from './demanded-call.ts';
import { seccompInForce } from './seccomp-in-force.ts';
import { MACHINE_EVIDENCE, type MachineEvidence, seccompMachine, undetermined } from './seccomp-machine.ts';
import { askSeccomp } from './seccomp-question.ts';
import { PROFILE_REFERENCES } from './seccomp-references.ts';

const META: DemandMeta = { id: 'seccomp-denies-demanded-calls', severity: 'high' };

/** The filter refuses what the policy says that it must refuse, and was seen to. */
export const seccompDeniesDemandedCalls = defineCheck({
  ...META,
  title: 'The seccomp filter refuses what the policy demands',
  area: 'confinement',
  needs: ['confinement-demands', 'run-settings'],
  uses: [...MACHINE_EVIDENCE, 'seccomp-profile', 'confinement'],
  references: PROFILE_REFERENCES,
  evaluate: (evidence) => {
    const { mustDeny } = evidence['confinement-demands'];
    if (mustDeny.length === 0) return { kind: 'not-applicable', observed: 'The policy demands no refusals.' };
    const place = placeOf(evidence);
    switch (place.kind) {
      case 'undecided':
        return place.result;
      case 'none':
        return noneRefused(mustDeny, place.words, evidence);
      case 'filter':
        return judge(mustDeny, place, evidence);
    }
  },
});

type Evidence = MachineEvidence & Partial<Pick<EvidenceMap, 'seccomp-profile' | 'confinement'>>;

type Place =
  | ({ readonly kind: 'filter' } & DemandPlace)
  | { readonly kind: 'none'; readonly words: string }
  | { readonly kind: 'undecided'; readonly result: CheckResult };

/** Which profile the demands are held against. */
function placeOf(evidence: Evidence): Place {
  const { 'seccomp-profile': file, confinement } = evidence;
  const force = seccompInForce(evidence);
  if (force.kind === 'undecided' || force.kind === 'none') return force;
  if (force.kind === 'profile') {
    if (file === undefined) return undetermined('the profile that the run settings name could not be read');
    const asked = askSeccomp({ ...evidence, 'seccomp-profile': file });
    if (asked.kind === 'undecided') return asked;
    const { profile, machine } = asked;
    if (asked.mistakes.some(({ kind }) => kind === 'off')) {
      return { kind: 'none', words: `${visibleText(file.path, 120)} loads no filter` };
    }
    return {
      kind: 'filter',
      profiles: readingsOf(profile, evidence),
      standsFor: false,
      contexts: machine.contexts,
      confinement,
    };
  }
  const machine = seccompMachine(evidence);
  if (machine.kind === 'undecided') return machine;
  const profiles = force.kind === 'built-in' ? [seccompReference()] : [];
  return { kind: 'filter', profiles, standsFor: true, contexts: machine.contexts, confinement };
}

/** The nodes of a cluster read a file in two ways. */
function readingsOf(profile: SeccompProfile, { 'run-settings': run }: Evidence): readonly SeccompProfile[] {
  const other = run.source.kind === 'kubernetes' ? asRuntimeSpec(profile) : undefined;
  return other === undefined ? [profile] : [profile, other];
}

function noneRefused(demands: readonly DemandedDenial[], words: string, evidence: Evidence): CheckResult {
  const findings = demands.map((demand) => demandFinding(META, demand, { state: 'no-filter', words }, evidence));
  return { kind: 'judged', seen: `nothing is refused: ${words}`, findings };
}

function judge(demands: readonly DemandedDenial[], place: DemandPlace, evidence: Evidence): CheckResult {
  const answers = demands.map((demand) => ({ demand, answer: demandedCall(demand.name, place) }));
  const findings = answers.flatMap(({ demand, answer }) =>
    answer.state === 'open' || answer.state === 'got-through' ? [demandFinding(META, demand, answer, evidence)] : [],
  );
  if (findings.length > 0) return { kind: 'judged', seen: seenOf(answers), findings };
  const open = answers.flatMap(({ demand, answer }) => (answer.state === 'unknown' ? [{ demand, answer }] : []))[0];
  if (open === undefined) return { kind: 'judged', seen: seenOf(answers), findings };
  const problem = {
    code: 'SECCOMP-UNDETERMINED',
    what: `The policy (${visibleText(open.demand.from, 120)}) demands that ${visibleText(open.demand.name, 64)} is refused, and ${visibleText(open.answer.why, 300)}.`,
    means: NO_VERDICT,
    todo: 'Correct the name, or refuse the call without conditions, with all that do the same.',
  } as const;
  return { kind: 'undecided', problem };
}

const REFUSED: readonly (readonly [by: string, words: string])[] = [
  ['both', 'refused: in the profile and on the running container'],
  ['container', 'refused: on the running container'],
  ['profile', 'refused: in the profile (static only)'],
];

/** `mkdir, kill refused: in the profile and on the running container; mount not refused` */
function seenOf(answers: readonly { readonly demand: DemandedDenial; readonly answer: DemandedCall }[]): string {
  const named = (wanted: (answer: DemandedCall) => boolean) =>
    answers.flatMap(({ demand, answer }) => (wanted(answer) ? [visibleText(demand.name, 64)] : [])).join(', ');
  const groups = [
    ...REFUSED.map(([by, words]) => [named((one) => one.state === 'refused' && one.by === by), words] as const),
    [named(({ state }) => state === 'open' || state === 'got-through'), 'not refused'] as const,
    [named(({ state }) => state === 'unknown'), 'not known'] as const,
  ];
  return groups.flatMap(([names, words]) => (names === '' ? [] : [`${names} ${words}`])).join('; ');
}
