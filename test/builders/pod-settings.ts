import { ENGINE_DEFAULTS, type RunSettings } from '../../src/model/run-settings.ts';

/** A container of a Deployment that says nothing, with some of it replaced. */
export function aPod(overrides: Partial<RunSettings> = {}): RunSettings {
  const declared = { in: 'file', file: 'web.yaml', line: 14, key: 'spec.template.spec.containers[0]' } as const;
  return {
    ...ENGINE_DEFAULTS,
    source: { kind: 'kubernetes', file: 'web.yaml', object: 'Deployment web', container: 'web', declared },
    ...overrides,
  };
}

/** A value that a line of web.yaml says. */
export function saidInPod<T>(value: T, line = 20, key = 'spec.template.spec.containers[0].securityContext') {
  return { state: 'said', value, at: { in: 'file', file: 'web.yaml', line, key } } as const;
}
