import { describe, expect, it } from 'vitest';
import { confinementAsDeclared } from '../../../src/checks/confinement/confinement-as-declared.ts';
import { DEFAULT_CAPABILITIES, maskOf } from '../../../src/linux/capabilities.ts';
import type { Confinement, ProcessState } from '../../../src/model/confinement.ts';
import { findingsOf, onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anEngineSecurity, aProcess, aProof, ids } from '../../builders/confinement.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { aJudgedImage } from '../../builders/judged-image.ts';
import { runArgs } from '../../builders/run-settings.ts';

const CAREFUL = '--user=20002:10001 --cap-drop=ALL --security-opt=no-new-privileges';

function judge(options: string, confinement: Confinement, security = anEngineSecurity()) {
  return confinementAsDeclared.evaluate({
    confinement,
    'run-settings': runArgs(options),
    image: aJudgedImage(),
    'image-config': anImageConfig(),
    'image-accounts': someAccounts(),
    'engine-security': security,
  });
}

const real = (overrides: Partial<ProcessState>) => aProof(aProcess(overrides));
const sets = (mask: bigint, bounding = mask) => ({
  ...{ inheritable: 0n, permitted: mask, effective: mask, bounding, ambient: 0n },
});
const ROOT: Partial<ProcessState> = {
  ...{ uid: ids(0), gid: ids(0), groups: [0], noNewPrivileges: false, capabilities: sets(DEFAULT_CAPABILITIES) },
};

describe('confinement-as-declared', () => {
  it('says in one line what is granted, and that it was proved', () => {
    expect(judge(CAREFUL, real({}))).toEqual({
      kind: 'judged',
      seen: 'uid 20002, gid 10001, no effective capabilities, bounding 0, no-new-privileges, seccomp filter on: proved on the running container',
      findings: [],
    });
    expect(judge('', real(ROOT))).toMatchObject({
      seen: expect.stringContaining('uid 0, gid 0, 14 capabilities effective, bounding 14, seccomp filter on: proved'),
      findings: [],
    });
  });

  it.each<[string, string, Partial<ProcessState>, string, string]>([
    ['another user', CAREFUL, { uid: ids(0) }, 'high', 'uid: declared 20002; real 0'],
    ['a saved uid of root', CAREFUL, { uid: { ...ids(20_002), saved: 0 } }, 'high', 'real 20002/0'],
    ['another group', CAREFUL, { gid: ids(0) }, 'high', 'gid: declared 10001; real 0'],
    ['a group more', CAREFUL, { groups: [999] }, 'high', 'further groups: declared none; real 999'],
    ['a group less', `${CAREFUL} --group-add=999`, { groups: [] }, 'low', 'declared 999; real none'],
    [
      'a capability more in the bounding set',
      CAREFUL,
      { capabilities: sets(0n, maskOf('SYS_ADMIN')) },
      'high',
      'bounding capabilities: declared 0, without SYS_ADMIN; real 1, with SYS_ADMIN',
    ],
    [
      'a capability less',
      `${CAREFUL} --cap-add=CHOWN`,
      { capabilities: sets(0n, 0n) },
      'low',
      'bounding capabilities: declared 1, with CHOWN; real 0, without CHOWN',
    ],
    [
      'no-new-privileges not set',
      CAREFUL,
      { noNewPrivileges: false },
      'high',
      'no-new-privileges: declared on; real off',
    ],
    ['no filter', CAREFUL, { seccomp: 0 }, 'high', 'seccomp filter: declared on; real off'],
  ])('%s', (_, options, overrides, severity, seen) => {
    const found = onlyFinding(judge(options, real(overrides)));
    expect(found.severity).toBe(severity);
    expect(found.seen).toContain(seen);
  });

  it.each<[string, string, Partial<ProcessState>, ReturnType<typeof anEngineSecurity>]>([
    ['the first group among the further ones', CAREFUL, { groups: [10_001] }, anEngineSecurity()],
    ['a filter that nobody declared', `${CAREFUL} --security-opt=seccomp=unconfined`, {}, anEngineSecurity()],
    ['no filter, unconfined', `${CAREFUL} --security-opt=seccomp=unconfined`, { seccomp: 0 }, anEngineSecurity()],
    ['no filter, an engine without', CAREFUL, { seccomp: 0 }, anEngineSecurity({ seccomp: false })],
    [
      'no-new-privileges by the engine',
      '--user=20002:10001 --cap-drop=ALL',
      {},
      anEngineSecurity({ noNewPrivileges: true }),
    ],
  ])('%s is no difference', (_, options, overrides, security) => {
    expect(findingsOf(judge(options, real(overrides), security))).toEqual([]);
  });

  it('tells every difference of a container that is confined by nothing', () => {
    const all = maskOf('SYS_ADMIN', 'SYS_PTRACE');
    const found = findingsOf(
      judge(
        CAREFUL,
        real({ ...{ uid: ids(0), gid: ids(0), noNewPrivileges: false, seccomp: 0 }, capabilities: sets(all) }),
      ),
    );
    expect(found.length).toBe(7);
    expect(found.every(({ severity }) => severity === 'high')).toBe(true);
  });

  it('says what was left out', () => {
    const proof = aProof(aProcess(), { leftOut: ['2 mounts', 'pid namespace: host'] });
    expect(judge(CAREFUL, proof)).toMatchObject({
      seen: expect.stringContaining('(without what the gate never does: 2 mounts, pid namespace: host)'),
    });
  });

  it.each([
    ['user', 'unable to find user nosuch', 'high', 'Name a user by its number'],
    ['seccomp', 'operation not permitted', 'high', 'Allow what the runtime needs'],
    ['engine-refuses', 'invalid CapAdd', 'high', 'Correct the setting that the engine names'],
    ['killed', '', 'high', 'SCMP_ACT_ERRNO'],
  ] as const)('a container that does not start: %s', (why, said, severity, cure) => {
    const found = onlyFinding(judge(CAREFUL, { outcome: 'not-started', why, said, leftOut: [], durationMs: 1 }));
    expect(found).toMatchObject({ severity, title: 'The container does not start as it is declared' });
    expect(found.fix?.text).toContain(cure);
  });

  it('a machine that lacks a capability proves nothing', () => {
    const confinement = {
      outcome: 'not-started',
      why: 'host-lacks-capability',
      said: 'x',
      leftOut: [],
      durationMs: 1,
    } as const;
    expect(outcomeWord(judge(CAREFUL, confinement))).toBe('undecided CAPABILITIES-UNDETERMINED');
  });

  it('what the gate took for refused, and starts, is a difference', () => {
    const found = onlyFinding(judge('--user=nosuch', real(ROOT)));
    expect(found.seen).toContain('it starts');
  });
});
