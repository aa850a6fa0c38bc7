import { type CapabilityMask, namesOf } from '../../linux/capabilities.ts';
import type { CapabilitySets } from '../../linux/container-capabilities.ts';
import type { EngineSecurity, ProcessState } from '../../model/confinement.ts';
import type { RunSettings } from '../../model/run-settings.ts';
import type { Severity } from '../../model/severity.ts';

/** What was computed from what is declared. */
export interface DeclaredProcess {
  readonly uid: number;
  readonly gid: number | undefined;
  readonly groups: readonly number[] | undefined;
  readonly sets: CapabilitySets;
  readonly noNewPrivileges: boolean;
  /** A filter is to be in force. */
  readonly filtered: boolean;
}

/** One thing that is not as it was declared. */
export interface ProcessDifference {
  /** `effective capabilities` */
  readonly what: string;
  readonly declared: string;
  readonly real: string;
  /** High when the real process has more than it should; low when it has less. */
  readonly severity: Severity;
}

/** Every difference between what is declared and what the kernel says. Pure. */
export function processDifferences(declared: DeclaredProcess, real: ProcessState): readonly ProcessDifference[] {
  return [...idDifferences(declared, real), ...setDifferences(declared.sets, real), ...flagDifferences(declared, real)];
}

/** Whether no-new-privileges and a filter are declared, or come with the engine. */
export function declaredFlags(
  run: RunSettings,
  security: EngineSecurity | undefined,
): Pick<DeclaredProcess, 'noNewPrivileges' | 'filtered'> {
  const said = run.security.noNewPrivileges;
  const seccomp = run.security.seccomp;
  const unconfined = seccomp.state === 'said' && seccomp.value.kind === 'unconfined';
  const byEngine = security === undefined || (security.seccomp && security.seccompProfile !== 'unconfined');
  const named = seccomp.state === 'said' && seccomp.value.kind === 'profile';
  return {
    noNewPrivileges: said.state === 'said' ? said.value : (security?.noNewPrivileges ?? false),
    filtered: !unconfined && (named || byEngine),
  };
}

function idDifferences({ uid, gid, groups }: DeclaredProcess, real: ProcessState): readonly ProcessDifference[] {
  const different = (what: string, wanted: number, ids: ProcessState['uid']): ProcessDifference[] => {
    const all = [ids.real, ids.effective, ids.saved, ids.filesystem];
    if (all.every((id) => id === wanted)) return [];
    return [{ what, declared: String(wanted), real: [...new Set(all)].join('/'), severity: 'high' }];
  };
  return [
    ...different('uid', uid, real.uid),
    ...(gid === undefined ? [] : different('gid', gid, real.gid)),
    ...(groups === undefined ? [] : groupDifferences(groups, real)),
  ];
}

/** Engines since 20.10.18 list the first group among the further ones too (CVE-2022-36109): it says nothing. */
function groupDifferences(groups: readonly number[], { gid, groups: found }: ProcessState): ProcessDifference[] {
  const beside = (list: readonly number[]) =>
    [...new Set(list)].filter((id) => id !== gid.effective).sort((a, b) => a - b);
  const [wanted, real] = [beside(groups), beside(found)];
  if (wanted.join() === real.join()) return [];
  const more = real.some((id) => !wanted.includes(id));
  const words = (list: readonly number[]) => (list.length === 0 ? 'none' : list.join(', '));
  return [{ what: 'further groups', declared: words(wanted), real: words(real), severity: more ? 'high' : 'low' }];
}

const SETS = ['effective', 'permitted', 'inheritable', 'bounding', 'ambient'] as const;

function setDifferences(sets: CapabilitySets, { capabilities }: ProcessState): readonly ProcessDifference[] {
  return SETS.flatMap((name) => {
    const [wanted, real] = [sets[name], capabilities[name]];
    if (wanted === real) return [];
    const more = (real & ~wanted) !== 0n;
    return [
      {
        what: `${name} capabilities`,
        declared: changeWords(wanted, real, 'without'),
        real: changeWords(real, wanted, 'with'),
        severity: more ? 'high' : 'low',
      } as const,
    ];
  });
}

/** What one set has and the other has not. */
function changeWords(set: CapabilityMask, other: CapabilityMask, without: 'with' | 'without'): string {
  const own = namesOf(set & ~other);
  const lacking = namesOf(other & ~set);
  const words =
    own.length > 0 ? `with ${own.join(', ')}` : `${without === 'with' ? 'without' : without} ${lacking.join(', ')}`;
  return `${namesOf(set).length}, ${words}`;
}

function flagDifferences(declared: DeclaredProcess, real: ProcessState): readonly ProcessDifference[] {
  const on = (flag: boolean) => (flag ? 'on' : 'off');
  const differences: ProcessDifference[] = [];
  if (declared.noNewPrivileges !== real.noNewPrivileges) {
    const severity = real.noNewPrivileges ? 'low' : 'high';
    const [wanted, found] = [on(declared.noNewPrivileges), on(real.noNewPrivileges)];
    differences.push({ what: 'no-new-privileges', declared: wanted, real: found, severity });
  }
  if (declared.filtered && real.seccomp !== 2) {
    differences.push({ what: 'seccomp filter', declared: 'on', real: 'off', severity: 'high' });
  }
  return differences;
}
