import type { SeccompMistake } from './seccomp-mistake.ts';

/** What `--security-opt seccomp=…` names. */
export type SeccompSetting =
  /** No filter at all. */
  | { readonly kind: 'unconfined' }
  /** The profile that the engine has built in, whatever its configuration says. */
  | { readonly kind: 'built-in' }
  /** A path, or in the engine's own answers the text of the profile. Untrusted. */
  | { readonly kind: 'file'; readonly path: string };

/** @param word what follows `seccomp=`; case counts. Untrusted */
export function readSeccompSetting(word: string): SeccompSetting {
  if (word === 'unconfined') return { kind: 'unconfined' };
  return word === 'builtin' ? { kind: 'built-in' } : { kind: 'file', path: word };
}

/** What is wrong with the setting before any profile is read. */
export function settingMistakes(setting: SeccompSetting): readonly SeccompMistake[] {
  switch (setting.kind) {
    case 'unconfined': {
      const detail = 'No filter is loaded: the container may make every system call.';
      const fix = 'Leave the option out, which gives Docker’s default profile, or name a profile.';
      return [{ kind: 'unconfined', severity: 'critical', detail, fix, names: [] }];
    }
    case 'built-in': {
      const detail = 'Docker 20.10 takes builtin for the name of a file, and starts nothing.';
      const fix = 'Leave the option out: the built-in profile is what containers get.';
      return [{ kind: 'built-in', severity: 'negligible', detail, fix, names: [] }];
    }
    case 'file':
      return [];
  }
}
