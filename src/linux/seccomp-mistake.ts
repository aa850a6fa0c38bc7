import type { Severity } from '../model/severity.ts';

/** Something in a profile that does not do what it looks like, or gives too much away. */
export interface SeccompMistake {
  readonly kind: SeccompMistakeKind;
  readonly severity: Severity;
  /** One sentence. Holds words of the profile: untrusted. */
  readonly detail: string;
  /** What to write instead. Holds words of the profile: untrusted. */
  readonly fix: string;
  /** Of the profile's file. */
  readonly line?: number;
  /** The system calls that it is about, worst first where there is an order. Untrusted. */
  readonly names: readonly string[];
}

export type SeccompMistakeKind =
  | 'unconfined'
  | 'built-in'
  | 'off'
  | 'allow-by-default'
  | 'weaker-than-default'
  | 'does-not-start'
  | 'may-not-start'
  | 'family-incomplete'
  | 'unknown-name'
  | 'shadowed-rule'
  | 'contradictory-rules'
  | 'always-true'
  | 'never-counts'
  | 'errno-zero'
  | 'old-form'
  | 'architecture-foreign'
  | 'architecture-missing'
  | 'key';
