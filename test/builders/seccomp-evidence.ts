import type { AnyCheck, CheckResult } from '../../src/model/check.ts';
import type { Confinement, EngineSecurity, TriedCall } from '../../src/model/confinement.ts';
import type { EvidenceMap } from '../../src/model/evidence.ts';
import { ENGINE_DEFAULTS, type RunSettings, type SeccompChoice } from '../../src/model/run-settings.ts';
import { anImageConfig } from './image-config.ts';
import { aJudgedImage } from './judged-image.ts';
import { aService, said } from './run-settings.ts';
import { profileText } from './seccomp-profiles.ts';

/** An engine of today on Linux 6.1 that has everything, and changes nothing. */
export function anEngineSecurity(overrides: Partial<EngineSecurity> = {}): EngineSecurity {
  return {
    seccomp: true,
    seccompProfile: 'builtin',
    apparmor: true,
    selinux: false,
    rootless: false,
    userNamespace: false,
    noNewPrivileges: false,
    kernelVersion: '6.1.0-28-amd64',
    defaultRuntime: 'runc',
    runtimes: ['io.containerd.runc.v2', 'runc'],
    ...overrides,
  };
}

/** A service whose seccomp option line 7 of compose.yml says. */
export function withSeccomp(choice: SeccompChoice, overrides: Partial<RunSettings> = {}): RunSettings {
  const seccomp = said(choice, 7, 'services.web.security_opt[0]');
  return aService({ security: { ...ENGINE_DEFAULTS.security, seccomp }, ...overrides });
}

/** A pod's container; `seccomp` is what line 7 of its manifest says. */
export function inPod(choice?: SeccompChoice, overrides: Partial<RunSettings> = {}): RunSettings {
  const declared = { in: 'file', file: 'k8s/web.yml', line: 3, key: 'spec.containers[0]' } as const;
  const source = { kind: 'kubernetes', file: 'k8s/web.yml', object: 'Pod web', container: 'web', declared } as const;
  return choice === undefined ? aService({ source, ...overrides }) : withSeccomp(choice, { source, ...overrides });
}

/** What is known of a service with a profile. Undefined overrides take a kind away. */
export function profileEvidence(
  file: unknown,
  overrides: { readonly [K in keyof EvidenceMap]?: EvidenceMap[K] | undefined } = {},
): Partial<EvidenceMap> {
  const text = typeof file === 'string' ? file : profileText(file);
  const path = 'seccomp/web.json';
  const at = { in: 'file', file: 'compose.yml', line: 7, key: 'services.web.security_opt[0]' } as const;
  const all = {
    'run-settings': withSeccomp({ kind: 'profile', path }),
    'seccomp-profile': { path, text, at },
    image: aJudgedImage(),
    'image-config': anImageConfig(),
    'engine-security': anEngineSecurity(),
    ...overrides,
  };
  const known: { -readonly [K in keyof EvidenceMap]?: EvidenceMap[K] } = {};
  for (const [kind, value] of Object.entries(all)) if (value !== undefined) Object.assign(known, { [kind]: value });
  return known;
}

/** Asks a check about a profile on a known machine. */
export function judgeProfile(
  check: AnyCheck,
  file: unknown,
  overrides: Parameters<typeof profileEvidence>[1] = {},
): CheckResult {
  return check.evaluate(profileEvidence(file, overrides));
}

/** `fail high: seccomp/web.json:12: mkdir`, `pass: …`, `not-applicable: …`, `undecided CODE`. */
export function told(result: CheckResult): string {
  switch (result.kind) {
    case 'undecided':
      return `undecided ${result.problem.code}: ${result.problem.what}`;
    case 'not-applicable':
      return `not-applicable: ${result.observed}`;
    case 'judged':
      return result.findings.length === 0
        ? `pass: ${result.seen}`
        : result.findings.map(({ severity, seen }) => `fail ${severity}: ${seen}`).join('\n');
  }
}

/** A container that was started, as the engine's defaults make it, and that made these calls. */
export function aRunningContainer(...calls: readonly TriedCall[]): Extract<Confinement, { outcome: 'ran' }> {
  const ids = { real: 0, effective: 0, saved: 0, filesystem: 0 };
  const granted = 0xa80425fbn;
  const capabilities = { inheritable: 0n, permitted: granted, effective: granted, bounding: granted, ambient: 0n };
  const process = { uid: ids, gid: ids, groups: [], capabilities, noNewPrivileges: false, seccomp: 2 } as const;
  return { outcome: 'ran', process, calls, leftOut: [], method: 'copied', durationMs: 300 };
}
