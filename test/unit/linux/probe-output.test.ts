import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OWN_FILES } from '../../../src/linux/probe.ts';
import { callsToTry } from '../../../src/linux/probe-calls.ts';
import { readProbeOutput } from '../../../src/linux/probe-output.ts';

const STATUS = `Name:	.probe
Umask:	0022
State:	R (running)
Pid:	1
Uid:	20002	20002	20002	20002
Gid:	10001	10001	10001	10001
FDSize:	64
Groups:	10001 10002 
NStgid:	1
VmPeak:	     104 kB
CapInh:	0000000000000000
CapPrm:	0000000000000000
CapEff:	0000000000000000
CapBnd:	0000000000000400
CapAmb:	0000000000000000
NoNewPrivs:	1
Seccomp:	2
Seccomp_filters:	1
Cpus_allowed:	3
`;

const hex = (value: bigint) => BigInt.asUintN(64, value).toString(16).padStart(16, '0');
const ok = (file: string, text: string) =>
  `@file ${file}\n${hex(3n)}\n${hex(BigInt(Buffer.byteLength(text)))}\n${text}`;
const closed = (file: string, errno: number) => `@file ${file}\n${hex(BigInt(-errno))}\n`;
const unread = (file: string, errno: number) => `@file ${file}\n${hex(3n)}\n${hex(BigInt(-errno))}\n`;
const [STATUS_FILE, SHARED, OWN, UID_MAP] = OWN_FILES;

interface Parts {
  readonly status?: string;
  readonly shared?: string;
  readonly own?: string;
  readonly map?: string;
  readonly calls?: string;
  readonly end?: string;
}

/** What a probe prints that tries mkdir and uname. */
function printed({ status, shared, own, map, calls, end }: Parts = {}): string {
  return [
    status ?? ok(STATUS_FILE, STATUS),
    shared ?? unread(SHARED, 22),
    own ?? closed(OWN, 2),
    map ?? ok(UID_MAP, '         0          0 4294967295\n'),
    calls ?? `@call mkdir\n${hex(-1n)}\n@call uname\n${hex(-14n)}\n`,
    end ?? '@end\n',
  ].join('');
}

const CALLS = callsToTry(['mkdir', 'uname'], 'amd64');
const read = (text: string) => readProbeOutput(Buffer.from(text, 'latin1'), OWN_FILES, CALLS);
const withStatus = (from: string | RegExp, to: string) =>
  printed({ status: ok(STATUS_FILE, STATUS.replace(from, to)) });

describe('what a probe prints', () => {
  it('is read as the kernel’s words', () => {
    const ids = (id: number) => ({ real: id, effective: id, saved: id, filesystem: id });
    expect(read(printed())).toEqual({
      process: {
        ...{ uid: ids(20_002), gid: ids(10_001), groups: [10_001, 10_002] },
        capabilities: { inheritable: 0n, permitted: 0n, effective: 0n, bounding: 0x400n, ambient: 0n },
        ...{ noNewPrivileges: true, seccomp: 2, seccompFilters: 1, uidMap: [[0, 0, 4_294_967_295]] },
      },
      calls: [
        { name: 'mkdir', written: 'mkdir("", 0)', answer: { errno: 1 }, unfiltered: [2] },
        { name: 'uname', written: 'uname(NULL)', answer: { errno: 14 }, unfiltered: [14] },
      ],
    });
  });

  it.each([
    [0n, { value: 0n }],
    [3n, { value: 3n }],
    [-1n, { errno: 1 }],
    [-4095n, { errno: 4095 }],
    [-4096n, { value: -4096n }],
    [0x7fff_ffff_ffff_ffffn, { value: 0x7fff_ffff_ffff_ffffn }],
  ])('takes the result %s as the kernel means it', (result, answer) => {
    const output = read(printed({ calls: `@call mkdir\n${hex(result)}\n@call uname\n${hex(-14n)}\n` }));
    expect(output?.calls[0]?.answer).toEqual(answer);
  });

  it('may end in a call that was announced', () => {
    const output = read(printed({ calls: `@call mkdir\n${hex(-1n)}\n@call uname\n`, end: '' }));
    expect(output?.endedIn?.name).toBe('uname');
    expect(output?.calls.map(({ name }) => name)).toEqual(['mkdir']);
    expect(read(printed({ calls: '@call mkdir\n', end: '' }))).toMatchObject({ endedIn: { name: 'mkdir' }, calls: [] });
  });
});

