import { decideSystemCall, type LoadedSeccomp } from './seccomp.ts';
import { isPermissive } from './seccomp-action.ts';
import type { SeccompMistake } from './seccomp-mistake.ts';
import type { Refusal } from './seccomp-refusal.ts';
import { ABIS, systemCalls } from './seccomp-system-calls.ts';

/**
 * What runc 1.1 was seen to need between the filter and the program. Without no-new-privileges the filter is loaded
 * first, and user and capabilities change under it. Other versions need a little more or less.
 */
const NEEDED_LATE = ['close', 'exit_group', 'futex', 'getdents64', 'mmap', 'mprotect', 'openat', 'write'];
const NEEDED_EARLY = [
  ...['capget', 'capset', 'setuid', 'setgid', 'setgroups', 'prctl', 'read', 'getppid', 'chdir', 'getcwd', 'fstatfs'],
];

/** Why a container with the profile does not start, or may not. */
export function startMistakes(loaded: LoadedSeccomp, noNewPrivileges: boolean): readonly SeccompMistake[] {
  const refusals = refusalsOf(loaded);
  const certain = refusals.filter((refusal) => refusal.certain);
  if (certain.length > 0) return certain.map((refusal) => formMistake(refusal, 'does-not-start'));
  const doubts = refusals.map((refusal) => formMistake(refusal, 'may-not-start'));
  return [...doubts, ...needMistakes(loaded, noNewPrivileges)];
}

/** Each reason once; certain only where all worlds refuse. */
function refusalsOf({ worlds = [] }: LoadedSeccomp): readonly Refusal[] {
  const everywhere = worlds.length > 0 && worlds.every(({ compiled }) => compiled.kind === 'refused');
  const all = worlds.flatMap(({ compiled }) => {
    if (compiled.kind === 'off') return [];
    return compiled.kind === 'refused' ? compiled.refusals : compiled.doubts;
  });
  const distinct = new Map(all.map((refusal) => [`${refusal.line} ${refusal.why}`, refusal]));
  return [...distinct.values()].map((refusal) => ({ ...refusal, certain: refusal.certain && everywhere }));
}

function formMistake({ why, line }: Refusal, kind: 'does-not-start' | 'may-not-start'): SeccompMistake {
  const does = kind === 'does-not-start';
  return {
    kind,
    severity: does ? 'high' : 'medium',
    detail: `${does ? 'The container does not start' : 'Some engines do not start the container'}: the profile has ${why}.`,
    fix: 'Correct it: an engine that refuses the profile starts nothing.',
    ...(line === undefined ? {} : { line }),
    names: [],
  };
}

function needMistakes(loaded: LoadedSeccomp, noNewPrivileges: boolean): readonly SeccompMistake[] {
  const [native] = ABIS[loaded.context.architecture];
  const { worlds = [] } = loaded;
  // Each by itself: that versions refuse a call with different errors makes no program start.
  const isMissing = (name: string) =>
    systemCalls(native).has(name) &&
    worlds.length > 0 &&
    worlds.every((world) => {
      const decision = decideSystemCall({ ...loaded, worlds: [world] }, { name });
      return decision.outcome !== 'unknown' && !isPermissive(decision);
    });
  if (isMissing('execve')) {
    const detail =
      'The container does not start: the profile refuses execve, with which the runtime starts its program.';
    return [{ kind: 'does-not-start', severity: 'high', detail, fix: 'Allow execve.', names: ['execve'] }];
  }
  const names = [...NEEDED_LATE, ...(noNewPrivileges ? [] : NEEDED_EARLY)].filter(isMissing);
  if (names.length === 0) return [];
  const detail = `The container may not start: the profile refuses ${names.join(', ')}, which runtimes need before the program.`;
  const fix = noNewPrivileges
    ? 'Allow these, or start the container once to see that it does without.'
    : 'Allow these, or set no-new-privileges: runtimes then load the filter last and need less.';
  return [{ kind: 'may-not-start', severity: 'medium', detail, fix, names }];
}
