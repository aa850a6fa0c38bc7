import { maskOf } from '../../linux/capabilities.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunSettings, SaidAt } from '../../model/run-settings.ts';
import { type CapabilityEntry, entriesOf, placesOf } from './capability-cure.ts';
import { boundingOf, type GrantEvidence, grantEvidence, knownPart, notKnown } from './granted.ts';
import { CAPABILITIES_7, DOCKER_RUN } from './references.ts';
import { fixFor, locationOf, sourceWords } from './said.ts';

const META = { id: 'capability-drop-effective', severity: 'high' } as const;

/** What the run settings drop is not granted all the same. */
export const capabilityDropEffective = defineCheck({
  ...META,
  title: 'Capabilities that are dropped are gone',
  area: 'run',
  needs: ['run-settings'],
  uses: ['image', 'image-config', 'image-accounts'],
  references: [CAPABILITIES_7, DOCKER_RUN],
  evaluate: (evidence) => judge(grantEvidence(evidence)),
});

function judge(evidence: GrantEvidence): CheckResult {
  const { run } = evidence;
  const answer = boundingOf(evidence);
  // What is added is known: then no further drop makes it useless, nor does privileged make the drops count.
  const addedKnown = [...run.capAdd, ...run.unknown].every(({ state }) => state !== 'unknown');
  const known = answer.kind === 'undecided' && addedKnown ? boundingOf({ ...evidence, run: knownPart(run) }) : answer;
  if (known.kind !== 'granted') return notKnown(known);
  const { bounding } = known;
  const entries = entriesOf(run.capDrop);
  const dropped = entries.filter(({ word }, index) => entries.findIndex((one) => one.word === word) === index);
  const named = dropped.filter(({ word }) => word !== 'ALL' && (maskOf(word) & bounding) !== 0n);
  const all = dropped.filter(({ word }) => word === 'ALL');
  const { privileged } = run;
  const findings =
    privileged.state === 'said' && privileged.value
      ? dropped.slice(0, 1).map(() => ignoredByPrivileged(run, privileged.at, dropped))
      : [...allBesideAll(run, all), ...named.map((entry) => addedAgain(run, entry))];
  if (findings.length === 0 && answer.kind !== 'granted') return notKnown(answer);
  const seen = dropped.length === 0 ? 'nothing is dropped' : `dropped: ${dropped.map(({ word }) => word).join(', ')}`;
  return { kind: 'judged', seen: findings[0]?.seen ?? `${seen} (${sourceWords(run)})`, findings };
}

function ignoredByPrivileged(run: RunSettings, at: SaidAt, dropped: readonly CapabilityEntry[]): Finding {
  return conflict(run, [{ at }], {
    key: 'privileged',
    title: 'What is dropped is kept, because the container is privileged',
    detail: 'The engine gives a privileged container every capability and ignores what is dropped.',
    seen: `privileged: true beside cap_drop (${placesOf([{ at }, ...dropped])})`,
    text: 'Take privileged away: then the drop counts.',
    lines: {
      compose: ['    privileged: false'],
      run: ['--privileged=false'],
      kubernetes: ['          privileged: false'],
    },
  });
}

function allBesideAll(run: RunSettings, all: readonly CapabilityEntry[]): readonly Finding[] {
  const added = entriesOf(run.capAdd).filter(({ word }) => word === 'ALL');
  // In a pod the drop wins.
  if (all.length === 0 || added.length === 0 || run.source.kind === 'kubernetes') return [];
  const found = conflict(run, added, {
    key: 'ALL',
    title: 'ALL is dropped and added, and so everything is granted',
    detail:
      'In the engine’s arithmetic ALL among the added wins over ALL among the dropped, in whatever order or file they stand.',
    seen: `ALL dropped and added (${placesOf([...all, ...added])})`,
    text: 'Delete ALL from what is added, and name the capabilities that are needed.',
    lines: { compose: ['    cap_drop:', '      - ALL'], run: ['--cap-drop=ALL'] },
  });
  return [found];
}

function addedAgain(run: RunSettings, { word, at }: CapabilityEntry): Finding {
  const added = entriesOf(run.capAdd).filter((entry) => entry.word === word);
  return conflict(run, added, {
    key: word,
    title: `${word} is dropped and is granted all the same`,
    detail: `A capability that is both dropped and added is granted, in whatever order or file the two stand.`,
    seen: `${word} dropped and added (${placesOf([{ at }, ...added])})`,
    text: `Delete ${word} from what is added; or from what is dropped, when the program needs it.`,
    lines: {},
  });
}

interface Conflict {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly seen: string;
  readonly text: string;
  readonly lines: {
    readonly compose?: readonly string[];
    readonly run?: readonly string[];
    readonly kubernetes?: readonly string[];
  };
}

/** @param at what makes the drop useless comes first */
function conflict(
  run: RunSettings,
  at: readonly { readonly at: SaidAt }[],
  { text, lines, ...parts }: Conflict,
): Finding {
  const location = locationOf(at[0]?.at);
  return finding(META, { ...parts, ...(location && { location }), fix: fixFor(run, { text, ...lines }, 'replace') });
}
