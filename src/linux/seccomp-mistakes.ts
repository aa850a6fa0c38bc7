import type { Severity } from '../model/severity.ts';
import { type LoadedSeccomp, loadSeccomp } from './seccomp.ts';
import { type BeyondReference, beyondReference } from './seccomp-comparison.ts';
import type { SeccompContext } from './seccomp-context.ts';
import type { SeccompMistake } from './seccomp-mistake.ts';
import { openFamilies, unknownNames } from './seccomp-name-mistakes.ts';
import type { SeccompNote, SeccompProfile } from './seccomp-profile.ts';
import { seccompReference } from './seccomp-reference.ts';
import { mistakesBetweenRules, mistakesInRules } from './seccomp-rule-mistakes.ts';
import { filteredAbis } from './seccomp-selection.ts';
import { startMistakes } from './seccomp-start.ts';
import { ABI_NAMES, ABIS } from './seccomp-system-calls.ts';

export interface SeccompQuestion {
  readonly profile: SeccompProfile;
  /** What the reader noted. */
  readonly notes: readonly SeccompNote[];
  readonly context: SeccompContext;
  /** The container runs with no-new-privileges: its filter is loaded last, and the runtime needs less under it. */
  readonly noNewPrivileges: boolean;
  /** Instead of Docker's default profile. */
  readonly reference?: SeccompProfile;
}

/**
 * Everything that can be seen to be wrong with a profile where it is used, without starting a container. In no
 * particular order but this: what makes the rest pointless is told alone.
 */
export function seccompMistakes(question: SeccompQuestion): readonly SeccompMistake[] {
  const { profile, notes, context } = question;
  const loaded = loadSeccomp(profile, context);
  if (profile.defaultAction === '' && profile.rules.length === 0) return [OFF];
  const world = loaded.worlds?.[0]?.world;
  const starts = loaded.worlds === undefined || loaded.worlds.some(({ compiled }) => compiled.kind !== 'refused');
  return [
    ...startMistakes(loaded, question.noNewPrivileges),
    ...(starts ? strengthMistakes(profile, context, question.reference ?? seccompReference()) : []),
    ...openFamilies(profile, loaded),
    ...unknownNames(profile),
    ...mistakesInRules(profile),
    ...(world === undefined ? [] : mistakesBetweenRules(profile, world)),
    ...architectureMistakes(profile, loaded),
    ...notes.map(keyMistake),
  ];
}

const OFF: SeccompMistake = {
  kind: 'off',
  severity: 'critical',
  detail: 'The profile has neither a defaultAction nor a rule: engines then load no filter at all.',
  fix: 'Set "defaultAction": "SCMP_ACT_ERRNO" and list what is allowed, or leave the option out.',
  names: [],
};

function strengthMistakes(
  profile: SeccompProfile,
  context: SeccompContext,
  reference: SeccompProfile,
): readonly SeccompMistake[] {
  const beyond = beyondReference(profile, context, reference);
  if (beyond.length === 0) return [];
  const names = [...new Set(beyond.map(({ name }) => name))];
  const shown = names.slice(0, 5).join(', ');
  const rest = names.length > 5 ? ` and ${names.length - 5} more` : '';
  const open = ['SCMP_ACT_ALLOW', 'SCMP_ACT_LOG', 'SCMP_ACT_TRACE'].includes(profile.defaultAction);
  const what = open ? 'The profile allows what it does not name, and so' : 'The profile allows';
  return [
    {
      kind: open ? 'allow-by-default' : 'weaker-than-default',
      severity: open ? 'critical' : severityOf(beyond),
      detail: `${what} ${names.length} system calls that Docker’s default profile refuses: ${shown}${rest}.`,
      fix: open
        ? 'Start from Docker’s default profile, which refuses what it does not name, and take out what is not needed.'
        : 'Take these names out, or tie them to a capability with includes.caps.',
      names,
    },
  ];
}

/** High when a grave call gets through that the reference never lets through, or with any arguments. */
function severityOf(beyond: readonly BeyondReference[]): Severity {
  const isWide = ({ allowed, referenceAllows }: BeyondReference) => allowed === 'always' || referenceAllows === 'never';
  return beyond.some((call) => call.grave && isWide(call)) ? 'high' : 'medium';
}

function architectureMistakes(profile: SeccompProfile, { context }: LoadedSeccomp): readonly SeccompMistake[] {
  const { architecture } = context;
  const [native, other] = ABIS[architecture];
  const listed = [...profile.architectures, ...profile.archMap.map((entry) => entry.architecture)];
  if (listed.length > 0 && !listed.includes(ABI_NAMES[native])) {
    const detail = `The profile lists ${listed.slice(0, 5).join(', ')}, but not ${ABI_NAMES[native]}, the machine’s own.`;
    const fix = `Add ${ABI_NAMES[native]}: the rules are applied to it anyway, but programs of other kinds are killed.`;
    return [{ kind: 'architecture-foreign', severity: 'medium', detail, fix, names: [] }];
  }
  if (filteredAbis(profile, architecture).includes(other)) return [];
  const detail = `The profile does not list ${ABI_NAMES[other]}: programs of 32 bits are killed at their first call.`;
  const fix = `Add ${ABI_NAMES[other]} to subArchitectures if the image has such programs.`;
  return [{ kind: 'architecture-missing', severity: 'negligible', detail, fix, names: [] }];
}

function keyMistake({ kind, key, line }: SeccompNote): SeccompMistake {
  const unknown = kind === 'unknown-key';
  return {
    kind: 'key',
    severity: 'low',
    detail: unknown ? `Engines ignore the key ${key}.` : `The key ${key} is not written as engines document it.`,
    fix: unknown ? 'Take it out, or write the key that is meant.' : 'Write the key with its capital letters.',
    line,
    names: [],
  };
}
