import { describe, expect, it } from 'vitest';
import { EVERY_CAPABILITY, maskOf } from '../../../src/linux/capabilities.ts';
import { decideSystemCall, loadSeccomp, type SeccompDecision } from '../../../src/linux/seccomp.ts';
import type { SeccompContext } from '../../../src/linux/seccomp-context.ts';
import { allow, condition, deny, loadedProfile, seccompProfile } from '../../builders/seccomp-profiles.ts';

const ALLOW = { defaultAction: 'SCMP_ACT_ALLOW' };
const DENY = { defaultAction: 'SCMP_ACT_ERRNO' };
const MKDIR = ['mkdir'];
const KERNEL_4_8 = { includes: { minKernel: '4.8' } };

/** `errno 1`, `allow`, `unknown`: what a table needs of a decision. */
function brief(decision: SeccompDecision): string {
  return decision.outcome === 'errno' ? `errno ${decision.errno}` : decision.outcome;
}

function decide(file: object, name = 'mkdir', context: Partial<SeccompContext> = {}): SeccompDecision {
  return decideSystemCall(loadedProfile(file, context), { name });
}

describe('rule by rule of the engine', () => {
  it.each<[string, object, string, Partial<SeccompContext>?]>([
    ['nothing in the file: no filter', {}, 'allow'],
    ['no default action and no rules: no filter', { architectures: ['SCMP_ARCH_X86'], syscalls: [] }, 'allow'],
    ['no default action, but a rule', { syscalls: [deny(MKDIR)] }, 'unknown'],
    ['the default for what no rule names', { ...DENY, syscalls: [allow(['read', 'mkdirat'])] }, 'errno 1'],
    ['a rule', { ...DENY, syscalls: [allow(MKDIR)] }, 'allow'],
    ['a rule in the old form', { ...DENY, syscalls: [{ name: 'mkdir', action: 'SCMP_ACT_ALLOW' }] }, 'allow'],
    ['a rule with both forms', { ...DENY, syscalls: [allow(MKDIR, { name: 'read' })] }, 'unknown'],
    ['a name that does not exist', { ...ALLOW, syscalls: [deny(['mkdri'])] }, 'allow'],
    [
      'a capability that the container has',
      { ...DENY, syscalls: [allow(MKDIR, { includes: { caps: ['CAP_CHOWN'] } })] },
      'allow',
    ],
    [
      'one that it has not',
      { ...DENY, syscalls: [allow(MKDIR, { includes: { caps: ['CAP_SYS_ADMIN'] } })] },
      'errno 1',
    ],
    ['one of two', { ...DENY, syscalls: [allow(MKDIR, { includes: { caps: ['CAP_CHOWN', 'CAP_BPF'] } })] }, 'errno 1'],
    ['one without CAP_', { ...DENY, syscalls: [allow(MKDIR, { includes: { caps: ['CHOWN'] } })] }, 'errno 1'],
    ['one in small letters', { ...DENY, syscalls: [allow(MKDIR, { includes: { caps: ['cap_chown'] } })] }, 'errno 1'],
    [
      'excluded by one of two',
      { ...ALLOW, syscalls: [deny(MKDIR, { excludes: { caps: ['CAP_BPF', 'CAP_CHOWN'] } })] },
      'allow',
    ],
    ['not excluded', { ...ALLOW, syscalls: [deny(MKDIR, { excludes: { caps: ['CAP_BPF', 'CHOWN'] } })] }, 'errno 1'],
    ['an architecture', { ...DENY, syscalls: [allow(MKDIR, { includes: { arches: ['s390x', 'amd64'] } })] }, 'allow'],
    [
      'an architecture by another name',
      { ...DENY, syscalls: [allow(MKDIR, { includes: { arches: ['x86_64'] } })] },
      'errno 1',
    ],
    ['an excluded architecture', { ...ALLOW, syscalls: [deny(MKDIR, { excludes: { arches: ['amd64'] } })] }, 'allow'],
    [
      'a kernel that is reached',
      { ...DENY, syscalls: [allow(MKDIR, KERNEL_4_8)] },
      'allow',
      { kernel: { major: 4, minor: 8 } },
    ],
    [
      'a kernel that is not',
      { ...DENY, syscalls: [allow(MKDIR, KERNEL_4_8)] },
      'errno 1',
      { kernel: { major: 4, minor: 7 } },
    ],
    ['excluded by the kernel', { ...ALLOW, syscalls: [deny(MKDIR, { excludes: { minKernel: '5.0' } })] }, 'allow'],
    [
      'an empty kernel excludes always',
      { ...ALLOW, syscalls: [deny(MKDIR, { excludes: { minKernel: '' } })] },
      'allow',
    ],
    [
      'an empty kernel includes always',
      { ...ALLOW, syscalls: [deny(MKDIR, { includes: { minKernel: '' } })] },
      'errno 1',
    ],
    ['a rule like the default is none', { ...DENY, syscalls: [deny(MKDIR), allow(MKDIR)] }, 'allow'],
    ['so is one after it', { ...DENY, syscalls: [allow(MKDIR), deny(MKDIR)] }, 'allow'],
    ['another error number is a rule', { ...DENY, syscalls: [deny(MKDIR, { errnoRet: 2 }), allow(MKDIR)] }, 'errno 2'],
    [
      'the first rule without arguments wins',
      { ...ALLOW, syscalls: [deny(MKDIR, { errnoRet: 5 }), deny(MKDIR)] },
      'errno 5',
    ],
    [
      'a mask without bits is no condition',
      { ...ALLOW, syscalls: [deny(MKDIR, { args: [condition(0, 'MASKED_EQ', 0, 5)] })] },
      'errno 1',
    ],
    ['the default error number', { ...DENY, defaultErrnoRet: 13 }, 'errno 13'],
    ['a rule does not take it', { ...ALLOW, defaultErrnoRet: 13, syscalls: [deny(MKDIR)] }, 'errno 1'],
    ['error number 0', { ...ALLOW, syscalls: [deny(MKDIR, { errnoRet: 0 })] }, 'errno 0'],
    ['an error number is cut to 16 bits', { ...ALLOW, syscalls: [deny(MKDIR, { errnoRet: 65550 })] }, 'errno 14'],
    ['an error number that is none', { ...ALLOW, syscalls: [deny(MKDIR, { errnoRet: 4096 })] }, 'unknown'],
    ['kill', { ...ALLOW, syscalls: [{ names: MKDIR, action: 'SCMP_ACT_KILL' }] }, 'kill'],
    ['kill the process', { defaultAction: 'SCMP_ACT_KILL_PROCESS' }, 'kill'],
    ['trap', { ...ALLOW, syscalls: [{ names: MKDIR, action: 'SCMP_ACT_TRAP' }] }, 'trap'],
    ['trace', { ...ALLOW, syscalls: [{ names: MKDIR, action: 'SCMP_ACT_TRACE' }] }, 'trace'],
    ['log', { ...DENY, syscalls: [{ names: MKDIR, action: 'SCMP_ACT_LOG' }] }, 'log'],
    ['notify', { ...DENY, listenerPath: '/run/x', syscalls: [{ names: MKDIR, action: 'SCMP_ACT_NOTIFY' }] }, 'notify'],
    ['notify nobody', { ...DENY, syscalls: [{ names: MKDIR, action: 'SCMP_ACT_NOTIFY' }] }, 'unknown'],
    ['an action in small letters', { ...ALLOW, syscalls: [{ names: MKDIR, action: 'scmp_act_errno' }] }, 'unknown'],
  ])('%s', (_, file, outcome, context) => {
    expect(brief(decide(file, 'mkdir', context))).toBe(outcome);
  });

  it('says which rule decides', () => {
    const file = { ...ALLOW, syscalls: [deny(['chmod']), deny(['mkdir'])] };
    expect(decide(file)).toMatchObject({ by: { kind: 'rule', rule: { index: 1 } } });
    expect(decide(file, 'read')).toMatchObject({ by: { kind: 'default' } });
    expect(decide({})).toMatchObject({ by: { kind: 'off' } });
  });

  it('asks the bounding set, whoever the user is', () => {
    const file = { ...DENY, syscalls: [allow(MKDIR, { includes: { caps: ['CAP_BPF'] } })] };
    expect(brief(decide(file, 'mkdir', { capabilities: maskOf('BPF') }))).toBe('allow');
    expect(brief(decide(file, 'mkdir', { capabilities: EVERY_CAPABILITY }))).toBe('allow');
  });
});

