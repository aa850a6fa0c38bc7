import type { AppArmorMistake } from './apparmor-mistake.ts';
import type { AppArmorProfile, AppArmorRule, AppArmorRuleBody } from './apparmor-profile.ts';

type Kind = AppArmorRuleBody['kind'];
type RuleOf<K extends Kind> = AppArmorRule & { readonly rule: AppArmorRuleBody & { readonly kind: K } };

/** Spellings of "every file". */
const EVERY_PATH = new Set(['/**', '/{,**}', '/{**,}', '/**{,/}', '/{,*}**', '/***']);
/** Names of profiles that match `unconfined`. */
const EVERY_PROFILE = new Set(['unconfined', '*', '**', ':*', ':**']);
/** Paths and names that are told of one mistake. */
const MAX_SHOWN = 3;

/** What the rules of a profile leave open. A rule to deny wins over rules that allow, unless these have a higher priority. */
export function appArmorRuleMistakes(profile: AppArmorProfile): readonly AppArmorMistake[] {
  const rules = profile.rules.flatMap(withAll);
  return [
    ...unconfinedExecution(rules),
    ...anyProfile(rules),
    ...mounts(rules),
    ...wideFiles(rules),
    ...everyCapability(rules),
  ];
}

/** `all,` stands for a rule of each kind without conditions. */
function withAll(rule: AppArmorRule): readonly AppArmorRule[] {
  if (rule.rule.kind !== 'all') return [rule];
  const bodies: readonly AppArmorRuleBody[] = [
    { kind: 'file', permissions: '' },
    { kind: 'capability', names: [] },
    { kind: 'mount', options: [] },
    { kind: 'signal', access: [] },
  ];
  return [rule, ...bodies.map((body) => ({ ...rule, rule: body }))];
}

function isOf<K extends Kind>(kind: K) {
  return (rule: AppArmorRule): rule is RuleOf<K> => rule.rule.kind === kind;
}

function allowed<K extends Kind>(rules: readonly AppArmorRule[], kind: K): readonly RuleOf<K>[] {
  return rules.filter(isOf(kind)).filter(({ access }) => access === 'allow');
}

/** Those of the rules over which no rule to deny wins that meets the condition. */
function notDenied<T extends AppArmorRule, K extends Kind>(
  found: readonly T[],
  rules: readonly AppArmorRule[],
  kind: K,
  meets: (rule: RuleOf<K>['rule']) => boolean,
): readonly T[] {
  const denies = rules.filter(isOf(kind)).filter((deny) => deny.access === 'deny' && meets(deny.rule));
  const strongest = denies.reduce((highest, { priority }) => Math.max(highest, priority), Number.NEGATIVE_INFINITY);
  return found.filter(({ priority }) => priority > strongest);
}

function unconfinedExecution(rules: readonly AppArmorRule[]): readonly AppArmorMistake[] {
  const found = allowed(rules, 'file').filter(({ rule }) => /u/i.test(rule.permissions));
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      kind: 'unconfined-execution',
      severity: 'high',
      title: 'The AppArmor profile lets programs run without a profile',
      detail:
        'What is started with ux, Ux, or a fallback to them has no profile any more, and neither has what it starts.',
      seen: shown(found.map(({ rule }) => `${rule.path ?? 'file'} ${rule.permissions}`)),
      fix: 'Write ix, which keeps the profile, or Px with a profile for the program.',
      line: first.line,
      onlyIfAllIsRead: false,
    },
  ];
}

function anyProfile(rules: readonly AppArmorRule[]): readonly AppArmorMistake[] {
  const open = allowed(rules, 'change_profile').filter(
    ({ rule }) => rule.target === undefined || EVERY_PROFILE.has(rule.target),
  );
  const found = notDenied(open, rules, 'change_profile', ({ condition, target }) => !condition && !target);
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      kind: 'any-profile',
      severity: 'high',
      title: 'The AppArmor profile may be left',
      detail: 'The rule change_profile lets a program of the container take off its profile by itself.',
      seen: shown(found.map(({ rule }) => `change_profile${rule.target === undefined ? '' : ` -> ${rule.target}`}`)),
      fix: 'Take the rule out, or name the one profile that is meant.',
      line: first.line,
      onlyIfAllIsRead: true,
    },
  ];
}

