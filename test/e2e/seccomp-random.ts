import { readFileSync } from 'node:fs';
import { seccompReference } from '../../src/linux/seccomp-reference.ts';
import { type Abi, systemCalls } from '../../src/linux/seccomp-system-calls.ts';

/** Calls that do nothing with these arguments, and for which the kernel gives what no filter of this test gives. */
export interface HarmlessCall {
  readonly name: string;
  readonly args: readonly bigint[];
}

/** Numbers that are no file descriptor and no kind of priority, whichever half the kernel looks at. */
const VALUES = [1000n, 1001n, 1002n, 4096n, 0xffff_ff00n, 0x1_0000_03e8n, 0xffff_ffff_ffff_fff0n];
const WITH_ARGUMENTS = ['readahead', 'fallocate', 'fadvise64', 'sync_file_range', 'setpriority', 'getpriority'];
/** Pointers that are null, signals that do not exist. */
const WITHOUT = {
  ...{ mkdir: [0n, 0n], mkdirat: [1000n, 0n, 0n], chmod: [0n], fchmodat: [1000n, 0n], chown: [0n], fchownat: [1000n] },
  ...{ uname: [0n], kill: [1n, 999n], link: [0n, 0n], linkat: [1000n, 0n, 1000n], symlink: [0n, 0n] },
  ...{ symlinkat: [0n, 1000n], umask: [18n], epoll_pwait2: [1000n], futex_waitv: [0n, 0n, 7n] },
};
/** Error numbers that these calls never give. */
const ERRNOS = [undefined, 1, 5, 77, 0, 65_536 + 77];
const ACTIONS = ['ALLOW', 'ERRNO', 'ERRNO', 'ERRNO', 'KILL', 'KILL_PROCESS', 'TRAP', 'TRACE', 'LOG'];
const KERNELS = ['3.1', '4.8', '6.0', '99.0'];

/** The same numbers for the same seed. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined && items.length === 0) throw new Error('nothing to pick from');
    return item as Item; // ERRNOS holds undefined, too.
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

/** Two sets of arguments for calls that rules ask for arguments, one for the others. */
export function harmlessCalls(abi: Abi, dice: Dice): readonly HarmlessCall[] {
  const random = () => [dice.pick(VALUES), dice.pick(VALUES), dice.pick(VALUES), 0n];
  const asked = WITH_ARGUMENTS.flatMap((name) => [
    { name, args: random() },
    { name, args: random() },
  ]);
  const calls = [...asked, ...Object.entries(WITHOUT).map(([name, args]) => ({ name, args }))];
  return calls.filter(({ name }) => systemCalls(abi).has(name));
}

/** A profile under which containers start, with a few rules at random for the calls above. */
export function randomProfile(abi: Abi, dice: Dice): object {
  const names = [...WITH_ARGUMENTS, ...Object.keys(WITHOUT)];
  const rules = Array.from({ length: 2 + dice.below(7) }, () => randomRule(names, dice));
  const permissive = dice.chance(40);
  const base = { names: baseNames(abi, names, dice.chance(50) ? 440 : 999), action: 'SCMP_ACT_ALLOW' };
  const architectures = [
    { architecture: dice.pick(['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64']), subArchitectures: null },
  ];
  return {
    defaultAction: permissive
      ? dice.pick(['SCMP_ACT_ALLOW', 'SCMP_ACT_LOG'])
      : dice.pick(['SCMP_ACT_ERRNO', 'SCMP_ACT_TRAP']),
    ...(dice.chance(25) ? { defaultErrnoRet: dice.pick([1, 77]) } : {}),
    ...(dice.chance(60) ? { archMap: architectures } : {}),
    syscalls: permissive ? rules : [...rules.slice(0, 3), base, ...rules.slice(3)],
  };
}

function randomRule(names: readonly string[], dice: Dice): object {
  const asks = dice.chance(55);
  const errnoRet = dice.pick(ERRNOS);
  const some = asks ? [dice.pick(WITH_ARGUMENTS)] : Array.from({ length: 1 + dice.below(4) }, () => dice.pick(names));
  return {
    ...(some.length === 1 && dice.chance(20)
      ? { name: some[0] }
      : { names: [...some, ...(dice.chance(10) ? ['mkdri'] : [])] }),
    action: `SCMP_ACT_${dice.pick(ACTIONS)}`,
    ...(errnoRet === undefined ? {} : { errnoRet }),
    ...(asks ? { args: Array.from({ length: 1 + dice.below(2) }, () => randomArgument(dice)) } : {}),
    ...(dice.chance(25) ? { includes: randomFilter(dice) } : {}),
    ...(dice.chance(20) ? { excludes: randomFilter(dice) } : {}),
  };
}

function randomArgument(dice: Dice): object {
  const op = dice.pick(['NE', 'LT', 'LE', 'EQ', 'EQ', 'EQ', 'GE', 'GT', 'MASKED_EQ']);
  const two = op === 'MASKED_EQ' ? { valueTwo: dice.pick(VALUES) } : {};
  return { index: dice.chance(4) ? 6 : dice.below(3), op: `SCMP_CMP_${op}`, value: dice.pick(VALUES), ...two };
}

function randomFilter(dice: Dice): object {
  return dice.pick<() => object>([
    () => ({ caps: [dice.pick(['CAP_CHOWN', 'CAP_SYS_ADMIN', 'CHOWN', 'CAP_NET_RAW'])] }),
    () => ({ caps: ['CAP_CHOWN', dice.pick(['CAP_KILL', 'CAP_BPF'])] }),
    () => ({ arches: [dice.pick(['amd64', 'arm64', 'x86_64'])] }),
    () => ({ minKernel: dice.pick(KERNELS) }),
    () => ({ minKernel: '' }),
  ])();
}

/** What runtimes need and more: everything that the default profile names, but the calls under test. */
function baseNames(abi: Abi, tested: readonly string[], highest: number): readonly string[] {
  const names = new Set(seccompReference().rules.flatMap((rule) => rule.names));
  return [...names].filter((name) => !tested.includes(name) && (systemCalls(abi).get(name) ?? 1000) <= highest);
}

/** `6.1` of the kernel that containers of this machine run on. */
export function runningKernel(): { readonly major: number; readonly minor: number } {
  const [, major, minor] = /^Linux version (\d+)\.(\d+)/.exec(readFileSync('/proc/version', 'utf8')) ?? [];
  return { major: Number(major), minor: Number(minor) };
}
