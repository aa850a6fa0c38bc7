import { describe, expect, it } from 'vitest';
import { DEFAULT_CAPABILITIES, EVERY_CAPABILITY, namesOf } from '../../../src/linux/capabilities.ts';
import { podCapabilities } from '../../../src/linux/pod-capabilities.ts';

interface Asked {
  readonly add?: readonly string[];
  readonly drop?: readonly string[];
  readonly privileged?: boolean;
  readonly uid?: number;
}

function boundingOf({ add = [], drop = [], privileged = false, uid = 0 }: Asked): string {
  const answer = podCapabilities({ add, drop, privileged }, uid);
  if (answer.kind === 'refused') return `refused ${answer.list} ${answer.name}`;
  if (answer.kind !== 'granted') return answer.kind;
  const { bounding } = answer.sets;
  if (bounding === DEFAULT_CAPABILITIES) return 'the default 14';
  if (bounding === EVERY_CAPABILITY) return 'everything';
  const missing = namesOf(EVERY_CAPABILITY & ~bounding);
  if (missing.length < 5) return `everything but ${missing.join(' ')}`;
  return namesOf(bounding).join(' ') || 'nothing';
}

const DEFAULT_BUT_RAW =
  'CHOWN DAC_OVERRIDE FOWNER FSETID KILL SETGID SETUID SETPCAP NET_BIND_SERVICE SYS_CHROOT MKNOD AUDIT_WRITE SETFCAP';

describe('the capabilities of a container of a pod', () => {
  it.each<[Asked, string]>([
    [{}, 'the default 14'],
    [{ drop: ['ALL'] }, 'nothing'],
    [{ drop: ['all'] }, 'nothing'],
    [{ drop: ['ALL'], add: ['NET_BIND_SERVICE'] }, 'NET_BIND_SERVICE'],
    [{ drop: ['ALL'], add: ['net_bind_service'] }, 'NET_BIND_SERVICE'],
    [{ drop: ['NET_RAW'] }, DEFAULT_BUT_RAW],
    [{ add: ['ALL'] }, 'everything'],
    [{ add: ['ALL'], drop: ['CHOWN'] }, 'everything but CHOWN'],
    // Unlike Docker, where adding ALL wins, and a name in both lists is added.
    [{ add: ['ALL'], drop: ['ALL'] }, 'nothing'],
    [{ add: ['ALL', 'SYS_TIME'], drop: ['ALL'] }, 'SYS_TIME'],
    [{ add: ['SYS_ADMIN'], drop: ['SYS_ADMIN'] }, 'the default 14'],
    [{ add: ['NET_RAW'], drop: ['NET_RAW'] }, DEFAULT_BUT_RAW],
    [{ privileged: true, drop: ['ALL'] }, 'everything'],
    [{ privileged: true, uid: 1000 }, 'everything'],
    [{ add: ['CAP_SYS_ADMIN'] }, 'refused add CAP_SYS_ADMIN'],
    [{ drop: ['CAP_NET_RAW'] }, 'refused drop CAP_NET_RAW'],
    [{ drop: ['cap_net_raw'] }, 'refused drop cap_net_raw'],
    [{ drop: ['CAP_ALL'] }, 'refused drop CAP_ALL'],
    [{ add: ['SYS_ADMIN,SYS_TIME'] }, 'refused add SYS_ADMIN,SYS_TIME'],
    [{ drop: ['NETRAW'] }, 'refused drop NETRAW'],
    [{ drop: [''] }, 'refused drop '],
  ])('%j: %s', (asked, expected) => {
    expect(boundingOf(asked)).toBe(expected);
  });

  it('are held by root, and by others only until the program starts', () => {
    const request = { privileged: false, add: ['NET_ADMIN'], drop: ['ALL'] };
    const granted = 1n << 12n;
    const rest = { inheritable: 0n, bounding: granted, ambient: 0n };
    const held = { effective: granted, permitted: granted, ...rest };
    const none = { effective: 0n, permitted: 0n, ...rest };
    expect(podCapabilities(request, 0)).toEqual({ kind: 'granted', sets: held, start: held });
    expect(podCapabilities(request, 1000)).toEqual({ kind: 'granted', sets: none, start: held });
  });

  it('say why a name with CAP_ is refused', () => {
    expect(podCapabilities({ privileged: false, add: [], drop: ['CAP_NET_RAW'] }, 0)).toMatchObject({
      why: expect.stringContaining('without CAP_'),
    });
  });
});
