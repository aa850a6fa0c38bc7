import {
  type CapabilityMask,
  DEFAULT_CAPABILITIES,
  maskOf,
  NO_CAPABILITIES,
  namesOf,
} from '../../linux/capabilities.ts';
import { CAPABILITY_RANKING } from '../../linux/capability-ranking.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import {
  type CapabilityEntry,
  capabilityLocation,
  capabilityPlacement,
  dropAllBut,
  entriesOf,
} from './capability-cure.ts';
import { boundingOf, type GrantEvidence, grantEvidence, grantedTo, knownPart, notKnown } from './granted.ts';
import { CAPABILITIES_7, cis, DOCKER_RUN, podSecurity } from './references.ts';
import { fixFor, sourceWords } from './said.ts';

const META = { id: 'capabilities-dropped', severity: 'low' } as const;

/** The container can get no capability that is not asked for by its name. */
export const capabilitiesDropped = defineCheck({
  ...META,
  title: 'All capabilities are dropped but those that are listed',
  area: 'run',
  needs: ['run-settings'],
  uses: ['image', 'image-config', 'image-accounts'],
  references: [cis('5.4'), podSecurity('restricted'), CAPABILITIES_7, DOCKER_RUN],
  evaluate: (evidence) => judge(grantEvidence(evidence)),
});

function judge(evidence: GrantEvidence): CheckResult {
  const { run } = evidence;
  if (run.privileged.state === 'said' && run.privileged.value) {
    return { kind: 'not-applicable', observed: 'A privileged container has every capability: see not-privileged.' };
  }
  const answer = boundingOf(evidence);
  // An addition that is not known takes nothing away; the other words may say that ALL is dropped.
  const onlyAdded = [run.privileged, ...run.capDrop, ...run.unknown].every(({ state }) => state !== 'unknown');
  const known = answer.kind === 'undecided' && onlyAdded ? boundingOf({ ...evidence, run: knownPart(run) }) : answer;
  if (known.kind !== 'granted') return notKnown(known);
  const { bounding } = known;
  const added = entriesOf(run.capAdd);
  const listed = added.reduce((mask, { word }) => (word === 'ALL' ? mask : mask | maskOf(word)), NO_CAPABILITIES);
  const kept = bounding & ~listed;
  const seen = `${reachWords(bounding)} (${sourceWords(run)})`;
  if (kept === NO_CAPABILITIES) {
    return answer.kind === 'granted' ? { kind: 'judged', seen, findings: [] } : notKnown(answer);
  }
  const found = findingOf(evidence, seen, kept, added);
  return { kind: 'judged', seen, findings: [found] };
}

/** Names that are worth reading in a line; what everybody knows is told by its number. */
const MOST_NAMES = 10;

function reachWords(bounding: CapabilityMask): string {
  const names = namesOf(bounding);
  if (names.length === 0) return 'no capabilities';
  if (bounding === DEFAULT_CAPABILITIES) return 'the 14 default capabilities are within reach';
  const told = names.slice(0, MOST_NAMES).join(', ');
  return `capabilities within reach: ${told}${names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''}`;
}

function findingOf(
  evidence: GrantEvidence,
  seen: string,
  kept: CapabilityMask,
  added: readonly CapabilityEntry[],
): Finding {
  const { run } = evidence;
  const location = capabilityLocation(
    run,
    added.filter(({ word }) => word === 'ALL'),
  );
  const count = namesOf(kept).length;
  const beyondDefault = (kept & ~DEFAULT_CAPABILITIES) !== 0n;
  const listed = added.flatMap(({ word }) => (word === 'ALL' ? [] : [word]));
  const whose = beyondDefault ? 'that nobody listed' : 'of the engine’s default';
  return finding(META, {
    key: beyondDefault ? 'beyond-default' : 'default',
    title: `${count} ${count === 1 ? 'capability' : 'capabilities'} ${whose} ${count === 1 ? 'is' : 'are'} kept`,
    detail:
      `Most programs need none of them; who takes over the process has them all. ${worstOf(kept)} ${effectOn(evidence)}`.trim(),
    seen,
    ...(location && { location }),
    fix: fixFor(run, dropAllBut(maskOf(...listed), cureText(evidence)), capabilityPlacement(run)),
  });
}

function worstOf(kept: CapabilityMask): string {
  const ranked = CAPABILITY_RANKING.filter(({ capability }) => (kept & maskOf(capability)) !== 0n);
  return ranked
    .slice(0, 2)
    .map(({ capability, gives }) => `${capability}: ${gives}`)
    .join(' ');
}

function effectOn(evidence: GrantEvidence): string {
  const granted = grantedTo(evidence);
  if (granted.kind !== 'granted' || granted.uid === 0) return '';
  return `Uid ${granted.uid} holds none of them by itself; a setuid program gives them to it.`;
}

function cureText(evidence: GrantEvidence): string {
  const granted = grantedTo(evidence);
  const start = 'Drop all of them, then list what the program turns out to need: ';
  return granted.kind === 'granted' && granted.uid !== 0
    ? `${start}a process that is not root has none today, so it loses nothing.`
    : `${start}a start that prepares files and steps down from root takes CHOWN, DAC_OVERRIDE, FOWNER, SETGID and SETUID.`;
}
