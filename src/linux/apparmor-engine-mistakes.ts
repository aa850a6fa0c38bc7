import type { AppArmorMistake } from './apparmor-mistake.ts';
import type { AppArmorProfile, AppArmorRule } from './apparmor-profile.ts';

/** What a container engine needs of a profile and this one does not give. */
export function appArmorEngineMistakes(profile: AppArmorProfile): readonly AppArmorMistake[] {
  // Without rules being enforced nothing is refused to the engine either.
  if (profile.flags.includes('unconfined')) return [];
  return [...noSignal(profile), ...notAttached(profile)];
}

function noSignal({ name, rules, includes, line }: AppArmorProfile): readonly AppArmorMistake[] {
  // abstractions/base has the rule, since AppArmor 2.9.
  if (rules.some(letsEngineSignal) || includes.some(({ path, ofSystem }) => ofSystem && path === 'abstractions/base')) {
    return [];
  }
  return [
    {
      kind: 'no-signal',
      severity: 'medium',
      title: 'The engine may not stop a container with this AppArmor profile',
      detail: 'No rule lets the container receive signals from outside of it: docker stop and docker kill are refused.',
      seen: `profile ${name}: no signal (receive) peer=unconfined`,
      fix: 'Let the engine and its runtime, which has a profile of its own on newer systems, send signals.',
      lines: ['  signal (receive) peer=unconfined,', '  signal (receive) peer=runc,', '  signal (receive) peer=crun,'],
      placement: 'append',
      line,
      onlyIfAllIsRead: true,
    },
  ];
}

function letsEngineSignal({ rule, access }: AppArmorRule): boolean {
  if (access !== 'allow') return false;
  if (rule.kind === 'all') return true;
  if (rule.kind !== 'signal') return false;
  const receives = rule.access.length === 0 || rule.access.some((word) => /^(?:receive|r|rw|read)$/.test(word));
  const { set, peer } = rule;
  const fromEngine = peer === undefined || /^(?:unconfined|\*{1,3}|\{.*\bunconfined\b.*\})$/.test(peer);
  return receives && fromEngine && (set === undefined || /\b(?:term|kill)\b/.test(set));
}

function notAttached({ name, flags, line }: AppArmorProfile): readonly AppArmorMistake[] {
  if (flags.some((flag) => /^attach_disconnected(?:\.path=.*)?$/.test(flag))) return [];
  const all = [...flags, ...['attach_disconnected', 'mediate_deleted'].filter((flag) => !flags.includes(flag))];
  return [
    {
      kind: 'not-attached',
      severity: 'medium',
      title: 'The AppArmor profile refuses files that the engine hands in',
      detail:
        'Open files and mounts from outside of the container’s own tree have no path in it. Without the flag attach_disconnected they are refused.',
      seen: `profile ${name}: ${flags.length === 0 ? 'no flags' : `flags ${flags.join(', ')}`}`,
      fix: `Give the profile flags=(${all.join(', ')}), as Docker’s own profile has them.`,
      line,
      onlyIfAllIsRead: false,
    },
  ];
}
