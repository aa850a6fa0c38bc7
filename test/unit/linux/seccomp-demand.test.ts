import { describe, expect, it } from 'vitest';
import { nearestSystemCall } from '../../../src/linux/nearest-system-call.ts';
import { loadSeccomp } from '../../../src/linux/seccomp.ts';
import type { SeccompContext } from '../../../src/linux/seccomp-context.ts';
import { judgeDemand } from '../../../src/linux/seccomp-demand.ts';
import { asRuntimeSpec } from '../../../src/linux/seccomp-runtime-spec.ts';
import { allow, condition, deny, seccompProfile, TODAY } from '../../builders/seccomp-profiles.ts';

const X86 = { archMap: [{ architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86'] }] };
const ERRNO = { ...X86, defaultAction: 'SCMP_ACT_ERRNO' };
const ALLOW = { ...X86, defaultAction: 'SCMP_ACT_ALLOW' };
/** What of today's machine nobody knows. */
const OPEN: SeccompContext = { architecture: 'amd64', capabilities: TODAY.capabilities };

function demand(file: object, name: string, context: SeccompContext = TODAY) {
  const profile = seccompProfile(file);
  return judgeDemand(profile, loadSeccomp(profile, context), name);
}

/** `open mkdirat x86 always`, or the verdict and why. */
function words(file: object, name: string, context?: SeccompContext): string {
  const { verdict, open, why = '', settled } = demand(file, name, context);
  if (verdict === 'unknown') return `unknown, settled ${settled}: ${why}`;
  return [verdict, ...open.map((call) => `${call.name} ${call.abi} ${call.allowed}`)].join(', ');
}

describe('a demanded refusal', () => {
  it.each<[string, object, string, string]>([
    ['of what is not named', ERRNO, 'mkdir', 'refused'],
    [
      'of half a family',
      { ...ALLOW, syscalls: [deny(['mkdir'])] },
      'mkdir',
      'open, mkdirat x86-64 always, mkdirat x86 always',
    ],
    ['of a family', { ...ALLOW, syscalls: [deny(['mkdir', 'mkdirat'])] }, 'mkdirat', 'refused'],
    [
      'by killing and by an error',
      { ...ALLOW, syscalls: [deny(['mkdir']), { names: ['mkdirat'], action: 'SCMP_ACT_KILL' }] },
      'mkdir',
      'refused',
    ],
    [
      'for some arguments',
      { ...ALLOW, syscalls: [deny(['fsync'], { args: [condition(0, 'EQ', 1)] })] },
      'fsync',
      'open, fsync x86-64 sometimes, fsync x86 sometimes',
    ],
    [
      'but for some arguments',
      { ...ERRNO, syscalls: [allow(['fsync'], { args: [condition(0, 'EQ', 1)] })] },
      'fsync',
      'open, fsync x86-64 sometimes, fsync x86 sometimes',
    ],
    [
      'by two errors, as the arguments are',
      { ...ERRNO, syscalls: [deny(['fsync'], { errnoRet: 2, args: [condition(0, 'EQ', 1)] })] },
      'fsync',
      'refused',
    ],
    [
      'by a condition that is never met',
      { ...ERRNO, syscalls: [allow(['fsync'], { args: [condition(0, 'LT', 0)] })] },
      'fsync',
      'refused',
    ],
    [
      'of programs that are killed',
      { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny(['fsync'])] },
      'fsync',
      'refused',
    ],
    [
      'left to a listener',
      { ...ALLOW, listenerPath: '/l', syscalls: [{ names: ['fsync'], action: 'SCMP_ACT_NOTIFY' }] },
      'fsync',
      'unknown, settled by-nothing: a program beside the container decides',
    ],
    ['without a filter', {}, 'fsync', 'open, fsync x86-64 always'],
    [
      'with which no container starts',
      { ...ERRNO, syscalls: [{ names: ['read'], action: 'NONE' }] },
      'fsync',
      'unknown, settled by-nothing: the container does not start: the profile has an action that does not exist',
    ],
  ])('%s', (_, file, name, expected) => {
    expect(words(file, name)).toBe(expected);
  });

  it('is the same for all that the machine may be, or not known', () => {
    // ENOSYS or EPERM, as the version is: refused anyhow.
    expect(words({ defaultAction: 'SCMP_ACT_ERRNO', syscalls: [allow(['read'])] }, 'fsync', OPEN)).toBe('refused');
    const newer = { ...ERRNO, syscalls: [allow(['fsync'], { includes: { minKernel: '5.10' } })] };
    expect(words(newer, 'fsync', OPEN)).toMatch(/^unknown, settled by-a-container: it depends on the versions/);
    expect(words(newer, 'fsync')).toBe('open, fsync x86-64 always, fsync x86 always');
    expect(words(newer, 'fsync', { ...OPEN, kernel: { major: 4, minor: 19 } })).toBe('refused');
  });

  it('says which rule lets it through, and which errors the others give', () => {
    const file = { ...ERRNO, syscalls: [deny(['mkdir'], { errnoRet: 13 }), allow(['mkdirat'])] };
    const { open, errnos } = demand(file, 'mkdir');
    expect(open.map(({ rule }) => rule?.index)).toEqual([1, 1]);
    expect([...errnos]).toEqual([['mkdir', 13]]);
  });
});

describe('a profile as containerd reads it', () => {
  it('has no conditions, no map and no rules of one name', () => {
    const file = {
      ...ERRNO,
      syscalls: [
        allow(['mount'], { includes: { caps: ['CAP_SYS_ADMIN'] } }),
        { name: 'bpf', action: 'SCMP_ACT_ALLOW' },
      ],
    };
    const profile = seccompProfile(file);
    expect(words(file, 'mount')).toBe('refused');
    const read = asRuntimeSpec(profile);
    if (read === undefined) throw new Error('no difference');
    const loaded = loadSeccomp(read, TODAY);
    expect(judgeDemand(read, loaded, 'mount').open.map(({ name, abi }) => `${name} ${abi}`)).toEqual(['mount x86-64']);
    expect(judgeDemand(read, loaded, 'bpf').verdict).toBe('refused');
  });

  it.each<[string, object]>([
    [
      'names alone',
      { defaultAction: 'SCMP_ACT_ERRNO', architectures: ['SCMP_ARCH_X86_64'], syscalls: [allow(['read'])] },
    ],
    ['arguments', { defaultAction: 'SCMP_ACT_ERRNO', syscalls: [allow(['read'], { args: [condition(0, 'EQ', 1)] })] }],
  ])('is the same where there is nothing of that: %s', (_, file) => {
    expect(asRuntimeSpec(seccompProfile(file))).toBeUndefined();
  });

  it.each<[string, object]>([
    ['a map', ERRNO],
    ['a kernel', { ...ALLOW, archMap: [], syscalls: [deny(['dup'], { excludes: { minKernel: '5.0' } })] }],
    ['any kernel', { ...ALLOW, archMap: [], syscalls: [deny(['dup'], { excludes: { minKernel: '' } })] }],
    ['one name', { ...ALLOW, archMap: [], syscalls: [{ name: 'dup', action: 'SCMP_ACT_ERRNO' }] }],
  ])('is another where there is: %s', (_, file) => {
    expect(asRuntimeSpec(seccompProfile(file))).toBeDefined();
  });
});

describe('the name that is meant', () => {
  it.each([
    ['mkdri', 'mkdir'],
    ['MKDIR', 'mkdir'],
    ['opnat', 'openat'],
    ['umane', 'uname'],
    ['nothing_like_it', undefined],
    ['x'.repeat(1_000_000), undefined],
    ['', undefined],
  ])('%s', (name, expected) => {
    expect(nearestSystemCall(name)).toBe(expected);
  });
});
