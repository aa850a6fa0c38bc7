import type { Problem } from '../model/errors.ts';
import type { Policy } from '../model/policy.ts';
import type { Subject } from '../model/subject.ts';
import {
  type CheckOutcome,
  exitCodeOf,
  type PlanLine,
  type PolicyAfterMerge,
  type Report,
  type ReportedPolicy,
  type RunContext,
  type Verdict,
} from '../model/verdict.ts';
import { visibleText } from '../model/visible-text.ts';
import type { RunCircumstances } from '../settings/run-context.ts';
import type { Settings } from '../settings/settings.ts';
import { areaRows } from './areas.ts';
import { judge } from './judge.ts';
import { imagePart, rowsOf, type SubjectEvidence, subjectPart } from './report-subjects.ts';

export interface ReportParts {
  readonly gateVersion: string;
  readonly circumstances: RunCircumstances;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Absent when the settings themselves were wrong. */
  readonly settings?: Settings;
  /** The rules; absent when the run ended before they were known. */
  readonly policy?: Policy;
  /** Where the rules were found, or looked for. */
  readonly policyFrom?: {
    readonly path: string;
    readonly text?: string;
    readonly place: string;
    readonly commit?: string;
  };
  readonly afterMerge?: PolicyAfterMerge;
  readonly plan?: readonly PlanLine[];
  readonly subject?: Subject;
  /** What was found out about each subject. */
  readonly collected?: readonly SubjectEvidence[];
  readonly outcomes?: readonly CheckOutcome[];
  /** Absent when the run ended before it could be judged: then `problems` say why. */
  readonly verdict?: Verdict;
  readonly problems?: readonly Problem[];
  /** What a reader must know before anything else: what was built or what runs is not what it seems. */
  readonly warnings?: readonly string[];
  /** What a reader must know beside the verdict and what follows from the settings. */
  readonly remarks?: readonly string[];
}

/** Puts the finished run together, for all reporters. Without a verdict it is one of `error`. Pure. */
export function buildReport(parts: ReportParts): Report {
  const { circumstances, collected = [], outcomes = [], settings } = parts;
  const policy = parts.policy ?? UNKNOWN_POLICY;
  const verdict = parts.verdict ?? judge({ planned: [], outcomes: [], problems: parts.problems ?? [], policy });
  const several = collected.length > 1 ? collected : undefined;
  const [only] = several === undefined ? collected : [];
  const image = only && imagePart(only.bundle);
  return {
    schemaVersion: 1,
    gateVersion: parts.gateVersion,
    run: runPart(circumstances, parts.startedAt, parts.durationMs),
    subject: parts.subject ?? { id: 'image', name: wantedName(settings) },
    ...(image === undefined ? {} : { image }),
    ...(several && { subjects: several.map(subjectPart) }),
    policy: policyPart(parts, policy),
    plan: parts.plan ?? [],
    areas: several === undefined ? areaRows(only?.bundle.image, outcomes, policy) : rowsOf(several, outcomes, policy),
    checks: outcomes,
    verdict,
    // Readers see the first ones: what is not as it looks goes before what inputs asked for.
    remarks: [
      ...(parts.warnings ?? []),
      ...modeRemark(policy, verdict),
      ...offRemark(outcomes),
      ...(parts.policy === undefined ? [] : unique(collected.flatMap(buildRemarks))),
      ...(parts.remarks ?? []),
      ...(parts.policy === undefined ? [] : [scanningRemark(parts.policy)]),
    ],
  };
}

/** A run that ended before its rules were known is judged by none: it is `error` whatever they are. */
const UNKNOWN_POLICY: Policy = {
  preset: { value: 'default', from: 'built in' },
  mode: { value: 'enforce', from: 'built in' },
  failOn: { value: 'high', from: 'built in' },
  inherited: { value: 'show', from: 'built in' },
  onlyFixed: { value: true, from: 'built in' },
  mustDeny: new Map(),
  observe: { value: false, from: 'built in' },
  checks: new Map(),
};

function policyPart({ policyFrom, afterMerge, policy: known }: ReportParts, policy: Policy): ReportedPolicy {
  return {
    source: known === undefined ? 'not read' : sourceWords(policyFrom),
    ...(policyFrom?.commit === undefined ? {} : { commit: policyFrom.commit }),
    preset: policy.preset.value,
    mode: policy.mode.value,
    threshold: policy.failOn.value,
    inherited: policy.inherited.value,
    ...(afterMerge === undefined ? {} : { afterMerge }),
  };
}

