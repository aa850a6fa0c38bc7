import type { Severity, Threshold } from './severity.ts';

/** What a `fail` does to the exit code: 1, or 0 with the verdict shown all the same. */
export const MODES = ['enforce', 'warn'] as const;
export type Mode = (typeof MODES)[number];

/** Sets of rules that come with the gate. */
export const PRESETS = ['default', 'strict'] as const;
export type Preset = (typeof PRESETS)[number];

/** What becomes of a finding that the base image brought: it is shown only, or it blocks as one's own would. */
export const INHERITED = ['show', 'block'] as const;
export type Inherited = (typeof INHERITED)[number];

/** A value of the policy with where it comes from, for people: `preset strict`, `.github/docker-security-gate.yml:3`. */
export interface Sourced<T> {
  readonly value: T;
  readonly from: string;
}

/** What the policy says of one check; what it does not say is as the check and the whole policy have it. */
export interface CheckPolicy {
  /** The check is not asked. */
  readonly off?: Sourced<true>;
  /** Of all its findings, whatever the check itself says; a severity that is unknown stays unknown. */
  readonly severity?: Sourced<Threshold>;
  /** The threshold for its findings, instead of the policy's. */
  readonly failOn?: Sourced<Threshold>;
  /** "Not applicable" is no answer: without what the check is about there is no verdict. */
  readonly required?: Sourced<true>;
}

/** System calls that must be refused, by service of a compose project; under `''` those for every subject. */
export type MustDeny = ReadonlyMap<string, Sourced<readonly string[]>>;

/** The rules that a run judges by, complete: preset, policy file and inputs taken together. */
export interface Policy {
  readonly preset: Sourced<Preset>;
  readonly mode: Sourced<Mode>;
  readonly failOn: Sourced<Threshold>;
  readonly inherited: Sourced<Inherited>;
  /** Vulnerabilities that nobody has fixed do not block. */
  readonly onlyFixed: Sourced<boolean>;
  /** `none`: vulnerabilities are not looked for, by choice. Absent: nobody chose. */
  readonly scanner?: Sourced<'none'>;
  readonly mustDeny: MustDeny;
  /** The image's own program is started too, and its process looked at. */
  readonly observe: Sourced<boolean>;
  /** By check id. */
  readonly checks: ReadonlyMap<string, CheckPolicy>;
}

/** The threshold for the findings of one check. */
export function thresholdOf(policy: Policy, checkId: string): Threshold {
  return policy.checks.get(checkId)?.failOn?.value ?? policy.failOn.value;
}

/** The severity that a finding has under the policy. Unknown is never made known by a rule about others. */
export function severityUnder(policy: Policy, checkId: string, own: Severity): Severity {
  return own === 'unknown' ? own : (policy.checks.get(checkId)?.severity?.value ?? own);
}
