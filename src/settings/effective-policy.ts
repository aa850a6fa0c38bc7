import type { CheckPolicy, Policy, Sourced } from '../model/policy.ts';
import { compareSeverity, type Threshold } from '../model/severity.ts';
import type { PolicyFile } from './policy-file.ts';
import { PRESET_RULES } from './presets.ts';

/** What the inputs say of how strictly; absent: not given. */
export interface StrictnessInputs {
  readonly failOn?: Threshold;
  /** `scanner: none` */
  readonly scanner?: 'none';
}

export interface EffectivePolicy {
  readonly policy: Policy;
  /** What the inputs asked for and do not get, each as a sentence. */
  readonly remarks: readonly string[];
}

/**
 * Preset, then the policy file over it, then the inputs. Where there is a file the inputs can only tighten: the author
 * of a pull request writes the workflow, and the file of the base branch is what they can't change. Where there is
 * none they apply as written. Pure.
 */
export function effectivePolicy(file: PolicyFile | undefined, inputs: StrictnessInputs): EffectivePolicy {
  const preset = file?.preset ?? { value: 'default', from: 'built in' };
  const rules = PRESET_RULES[preset.value];
  const from = file?.preset === undefined ? 'built in' : `preset ${preset.value}`;
  const remarks: string[] = [];
  const failOn = tightened(file?.failOn ?? { value: rules.failOn, from }, file !== undefined, inputs.failOn, remarks);
  const scanner = chosenScanner(file, inputs.scanner, remarks);
  const policy: Policy = {
    preset,
    failOn,
    mode: file?.mode ?? { value: rules.mode, from },
    inherited: file?.inherited ?? { value: rules.inherited, from },
    onlyFixed: file?.onlyFixed ?? { value: rules.onlyFixed, from },
    ...(scanner === undefined ? {} : { scanner }),
    mustDeny: file?.mustDeny ?? new Map(),
    observe: file?.observe ?? { value: false, from },
    checks: checkPolicies(rules.severities, from, file?.checks ?? new Map()),
  };
  return { policy, remarks };
}

/** The rules of a run whose policy is not known yet. Its reports say no more than that. */
export const BUILT_IN_POLICY: Policy = effectivePolicy(undefined, {}).policy;

function tightened(
  own: Sourced<Threshold>,
  hasFile: boolean,
  input: Threshold | undefined,
  remarks: string[],
): Sourced<Threshold> {
  if (input === undefined || input === own.value) return own;
  const stricter = compareSeverity(input, own.value) > 0;
  if (!hasFile || stricter) return { value: input, from: 'the input fail-on' };
  remarks.push(
    `The input fail-on: ${input} does not apply: the policy has ${own.value}, and where there is a policy file inputs can only tighten it.`,
  );
  return own;
}

function chosenScanner(
  file: PolicyFile | undefined,
  input: 'none' | undefined,
  remarks: string[],
): Sourced<'none'> | undefined {
  if (input === undefined || file?.scanner !== undefined) return file?.scanner;
  if (file === undefined) return { value: 'none', from: 'the input scanner' };
  remarks.push(
    'The input scanner: none does not apply: the policy file does not say it, and inputs can only tighten the policy.',
  );
  return undefined;
}

/** What the file says of a check goes over what the preset says of it, key by key. */
function checkPolicies(
  severities: Readonly<Record<string, Threshold>>,
  from: string,
  own: ReadonlyMap<string, CheckPolicy>,
): ReadonlyMap<string, CheckPolicy> {
  const all = new Map<string, CheckPolicy>(
    Object.entries(severities).map(([id, value]) => [id, { severity: { value, from } }]),
  );
  for (const [id, rule] of own) all.set(id, { ...all.get(id), ...rule });
  return all;
}
