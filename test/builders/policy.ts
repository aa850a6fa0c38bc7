import type { CheckPolicy, Inherited, Mode, Policy } from '../../src/model/policy.ts';
import type { Threshold } from '../../src/model/severity.ts';

/** The rules that a repository gets which sets nothing, or a threshold and single rules over them. */
export function aPolicy(
  failOn: Threshold = 'high',
  checks: Readonly<Record<string, CheckPolicy>> = {},
  besides: {
    readonly mode?: Mode;
    readonly inherited?: Inherited;
    readonly observe?: boolean;
    readonly mustDeny?: Readonly<Record<string, readonly string[]>>;
  } = {},
): Policy {
  const from = 'test';
  return {
    preset: { value: 'default', from },
    mode: { value: besides.mode ?? 'enforce', from },
    failOn: { value: failOn, from },
    inherited: { value: besides.inherited ?? 'show', from },
    onlyFixed: { value: true, from },
    mustDeny: new Map(Object.entries(besides.mustDeny ?? {}).map(([name, value]) => [name, { value, from }])),
    observe: { value: besides.observe ?? false, from },
    checks: new Map(Object.entries(checks)),
  };
}
