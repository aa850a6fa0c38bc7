import type { Evidence, JudgedImage } from '../model/evidence.ts';
import type { Policy } from '../model/policy.ts';
import { compareSeverity, type Severity } from '../model/severity.ts';
import { AREAS, type Area, type AreaRow, type CheckOutcome } from '../model/verdict.ts';
import { blocks } from './judge.ts';

/**
 * One row per area that has something to say, in reading order. An area without a planned check has no row:
 * absent, not green.
 */
export function areaRows(
  image: Evidence<JudgedImage> | undefined,
  outcomes: readonly CheckOutcome[],
  policy: Policy,
): readonly AreaRow[] {
  return AREAS.flatMap((area) => {
    const own = outcomes.filter((outcome) => outcome.area === area);
    const checks = own.length === 0 ? undefined : checksRow(area, own, policy);
    const built = area === 'build' ? buildRow(image) : undefined;
    const row = built === undefined ? checks : withBuild(built, checks, own);
    return row === undefined ? [] : [row];
  });
}

function buildRow(image: Evidence<JudgedImage> | undefined): AreaRow | undefined {
  if (image === undefined) return undefined;
  switch (image.state) {
    case 'known':
      return { area: 'build', state: 'pass', evidence: origin(image.value) };
    case 'gap':
      return { area: 'build', state: 'error', evidence: `${image.problem.code}: ${image.problem.what}` };
    case 'absent':
      return { area: 'build', state: 'not-applicable', evidence: image.observed };
  }
}

/** The build's own evidence first, and what the checks of its recipe found beside it. */
function withBuild(built: AreaRow, checks: AreaRow | undefined, outcomes: readonly CheckOutcome[]): AreaRow {
  if (checks === undefined || built.state !== 'pass') return built;
  switch (checks.state) {
    case 'fail':
    case 'error':
    case 'note':
      return { ...checks, evidence: `${built.evidence}; ${checks.evidence}` };
    case 'pass':
    case 'not-applicable':
    case 'off':
      return { ...built, evidence: `${built.evidence}${offWords(outcomes)}` };
  }
}

const BUILDERS = {
  buildx: 'BuildKit (buildx)',
  'embedded-buildkit': "the engine's own BuildKit",
  classic: 'the classic builder',
} as const;

function origin(image: JudgedImage): string {
  if (image.origin.kind === 'reference') {
    return `${image.origin.reference} ${image.origin.pulled ? 'pulled' : 'found in the engine'}`;
  }
  const seconds = (image.origin.durationMs / 1000).toFixed(1);
  return `${image.origin.dockerfile} built in ${seconds} s by ${BUILDERS[image.origin.builder]}`;
}

/** The row says the worst thing that is true: a blocking finding, then what could not be decided, then notes. */
function checksRow(area: Area, outcomes: readonly CheckOutcome[], policy: Policy): AreaRow {
  const findings = outcomes.flatMap(({ outcome }) => (outcome.state === 'fail' ? outcome.findings : []));
  const sorted = [...findings].sort((a, b) => compareSeverity(a.severity, b.severity));
  const [worst] = sorted;
  const blocking = sorted.filter((finding) => blocks(finding, policy));
  const [first] = blocking;
  if (first !== undefined) {
    return { area, state: 'fail', evidence: `${first.title}: ${first.seen}${more(blocking.length - 1)}` };
  }
  const problem = outcomes.flatMap(({ outcome }) => (outcome.state === 'error' ? [outcome.problem] : []))[0];
  if (problem !== undefined) return { area, state: 'error', evidence: `${problem.code}: ${problem.what}` };
  const seen = seenOf(area, outcomes);
  const off = `${provedWords(outcomes)}${offWords(outcomes)}`;
  if (worst !== undefined) {
    const counts = counted(findings.length, worst.severity);
    return { area, state: 'note', evidence: `${seen ?? worst.seen}; ${counts}${off}` };
  }
  if (seen !== undefined) return { area, state: 'pass', evidence: `${seen}${off}` };
  return restRow(area, outcomes);
}

/** What was only computed must not look as if a container had been asked. */
function provedWords(outcomes: readonly CheckOutcome[]): string {
  const proof = outcomes.find(({ checkId }) => checkId === 'confinement-as-declared')?.outcome;
  return proof?.state === 'not-applicable' ? '; not proved: no container was asked' : '';
}

/** Whose evidence sums an area up best, where that is not the first check that has any. */
const SPEAKS_FOR: Partial<Record<Area, string>> = {
  run: 'capabilities-dropped',
  contents: 'no-secrets-deleted-later',
};

function seenOf(area: Area, outcomes: readonly CheckOutcome[]): string | undefined {
  const seen = outcomes.flatMap(({ checkId, outcome }) => ('seen' in outcome ? [{ checkId, seen: outcome.seen }] : []));
  const [first] = seen;
  return (seen.find(({ checkId }) => checkId === SPEAKS_FOR[area]) ?? first)?.seen;
}

/** A row is not greener than its checks: what is off beside what passed is said. */
function offWords(outcomes: readonly CheckOutcome[]): string {
  const off = outcomes.filter(({ outcome }) => outcome.state === 'off').length;
  if (off === 0) return '';
  return off === 1 ? '; 1 check is off' : `; ${off} checks are off`;
}

function restRow(area: Area, outcomes: readonly CheckOutcome[]): AreaRow {
  const observed = outcomes.flatMap(({ outcome }) => (outcome.state === 'not-applicable' ? [outcome.observed] : []))[0];
  if (observed !== undefined) return { area, state: 'not-applicable', evidence: `${observed}${offWords(outcomes)}` };
  const by = outcomes.flatMap(({ outcome }) => (outcome.state === 'off' ? [outcome.by] : []))[0];
  return { area, state: 'off', evidence: by === undefined ? 'off' : `off by ${by}` };
}

function more(count: number): string {
  return count > 0 ? `, and ${count} more` : '';
}

function counted(count: number, severity: Severity): string {
  return count === 1 ? `1 finding that does not block (${severity})` : `${count} findings that do not block`;
}