function sourceWords(from: ReportParts['policyFrom']): string {
  if (from === undefined) return 'built-in defaults';
  if (from.text === undefined) return `built-in defaults (there is no ${from.path} ${from.place})`;
  return `${from.path} ${from.place}`;
}

function modeRemark({ mode }: Policy, verdict: Verdict): string[] {
  if (mode.value !== 'warn') return [];
  const own = `The policy has mode: warn (${mode.from})`;
  if (verdict.verdict !== 'fail') return [`${own}, so a FAIL would end with exit code 0.`];
  if (exitCodeOf(verdict, mode.value) === 0) return [`${own}, so this FAIL ends with exit code 0.`];
  return [`${own}, which does not cover what is not known: this FAIL ends with exit code 1.`];
}

/** Names in the head of the report; the table of checks has them all. */
const MOST_OFF = 6;

function offRemark(outcomes: readonly CheckOutcome[]): string[] {
  const off = outcomes.filter(({ outcome }) => outcome.state === 'off').map(({ checkId }) => checkId);
  if (off.length === 0) return [];
  const names = off.slice(0, MOST_OFF).join(', ');
  const more = off.length > MOST_OFF ? ` and ${off.length - MOST_OFF} more` : '';
  return [`Off by the policy: ${names}${more}.`];
}

/** What was to be judged, for a run that ended before it was found. */
function wantedName(settings: Settings | undefined): string {
  if (settings === undefined) return 'the settings are not valid';
  const { subject } = settings;
  switch (subject.kind) {
    case 'reference':
      return subject.reference;
    case 'project':
      return subject.composeFiles.join(', ');
    case 'build':
      return subject.file ?? `${subject.context}/Dockerfile`;
  }
}

/** The report again with a problem that came up later: what was asked for could not be delivered. */
export function withProblem(report: Report, problem: Problem): Report {
  const { verdict } = report;
  return {
    ...report,
    verdict: {
      ...verdict,
      verdict: verdict.verdict === 'fail' ? 'fail' : 'error',
      incomplete: true,
      problems: [...verdict.problems, problem],
    },
  };
}

function runPart(circumstances: RunCircumstances, startedAt: Date, durationMs: number): RunContext {
  const { privileged: _, fork: __, apiUrl: ___, workflowCommit: ____, base: _____, ...run } = circumstances;
  return { ...run, startedAt: startedAt.toISOString(), durationMs: Math.round(durationMs) };
}

function unique(remarks: readonly string[]): readonly string[] {
  return [...new Set(remarks)];
}

function scanningRemark({ scanner }: Policy): string {
  return scanner === undefined
    ? 'Vulnerabilities were not looked for: this version of the gate has no scanner yet.'
    : 'Vulnerabilities were not looked for: scanner is none.';
}

/** What a reader must know of how the image was made. */
function buildRemarks({ bundle, buildArgs }: SubjectEvidence): string[] {
  const { image, dockerfile } = bundle;
  const said: string[] = [];
  if (image?.state === 'known' && image.value.origin.kind === 'built' && image.value.origin.builder === 'classic') {
    said.push('Built by the classic builder, because the Docker client has no buildx.');
  }
  // What the builder's own checks are told to leave out (docs.docker.com/reference/dockerfile, "check").
  const asked = dockerfile?.state === 'known' ? dockerfile.value.check : undefined;
  if (asked !== undefined && /skip\s*=/i.test(asked)) {
    said.push(`The Dockerfile tells the builder's own checks what to leave out: ${visibleText(asked, 120)}.`);
  }
  // The build argument goes before the directive (docs.docker.com/build/buildkit/frontend, "BUILDKIT_SYNTAX").
  const argument = buildArgs?.findLast(isSyntaxArgument);
  const directive = dockerfile?.state === 'known' ? dockerfile.value.syntax : undefined;
  const syntax = argument?.slice(argument.indexOf('=') + 1) ?? directive;
  if (syntax !== undefined && !OFFICIAL_FRONTEND.test(syntax)) {
    said.push(`The build runs a frontend of its own choice: ${visibleText(syntax, 120)}.`);
  }
  return said;
}

function isSyntaxArgument(argument: string): boolean {
  return argument.startsWith('BUILDKIT_SYNTAX=');
}

/** BuildKit's own frontend, as docs.docker.com/build/buildkit/frontend names it. */
const OFFICIAL_FRONTEND = /^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@]|$)/;
