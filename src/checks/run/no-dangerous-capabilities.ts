import { type CapabilityMask, maskOf, NO_CAPABILITIES, namesOf } from '../../linux/capabilities.ts';
import { CAPABILITY_RANKING, type RankedCapability } from '../../linux/capability-ranking.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import {
  type CapabilityEntry,
  capabilityLocation,
  capabilityPlacement,
  dropAllBut,
  entriesOf,
  placesOf,
} from './capability-cure.ts';
import { boundingOf, type GrantEvidence, grantEvidence, grantedTo, notKnown, surelyGranted } from './granted.ts';
import { CAPABILITIES_7, cis, DOCKER_RUN, podSecurity } from './references.ts';
import { fixFor, sourceWords } from './said.ts';

const META = { id: 'no-dangerous-capabilities', severity: 'critical' } as const;

/** Nothing in the container can get a capability that leads out of it or stops others. */
export const noDangerousCapabilities = defineCheck({
  ...META,
  title: 'No capability is granted that reaches beyond the container',
  area: 'run',
  needs: ['run-settings'],
  uses: ['image', 'image-config', 'image-accounts'],
  references: [cis('5.4'), podSecurity('baseline'), CAPABILITIES_7, DOCKER_RUN],
  evaluate: (evidence) => judge(grantEvidence(evidence)),
});

function judge(evidence: GrantEvidence): CheckResult {
  const { run } = evidence;
  if (run.privileged.state === 'said' && run.privileged.value) {
    return { kind: 'not-applicable', observed: 'A privileged container has every capability: see not-privileged.' };
  }
  const answer = boundingOf(evidence);
  // What is added by name is granted, or far more is: words that are not known take nothing of it back.
  const known = answer.kind === 'granted' ? answer : surelyGranted(evidence);
  if (known.kind !== 'granted') return notKnown(answer.kind === 'granted' ? known : answer);
  const { bounding } = known;
  const findings = (['critical', 'high'] as const).flatMap((rank) => {
    const found = CAPABILITY_RANKING.filter((one) => one.rank === rank && (maskOf(one.capability) & bounding) !== 0n);
    return found.length === 0 ? [] : [findingOf(evidence, rank, found)];
  });
  if (findings.length === 0 && answer.kind !== 'granted') return notKnown(answer);
  return { kind: 'judged', seen: findings[0]?.seen ?? seenOf(run, bounding), findings };
}

function seenOf(run: RunSettings, bounding: CapabilityMask): string {
  const names = namesOf(bounding);
  const listed = names.length === 0 ? 'no capabilities' : `capabilities within reach: ${names.join(', ')}`;
  return `${listed} (${sourceWords(run)})`;
}

function findingOf(
  evidence: GrantEvidence,
  severity: 'critical' | 'high',
  found: readonly RankedCapability[],
): Finding {
  const { run } = evidence;
  const names = found.map(({ capability }) => capability);
  const added = entriesOf(run.capAdd);
  const brought = added.filter(({ word }) => word === 'ALL' || names.includes(word));
  const byAll = brought.some(({ word }) => word === 'ALL');
  const location = capabilityLocation(run, brought);
  return finding(META, {
    key: byAll ? `ALL:${severity}` : names.join(','),
    severity,
    title: `The container can get ${shortList(names)}`,
    detail: `${reasons(found)}${reachOf(evidence, severity)} ${effectOn(evidence)}`.trim(),
    seen: `${names.join(', ')} (${placesOf(brought)})`,
    ...(location && { location }),
    fix: fixFor(run, cureOf(added), capabilityPlacement(run)),
  });
}

const SHOWN = 3;

function shortList(names: readonly string[]): string {
  const more = names.length - SHOWN;
  const shown = names.slice(0, SHOWN);
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown.join('');
}

function reasons(found: readonly RankedCapability[]): string {
  const shown = found.slice(0, SHOWN).map(({ capability, gives }) => `${capability}: ${gives}`);
  return shown.join(' ');
}

/** What a namespace of the host makes of it. */
function reachOf({ run: { namespaces } }: GrantEvidence, severity: 'critical' | 'high'): string {
  const { pid, network } = namespaces;
  if (severity === 'critical' && pid.state === 'said' && pid.value.kind === 'host') {
    return ' The container has the host’s processes before it, too (pid: host).';
  }
  if (severity === 'high' && network.state === 'said' && network.value.kind === 'host') {
    return ' The container has the host’s network before it, too (network: host).';
  }
  return '';
}

/** The engine never fills the ambient set, so others than root can't use what is added to the bounding set. */
function effectOn(evidence: GrantEvidence): string {
  const granted = grantedTo(evidence);
  if (granted.kind !== 'granted' || granted.uid === 0) return '';
  return (
    `For uid ${granted.uid} it has no effect except through setuid programs and those with file capabilities: ` +
    'whoever finds one of them in the container has it.'
  );
}

function cureOf(added: readonly CapabilityEntry[]) {
  const ranks = new Map(CAPABILITY_RANKING.map(({ capability, rank }) => [capability, rank]));
  const harmless = added.flatMap(({ word }) => {
    return word === 'ALL' || ranks.get(word) === 'critical' || ranks.get(word) === 'high' ? [] : [word];
  });
  return dropAllBut(
    harmless.reduce((mask, name) => mask | maskOf(name), NO_CAPABILITIES),
    'Write this in place of cap_drop and cap_add, and add single names of the default back if the program needs them.',
  );
}
