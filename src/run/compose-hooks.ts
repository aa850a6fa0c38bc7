import type { Undecided } from '../model/run-settings.ts';
import { DEPLOY_KEYS, HARMLESS_HOOK_KEYS, HARMLESS_KEYS, READ_KEYS } from './compose-keys.ts';
import {
  fieldsOf,
  type ServiceReading,
  switchText,
  undecidedAt,
  unsetIn,
  valueAt,
  WRONG_KIND,
} from './compose-reading.ts';
import { readSwitch } from './run-reading.ts';

const UNKNOWN_KEY = 'is a key that the gate does not know';

/** What of a service belongs to no setting that the gate judges: keys that it does not know, and hooks with more rights. */
export function readUnknown(reading: ServiceReading): readonly Undecided[] {
  return [...unknownKeys(reading), ...startHooks(reading), ...execHooks(reading)];
}

/** A key, other than one whose value is not there yet. */
function unclassified(undecided: Undecided): Undecided {
  return { ...undecided, unclassified: true };
}

function unknownKeys(reading: ServiceReading): readonly Undecided[] {
  const isKnown = (key: string): boolean => HARMLESS_KEYS.has(key) || READ_KEYS.has(key) || key.startsWith('x-');
  const own = [...reading.fields.keys()].filter((key) => !isKnown(key));
  const deploy = valueAt(reading, ['deploy']);
  const fields = fieldsOf(deploy ?? {});
  const inDeploy = [...(fields?.keys() ?? [])].filter((key) => !DEPLOY_KEYS.has(key) && !key.startsWith('x-'));
  return [
    ...own.map((key) => unclassified(undecidedAt(reading, [key], key, UNKNOWN_KEY))),
    ...inDeploy.map((key) => unclassified(undecidedAt(reading, ['deploy', key], key, UNKNOWN_KEY))),
    ...(fields === undefined ? [undecidedAt(reading, ['deploy'], deploy, WRONG_KIND)] : []),
  ];
}

/** `post_start` and `pre_stop` run in the container itself; with other rights they are what no setting tells. */
function execHooks(reading: ServiceReading): readonly Undecided[] {
  return ['post_start', 'pre_stop'].flatMap((key) => {
    const unset = unsetIn(reading, [key]);
    return [...(unset === undefined ? [] : [unset]), ...eachHook(reading, key, execHook)];
  });
}

function execHook(reading: ServiceReading, path: readonly string[], hook: unknown): readonly Undecided[] {
  const fields = fieldsOf(hook);
  if (fields === undefined) return [undecidedAt(reading, path, hook, WRONG_KIND)];
  const privileged = readSwitch(switchText(fields.get('privileged') ?? false) ?? '');
  const user = switchText(fields.get('user') ?? '');
  const given = 'wrong' in privileged || privileged.value;
  return [
    ...(given
      ? [unclassified(undecidedAt(reading, path, 'privileged', 'gives a command in the running container all rights'))]
      : []),
    // With a number that is not root's it can do less than the container itself may.
    ...(user === undefined || !/^(?:|[1-9]\d{0,8}(?::[1-9]\d{0,8})?)$/.test(user)
      ? [undecidedAt(reading, path, user, 'is the user of a command in the running container')]
      : []),
  ];
}

function startHooks(reading: ServiceReading): readonly Undecided[] {
  return eachHook(reading, 'pre_start', (_, path, hook) => {
    const fields = fieldsOf(hook);
    if (fields === undefined) return [undecidedAt(reading, path, hook, WRONG_KIND)];
    const keys = [...fields.keys()].filter((key) => !HARMLESS_HOOK_KEYS.has(key) && !key.startsWith('x-'));
    const why = 'is set for a container that runs before the service, which the gate does not judge';
    return keys.map((key) => unclassified(undecidedAt(reading, path, key, why)));
  });
}

function eachHook(reading: ServiceReading, key: string, readHook: typeof execHook): readonly Undecided[] {
  const hooks = valueAt(reading, [key]) ?? [];
  if (!Array.isArray(hooks)) return [undecidedAt(reading, [key], hooks, WRONG_KIND)];
  return hooks.flatMap((hook: unknown, index) => readHook(reading, [key, `${index}`], hook));
}
