import { describe, expect, it } from 'vitest';
import { DEFAULT_CAPABILITIES, EVERY_CAPABILITY, maskOf } from '../../../src/linux/capabilities.ts';
import type { CapabilitySets } from '../../../src/linux/container-capabilities.ts';
import { afterExec, type ProgramFile } from '../../../src/linux/exec-capabilities.ts';

const NONE: CapabilitySets = { effective: 0n, permitted: 0n, inheritable: 0n, bounding: 0n, ambient: 0n };
const RAW = maskOf('NET_RAW');
const ADMIN = maskOf('NET_ADMIN');

/** As the engine starts it. */
function process(uid: number, bounding = DEFAULT_CAPABILITIES, more: Partial<CapabilitySets> = {}) {
  const held = uid === 0 ? { effective: bounding, permitted: bounding } : {};
  return { uid, sets: { ...NONE, bounding, ...held, ...more }, noNewPrivileges: false };
}

function run(started: ReturnType<typeof process>, file: ProgramFile, noNewPrivileges = false) {
  const after = afterExec({ ...started, noNewPrivileges }, file);
  if (after.kind !== 'runs') return after;
  const { effective, permitted } = after.sets;
  return { effectiveUid: after.effectiveUid, permitted, effective };
}

const file = (permitted: bigint, effective = true, inheritable = 0n): ProgramFile => ({
  capabilities: { permitted, inheritable, effective },
});

describe('a file without anything', () => {
  it('leaves root what it has, and others nothing', () => {
    for (const noNewPrivileges of [false, true]) {
      const all = { permitted: DEFAULT_CAPABILITIES, effective: DEFAULT_CAPABILITIES };
      expect(run(process(0), {}, noNewPrivileges)).toEqual({ effectiveUid: 0, ...all });
      expect(run(process(1000), {}, noNewPrivileges)).toEqual({ effectiveUid: 1000, permitted: 0n, effective: 0n });
    }
  });

  it('gives a process its ambient set', () => {
    const started = process(1000, DEFAULT_CAPABILITIES, { permitted: RAW, inheritable: RAW, ambient: RAW });
    expect(run(started, {})).toEqual({ effectiveUid: 1000, permitted: RAW, effective: RAW });
    expect(run(started, {}, true)).toEqual({ effectiveUid: 1000, permitted: RAW, effective: RAW });
    expect(afterExec(started, file(0n))).toMatchObject({ sets: { permitted: 0n, effective: 0n, ambient: 0n } });
  });
});

describe('a file with capabilities', () => {
  it('gives them to a process that has none, as far as the bounding set goes', () => {
    expect(run(process(1000), file(RAW))).toEqual({ effectiveUid: 1000, permitted: RAW, effective: RAW });
    expect(run(process(1000), file(RAW, false))).toEqual({ effectiveUid: 1000, permitted: RAW, effective: 0n });
    expect(run(process(1000), file(RAW | ADMIN, false))).toEqual({ effectiveUid: 1000, permitted: RAW, effective: 0n });
  });

  it('does not start when it insists on what is outside of the bounding set, for root neither', () => {
    for (const noNewPrivileges of [false, true]) {
      for (const uid of [0, 1000]) {
        const refused = { kind: 'refused', missing: ADMIN };
        expect(run(process(uid), file(RAW | ADMIN), noNewPrivileges)).toEqual(refused);
        expect(run(process(uid, 0n), file(RAW), noNewPrivileges)).toEqual({ kind: 'refused', missing: RAW });
      }
    }
    expect(run(process(1000, EVERY_CAPABILITY), file(RAW | ADMIN))).toMatchObject({ permitted: RAW | ADMIN });
  });

  it('gives nothing under no-new-privileges, and root what it had', () => {
    expect(run(process(1000), file(RAW), true)).toEqual({ effectiveUid: 1000, permitted: 0n, effective: 0n });
    expect(run(process(0), file(RAW), true)).toMatchObject({ permitted: DEFAULT_CAPABILITIES });
  });

  it('lets an engine of today start it with its capabilities, also under no-new-privileges', () => {
    const started = process(1000, DEFAULT_CAPABILITIES, { permitted: DEFAULT_CAPABILITIES });
    expect(run(started, file(RAW), true)).toEqual({ effectiveUid: 1000, permitted: RAW, effective: RAW });
    expect(run(started, file(RAW, false), true)).toEqual({ effectiveUid: 1000, permitted: RAW, effective: 0n });
    expect(run(started, {}, true)).toEqual({ effectiveUid: 1000, permitted: 0n, effective: 0n });
  });

  it('gives inheritable ones only to a process that has them inheritable', () => {
    const inheriting = process(1000, DEFAULT_CAPABILITIES, { inheritable: RAW });
    expect(run(inheriting, file(0n, true, RAW | ADMIN))).toMatchObject({ permitted: RAW, effective: RAW });
    expect(run(process(1000), file(0n, true, RAW | ADMIN))).toMatchObject({ permitted: 0n, effective: 0n });
    // Also outside of the bounding set: this is why the engine leaves the set empty since 20.10.14.
    expect(run(process(1000, 0n, { inheritable: RAW }), file(0n, true, RAW))).toMatchObject({ permitted: RAW });
  });
});

describe('a setuid file', () => {
  it('of root opens the whole bounding set', () => {
    const all = { effectiveUid: 0, permitted: DEFAULT_CAPABILITIES, effective: DEFAULT_CAPABILITIES };
    expect(run(process(1000), { setuid: 0 })).toEqual(all);
    expect(run(process(1000, 0n), { setuid: 0 })).toEqual({ effectiveUid: 0, permitted: 0n, effective: 0n });
  });

  it('does nothing under no-new-privileges', () => {
    expect(run(process(1000), { setuid: 0 }, true)).toEqual({ effectiveUid: 1000, permitted: 0n, effective: 0n });
  });

  it('of root that has capabilities gives only these', () => {
    const both = { ...file(RAW), setuid: 0 };
    expect(run(process(1000), both)).toEqual({ effectiveUid: 0, permitted: RAW, effective: RAW });
    expect(run(process(0), both)).toMatchObject({ permitted: DEFAULT_CAPABILITIES });
  });

  it('of another user leaves root its permitted set, to be taken back', () => {
    const started = process(0);
    expect(run(started, { setuid: 1000 })).toEqual({
      effectiveUid: 1000,
      permitted: DEFAULT_CAPABILITIES,
      effective: 0n,
    });
    expect(run(process(500), { setuid: 1000 })).toEqual({ effectiveUid: 1000, permitted: 0n, effective: 0n });
  });
});
