import type { AnyCheck } from '../model/check.ts';
import type { Policy, Sourced } from '../model/policy.ts';
import { columns, pad } from '../reporters/terminal-text.ts';

/** The rules for one check, each value with where it comes from. */
export interface CheckRules {
  readonly id: string;
  readonly state: Sourced<'on' | 'off'>;
  readonly severity: Sourced<string>;
  readonly 'fail-on': Sourced<string>;
  readonly required: Sourced<boolean>;
}

/** The rules that are not about a single check, by their keys in the file. */
export type TopRules = Readonly<Record<string, Sourced<string | boolean>>>;

export interface PolicyRules {
  readonly policy: TopRules;
  readonly checks: readonly CheckRules[];
}

const UNSAID = 'not set';
const OWN = 'the check';
const BUILT_IN = 'built in';

/** Every rule there is, also those that nobody has set, in the order of the file and of the checks. Pure. */
export function policyRules(policy: Policy, checks: readonly AnyCheck[]): PolicyRules {
  const { preset, mode, failOn, inherited, scanner, onlyFixed, mustDeny, observe } = policy;
  return {
    policy: {
      preset,
      mode,
      'fail-on': failOn,
      inherited,
      scanner: scanner ?? { value: UNSAID, from: BUILT_IN },
      'only-fixed': onlyFixed,
      ...demands(mustDeny),
      observe,
    },
    checks: checks.map(({ id, severity }) => {
      const own = policy.checks.get(id);
      return {
        id,
        state: own?.off === undefined ? { value: 'on', from: BUILT_IN } : { value: 'off', from: own.off.from },
        severity: own?.severity ?? { value: severity, from: OWN },
        'fail-on': own?.failOn ?? failOn,
        required: own?.required ?? { value: false, from: BUILT_IN },
      };
    }),
  };
}

/** One line for each list; one that says that there is none. */
function demands(mustDeny: Policy['mustDeny']): TopRules {
  if (mustDeny.size === 0) return { 'seccomp.must-deny': { value: UNSAID, from: BUILT_IN } };
  return Object.fromEntries(
    [...mustDeny].map(([service, { value, from }]) => {
      const name = service === '' ? 'seccomp.must-deny' : `seccomp.must-deny.${service}`;
      return [name, { value: value.join(', '), from }];
    }),
  );
}

/** The rules as two tables of plain text. Not yet encoded for the terminal. */
export function policyTables({ policy, checks }: PolicyRules): readonly string[] {
  return [
    ...table(
      ['KEY', 'VALUE', 'FROM'],
      Object.entries(policy).map(([key, { value, from }]) => [key, String(value), from]),
    ),
    '',
    ...table(
      ['CHECK', 'STATE', 'SEVERITY', 'FAIL-ON', 'REQUIRED', 'FROM'],
      checks.map((check) => checkRow(check, policy['fail-on'])),
    ),
  ];
}

/** In the last column stands where that is from which was said of this very check; nothing when nothing was. */
function checkRow(check: CheckRules, general: Sourced<string | boolean> | undefined): string[] {
  const { id, state, severity, 'fail-on': failOn, required } = check;
  if (state.value === 'off') return [id, 'off', '–', '–', '–', state.from];
  const said = [severity, ...(failOn === general ? [] : [failOn]), required].map(({ from }) => from);
  const sources = new Set(said.filter((from) => from !== BUILT_IN && from !== OWN));
  return [id, 'on', severity.value, failOn.value, required.value ? 'yes' : 'no', [...sources].join(', ')];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => columns(row[column] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
