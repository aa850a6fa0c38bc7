import type { Problem } from './errors.ts';
import type { EngineDescription, ImageOrigin } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Inherited, Mode, Preset } from './policy.ts';
import type { Threshold } from './severity.ts';
import type { Subject } from './subject.ts';

/** The areas of the report, in the order people read them. */
export const AREAS = ['build', 'user', 'run', 'confinement', 'contents', 'vulnerabilities', 'trust'] as const;
export type Area = (typeof AREAS)[number];

/** What happened to one check for one subject. */
export type Outcome =
  | { readonly state: 'pass'; readonly seen: string }
  | { readonly state: 'fail'; readonly seen: string; readonly findings: readonly Finding[] }
  | { readonly state: 'error'; readonly problem: Problem }
  | { readonly state: 'not-applicable'; readonly observed: string }
  | { readonly state: 'off'; readonly by: string };

export interface CheckOutcome {
  readonly checkId: string;
  readonly title: string;
  readonly area: Area;
  readonly subject: Subject;
  readonly outcome: Outcome;
}

export type VerdictWord = 'pass' | 'fail' | 'error';

/** The judgement. */
export interface Verdict {
  readonly verdict: VerdictWord;
  /** Some required check could not be decided, whatever the verdict word is. */
  readonly incomplete: boolean;
  readonly threshold: Threshold;
  /** At or above the threshold and unwaived, worst first. */
  readonly blocking: readonly JudgedFinding[];
  /** The other findings, worst first. */
  readonly notBlocking: readonly JudgedFinding[];
  /** Why there is no (complete) verdict. */
  readonly problems: readonly Problem[];
}

/** A finding with what it is about. */
export interface JudgedFinding {
  readonly subject: Subject;
  readonly area: Area;
  readonly finding: Finding;
}

/** One row of the table that a reviewer reads first. */
export interface AreaRow {
  readonly area: Area;
  /** Only when the run has several subjects. */
  readonly subject?: Subject;
  /** `note`: findings, none of them blocking. */
  readonly state: 'pass' | 'note' | 'fail' | 'error' | 'not-applicable' | 'off';
  /** One sentence of evidence. */
  readonly evidence: string;
}

/** What is left out of a run, and why. */
export interface PlanLine {
  readonly part: string;
  readonly runs: boolean;
  readonly reason: string;
}

/** The circumstances of a run. Absent where they do not exist (a laptop has no run link). */
export interface RunContext {
  readonly where: 'github-actions' | 'command-line';
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** `owner/name` */
  readonly repository?: string;
  /** `https://github.com` */
  readonly serverUrl?: string;
  /** The commit that the reader knows: the pull request's head. 40 hex digits. */
  readonly commit?: string;
  readonly event?: string;
  readonly pullRequest?: number;
  readonly runId?: number;
  readonly runAttempt?: number;
}

/** The rules that this run was judged by, and what will become of them. */
export interface ReportedPolicy {
  /** Where the rules come from, for people: `built-in defaults`, `.github/docker-security-gate.yml of main`. */
  readonly source: string;
  /** The commit that the policy was read from, or looked for in. */
  readonly commit?: string;
  readonly preset: Preset;
  readonly mode: Mode;
  readonly threshold: Threshold;
  readonly inherited: Inherited;
  /** What the pull request changes in the policy: it takes effect after merge. */
  readonly afterMerge?: PolicyAfterMerge;
}

/** The policy as the pull request would have it. */
export interface PolicyAfterMerge {
  /** Each difference in words: `fail-on: high → critical`; what loosens comes first. */
  readonly changes: readonly string[];
  /** How many of `changes`, from the first on, let through what was not let through, or might. */
  readonly loosening: number;
  /** What this run would have ended with. `error` when the new file can't be used. */
  readonly verdict: VerdictWord;
  readonly exitCode: 0 | 1 | 2;
  readonly blockingCount: number;
  /** Why the new file can't be used, line by line. */
  readonly mistakes: readonly string[];
  /** The base branch's policy has changed since the two were merged for this run: what comes of both is not known. */
  readonly baseMoved: boolean;
}

/** The image of a subject, as the engine has it. */
export interface ReportedImage {
  readonly id: string;
  readonly repoDigests: readonly string[];
  readonly platform: string;
  readonly sizeBytes: number;
  readonly origin: ImageOrigin;
  readonly engine: EngineDescription;
}

/** One of several subjects of a run. */
export interface ReportedSubject {
  readonly subject: Subject;
  /** Absent when there is none. */
  readonly image?: ReportedImage;
}

/** Everything that reporters show. They can't change it. Its JSON form is schema/report.schema.json. */
export interface Report {
  readonly schemaVersion: 1;
  readonly gateVersion: string;
  readonly run: RunContext;
  readonly subject: Subject;
  /** Absent when the run ended before there was an image, and when it has several subjects. */
  readonly image?: ReportedImage;
  /** Only when the run has several: the services of a project, the containers of manifests. `subject` is then the whole. */
  readonly subjects?: readonly ReportedSubject[];
  readonly policy: ReportedPolicy;
  readonly plan: readonly PlanLine[];
  readonly areas: readonly AreaRow[];
  readonly checks: readonly CheckOutcome[];
  readonly verdict: Verdict;
  /** What a reader must know beside the verdict: the classic builder was used, scanning is off. */
  readonly remarks: readonly string[];
}

/**
 * The exit code that a verdict ends with: `mode: warn` makes that of a `fail` 0, unless something could not be checked
 * beside it, or a finding blocks whose severity nobody knows: not knowing is never made green.
 */
export function exitCodeOf({ verdict, incomplete, blocking }: Verdict, mode: Mode): 0 | 1 | 2 {
  if (verdict === 'error') return 2;
  if (verdict === 'pass') return 0;
  const known = !incomplete && blocking.every(({ finding }) => finding.severity !== 'unknown');
  return mode === 'warn' && known ? 0 : 1;
}
