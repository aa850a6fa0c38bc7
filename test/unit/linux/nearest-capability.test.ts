import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../../src/linux/capabilities.ts';
import { nearestCapability } from '../../../src/linux/nearest-capability.ts';

describe('the nearest capability', () => {
  it.each([
    ['SYSADMIN', 'SYS_ADMIN'],
    ['sys-admin', 'SYS_ADMIN'],
    ['CAP_SYS_ADMN', 'SYS_ADMIN'],
    [' CHOWN', 'CHOWN'],
    ['PTRACE', 'SYS_PTRACE'],
    ['NET_BIND', 'NET_BIND_SERVICE'],
    ['NETRAW', 'NET_RAW'],
    ['DAC_READ', 'DAC_READ_SEARCH'],
    ['SET', undefined],
    ['ADMIN', undefined],
    ['CAP', undefined],
    ['NONSENSE', undefined],
    ['', undefined],
    ['S'.repeat(1_000_000), undefined],
  ])('of %.30j is %s', (written, nearest) => {
    expect(nearestCapability(written)).toBe(nearest);
  });

  it('of a name is that name', () => {
    for (const name of CAPABILITIES) expect(nearestCapability(`cap_${name.toLowerCase()}`)).toBe(name);
  });
});