describe('arguments', () => {
  const one = (op: string, value: number | bigint, two?: number | bigint) => [condition(0, op, value, two)];
  it.each<[string, readonly object[], readonly (bigint | undefined)[], string]>([
    ['equal', one('EQ', 5), [5n], 'errno 1'],
    ['not equal', one('EQ', 5), [6n], 'allow'],
    ['the high half counts', one('EQ', 5), [0x1_0000_0005n], 'allow'],
    ['a negative number is a large one', one('EQ', 2n ** 64n - 1n), [-1n], 'errno 1'],
    ['comparisons have no sign', one('GT', 5), [-1n], 'errno 1'],
    ['NE', one('NE', 5), [6n], 'errno 1'],
    ['LT', one('LT', 5), [5n], 'allow'],
    ['LE', one('LE', 5), [5n], 'errno 1'],
    ['GE', one('GE', 5), [5n], 'errno 1'],
    ['GT', one('GT', 5), [5n], 'allow'],
    ['masked', one('MASKED_EQ', 0x7e02_0000n, 0), [17n], 'errno 1'],
    ['masked, and a bit is there', one('MASKED_EQ', 0x7e02_0000n, 0), [0x2000_0000n], 'allow'],
    ['bits beyond the mask are dropped', one('MASKED_EQ', 0xff, 0x1ff), [0x2ffn], 'errno 1'],
    ['all must hold', [condition(0, 'EQ', 5), condition(1, 'EQ', 6)], [5n, 7n], 'allow'],
    ['all hold', [condition(1, 'EQ', 6), condition(0, 'EQ', 5)], [5n, 6n], 'errno 1'],
    ['one fails, the other is not known', [condition(0, 'EQ', 5), condition(1, 'EQ', 6)], [undefined, 7n], 'allow'],
    ['one argument twice: either is enough', [condition(0, 'NE', 511), condition(0, 'NE', 448)], [511n], 'errno 1'],
    ['one argument twice, neither holds', [condition(0, 'EQ', 511), condition(0, 'EQ', 448)], [1n], 'allow'],
    ['an argument that is not known', one('EQ', 5), [], 'unknown'],
    ['a comparison that always holds', one('GE', 0), [], 'errno 1'],
    ['a comparison that never holds', one('LT', 0), [], 'allow'],
  ])('%s', (_, args, given, outcome) => {
    const loaded = loadedProfile({ ...ALLOW, syscalls: [deny(['readahead'], { args })] });
    expect(brief(decideSystemCall(loaded, { name: 'readahead', args: given }))).toBe(outcome);
  });

  const rule = (action: string, ...args: readonly object[]) => ({ names: ['readahead'], action, args });
  const five = condition(0, 'EQ', 5);
  it.each<[string, readonly object[], readonly (bigint | undefined)[], string]>([
    ['a rule without arguments beats them', [rule('SCMP_ACT_ERRNO', five), rule('SCMP_ACT_KILL')], [5n], 'kill'],
    ['wherever it stands', [rule('SCMP_ACT_KILL'), rule('SCMP_ACT_ERRNO', five)], [5n], 'kill'],
    [
      'rules that say the same',
      [rule('SCMP_ACT_ERRNO', five), rule('SCMP_ACT_ERRNO', condition(0, 'GT', 4))],
      [5n],
      'errno 1',
    ],
    [
      'rules that do not',
      [rule('SCMP_ACT_ERRNO', five), rule('SCMP_ACT_KILL', condition(0, 'GT', 4))],
      [5n],
      'unknown',
    ],
    [
      'only one of them matches',
      [rule('SCMP_ACT_ERRNO', five), rule('SCMP_ACT_KILL', condition(0, 'GT', 4))],
      [6n],
      'kill',
    ],
    ['one condition, two actions', [rule('SCMP_ACT_ERRNO', five), rule('SCMP_ACT_KILL', five)], [6n], 'unknown'],
    ['one condition twice', [rule('SCMP_ACT_ERRNO', five), rule('SCMP_ACT_ERRNO', five)], [5n], 'errno 1'],
    [
      'conditions that libseccomp mixes up',
      [rule('SCMP_ACT_ERRNO', condition(2, 'LE', 6)), rule('SCMP_ACT_ERRNO', condition(2, 'LT', 2n ** 63n))],
      [0n, 0n, 2n ** 32n - 1n],
      'unknown',
    ],
    ['an index that no call has', [rule('SCMP_ACT_ERRNO', condition(6, 'EQ', 5))], [], 'unknown'],
    ['an operator that does not exist', [rule('SCMP_ACT_ERRNO', { index: 0, value: 1, op: 'EQ' })], [], 'unknown'],
    [
      'in a rule like the default, the index does not matter',
      [rule('SCMP_ACT_ALLOW', condition(6, 'EQ', 5))],
      [],
      'allow',
    ],
  ])('%s', (_, syscalls, given, outcome) => {
    const loaded = loadedProfile({ ...ALLOW, syscalls });
    expect(brief(decideSystemCall(loaded, { name: 'readahead', args: given }))).toBe(outcome);
  });
});

