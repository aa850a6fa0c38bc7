import type { CheckPolicy, Inherited, Mode, Preset } from '../model/policy.ts';
import type { Threshold } from '../model/severity.ts';

/** The rules of a preset; each is what applies as long as the policy file says nothing else. */
export interface PresetRules {
  /** For people. */
  readonly summary: string;
  readonly mode: Mode;
  readonly failOn: Threshold;
  readonly inherited: Inherited;
  readonly onlyFixed: boolean;
  /** By check id: the severity that its findings get. */
  readonly severities: Readonly<Record<string, NonNullable<CheckPolicy['severity']>['value']>>;
}

/** THE presets. docs/policy.md tells what each is for. */
export const PRESET_RULES: Readonly<Record<Preset, PresetRules>> = {
  default: {
    summary: 'What a repository that sets nothing gets: high and critical findings block',
    mode: 'enforce',
    failOn: 'high',
    inherited: 'show',
    onlyFixed: true,
    severities: {},
  },
  strict: {
    summary:
      'Medium findings block too, and pinned bases, a health check, a numeric user, dropped capabilities and no-new-privileges are asked for',
    mode: 'enforce',
    failOn: 'medium',
    inherited: 'show',
    onlyFixed: true,
    severities: {
      'base-images-pinned': 'high',
      'healthcheck-present': 'high',
      'user-numeric': 'high',
      'capabilities-dropped': 'high',
      'no-new-privileges': 'high',
    },
  },
};
