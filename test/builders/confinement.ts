import type { Confinement, EngineSecurity, ProcessIds, ProcessState, TriedCall } from '../../src/model/confinement.ts';

export function ids(id: number): ProcessIds {
  return { real: id, effective: id, saved: id, filesystem: id };
}

/** Uid 20002 without any right, as a careful service runs. */
export function aProcess(overrides: Partial<ProcessState> = {}): ProcessState {
  const none = { inheritable: 0n, permitted: 0n, effective: 0n, bounding: 0n, ambient: 0n };
  return {
    ...{ uid: ids(20_002), gid: ids(10_001), groups: [], capabilities: none },
    ...{ noNewPrivileges: true, seccomp: 2, seccompFilters: 1, uidMap: [[0, 0, 4_294_967_295]] },
    ...overrides,
  };
}

export function aProof(
  process: ProcessState = aProcess(),
  overrides: Partial<Extract<Confinement, { outcome: 'ran' }>> = {},
): Confinement {
  const calls: readonly TriedCall[] = [];
  return { outcome: 'ran', process, calls, leftOut: [], method: 'copied', durationMs: 400, ...overrides };
}

export function anEngineSecurity(overrides: Partial<EngineSecurity> = {}): EngineSecurity {
  return {
    ...{ seccomp: true, seccompProfile: 'builtin', apparmor: false, selinux: false, rootless: false },
    ...{ userNamespace: false, noNewPrivileges: false, kernelVersion: '6.8.0-1017-azure' },
    ...{ defaultRuntime: 'runc', runtimes: ['runc'] },
    ...overrides,
  };
}
