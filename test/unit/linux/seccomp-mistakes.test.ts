import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CAPABILITIES } from '../../../src/linux/capabilities.ts';
import type { SeccompMistake } from '../../../src/linux/seccomp-mistake.ts';
import { seccompMistakes } from '../../../src/linux/seccomp-mistakes.ts';
import { readSeccompProfile } from '../../../src/linux/seccomp-reader.ts';
import { REFERENCE_PROFILE } from '../../../src/linux/seccomp-reference-profile.ts';
import { readSeccompSetting, settingMistakes } from '../../../src/linux/seccomp-setting.ts';
import { allow, condition, deny, profileText, TODAY } from '../../builders/seccomp-profiles.ts';
import { defaultWithout, SMALL_SERVER } from '../../builders/seccomp-samples.ts';

const DENY = { defaultAction: 'SCMP_ACT_ERRNO' };
const X86 = { architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'] };
/** Starts, refuses what it should: a frame in which one mistake stands alone. */
const SERVER = SMALL_SERVER;

function server(...rules: readonly object[]): object {
  return { ...SERVER, syscalls: [...SERVER.syscalls, ...rules] };
}

function mistakes(file: unknown, noNewPrivileges = false): readonly SeccompMistake[] {
  const reading = readSeccompProfile(typeof file === 'string' ? file : profileText(file));
  if (reading.kind !== 'profile') throw new Error(reading.why);
  const { profile, notes } = reading;
  return seccompMistakes({
    profile,
    notes,
    context: { ...TODAY, capabilities: DEFAULT_CAPABILITIES },
    noNewPrivileges,
  });
}

function kinds(file: unknown): readonly string[] {
  return mistakes(file).map(({ kind, severity }) => `${kind} ${severity}`);
}

describe('profiles without a mistake', () => {
  it.each([
    ['the default', REFERENCE_PROFILE.profile],
    ['the default without chown', defaultWithout('chown')],
    ['the default without mkdir, kill, uname', defaultWithout('mkdir', 'kill', 'uname')],
    ['a small server', SERVER],
  ])('%s', (_, file) => {
    expect(mistakes(file)).toEqual([]);
  });
});

describe('a mistake, and its twin that is none', () => {
  it.each<[string, object | string, string[], object | string]>([
    ['nothing in it', '{}', ['off critical'], SERVER],
    ['no rules and no default', '{"syscalls":[],"architectures":["SCMP_ARCH_X86"]}', ['off critical'], SERVER],
    ['null', 'null', ['off critical'], SERVER],
    [
      'allows what it does not name',
      { ...X86, defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny(['mkdir', 'mkdirat'])] },
      ['allow-by-default critical'],
      SERVER,
    ],
    ['logs what it does not name', { ...X86, defaultAction: 'SCMP_ACT_LOG' }, ['allow-by-default critical'], SERVER],
    [
      'allows more',
      server(allow(['mount', 'read'])),
      ['weaker-than-default high'],
      server(allow(['mkdir', 'mkdirat'])),
    ],
    [
      'allows more, hardly grave',
      server(allow(['sethostname'])),
      ['weaker-than-default medium'],
      server(allow(['alarm'])),
    ],
    [
      'a wider condition',
      server(allow(['socket'], { args: [condition(0, 'EQ', 40)] })),
      ['weaker-than-default medium'],
      server(allow(['socket'], { args: [condition(0, 'EQ', 16)] })),
    ],
    [
      'half a family',
      server(allow(['mkdir', 'mkdirat', 'mknod']), deny(['mknodat'], { errnoRet: 2 })),
      ['family-incomplete medium'],
      server(allow(['mkdir', 'mkdirat']), deny(['mknod', 'mknodat'], { errnoRet: 2 })),
    ],
    [
      'a slip',
      server(allow(['mkdri'])),
      ['unknown-name medium'],
      server(allow(['mkdir', 'chown32', 's390_runtime_instr'])),
    ],
    [
      'a slip where it refuses',
      server(deny(['MKDIR'], { errnoRet: 2 })),
      ['unknown-name high'],
      server(deny(['mkdir', 'mkdirat'], { errnoRet: 2 })),
    ],
    [
      'a rule in the shadow',
      server(deny(['read'], { errnoRet: 2, args: [condition(0, 'EQ', 7)] })),
      ['shadowed-rule medium'],
      server(allow(['read'], { args: [condition(0, 'EQ', 7)] })),
    ],
    ['rules against each other', server(deny(['read'])), ['contradictory-rules medium'], server(allow(['read']))],
    ['against each other, but not at once', server(deny(['read'], { includes: { caps: ['CAP_BPF'] } })), [], SERVER],
    [
      'either of two is enough',
      server(deny(['dup'], { errnoRet: 2, args: [condition(0, 'NE', 511), condition(0, 'NE', 448)] })),
      ['always-true medium'],
      server(deny(['dup'], { errnoRet: 2, args: [condition(0, 'EQ', 511), condition(0, 'EQ', 448)] })),
    ],
    [
      'a range that is none',
      server(deny(['dup'], { errnoRet: 2, args: [condition(1, 'GE', 5), condition(1, 'LE', 10)] })),
      ['always-true medium'],
      server(deny(['dup'], { errnoRet: 2, args: [condition(1, 'GE', 5), condition(0, 'LE', 10)] })),
    ],
    [
      'a capability without CAP_',
      server(allow(['alarm'], { includes: { caps: ['CHOWN'] } })),
      ['never-counts medium'],
      server(allow(['alarm'], { includes: { caps: ['CAP_CHOWN'] } })),
    ],
    [
      'an architecture of another kind',
      server(deny(['alarm'], { includes: { arches: ['x86_64'] } })),
      ['never-counts high'],
      server(deny(['alarm'], { includes: { arches: ['amd64'] } })),
    ],
    [
      'pretended success',
      server(deny(['alarm'], { errnoRet: 0 })),
      ['errno-zero medium'],
      server(deny(['alarm'], { errnoRet: 1 })),
    ],
    [
      'pretended success by default',
      { ...SERVER, defaultErrnoRet: 0 },
      ['errno-zero high'],
      { ...SERVER, defaultErrnoRet: 38 },
    ],
    [
      'the old form',
      server({ name: 'alarm', action: 'SCMP_ACT_ALLOW' }),
      ['old-form negligible'],
      server(allow(['alarm'])),
    ],
    [
      'both forms',
      server({ name: 'alarm', names: ['dup'], action: 'SCMP_ACT_ALLOW' }),
      ['does-not-start high', 'old-form negligible'],
      server(allow(['alarm'])),
    ],
    [
      'an action that is none',
      server({ names: ['alarm'], action: 'ALLOW' }),
      ['does-not-start high'],
      server(allow(['alarm'])),
    ],
    [
      'an operator that is none',
      server(allow(['alarm'], { args: [{ index: 0, value: 1, op: '==' }] })),
      ['does-not-start high'],
      server(allow(['alarm'], { args: [condition(0, 'EQ', 1)] })),
    ],
    [
      'one condition, two actions',
      server(
        deny(['dup'], { errnoRet: 2, args: [condition(0, 'EQ', 1)] }),
        allow(['dup'], { args: [condition(0, 'EQ', 1)] }),
      ),
      ['does-not-start high'],
      server(
        deny(['dup'], { errnoRet: 2, args: [condition(0, 'EQ', 1)] }),
        allow(['dup'], { args: [condition(0, 'EQ', 2)] }),
      ),
    ],
    ['flags', { ...SERVER, flags: ['SECCOMP_FILTER_FLAG_LOG'] }, ['may-not-start medium'], { ...SERVER, flags: [] }],
    ['nothing is allowed', { ...DENY, ...X86 }, ['does-not-start high'], SERVER],
    [
      'a listed machine that is not this one',
      { ...SERVER, archMap: undefined, architectures: ['SCMP_ARCH_AARCH64'] },
      ['architecture-foreign medium'],
      { ...SERVER, archMap: undefined, ...X86 },
    ],
    ['no programs of 32 bits', { ...SERVER, archMap: undefined }, ['architecture-missing negligible'], SERVER],
    ['a key that nobody reads', { ...SERVER, comment: 'mine' }, ['key low'], SERVER],
    [
      'a key in small letters',
      { ...SERVER, defaultErrnoRet: undefined, defaulterrnoret: 1 },
      ['key low'],
      { ...SERVER, defaultErrnoRet: 1 },
    ],
  ])('%s', (_, file, expected, twin) => {
    expect(kinds(file)).toEqual(expected);
    expect(kinds(twin)).toEqual([]);
  });
});

