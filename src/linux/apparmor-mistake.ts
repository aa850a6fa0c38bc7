import type { Severity } from '../model/severity.ts';

/** Something in a profile that leaves more open than it looks, or that does not go with a container engine. */
export interface AppArmorMistake {
  readonly kind: AppArmorMistakeKind;
  readonly severity: Severity;
  readonly title: string;
  /** One or two sentences. May hold words of the profile: untrusted. */
  readonly detail: string;
  /** What is written there. Untrusted. */
  readonly seen: string;
  readonly fix: string;
  /** Lines for the profile that cure it, where they are the same for every profile. */
  readonly lines?: readonly string[];
  /** Whether the lines stand for `line` or go behind it. */
  readonly placement?: 'replace' | 'append';
  /** Of the profile's file, from 1. */
  readonly line: number;
  /** It is one only if no rule was left unread: some other rule would take it back. */
  readonly onlyIfAllIsRead: boolean;
}

export type AppArmorMistakeKind =
  /** What the mode of the profile makes of it. */
  | 'complain'
  | 'unconfined'
  | 'default-allow'
  | 'prompt'
  /** What its rules leave open. */
  | 'no-deny'
  | 'wide-write'
  | 'all-capabilities'
  | 'unconfined-execution'
  | 'any-profile'
  | 'mount'
  /** What the engine needs. */
  | 'no-signal'
  | 'not-attached';
