import type { RunSettings, Undecided } from '../../model/run-settings.ts';
import { placeWords } from './said.ts';

/**
 * Whether a field can open a way out of the container. A new field has to be put here before anything compiles. What
 * the container's own program is told concerns the program: its variables, which are often secrets, and its command.
 */
const CONCERNS: Readonly<Record<keyof RunSettings, boolean>> = {
  ...{ privileged: true, capAdd: true, capDrop: true, security: true, user: true, refusesRoot: true, groupAdd: true },
  ...{ readOnly: true, tmpfs: true, namespaces: true, mounts: true, volumesFrom: true, devices: true },
  ...{ deviceCgroupRules: true, gpus: true, limits: true, sysctls: true, ports: true, publishAll: true, restart: true },
  ...{ runtime: true, annotations: true, unknown: true },
  ...{ source: false, env: false, envFiles: false, entrypoint: false, command: false },
};

/** Everything in the settings that is not known and concerns security, each once, in the order of the fields. */
export function undecidedSettings(run: RunSettings): readonly Undecided[] {
  const found = new Map<string, Undecided>();
  for (const [field, concerns] of Object.entries(CONCERNS)) {
    if (!concerns) continue;
    // The keys of the table are those of the settings.
    for (const one of undecidedIn(run[field as keyof RunSettings])) {
      found.set(`${placeWords(one.at)} ${one.written}`, one);
    }
  }
  return [...found.values()];
}

/** Fields hold settings, lists of them, and mappings of both; nothing below a value that is said. */
function undecidedIn(field: unknown): readonly Undecided[] {
  if (Array.isArray(field)) return field.flatMap(undecidedIn);
  if (typeof field !== 'object' || field === null) return [];
  if (isUndecided(field)) return [field];
  return 'state' in field ? [] : Object.values(field).flatMap(undecidedIn);
}

function isUndecided(field: object): field is Undecided {
  return 'state' in field && field.state === 'unknown';
}