describe('what is said', () => {
  it('names the calls, worst first, the line, and the cure', () => {
    const [mistake] = mistakes(server(allow(['sethostname', 'bpf', 'mount'])));
    expect(mistake?.names).toEqual(['mount', 'bpf', 'sethostname']);
    expect(mistake?.detail).toContain('3 system calls that Docker’s default profile refuses: mount, bpf, sethostname.');
  });

  it('has the nearest name for a slip', () => {
    const fixes = (name: string) => mistakes(server(allow([name]))).map(({ fix }) => fix);
    expect(fixes('mkdri')).toEqual(['Write mkdir, if that is meant.']);
    expect(fixes('openat3')).toEqual(['Write openat, if that is meant.']);
    expect(fixes('SENDMSG')).toEqual(['Write sendmsg, if that is meant.']);
    expect(fixes('make_me_root')).toEqual(['Take the name out.']);
    expect(fixes('x'.repeat(1000))).toEqual(['Take the name out.']);
  });

  it('has the line of the rule', () => {
    const text =
      '{"defaultAction":"SCMP_ACT_ERRNO",\n"syscalls":[\n{"names":["execve"],"action":"SCMP_ACT_ALLOW"},\n{"names":["mkdri"],"action":"SCMP_ACT_ALLOW"}]}';
    expect(mistakes(text).find(({ kind }) => kind === 'unknown-name')?.line).toBe(4);
  });

  it('tells what the runtime needs, which is less with no-new-privileges', () => {
    const names = SERVER.syscalls.flatMap((rule) => ('names' in rule && Array.isArray(rule.names) ? rule.names : []));
    const without = (...gone: string[]) => ({
      ...SERVER,
      syscalls: [allow(names.filter((name) => !gone.includes(name) && !['clone', 'clone3', 'socket'].includes(name)))],
    });
    expect(mistakes(without('capset')).map(({ kind, names: told }) => [kind, told])).toEqual([
      ['may-not-start', ['capset']],
    ]);
    expect(mistakes(without('capset'), true)).toEqual([]);
    expect(mistakes(without('mmap'), true).map(({ kind }) => kind)).toEqual(['may-not-start']);
    expect(mistakes(without('execve'), true).map(({ kind }) => kind)).toEqual(['does-not-start']);
  });

  it('tells half a family once', () => {
    const half = { ...X86, defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny(['kill']), deny(['tkill'])] };
    const told = mistakes(half).filter(({ kind }) => kind === 'family-incomplete');
    expect(told.map(({ names }) => names)).toEqual([
      ['tgkill', 'rt_sigqueueinfo', 'rt_tgsigqueueinfo', 'pidfd_send_signal'],
    ]);
  });
});