describe('architectures', () => {
  const X86 = { architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'] };
  const map = (architecture: string, ...subArchitectures: string[]) => ({
    archMap: [{ architecture, subArchitectures }],
  });
  it.each<[string, object, string]>([
    ['not listed', ALLOW, 'kill'],
    ['listed', { ...ALLOW, ...X86 }, 'allow'],
    ['mapped', { ...ALLOW, ...map('SCMP_ARCH_X86_64', 'SCMP_ARCH_X86') }, 'allow'],
    ['mapped for another machine', { ...ALLOW, ...map('SCMP_ARCH_AARCH64', 'SCMP_ARCH_X86') }, 'kill'],
    ['listed, its own name denied', { ...ALLOW, ...X86, syscalls: [deny(['chown32'])] }, 'errno 1'],
    ['listed, its own name forgotten', { ...ALLOW, ...X86, syscalls: [deny(['chown'])] }, 'allow'],
    ['no filter', {}, 'allow'],
  ])('programs for x86 on a machine of today: %s', (_, file, outcome) => {
    expect(brief(decideSystemCall(loadedProfile(file), { name: 'chown32', abi: 'x86' }))).toBe(outcome);
  });

  it.each<[string, object, string]>([
    ['the machine’s own is filtered without being listed', { ...ALLOW, syscalls: [deny(MKDIR)] }, 'errno 1'],
    [
      'also when only others are',
      { ...ALLOW, architectures: ['SCMP_ARCH_AARCH64'], syscalls: [deny(MKDIR)] },
      'errno 1',
    ],
    ['another byte order', { ...ALLOW, architectures: ['SCMP_ARCH_S390X'] }, 'unknown'],
    ['a word that is none', { ...ALLOW, architectures: ['x86_64'] }, 'unknown'],
    ['a list and a map', { ...ALLOW, ...X86, ...map('SCMP_ARCH_AARCH64') }, 'unknown'],
  ])('%s', (_, file, outcome) => {
    expect(brief(decide(file))).toBe(outcome);
  });

  it('has no answer for calls that the machine does not have', () => {
    const arm = loadedProfile(ALLOW, { architecture: 'arm64' });
    expect(decideSystemCall(arm, { name: 'mkdir' })).toEqual({ outcome: 'unknown', why: 'arm64 has no such call' });
    expect(decideSystemCall(arm, { name: 'mkdirat' }).outcome).toBe('allow');
    expect(decideSystemCall(arm, { name: 'mkdir', abi: 'x86' }).outcome).toBe('unknown');
  });
});

describe('what engines do differently', () => {
  const NEWER = { ...DENY, syscalls: [allow(['read', 'mkdir'])] };
  const LISTED = { ...NEWER, architectures: ['SCMP_ARCH_X86_64'] };
  const OLD = { readsDefaultErrno: false, assumesArchitecture: false, knowsNewCalls: false };
  it.each<[string, object, string, Partial<SeccompContext>, string]>([
    ['newer than all names, listed', LISTED, 'fchmodat', { engine: OLD }, 'errno 38'],
    ['older than the newest name', LISTED, 'write', { engine: OLD }, 'errno 1'],
    ['newer, not listed, runc of 2023', NEWER, 'fchmodat', { engine: OLD }, 'errno 1'],
    ['newer, not listed, runc of today', NEWER, 'fchmodat', {}, 'errno 38'],
    ['newer, not listed, some runc', NEWER, 'fchmodat', { engine: {} }, 'unknown'],
    ['nothing is too new where the default allows', { ...LISTED, ...ALLOW }, 'fchmodat', {}, 'allow'],
    ['nothing is too new where nothing is named', { ...LISTED, syscalls: [] }, 'fchmodat', {}, 'errno 1'],
    [
      'a name in a rule like the default counts',
      { ...LISTED, syscalls: [deny(['gettid'])] },
      'setxattr',
      {},
      'errno 38',
    ],
    ['a name in a rule like the default, older', { ...LISTED, syscalls: [deny(['gettid'])] }, 'mkdir', {}, 'errno 1'],
    ['the default error number, old', { ...DENY, defaultErrnoRet: 13 }, 'mkdir', { engine: OLD }, 'errno 1'],
    ['the default error number, some engine', { ...DENY, defaultErrnoRet: 13 }, 'mkdir', { engine: {} }, 'unknown'],
    ['a new call, old library', { ...ALLOW, syscalls: [deny(['mseal'])] }, 'mseal', { engine: OLD }, 'allow'],
    ['a new call, new library', { ...ALLOW, syscalls: [deny(['mseal'])] }, 'mseal', {}, 'errno 1'],
    ['a new call, some library', { ...ALLOW, syscalls: [deny(['mseal'])] }, 'mseal', { engine: {} }, 'unknown'],
    ['an old call, some library', { ...ALLOW, syscalls: [deny(['mkdir'])] }, 'mkdir', { engine: {} }, 'errno 1'],
  ])('%s', (_, file, name, context, outcome) => {
    expect(brief(decide(file, name, context))).toBe(outcome);
  });

  it('is unknown where the kernel decides and nobody knows it', () => {
    const profile = seccompProfile({ ...DENY, syscalls: [allow(MKDIR, KERNEL_4_8), allow(['read'])] });
    const loaded = loadSeccomp(profile, { architecture: 'amd64', capabilities: 0n });
    expect(decideSystemCall(loaded, { name: 'mkdir' }).outcome).toBe('unknown');
    expect(decideSystemCall(loaded, { name: 'read' }).outcome).toBe('allow');
  });

  it('is unknown where a profile asks for kernels without end', () => {
    const syscalls = Array.from({ length: 20 }, (_, minor) => allow(MKDIR, { includes: { minKernel: `5.${minor}` } }));
    const loaded = loadSeccomp(seccompProfile({ ...DENY, syscalls }), { architecture: 'amd64', capabilities: 0n });
    expect(decideSystemCall(loaded, { name: 'read' }).outcome).toBe('unknown');
  });
});
