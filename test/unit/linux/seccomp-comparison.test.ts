import { describe, expect, it } from 'vitest';
import { DEFAULT_CAPABILITIES, maskOf, NO_CAPABILITIES } from '../../../src/linux/capabilities.ts';
import { loadSeccomp } from '../../../src/linux/seccomp.ts';
import { beyondReference, listCalls } from '../../../src/linux/seccomp-comparison.ts';
import { seccompDanger } from '../../../src/linux/seccomp-dangers.ts';
import { judgeDenial, seccompFamily } from '../../../src/linux/seccomp-families.ts';
import { REFERENCE_SOURCE, seccompReference } from '../../../src/linux/seccomp-reference.ts';
import { isAfter2020, systemCallNames, systemCalls } from '../../../src/linux/seccomp-system-calls.ts';
import { allow, condition, deny, loadedProfile, seccompProfile, TODAY } from '../../builders/seccomp-profiles.ts';
import { defaultWithout, SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const ALLOW = { defaultAction: 'SCMP_ACT_ALLOW' };
const DENY = { defaultAction: 'SCMP_ACT_ERRNO' };
const X86 = { architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'] };

function beyond(file: object, capabilities = DEFAULT_CAPABILITIES) {
  return beyondReference(seccompProfile(file), { architecture: 'amd64', capabilities });
}

describe('the numbers of system calls', () => {
  it.each([
    ['x86-64', 'read', 0],
    ['x86-64', 'mkdir', 83],
    ['x86-64', 'newfstatat', 262],
    ['x86-64', 'fchmodat2', 452],
    ['x86', 'chown32', 212],
    ['x86', 'socketcall', 102],
    ['arm64', 'mkdirat', 34],
    ['arm64', 'mkdir', undefined],
    ['arm', 'set_tls', 983045],
  ] as const)('%s: %s', (abi, name, number) => {
    expect(systemCalls(abi).get(name)).toBe(number);
  });

  it('are complete', () => {
    expect([...systemCalls('x86-64').keys()].length).toBeGreaterThan(370);
    expect([...systemCalls('arm64').values()].every((number) => Number.isSafeInteger(number))).toBe(true);
    const unknown = seccompReference().rules.flatMap(({ names }) =>
      names.filter((name) => !systemCallNames().has(name)),
    );
    expect(unknown).toEqual([]);
    expect([isAfter2020('mseal'), isAfter2020('openat2'), isAfter2020('set_tls')]).toEqual([true, false, false]);
  });
});

describe('the default profile', () => {
  const list = (capabilities: bigint) =>
    listCalls(loadSeccomp(seccompReference(), { ...TODAY, capabilities }), 'x86-64');
  it('says where it is from', () => {
    expect(REFERENCE_SOURCE).toMatch(/^github\.com\/moby\/profiles\/seccomp v\d+\.\d+\.\d+, /);
  });

  it('refuses what everybody knows, and lets three calls through with some arguments', () => {
    const { allowed, conditional, refused } = list(DEFAULT_CAPABILITIES);
    expect([...conditional].sort()).toEqual(['clone', 'personality', 'socket']);
    expect(refused).toEqual(
      expect.arrayContaining(['mount', 'bpf', 'keyctl', 'userfaultfd', 'unshare', 'io_uring_setup']),
    );
    expect(allowed).toEqual(expect.arrayContaining(['ptrace', 'mkdir', 'chroot', 'process_vm_readv']));
  });

  it('opens calls by capability', () => {
    expect(list(NO_CAPABILITIES).refused).toContain('chroot');
    expect(list(maskOf('SYS_ADMIN')).allowed).toEqual(expect.arrayContaining(['mount', 'bpf', 'clone', 'unshare']));
    expect(list(maskOf('SYS_ADMIN')).refused).toEqual(expect.arrayContaining(['keyctl', 'userfaultfd']));
  });

  it('has a reason for most of what it refuses', () => {
    const grave = list(NO_CAPABILITIES).refused.filter((name) => seccompDanger(name).grave);
    expect(grave.length).toBeGreaterThan(30);
  });

  it('allows nothing beyond itself', () => {
    for (const capabilities of [DEFAULT_CAPABILITIES, NO_CAPABILITIES, maskOf('SYS_ADMIN', 'BPF')]) {
      for (const architecture of ['amd64', 'arm64'] as const) {
        expect(beyondReference(seccompReference(), { architecture, capabilities })).toEqual([]);
      }
    }
  });
});

describe('beyond the default', () => {
  it.each([
    ['the default without chown', defaultWithout('chown')],
    ['the default without mkdir, kill, uname', defaultWithout('mkdir', 'kill', 'uname')],
    ['what a small server needs', SMALL_SERVER],
    ['nothing at all', DENY],
    [
      'mount for those who may mount anyway',
      { ...DENY, syscalls: [allow(['mount'], { includes: { caps: ['CAP_SYS_ADMIN'] } })] },
    ],
    ['socket for one family', { ...DENY, syscalls: [allow(['socket'], { args: [condition(0, 'EQ', 2)] })] }],
  ])('%s: nothing', (_, file) => {
    expect(beyond(file)).toEqual([]);
    expect(beyond(file, maskOf('SYS_ADMIN'))).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    [
      'worst first',
      { ...DENY, syscalls: [allow(['sethostname', 'keyctl', 'mount', 'bpf', 'read', 'init_module'])] },
      ['init_module', 'mount', 'bpf', 'keyctl', 'sethostname'],
    ],
    [
      'with some arguments',
      { ...DENY, syscalls: [allow(['mount'], { args: [condition(3, 'EQ', 1)] })] },
      ['mount sometimes'],
    ],
    ['without its condition', { ...DENY, syscalls: [allow(['clone', 'socket'])] }, ['clone over', 'socket over']],
    [
      'a wider condition',
      { ...DENY, syscalls: [allow(['socket'], { args: [condition(0, 'LT', 41)] })] },
      ['socket sometimes over'],
    ],
    [
      'one family more',
      { ...DENY, syscalls: [allow(['socket'], { args: [condition(0, 'EQ', 40)] })] },
      ['socket sometimes over'],
    ],
    [
      'a flag of namespaces',
      { ...DENY, syscalls: [allow(['clone'], { args: [condition(0, 'MASKED_EQ', 0x7e00_0000)] })] },
      ['clone sometimes over'],
    ],
    ['by log', { ...DENY, syscalls: [{ names: ['bpf'], action: 'SCMP_ACT_LOG' }] }, ['bpf']],
    ['by a tracer', { ...DENY, syscalls: [{ names: ['bpf'], action: 'SCMP_ACT_TRACE' }] }, ['bpf sometimes']],
  ])('%s', (_, file, expected) => {
    const found = beyond(file).map(({ name, allowed, referenceAllows }) =>
      [name, ...(allowed === 'always' ? [] : [allowed]), ...(referenceAllows === 'never' ? [] : ['over'])].join(' '),
    );
    expect(found).toEqual(expected);
  });

  it('counts programs of 32 bits where they are listed', () => {
    const stime = { ...DENY, syscalls: [allow(['stime'])] };
    expect(beyond(stime)).toEqual([]);
    expect(beyond({ ...stime, ...X86 })).toMatchObject([{ abi: 'x86', name: 'stime' }]);
  });

  it('finds the one value between two conditions of a reference', () => {
    const rule = (op: string, value: number) => allow(['alarm'], { args: [condition(0, op, value)] });
    const reference = seccompProfile({ ...DENY, syscalls: [rule('LE', 1000), rule('GE', 1002)] });
    const profile = seccompProfile({ ...DENY, syscalls: [rule('NE', 5000)] });
    const context = { architecture: 'amd64', capabilities: NO_CAPABILITIES } as const;
    expect(beyondReference(profile, context, reference).map(({ name }) => name)).toEqual(['alarm']);
    expect(beyondReference(reference, context, profile).map(({ name }) => name)).toEqual(['alarm']);
    expect(beyondReference(reference, context, reference)).toEqual([]);
  });

  it('is nearly everything without a filter', () => {
    expect(beyond({}).length).toBeGreaterThan(60);
    expect(beyond({})[0]?.why).toBe('loads or removes code of the kernel');
  });
});

describe('an operation that must be refused', () => {
  const judge = (file: object, operation: string, architecture: 'amd64' | 'arm64' = 'amd64') =>
    judgeDenial(seccompProfile(file), loadedProfile(file, { architecture }), operation);

  it.each<[string, object, string, string]>([
    ['mkdir and mkdirat', { ...ALLOW, syscalls: [deny(['mkdir', 'mkdirat'])] }, 'mkdir', 'refused'],
    ['mkdir alone', { ...ALLOW, syscalls: [deny(['mkdir'])] }, 'mkdir', 'open'],
    [
      'with some arguments',
      { ...ALLOW, syscalls: [deny(['mkdir', 'mkdirat'], { args: [condition(1, 'EQ', 511)] })] },
      'mkdir',
      'unknown',
    ],
    ['by the default', DENY, 'kill', 'refused'],
    ['the careful profile', defaultWithout('mkdir', 'kill', 'uname'), 'kill', 'refused'],
    ['the default profile', defaultWithout(), 'kill', 'open'],
    [
      'chown of 32-bit programs',
      { ...ALLOW, ...X86, syscalls: [deny(['chown', 'fchown', 'lchown', 'fchownat'])] },
      'chown',
      'open',
    ],
    [
      'the same, not listed',
      { ...ALLOW, syscalls: [deny(['chown', 'fchown', 'lchown', 'fchownat'])] },
      'chown',
      'refused',
    ],
    ['a call without a family', { ...ALLOW, syscalls: [deny(['sync'])] }, 'sync', 'refused'],
    ['a call by itself', { ...ALLOW, syscalls: [deny(['mkdirat'])] }, 'mkdirat', 'open'],
    ['a name that is none', DENY, 'mkdri', 'unknown'],
    ['no filter', {}, 'mkdir', 'open'],
  ])('%s', (_, file, operation, verdict) => {
    expect(judge(file, operation).verdict).toBe(verdict);
  });

  it('is refused by the calls that the machine has', () => {
    const file = { ...ALLOW, syscalls: [deny(['mkdirat'])] };
    expect(judge(file, 'mkdir', 'arm64').verdict).toBe('refused');
    expect(judge(file, 'mkdir').calls.map(({ name, decision }) => `${name} ${decision.outcome}`)).toEqual([
      'mkdir allow',
      'mkdirat errno',
    ]);
  });

  it.each([
    ['unlinkat', ['unlinkat', 'rmdir', 'unlink']],
    ['getpid', ['getpid']],
    ['__proto__', ['__proto__']],
  ])('the family of %s', (name, family) => {
    expect(seccompFamily(name)).toEqual(family);
  });
});