describe('what is no answer', () => {
  it.each([
    ['nothing', ''],
    ['something else', 'Hello\n'],
    ['no end', printed({ end: '' })],
    ['something behind the end', printed({ end: '@end\n@end\n' })],
    ['a byte behind the end', printed({ end: '@end\n ' })],
    ['something before the start', ` ${printed()}`],
    ['other line ends', printed().replaceAll('\n', '\r\n')],
    ['a file that is missing', printed({ own: '' })],
    ['files in another order', printed({ shared: closed(OWN, 2), own: unread(SHARED, 22) })],
    ['a file twice', printed({ own: closed(OWN, 2) + closed(OWN, 2) })],
    ['a call that nobody asked for', printed({ calls: `@call mkdir\n${hex(-1n)}\n@call chmod\n${hex(-1n)}\n` })],
    ['a call twice', printed({ calls: `@call mkdir\n${hex(-1n)}\n@call mkdir\n${hex(-1n)}\n` })],
    ['one call less', printed({ calls: `@call mkdir\n${hex(-1n)}\n` })],
    ['a result in another form', printed({ calls: `@call mkdir\n-1\n@call uname\n${hex(-14n)}\n` })],
    ['capital digits', printed({ calls: `@call mkdir\n${hex(-1n).toUpperCase()}\n@call uname\n${hex(-14n)}\n` })],
    ['an end before the calls', printed({ calls: '' })],
    ['more announced than there is', printed({ status: `@file ${STATUS_FILE}\n${hex(3n)}\n${hex(9000n)}\n${STATUS}` })],
    ['more than the buffer holds', printed({ status: ok(STATUS_FILE, STATUS + 'x'.repeat(17_000)) })],
    ['a status that could not be opened', printed({ status: closed(STATUS_FILE, 13) })],
    ['a status that could not be read', printed({ status: unread(STATUS_FILE, 1) })],
    ['an empty status', printed({ status: ok(STATUS_FILE, '') })],
    ['a status that was cut off', printed({ status: ok(STATUS_FILE, STATUS.slice(0, 300)) })],
    ['a label that could not be read', printed({ own: closed(OWN, 24) })],
    ['a label in another form', printed({ own: ok(OWN, 'docker-default (enforce)\nunconfined\n') })],
    ['an empty label', printed({ own: ok(OWN, '') })],
    ['a map of words', printed({ map: ok(UID_MAP, '0 0 all\n') })],
    ['an empty map', printed({ map: ok(UID_MAP, '') })],
  ])('%s', (_, text) => {
    expect(read(printed())).toBeDefined();
    expect(read(text)).toBeUndefined();
  });

  it.each([
    ['Uid', /^Uid:.*\n/m],
    ['Gid', /^Gid:.*\n/m],
    ['Groups', /^Groups:.*\n/m],
    ['CapInh', /^CapInh:.*\n/m],
    ['CapPrm', /^CapPrm:.*\n/m],
    ['CapEff', /^CapEff:.*\n/m],
    ['CapBnd', /^CapBnd:.*\n/m],
    ['CapAmb', /^CapAmb:.*\n/m],
    ['NoNewPrivs', /^NoNewPrivs:.*\n/m],
  ])('a status without %s, or with two', (_, line) => {
    expect(read(withStatus(line, ''))).toBeUndefined();
    expect(read(withStatus(line, '$&$&'))).toBeUndefined();
  });

  it.each([
    ['Uid:	20002	20002	20002', 'Uid:	20002	20002'],
    ['Uid:	20002	20002', 'Uid:	20002	20002	20002'],
    ['Uid:	20002', 'Uid:	-1'],
    ['Uid:	20002', 'Uid:	root'],
    ['Groups:	10001', 'Groups:	10001,'],
    ['CapEff:	0000000000000000', 'CapEff:	0'],
    ['CapEff:	0000000000000000', 'CapEff:	000000000000000g'],
    ['NoNewPrivs:	1', 'NoNewPrivs:	2'],
    ['Seccomp:	2', 'Seccomp:	3'],
    ['Seccomp:	2', 'Seccomp:	'],
    ['Seccomp_filters:	1', 'Seccomp_filters:	1 1'],
    ['Seccomp_filters:	1', 'Seccomp_filters:	'],
  ])('"%s" as "%s"', (from, to) => {
    expect(STATUS).toContain(from);
    expect(read(withStatus(from, to))).toBeUndefined();
  });
});

