import type { OpenCall } from '../../linux/seccomp-demand.ts';
import { seccompFamily } from '../../linux/seccomp-families.ts';
import { ABIS } from '../../linux/seccomp-system-calls.ts';
import { finding } from '../../model/check.ts';
import type { DemandedDenial } from '../../model/confinement.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import type { Finding, Location } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import { visibleText } from '../../model/visible-text.ts';
import { declaredAt, fixFor, locationOf } from '../run/said.ts';
import type { DemandedCall } from './demanded-call.ts';
import { answerWords } from './tried-calls.ts';

export interface DemandMeta {
  readonly id: string;
  readonly severity: Severity;
}

type Unmet =
  | Extract<DemandedCall, { state: 'open' | 'got-through' }>
  | { readonly state: 'no-filter'; readonly words: string };

type Evidence = Pick<EvidenceMap, 'run-settings'> & Partial<Pick<EvidenceMap, 'seccomp-profile'>>;

/** The finding for an operation that the policy wants refused and that is not. */
export function demandFinding(meta: DemandMeta, demand: DemandedDenial, unmet: Unmet, evidence: Evidence): Finding {
  const { 'run-settings': run, 'seccomp-profile': file } = evidence;
  const name = visibleText(demand.name, 64);
  const location = placeOf(unmet, evidence);
  const family = seccompFamily(demand.name).join(', ');
  const named = file !== undefined && unmet.state !== 'no-filter';
  return finding(meta, {
    key: demand.name,
    title: `${name} is not refused`,
    detail: `The policy (${visibleText(demand.from, 120)}) demands that the filter refuses it. ${detailOf(unmet)}`,
    seen: seenOf(name, unmet),
    ...(location && { location }),
    fix: named
      ? { text: `Take these names out of the rules of ${visibleText(file.path, 120)} that allow them: ${family}.` }
      : fixFor(
          run,
          {
            text: `Name a profile that refuses ${family}: Docker’s default profile without these names.`,
            compose: ['    security_opt:', '      - seccomp=seccomp/profile.json'],
            run: ['--security-opt=seccomp=seccomp/profile.json'],
            kubernetes: [
              ...['          seccompProfile:', '            type: Localhost'],
              '            localhostProfile: profile.json',
            ],
          },
          'append',
        ),
  });
}

function detailOf(unmet: Unmet): string {
  switch (unmet.state) {
    case 'no-filter':
      return `No filter is loaded: ${unmet.words}.`;
    case 'open':
      return `The profile lets it through by ${callWords(unmet.calls)}.`;
    case 'got-through':
      return unmet.expected
        ? 'The running container got through.'
        : 'The profile refuses it, and the running container got through all the same: another filter is in force than the one that was judged.';
  }
}

function seenOf(name: string, unmet: Unmet): string {
  switch (unmet.state) {
    case 'no-filter':
      return `${name}: no filter`;
    case 'open':
      return `${name}: allowed by ${callWords(unmet.calls)}`;
    case 'got-through':
      return `${name}: ${visibleText(answerWords(unmet.call), 120)} in the running container`;
  }
}

/** `mkdirat; mkdirat of 32-bit programs; socket with some arguments` */
function callWords(calls: readonly OpenCall[]): string {
  const native = Object.values(ABIS).map(([own]) => own);
  const words = calls.map(({ name, abi, allowed }) => {
    const programs = native.includes(abi) ? '' : ' of 32-bit programs';
    return `${name}${programs}${allowed === 'sometimes' ? ' with some arguments' : ''}`;
  });
  return [...new Set(words)].join('; ');
}

/** The rule that allows it, or where a profile is named, or would be. */
function placeOf(unmet: Unmet, { 'run-settings': run, 'seccomp-profile': file }: Evidence): Location | undefined {
  const rule = unmet.state === 'open' ? unmet.calls.find((call) => call.rule !== undefined)?.rule : undefined;
  if (rule !== undefined && file !== undefined) {
    return { file: file.path, lines: { first: rule.line, last: rule.line } };
  }
  const { seccomp } = run.security;
  return locationOf(seccomp.state === 'said' ? seccomp.at : declaredAt(run));
}
