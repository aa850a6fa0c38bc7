import { describe, expect, it } from 'vitest';
import {
  CAPABILITIES,
  DEFAULT_CAPABILITIES,
  EVERY_CAPABILITY,
  maskOf,
  namesOf,
  readCapability,
  readMask,
} from '../../../src/linux/capabilities.ts';
import { CAPABILITY_RANKING } from '../../../src/linux/capability-ranking.ts';

describe('names and numbers', () => {
  it.each([
    ['CHOWN', 0],
    ['DAC_READ_SEARCH', 2],
    ['SETPCAP', 8],
    ['NET_BIND_SERVICE', 10],
    ['NET_ADMIN', 12],
    ['SYS_PTRACE', 19],
    ['SYS_ADMIN', 21],
    ['SYS_RESOURCE', 24],
    ['SYS_TIME', 25],
    ['MKNOD', 27],
    ['SETFCAP', 31],
    ['SYSLOG', 34],
    ['AUDIT_READ', 37],
    ['PERFMON', 38],
    ['BPF', 39],
    ['CHECKPOINT_RESTORE', 40],
  ])('%s is %i', (name, number) => {
    expect(CAPABILITIES.indexOf(name as never)).toBe(number);
  });

  it('there are 41, each once', () => {
    expect(CAPABILITIES).toHaveLength(41);
    expect(new Set(CAPABILITIES).size).toBe(41);
    expect(EVERY_CAPABILITY).toBe(0x1ff_ffff_ffffn);
  });

  it('the default of the engine is 14, as /proc shows them', () => {
    expect(DEFAULT_CAPABILITIES).toBe(0xa80425fbn);
    expect(namesOf(DEFAULT_CAPABILITIES)).toHaveLength(14);
  });
});

describe('a mask', () => {
  it('is put together from names and taken apart', () => {
    expect(maskOf('CHOWN', 'SYS_ADMIN')).toBe(0x200001n);
    expect(namesOf(0x200001n)).toEqual(['CHOWN', 'SYS_ADMIN']);
    expect(namesOf(0n)).toEqual([]);
    expect(namesOf(EVERY_CAPABILITY)).toEqual([...CAPABILITIES]);
  });

  it('shows a capability of a later kernel by its number', () => {
    expect(namesOf(1n << 41n)).toEqual(['41']);
  });

  it.each([
    ['00000000a80425fb', DEFAULT_CAPABILITIES],
    ['0000000000000000', 0n],
    ['000001ffffffffff', EVERY_CAPABILITY],
    ['a80425fb', undefined],
    ['00000000A80425FB', undefined],
    ['00000000a80425fb\n', undefined],
    ['', undefined],
  ])('%j is read as %s', (text, mask) => {
    expect(readMask(text)).toBe(mask);
  });
});

describe('a name as written', () => {
  it.each([
    ['SYS_ADMIN', 'SYS_ADMIN'],
    ['CAP_SYS_ADMIN', 'SYS_ADMIN'],
    ['cap_sys_admin', 'SYS_ADMIN'],
    ['Sys_Admin', 'SYS_ADMIN'],
    ['checkpoint_restore', 'CHECKPOINT_RESTORE'],
    // Go's upper case and JavaScript's agree on the long s.
    ['\u017fys_admin', 'SYS_ADMIN'],
  ])('%j is %s', (written, capability) => {
    expect(readCapability(written)).toMatchObject({ kind: 'capability', capability });
  });

  it.each(['ALL', 'all', 'All'])('%j is all of them', (written) => {
    expect(readCapability(written)).toEqual({ kind: 'all' });
  });

  it.each([
    ['CAP_ALL', /without CAP_/],
    ['cap_all', /without CAP_/],
    ['NET_ADMIN,SYS_ADMIN', /each value names one/],
    [' NET_ADMIN', /each value names one/],
    ['NET_ADMIN\n', /each value names one/],
    ['', /empty/],
    ['CAP_', /no capability/],
    ['CAP_CAP_CHOWN', /no capability/],
    ['SYS-ADMIN', /no capability/],
    ['NET', /no capability/],
    ['RESET', /no capability/],
    ['constructor', /no capability/],
    // Two letters in JavaScript's upper case, one in Go's.
    ['checkpoint_re\ufb05ore', /no capability/],
  ])('%j is none', (written, why) => {
    expect(readCapability(written)).toEqual({ kind: 'unknown', why: expect.stringMatching(why) });
  });
});

describe('the ranking', () => {
  it('has every capability once', () => {
    const ranked = CAPABILITY_RANKING.map(({ capability }) => capability);
    expect([...ranked].sort()).toEqual([...CAPABILITIES].sort());
  });

  it('is worst first: 11 critical, 16 high, 13 medium, 1 benign', () => {
    const ranks = CAPABILITY_RANKING.map(({ rank }) => rank);
    const expected = { critical: 11, high: 16, medium: 13, benign: 1 };
    expect(ranks).toEqual(Object.entries(expected).flatMap(([rank, count]) => Array(count).fill(rank)));
  });

  it('calls medium or benign exactly what the engine gives by default', () => {
    const mild = CAPABILITY_RANKING.filter(({ rank }) => rank === 'medium' || rank === 'benign');
    expect(maskOf(...mild.map(({ capability }) => capability))).toBe(DEFAULT_CAPABILITIES);
  });

  it('says of each what it gives, in one sentence with a public source', () => {
    for (const { gives, source } of CAPABILITY_RANKING) {
      expect(gives).toMatch(/^It .{15,110}\.$/);
      expect(source).toMatch(/^https:\/\//);
    }
  });
});