describe('what differs between kernels', () => {
  const process = (parts: Parts) => read(printed(parts))?.process;

  it('without filters, or without their number', () => {
    expect(process({ status: ok(STATUS_FILE, STATUS.replace(/^Seccomp.*\n/gm, '')) })).toMatchObject({ seccomp: 0 });
    const old = process({ status: ok(STATUS_FILE, STATUS.replace(/^Seccomp_filters.*\n/m, '')) });
    expect(old?.seccomp).toBe(2);
    expect(old).not.toHaveProperty('seccompFilters');
  });

  it('with groups that are none', () => {
    expect(process({ status: ok(STATUS_FILE, STATUS.replace(/Groups:.*\n/, 'Groups:	 \n')) })?.groups).toEqual([]);
  });

  it.each([
    ['its own file', { own: ok(OWN, 'docker-default (enforce)\n') }, 'docker-default (enforce)'],
    ['its own file, unconfined', { own: ok(OWN, 'unconfined\n') }, 'unconfined'],
    ['the shared file alone', { shared: ok(SHARED, 'mine (complain)\n\0') }, 'mine (complain)'],
    ['both', { own: ok(OWN, 'a//&b (enforce)\n'), shared: ok(SHARED, 'x (kill)\n') }, 'a//&b (enforce)'],
    ['the shared file, of SELinux', { shared: ok(SHARED, 'system_u:system_r:container_t:s0:c1,c2\0') }, undefined],
    ['neither', {}, undefined],
  ])('AppArmor by %s', (_, parts, label) => {
    expect(process(parts)).toMatchObject({ uid: { real: 20_002 } });
    expect(process(parts)?.apparmor).toBe(label);
  });

  it('with a user namespace of several ranges, or without any', () => {
    const map = ok(UID_MAP, '         0     100000       1000\n      1000       1000          1\n');
    expect(process({ map })?.uidMap).toEqual([
      [0, 100_000, 1000],
      [1000, 1000, 1],
    ]);
    expect(process({ map: closed(UID_MAP, 2) })).not.toHaveProperty('uidMap');
  });

  it('with a name of the program that looks like something else: the kernel escapes line feeds', () => {
    expect(read(withStatus('.probe', 'x\\nUid:	0	0	0	0'))?.process.uid.real).toBe(20_002);
  });
});

it('no cut and no change of a byte makes another process of it', () => {
  const text = Buffer.from(printed(), 'latin1');
  const whole = read(printed());
  for (let length = 0; length < text.length; length += 1) {
    const cut = readProbeOutput(text.subarray(0, length), OWN_FILES, CALLS);
    if (cut !== undefined) expect(cut).toMatchObject({ process: whole?.process, endedIn: {} });
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      expect(readProbeOutput(bytes, OWN_FILES, CALLS)).toBeUndefined();
    }),
  );
});
