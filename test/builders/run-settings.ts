import { ENGINE_DEFAULTS, type RunSettings } from '../../src/model/run-settings.ts';
import { readDockerRun } from '../../src/run/docker-run.ts';

/** What `docker run OPTIONS image` says; throws when the gate refuses the options. */
export function runArgs(options: string): RunSettings {
  const answer = readDockerRun(options);
  if (answer.kind === 'refused') throw new Error(answer.errors.map(({ text }) => text).join('; '));
  return answer.settings;
}

/** The engine's defaults with some of it replaced, as a compose service says it. */
export function aService(overrides: Partial<RunSettings> = {}): RunSettings {
  const declared = { in: 'file', file: 'compose.yml', line: 3, key: 'services.web' } as const;
  return {
    ...ENGINE_DEFAULTS,
    source: { kind: 'compose', files: ['compose.yml'], service: 'web', declared },
    ...overrides,
  };
}

/** A value that line `line` of compose.yml says. */
export function said<T>(value: T, line = 5, key = 'services.web.key') {
  return { state: 'said', value, at: { in: 'file', file: 'compose.yml', line, key } } as const;
}

/** A setting of which only the letters are known. */
export function unknownSetting(written = '$VALUE', line = 5, key = 'services.web.key') {
  const at = { in: 'file', file: 'compose.yml', line, key } as const;
  return { state: 'unknown', written, why: 'comes from a variable', at } as const;
}