/** Mounting needs CAP_SYS_ADMIN as well; with it, a mount over /proc or of a host's disk undoes rules about paths. */
function mounts(rules: readonly AppArmorRule[]): readonly AppArmorMistake[] {
  const every = allowed(rules, 'mount').filter(
    ({ rule }) => rule.fstype === undefined && isEvery(rule.source) && isEvery(rule.target),
  );
  const found = notDenied(every, rules, 'mount', isBareMount);
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      kind: 'mount',
      severity: 'high',
      title: 'The AppArmor profile allows every mount',
      detail:
        'Docker’s own profile denies mounts: a bind mount shows a file under a path for which no rule was written.',
      seen: `mount${first.rule.options.length === 0 ? '' : ` options=(${first.rule.options.join(',')})`}, and no deny mount`,
      fix: 'Deny mounts, or allow the one file system and mount point that is needed.',
      ...{ lines: ['  deny mount,'], placement: 'replace' },
      line: first.line,
      onlyIfAllIsRead: true,
    },
  ];
}

function isEvery(path: string | undefined): boolean {
  return path === undefined || path === '' || path === '/' || path === '**' || EVERY_PATH.has(path);
}

function isBareMount({ fstype, options, source, target }: RuleOf<'mount'>['rule']): boolean {
  return fstype === undefined && options.length === 0 && source === undefined && target === undefined;
}

/** `file,` is what Docker's own profile begins with: what it denies after that makes the difference. */
function wideFiles(rules: readonly AppArmorRule[]): readonly AppArmorMistake[] {
  const wide = allowed(rules, 'file').filter(({ rule, owner }) => !owner && isWide(rule));
  const open = notDenied(wide, rules, 'file', ({ permissions: p }) => p === '' || /[wa]/.test(p));
  const [first] = open;
  if (first === undefined) return [];
  const noDeny = !rules.some(({ access }) => access === 'deny');
  const written = first.rule.path === undefined ? 'file' : `${first.rule.path} ${first.rule.permissions}`;
  return [
    {
      ...(noDeny
        ? { kind: 'no-deny', title: 'The AppArmor profile denies nothing' }
        : { kind: 'wide-write', title: 'The AppArmor profile lets every file be written and executed' }),
      severity: 'medium',
      detail: noDeny
        ? 'It allows every file in every way, and no rule denies anything: Docker’s own profile is stricter.'
        : 'No rule denies writing to any path: not to /proc and /sys, as Docker’s own profile does, and not to programs.',
      seen: `${written}, ${noDeny ? 'and no deny rule' : 'and no rule that denies writing'}`,
      fix: 'Deny what the program never does, or list what it may read and write in place of every file.',
      lines: ['  deny @{PROC}/sysrq-trigger rwklx,', '  deny @{PROC}/kcore rwklx,', '  deny /sys/[^f]*/** wklx,'],
      placement: 'append',
      line: first.line,
      onlyIfAllIsRead: true,
    },
  ];
}

function isWide({ path, permissions }: RuleOf<'file'>['rule']): boolean {
  return path === undefined || (EVERY_PATH.has(path) && /[wa]/.test(permissions) && permissions.includes('x'));
}

/** Docker's own profile has it too, and leaves the choice to cap_drop; what else a profile denies shows what it is. */
function everyCapability(rules: readonly AppArmorRule[]): readonly AppArmorMistake[] {
  const every = allowed(rules, 'capability').filter(({ rule }) => rule.names.length === 0);
  const [first] = notDenied(every, rules, 'capability', () => true);
  if (first === undefined) return [];
  const likeDocker = notDenied([first], rules, 'mount', isBareMount).length === 0;
  return [
    {
      kind: 'all-capabilities',
      severity: likeDocker ? 'low' : 'medium',
      title: 'The AppArmor profile allows every capability',
      detail: 'It adds nothing to what the run settings drop: a container that is started with more gets more.',
      seen: 'capability, and no deny capability',
      fix: 'List the capabilities that the program needs, or deny the dangerous ones.',
      ...{ lines: ['  deny capability sys_admin sys_module sys_ptrace sys_rawio,'], placement: 'append' },
      line: first.line,
      onlyIfAllIsRead: true,
    },
  ];
}

function shown(written: readonly string[]): string {
  const some = [...new Set(written)];
  const rest = some.length > MAX_SHOWN ? ` and ${some.length - MAX_SHOWN} more` : '';
  return `${some.slice(0, MAX_SHOWN).join('; ')}${rest}`;
}
