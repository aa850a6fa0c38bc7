import { nearestSystemCall } from './nearest-system-call.ts';
import type { LoadedSeccomp } from './seccomp.ts';
import { ENOSYS, isPermissive, isRefusal, readAction } from './seccomp-action.ts';
import { judgeDenial, seccompFamily } from './seccomp-families.ts';
import type { SeccompMistake } from './seccomp-mistake.ts';
import type { SeccompProfile, SeccompRule } from './seccomp-profile.ts';
import { namesOfRule } from './seccomp-selection.ts';
import { systemCallNames } from './seccomp-system-calls.ts';

/** Names beyond these get no hint: a file of nothing but slips would take long. */
const MAX_HINTS = 100;

/** Names that no machine has: the runtime leaves them out without a word. */
export function unknownNames(profile: SeccompProfile): readonly SeccompMistake[] {
  const known = systemCallNames();
  const unknown = profile.rules.flatMap((rule) =>
    [...new Set(namesOfRule(rule))].filter((name) => name !== '' && !known.has(name)).map((name) => ({ rule, name })),
  );
  return unknown.map(({ rule, name }, at): SeccompMistake => {
    const nearest = at < MAX_HINTS ? nearestSystemCall(name) : undefined;
    const detail = `Rule ${rule.index + 1} names ${name}, which is no system call: it does nothing.`;
    const fix = nearest === undefined ? 'Take the name out.' : `Write ${nearest}, if that is meant.`;
    const severity = refuses(rule) ? 'high' : 'medium';
    return { kind: 'unknown-name', severity, detail, fix, line: rule.line, names: [name] };
  });
}

/** Operations that a rule refuses by one of their calls, and that another call still does. */
export function openFamilies(profile: SeccompProfile, loaded: LoadedSeccomp): readonly SeccompMistake[] {
  const told = new Set<string>();
  // Asked once a name: files may hold one in each of thousands of rules.
  const openByName = new Map<string, readonly string[]>();
  const openOf = (name: string): readonly string[] => {
    const open = openByName.get(name) ?? openCalls(profile, loaded, name);
    openByName.set(name, open);
    return open;
  };
  return profile.rules.filter(refusesForGood).flatMap((rule) =>
    namesOfRule(rule).flatMap((name): readonly SeccompMistake[] => {
      const open = openOf(name);
      const key = open.join();
      if (open.length === 0 || told.has(key)) return [];
      told.add(key);
      const detail = `Rule ${rule.index + 1} refuses ${name}, but not ${open.join(', ')}, with which programs do the same.`;
      const fix = `Refuse these as well: ${seccompFamily(name).join(', ')}.`;
      return [{ kind: 'family-incomplete', severity: 'medium', detail, fix, line: rule.line, names: open }];
    }),
  );
}

function openCalls(profile: SeccompProfile, loaded: LoadedSeccomp, name: string): readonly string[] {
  const { calls } = judgeDenial(profile, loaded, name);
  const isOpen = (decision: (typeof calls)[number]['decision']) =>
    decision.outcome !== 'unknown' && isPermissive(decision);
  // Where the rule does not refuse the call itself, it does not count here, or not for all arguments.
  const own = calls.filter((call) => call.name === name);
  if (own.length === 0 || own.some(({ decision }) => decision.outcome === 'unknown' || isOpen(decision))) return [];
  return [...new Set(calls.filter(({ decision }) => isOpen(decision)).map((call) => call.name))];
}

/** ENOSYS makes programs take an older call for the same: so does Docker with clone3. */
function refusesForGood(rule: SeccompRule): boolean {
  return refuses(rule) && !(rule.action === 'SCMP_ACT_ERRNO' && rule.errnoRet === BigInt(ENOSYS));
}

function refuses(rule: SeccompRule): boolean {
  const action = readAction(rule.action, rule.errnoRet);
  return typeof action !== 'string' && isRefusal(action);
}
