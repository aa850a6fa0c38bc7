import type { AppArmorProfileFile, Confinement } from '../../src/model/confinement.ts';
import type { EvidenceMap } from '../../src/model/evidence.ts';
import { type AppArmorChoice, ENGINE_DEFAULTS, type RunSettings } from '../../src/model/run-settings.ts';
import { aService, said } from './run-settings.ts';
import { anEngineSecurity } from './seccomp-evidence.ts';

/** A profile with what Docker's own has: everything but the denies is allowed. */
export function aProfile(
  rules = '  deny mount,\n  deny @{PROC}/* w,\n  deny /sys/[^f]*/** wklx,',
  head = 'profile web flags=(attach_disconnected,mediate_deleted)',
): string {
  const lines = ['  network,', '  file,', '  umount,', '  signal (receive) peer=unconfined,', rules];
  return `#include <tunables/global>\n\n${head} {\n  #include <abstractions/base>\n${lines.join('\n')}\n}\n`;
}

/** A profile of nothing but these rules, with an include that is known and the flags that engines need. */
export function aProfileOf(...rules: readonly string[]): string {
  return `profile web flags=(attach_disconnected) {\n  include <abstractions/base>\n${rules.map((rule) => `  ${rule}\n`).join('')}}\n`;
}

export function aProfileFile(text = aProfile(), overrides: Partial<AppArmorProfileFile> = {}): AppArmorProfileFile {
  return { path: 'apparmor/web', text, syntax: { state: 'verified', parser: 'apparmor_parser 3.0.8' }, ...overrides };
}

/** A service whose AppArmor option line 7 of compose.yml says. */
export function withAppArmor(choice: AppArmorChoice | string, overrides: Partial<RunSettings> = {}): RunSettings {
  const value = typeof choice === 'string' ? ({ kind: 'profile', name: choice } as const) : choice;
  const apparmor = said(value, 7, 'services.web.security_opt[0]');
  return aService({ security: { ...ENGINE_DEFAULTS.security, apparmor }, ...overrides });
}

/** What is known of a service with the profile `web`, whose text is given. */
export function webEvidence(text = aProfile(), overrides: Partial<EvidenceMap> = {}): Partial<EvidenceMap> {
  return { 'run-settings': withAppArmor('web'), 'apparmor-profiles': [aProfileFile(text)], ...overrides };
}

const ROOT = { real: 0, effective: 0, saved: 0, filesystem: 0 };

/** A container that ran, with the label that its kernel gave. */
export function labelled(apparmor: string | undefined): Confinement {
  return {
    ...{ outcome: 'ran', calls: [], leftOut: [], method: 'copied', durationMs: 400 },
    process: {
      ...{ uid: ROOT, gid: ROOT, groups: [], noNewPrivileges: false, seccomp: 2 },
      capabilities: { inheritable: 0n, permitted: 0n, effective: 0n, bounding: 0n, ambient: 0n },
      ...(apparmor !== undefined && { apparmor }),
    },
  };
}

/** A container that the engine did not start. */
export function notStarted(words: string): Confinement {
  return { outcome: 'not-started', why: 'other', said: words, leftOut: [], durationMs: 300 };
}

/** What is known of a service on a machine with AppArmor, whose container said its label. */
export function provedEvidence(
  run: RunSettings,
  confinement: Confinement,
  overrides: Partial<EvidenceMap> = {},
): Partial<EvidenceMap> {
  return { 'run-settings': run, 'engine-security': anEngineSecurity(), confinement, ...overrides };
}
