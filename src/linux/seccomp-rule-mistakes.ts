import { isRefusal, isSameAction, readAction, type SeccompAction } from './seccomp-action.ts';
import { chainsOf, holds } from './seccomp-argument.ts';
import type { SeccompWorld } from './seccomp-context.ts';
import type { SeccompMistake } from './seccomp-mistake.ts';
import type { SeccompCondition, SeccompProfile, SeccompRule } from './seccomp-profile.ts';
import { isCapabilityWord, namesOfRule, selectRules } from './seccomp-selection.ts';

/**
 * Words that conditions on architectures can match: those of libseccomp, as Docker's list has them. `x32` stands in
 * Docker's own profile and matches nothing.
 */
const ARCHITECTURE_WORDS = new Set([
  ...['x86', 'amd64', 'x32', 'arm', 'arm64', 'loongarch64', 'mips64', 'mips64n32', 'mipsel64', 'mips3l64n32'],
  ...['mipsel', 'mipsle', 'ppc', 'ppc64', 'ppc64le', 'riscv64', 's390', 's390x'],
]);
const MOST = 2n ** 64n - 1n;

/** Mistakes that can be seen in single rules. */
export function mistakesInRules(profile: SeccompProfile): readonly SeccompMistake[] {
  const own = profile.rules.flatMap((rule) => [
    ...wordsThatNeverMatch(rule),
    ...alwaysTrue(rule),
    ...pretendedSuccess(rule),
    ...oldForm(rule),
  ]);
  return [...pretendedByDefault(profile), ...own];
}

function pretendedByDefault({ defaultAction, defaultErrnoRet }: SeccompProfile): readonly SeccompMistake[] {
  if (defaultAction !== 'SCMP_ACT_ERRNO' || defaultErrnoRet !== 0n) return [];
  const detail = 'What the profile does not name is refused with error number 0: programs are told that all went well.';
  const fix = 'Leave defaultErrnoRet out, which gives EPERM.';
  // Also to the runtime: runc 1.5 was seen to wait for ever under such a filter.
  return [{ kind: 'errno-zero', severity: 'high', detail, fix, names: [] }];
}

function wordsThatNeverMatch(rule: SeccompRule): readonly SeccompMistake[] {
  const inCondition = ({ caps, arches }: SeccompCondition) => [
    ...caps.filter((word) => !isCapabilityWord(word)),
    ...arches.filter((word) => !ARCHITECTURE_WORDS.has(word)),
  ];
  const words = [...inCondition(rule.includes), ...inCondition(rule.excludes)];
  if (words.length === 0) return [];
  const detail = `Rule ${rule.index + 1} asks for ${words.join(', ')}, which never matches.`;
  const fix = 'Write capabilities as CAP_CHOWN, and architectures as amd64 or arm64.';
  // A rule that refuses and never counts leaves a door open.
  const action = actionOf(rule);
  const severity = action !== undefined && isRefusal(action) ? 'high' : 'medium';
  return [{ kind: 'never-counts', severity, detail, fix, line: rule.line, names: namesOfRule(rule) }];
}

/** Two comparisons of one argument: either is enough, so that `>= 5` and `<= 10` hold for everything. */
function alwaysTrue(rule: SeccompRule): readonly SeccompMistake[] {
  if (rule.args.length === 0 || rule.args.some(({ index }) => index > 5n)) return [];
  const chains = chainsOf(rule.args);
  const edges = rule.args.flatMap(({ value }) => [value - 1n, value, value + 1n]);
  const samples = [0n, MOST, ...edges].map((value) => BigInt.asUintN(64, value));
  const indexes = new Set(rule.args.map(({ index }) => Number(index)));
  const masked = rule.args.some(({ op }) => op === 'SCMP_CMP_MASKED_EQ');
  const everywhere = (index: number): boolean =>
    samples.every((value) => {
      const args = Array.from({ length: 6 }, (_, at) => (at === index ? value : undefined));
      return chains.some((chain) => holds(chain, args) === 'yes');
    });
  // Between the edges of a masked comparison lies more than these samples.
  if (masked ? !chains.some((chain) => chain.length === 0) : ![...indexes].some(everywhere)) return [];
  const detail = `The arguments that rule ${rule.index + 1} asks for are always given: it counts for every call.`;
  const fix = 'Of several conditions on one argument any is enough. Keep one, or write one rule for each value.';
  return [{ kind: 'always-true', severity: 'medium', detail, fix, line: rule.line, names: namesOfRule(rule) }];
}

function pretendedSuccess(rule: SeccompRule): readonly SeccompMistake[] {
  const action = actionOf(rule);
  if (action?.outcome !== 'errno' || action.errno !== 0) return [];
  const detail = `Rule ${rule.index + 1} refuses calls with error number 0: programs are told that all went well.`;
  const fix = 'Leave errnoRet out, which gives EPERM.';
  return [{ kind: 'errno-zero', severity: 'medium', detail, fix, line: rule.line, names: namesOfRule(rule) }];
}

function oldForm(rule: SeccompRule): readonly SeccompMistake[] {
  if (rule.name === '') return [];
  const detail = `Rule ${rule.index + 1} has the old form with one name.`;
  const fix = `Write "names": ["${rule.name}"].`;
  return [{ kind: 'old-form', severity: 'negligible', detail, fix, line: rule.line, names: [rule.name] }];
}

/** Rules that another rule for the same call takes the effect of, where both count. */
export function mistakesBetweenRules(profile: SeccompProfile, world: SeccompWorld): readonly SeccompMistake[] {
  const byName = new Map<string, SeccompRule[]>();
  for (const rule of selectRules(profile, world)) {
    for (const name of new Set(namesOfRule(rule))) {
      const rules = byName.get(name);
      if (rules === undefined) byName.set(name, [rule]);
      else rules.push(rule);
    }
  }
  const standard = readAction(profile.defaultAction, profile.defaultErrnoRet);
  if (typeof standard === 'string') return [];
  return [...byName].flatMap(([name, rules]) => overruled(name, rules, standard));
}

function overruled(name: string, rules: readonly SeccompRule[], standard: SeccompAction): readonly SeccompMistake[] {
  const flat = rules.filter(({ args }) => args.length === 0);
  // Rules that say what the default says are dropped first, so that any other wins.
  const winner = flat.find((rule) => differs(actionOf(rule), standard));
  const action = winner === undefined ? undefined : actionOf(winner);
  if (winner === undefined || action === undefined) return [];
  return rules.flatMap((rule): readonly SeccompMistake[] => {
    if (rule === winner || !differs(actionOf(rule), action)) return [];
    const conditional = rule.args.length > 0;
    const why = conditional ? 'which asks for no arguments' : 'of which only one can count';
    const detail = `Rule ${rule.index + 1} does nothing for ${name}: rule ${winner.index + 1} decides, ${why}.`;
    const fix = `Take ${name} out of one of the two rules.`;
    const kind = conditional ? 'shadowed-rule' : 'contradictory-rules';
    return [{ kind, severity: 'medium', detail, fix, line: rule.line, names: [name] }];
  });
}

function differs(action: SeccompAction | undefined, other: SeccompAction): boolean {
  return action !== undefined && !isSameAction(action, other);
}

function actionOf(rule: SeccompRule): SeccompAction | undefined {
  const action = readAction(rule.action, rule.errnoRet);
  return typeof action === 'string' ? undefined : action;
}
