import { loadSeccomp } from '../../linux/seccomp.ts';
import type { SeccompContext } from '../../linux/seccomp-context.ts';
import type { SeccompMistake } from '../../linux/seccomp-mistake.ts';
import { seccompMistakes } from '../../linux/seccomp-mistakes.ts';
import type { SeccompNote, SeccompProfile } from '../../linux/seccomp-profile.ts';
import { readSeccompProfile } from '../../linux/seccomp-reader.ts';
import { asRuntimeSpec } from '../../linux/seccomp-runtime-spec.ts';
import type { CheckResult } from '../../model/check.ts';
import type { SeccompProfileFile } from '../../model/confinement.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import { visibleText } from '../../model/visible-text.ts';
import { type MachineEvidence, type SeccompMachine, seccompMachine, undetermined } from './seccomp-machine.ts';

export type ProfileEvidence = MachineEvidence & Pick<EvidenceMap, 'seccomp-profile'>;

/** A profile in its place, with all that is wrong with it. */
export interface AskedProfile {
  readonly kind: 'asked';
  readonly file: SeccompProfileFile;
  readonly profile: SeccompProfile;
  readonly machine: Extract<SeccompMachine, { kind: 'known' }>;
  readonly mistakes: readonly SeccompMistake[];
}

export type SeccompAnswer = AskedProfile | { readonly kind: 'undecided'; readonly result: CheckResult };

/**
 * Comparisons of arguments that are looked at; Docker's own profile has about 30. A filter of the kernel has 4,096
 * instructions (BPF_MAXINSNS of linux/bpf_common.h), and each comparison takes some of them.
 */
const MAX_COMPARISONS = 2048;

interface Remembered {
  readonly evidence: ProfileEvidence;
  readonly answer: SeccompAnswer;
}

/** Ten checks ask the same of one subject: what was found out about its profile is kept as long as the evidence is. */
const answers = new WeakMap<SeccompProfileFile, Remembered>();

/** Reads the profile of a subject where it is used, once. */
export function askSeccomp(evidence: ProfileEvidence): SeccompAnswer {
  const known = answers.get(evidence['seccomp-profile']);
  if (known !== undefined && isSameEvidence(known.evidence, evidence)) return known.answer;
  const answer = ask(evidence);
  answers.set(evidence['seccomp-profile'], { evidence, answer });
  return answer;
}

function isSameEvidence(a: ProfileEvidence, b: ProfileEvidence): boolean {
  const kinds = ['run-settings', 'seccomp-profile', 'image', 'image-config', 'engine-security'] as const;
  return kinds.every((kind) => a[kind] === b[kind]);
}

function ask(evidence: ProfileEvidence): SeccompAnswer {
  const { 'seccomp-profile': file, 'run-settings': run } = evidence;
  const reading = readSeccompProfile(file.text);
  // The collector hands on what can be read, and nothing else.
  if (reading.kind === 'unreadable')
    return undetermined(`${visibleText(file.path, 120)} ${visibleText(reading.why, 200)}`);
  const { profile, notes } = reading;
  const machine = seccompMachine(evidence);
  if (machine.kind === 'undecided') return machine;
  const why = tooMuch(profile, machine.contexts);
  if (why !== undefined) return undetermined(`${visibleText(file.path, 120)} ${why}`);
  const questions = machine.contexts.map((context) => mistakesIn(context, { profile, notes, machine }));
  const told = united(questions);
  const mistakes = run.source.kind === 'kubernetes' ? withContainerd(told, profile, machine) : told;
  return { kind: 'asked', file, profile, machine, mistakes };
}

/** @returns what would take long to look at, to complete "the profile …" */
function tooMuch(profile: SeccompProfile, contexts: readonly SeccompContext[]): string | undefined {
  const comparisons = profile.rules.reduce((sum, { args, names }) => sum + args.length * Math.max(1, names.length), 0);
  if (comparisons > MAX_COMPARISONS)
    return `compares arguments ${comparisons} times; the gate looks at ${MAX_COMPARISONS}`;
  const open = contexts.some((context) => loadSeccomp(profile, context).worlds === undefined);
  return open ? 'asks for too many versions of the kernel, and that of the machine is not known' : undefined;
}

interface Read {
  readonly profile: SeccompProfile;
  readonly notes: readonly SeccompNote[];
  readonly machine: AskedProfile['machine'];
}

function mistakesIn(context: SeccompContext, { profile, notes, machine }: Read): readonly SeccompMistake[] {
  return seccompMistakes({ profile, notes, context, noNewPrivileges: machine.noNewPrivileges });
}

/** What is wrong on any of the machines that it may be: each mistake once, and of the strength of the profile the most. */
function united(lists: readonly (readonly SeccompMistake[])[]): readonly SeccompMistake[] {
  const [first = [], ...others] = lists;
  if (others.length === 0) return first;
  const found = new Map<string, SeccompMistake>();
  for (const mistake of lists.flat()) {
    const key = isStrength(mistake) ? 'strength' : `${mistake.kind} ${mistake.line} ${mistake.detail}`;
    const same = found.get(key);
    if (same === undefined || same.names.length < mistake.names.length) found.set(key, mistake);
  }
  return [...found.values()];
}

function isStrength({ kind }: SeccompMistake): boolean {
  return kind === 'weaker-than-default' || kind === 'allow-by-default';
}

/** Of the two ways in which nodes of a cluster read the file the weaker one. */
function withContainerd(
  told: readonly SeccompMistake[],
  profile: SeccompProfile,
  machine: AskedProfile['machine'],
): readonly SeccompMistake[] {
  const read = asRuntimeSpec(profile);
  if (read === undefined || told.some(({ kind }) => kind === 'off')) return told;
  const lists = machine.contexts.map((context) => mistakesIn(context, { profile: read, notes: [], machine }));
  const weaker = united(lists).find(isStrength);
  const before = told.find(isStrength);
  if (weaker === undefined || weaker.names.length <= (before?.names.length ?? 0)) return told;
  const detail = `${weaker.detail} That is so under containerd, which reads no includes, no excludes and no archMap.`;
  return [{ ...weaker, detail }, ...told.filter((mistake) => mistake !== before)];
}