describe('the option', () => {
  it.each([
    ['unconfined', 'unconfined', ['unconfined critical']],
    ['builtin', 'built-in', ['built-in negligible']],
    ['Unconfined', 'file', []],
    ['./profile.json', 'file', []],
  ])('seccomp=%s', (word, kind, found) => {
    const setting = readSeccompSetting(word);
    expect(setting.kind).toBe(kind);
    expect(settingMistakes(setting).map((mistake) => `${mistake.kind} ${mistake.severity}`)).toEqual(found);
  });
});

describe('whatever is in the profile', () => {
  it('mistakes are told, not thrown', () => {
    const name = fc.constantFrom('read', 'mkdir', 'clone', 'socket', 'mkdri', '__proto__', '', 'execve', 'chown32');
    const action = fc.constantFrom(
      'SCMP_ACT_ALLOW',
      'SCMP_ACT_ERRNO',
      'SCMP_ACT_KILL',
      'SCMP_ACT_TRACE',
      'SCMP_ACT_NOTIFY',
      'x',
    );
    const op = fc.constantFrom('NE', 'LT', 'LE', 'EQ', 'GE', 'GT', 'MASKED_EQ', 'X').map((word) => `SCMP_CMP_${word}`);
    const value = fc.bigInt(0n, 2n ** 64n - 1n);
    const words = fc.array(fc.constantFrom('CAP_CHOWN', 'CHOWN', 'amd64', 'x86_64'), { maxLength: 2 });
    const filter = fc.record({ caps: words, arches: words }, { requiredKeys: [] });
    const arg = fc.record({ index: fc.nat(7), value, valueTwo: value, op });
    const rule = fc.record(
      {
        names: fc.array(name, { maxLength: 4 }),
        action,
        errnoRet: fc.nat(5000),
        args: fc.array(arg, { maxLength: 3 }),
        includes: filter,
        excludes: filter,
      },
      { requiredKeys: ['names', 'action'] },
    );
    const profile = fc.record({ defaultAction: action, syscalls: fc.array(rule, { maxLength: 6 }) });
    fc.assert(
      fc.property(profile, (file) => {
        for (const mistake of mistakes(file)) expect(mistake.detail).toMatch(/^[A-Z].*\.$/s);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['many names', { ...DENY, syscalls: [allow(Array.from({ length: 16_000 }, (_, at) => `mkdi${at}`))] }],
    ['many rules', { ...DENY, syscalls: Array.from({ length: 4000 }, () => deny(['mkdir'], { errnoRet: 2 })) }],
    [
      'many refusals',
      { ...DENY, syscalls: Array.from({ length: 4000 }, () => ({ names: ['kill'], action: 'SCMP_ACT_KILL' })) },
    ],
    [
      'many conditions',
      {
        ...DENY,
        syscalls: Array.from({ length: 128 }, (_, at) =>
          allow(['socket'], { args: Array.from({ length: 64 }, (_, by) => condition(0, 'EQ', at * 64 + by)) }),
        ),
      },
    ],
    [
      'many kernels',
      {
        ...DENY,
        syscalls: Array.from({ length: 200 }, (_, at) => allow(['mkdir'], { includes: { minKernel: `5.${at}` } })),
      },
    ],
  ])('%s take a moment', (_, file) => {
    const start = performance.now();
    const reading = readSeccompProfile(profileText(file));
    if (reading.kind !== 'profile') throw new Error(reading.why);
    const context = { architecture: 'amd64', capabilities: DEFAULT_CAPABILITIES } as const;
    seccompMistakes({ ...reading, context, noNewPrivileges: false });
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
