import type { Problem } from './errors.ts';
import type { EvidenceKind, EvidenceMap } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Severity } from './severity.ts';
import type { Area } from './verdict.ts';

/** A rule of somebody else that the check answers: `CIS Docker Benchmark 4.1`. */
export interface Reference {
  readonly name: string;
  readonly url?: string;
}

/** What a check says about the evidence that it was given. */
export type CheckResult =
  /** `seen` is the positive evidence, shown also when nothing was found: `USER 20002 → uid 20002, gid 10001`. */
  | { readonly kind: 'judged'; readonly seen: string; readonly findings: readonly Finding[] }
  /** The subject has nothing that the rule speaks of, and this was observed. */
  | { readonly kind: 'not-applicable'; readonly observed: string }
  /** The evidence is there and does not settle the question. */
  | { readonly kind: 'undecided'; readonly problem: Problem };

/**
 * One rule: a pure, synchronous function from the evidence it declares. `needs` must be known before it is
 * asked (a gap there is outcome `error`, an absence `not-applicable`, without asking); `uses` may be missing
 * and only makes findings better (a line to point at).
 */
export interface Check<N extends EvidenceKind = EvidenceKind, U extends EvidenceKind = EvidenceKind> {
  /** Says the good state, in kebab-case, and is the file's name: `user-not-root`. Never changes. */
  readonly id: string;
  /** One line for people, without a full stop. */
  readonly title: string;
  readonly area: Area;
  /** Of its findings, unless the rule itself says otherwise for one of them. */
  readonly severity: Severity;
  readonly needs: readonly N[];
  readonly uses: readonly U[];
  readonly references: readonly Reference[];
  readonly evaluate: (evidence: CheckEvidence<N, U>) => CheckResult;
}

export type CheckEvidence<N extends EvidenceKind, U extends EvidenceKind> = { readonly [K in N]: EvidenceMap[K] } & {
  readonly [K in U]?: EvidenceMap[K];
};

/** A check as the list and the gate hold it, its evidence types folded away by `defineCheck`. */
export interface AnyCheck extends Omit<Check, 'evaluate'> {
  readonly evaluate: (evidence: Partial<EvidenceMap>) => CheckResult;
}

/** Declares a check: types its evidence by `needs` and `uses`, and holds it to them at run time. */
export function defineCheck<const N extends EvidenceKind, const U extends EvidenceKind = never>(
  check: Check<N, U>,
): AnyCheck {
  const evaluate = (evidence: Partial<EvidenceMap>): CheckResult => {
    for (const kind of check.needs) {
      if (evidence[kind] === undefined) throw new Error(`check ${check.id} was asked without its evidence ${kind}`);
    }
    // Narrowed by the loop above: every key of N is present.
    return check.evaluate(evidence as CheckEvidence<N, U>);
  };
  return { ...check, evaluate };
}

/** What a check's findings are built from; `checkId`, severity and fingerprint are filled in by `finding`. */
export type FindingParts = Omit<Finding, 'checkId' | 'severity' | 'fingerprint'> & {
  readonly severity?: Severity;
  /** What makes this finding this one, besides the check: a package, a path. No line numbers, no digests. */
  readonly key: string;
};

/** Builds a finding of a check, with a fingerprint of check id and key that is stable over rebuilds. */
export function finding(check: { readonly id: string; readonly severity: Severity }, parts: FindingParts): Finding {
  const { key, severity, ...rest } = parts;
  return { ...rest, checkId: check.id, severity: severity ?? check.severity, fingerprint: `${check.id}:${key}` };
}
