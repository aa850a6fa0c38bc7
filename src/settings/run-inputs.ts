import type { Problem } from '../model/errors.ts';
import type { RawSettings } from './inputs.ts';
import { conflict } from './setting-problems.ts';
import { BUILD_ONLY, type RunInputs, type SettingReader } from './settings.ts';
import type { ProjectSettings } from './subject-settings.ts';

/** What the inputs say of how one image is run. What `run-args` means is read later, by the engine's own grammar. */
export function readRunInputs(value: SettingReader): RunInputs {
  const runArgs = value('run-args');
  return { kubernetesFiles: value('kubernetes-files') ?? [], ...(runArgs !== undefined && { runArgs }) };
}

/** Of what only a build has, these also mean something for the builds of a project. */
const FOR_EVERY_BUILD: readonly string[] = ['no-cache', 'cache-from', 'cache-to', 'builder'];

/** The compose project that is to be judged; undefined when none is given. Conflicts are noted. */
export function readProject(raw: RawSettings, value: SettingReader, problems: Problem[]): ProjectSettings | undefined {
  const composeFiles = value('compose-files') ?? [];
  const services = value('services') ?? [];
  if (composeFiles.length === 0) {
    if (services.length === 0) return undefined;
    const what = 'services names services of a compose project, and no compose file is given';
    problems.push(conflict('services', what, 'Give compose-files, or leave services out.'));
    return undefined;
  }
  const others = ['image', 'run-args', ...BUILD_ONLY] as const;
  const besides = others.filter((name) => raw.has(name) && !FOR_EVERY_BUILD.includes(name));
  if (besides.length > 0) {
    const what = 'the compose files say themselves what is built and how it is run';
    const todo = 'Give compose-files alone, or leave them out; for both, use two steps with two comment-keys.';
    problems.push(conflict(['compose-files', ...besides].join(', '), what, todo));
  }
  const builder = value('builder');
  return {
    kind: 'project',
    composeFiles,
    services,
    pull: value('pull') ?? false,
    noCache: value('no-cache') ?? false,
    cacheFrom: value('cache-from') ?? [],
    cacheTo: value('cache-to') ?? [],
    ...(builder !== undefined && { builder }),
  };
}
