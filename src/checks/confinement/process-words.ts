import { type CapabilityMask, namesOf } from '../../linux/capabilities.ts';
import type { ProcessState } from '../../model/confinement.ts';
import { visibleText } from '../../model/visible-text.ts';

/** Names that are told; more are counted. */
const MOST_NAMES = 4;

/** `uid 20002, gid 10001, no effective capabilities, bounding 0, no-new-privileges, seccomp filter on`. */
export function processWords({
  uid,
  gid,
  capabilities,
  noNewPrivileges,
  seccomp,
  apparmor,
  uidMap,
}: ProcessState): string {
  const namespaced = uidMap !== undefined && !isWholeMachine(uidMap);
  return [
    `uid ${uid.effective}`,
    `gid ${gid.effective}`,
    `${capabilityWords(capabilities.effective)} effective`.replace(
      'no capabilities effective',
      'no effective capabilities',
    ),
    `bounding ${namesOf(capabilities.bounding).length}`,
    ...(noNewPrivileges ? ['no-new-privileges'] : []),
    `seccomp filter ${seccomp === 2 ? 'on' : 'off'}`,
    ...(apparmor === undefined ? [] : [`AppArmor ${visibleText(apparmor, 80)}`]),
    ...(namespaced ? ['all relative to a user namespace'] : []),
  ].join(', ');
}

/** `no capabilities`, `CHOWN, KILL`, `14 capabilities`. */
export function capabilityWords(mask: CapabilityMask): string {
  const names = namesOf(mask);
  if (names.length === 0) return 'no capabilities';
  return names.length <= MOST_NAMES ? names.join(', ') : `${names.length} capabilities`;
}

/** user_namespaces(7): the first namespace maps every id to itself. */
function isWholeMachine(map: NonNullable<ProcessState['uidMap']>): boolean {
  const [row, ...rest] = map;
  return rest.length === 0 && row !== undefined && row[0] === 0 && row[1] === 0 && row[2] === 4_294_967_295;
}
