import type { RunSettings, Setting, Stated } from '../model/run-settings.ts';
import { firstSaid, mapSetting } from './manifest-fields.ts';
import type { ContainerSecurity, PodSecurity } from './pod-security.ts';

/** Windows: a process of the host is at least what a privileged container is. */
export function privilegedOf(own: ContainerSecurity, pod: PodSecurity): Setting<boolean> {
  const hostProcess = firstSaid(own.hostProcess, pod.hostProcess);
  const no = hostProcess.state === 'said' && !hostProcess.value;
  return no ? own.privileged : firstSaid(hostProcess, own.privileged);
}

/**
 * `UID`, `UID:GID`. A group without a user is of the user that the image says, which no word for `user` can say: it is
 * among the further groups then, and the first one is taken to be the image's.
 */
export function userOf(own: ContainerSecurity, pod: PodSecurity): Pick<RunSettings, 'user' | 'groupAdd'> {
  const uid = firstSaid(own.user, pod.user);
  const gid = firstSaid(own.group, pod.group);
  const windows = firstSaid(own.windowsUser, pod.windowsUser);
  const alone = uid.state === 'not-said' && gid.state !== 'not-said' ? [gid] : [];
  const user: Setting<string> =
    uid.state !== 'said'
      ? firstSaid(mapSetting(uid, String), windows)
      : gid.state === 'unknown'
        ? gid
        : { ...uid, value: gid.state === 'said' ? `${uid.value}:${gid.value}` : `${uid.value}` };
  return { user, groupAdd: onceEach([...alone, ...pod.groups]) };
}

function onceEach(groups: readonly Stated<number>[]): readonly Stated<string>[] {
  const seen = new Set<number>();
  return groups.flatMap((group): Stated<string>[] => {
    if (group.state === 'unknown') return [group];
    if (seen.has(group.value)) return [];
    seen.add(group.value);
    return [{ ...group, value: `${group.value}` }];
  });
}
