import type { AppArmorMistake } from './apparmor-mistake.ts';
import type { AppArmorProfile } from './apparmor-profile.ts';

type ModeMistake = Pick<AppArmorMistake, 'kind' | 'severity' | 'title' | 'detail'>;

/** Modes in which a profile refuses nothing of what it does not allow. Source: apparmor.d(5), "Profile Mode". */
const MODES: Readonly<Record<string, ModeMistake>> = {
  unconfined: {
    ...{ kind: 'unconfined', severity: 'critical', title: 'The AppArmor profile confines nothing' },
    detail:
      'With the flag unconfined the kernel treats the container as if it had no profile, whatever rules stand in it.',
  },
  default_allow: {
    ...{ kind: 'default-allow', severity: 'critical', title: 'The AppArmor profile allows what it does not name' },
    detail: 'With the flag default_allow everything is allowed that no rule denies.',
  },
  complain: {
    ...{ kind: 'complain', severity: 'high', title: 'The AppArmor profile only complains' },
    detail: 'With the flag complain what the profile does not allow is written to the log, and done.',
  },
  prompt: {
    ...{ kind: 'prompt', severity: 'high', title: 'The AppArmor profile asks instead of refusing' },
    detail: 'With the flag prompt somebody at the machine is asked about what the profile does not allow.',
  },
};

/** The flags that keep a profile from being enforced. Rules to deny still count in complain mode, and only they. */
export function appArmorModeMistakes({ name, flags, line }: AppArmorProfile): readonly AppArmorMistake[] {
  return [...new Set(flags)].flatMap((flag) => {
    const mode = Object.hasOwn(MODES, flag) ? MODES[flag] : undefined;
    if (mode === undefined) return [];
    const seen = `profile ${name}: flags ${flags.join(', ')}`;
    const fix = `Take ${flag} out of the profile's flags, and load the profile again.`;
    return [{ ...mode, seen, fix, line, onlyIfAllIsRead: false }];
  });
}
