import {
  type CapabilityMask,
  DEFAULT_CAPABILITIES,
  EVERY_CAPABILITY,
  NO_CAPABILITIES,
  readCapability,
} from './capabilities.ts';
import type {
  CapabilityRequest,
  CapabilitySets,
  ContainerCapabilities,
  RefusedCapability,
} from './container-capabilities.ts';

/**
 * The sets of the first program of a pod's container, as containerd grants them on a node that holds everything.
 * `allowPrivilegeEscalation` changes none of them, unless the program's file has capabilities or the setuid bit.
 *
 * Sources: `WithCapabilities` of containerd, internal/cri/opts; `buildLinuxSpec`, internal/cri/server/container_create.go
 * (ambient sets are cleared, and privileged adds everything at the end). CRI-O starts from fewer, without AUDIT_WRITE,
 * MKNOD, NET_RAW, SETFCAP and SYS_CHROOT (internal/config/capabilities), so that this is the worse case.
 *
 * @param uid of the process, in its user namespace
 */
export function podCapabilities(request: CapabilityRequest, uid: number): ContainerCapabilities {
  const granted = grantedMask(request);
  if (typeof granted !== 'bigint') return granted;
  const rest = { inheritable: NO_CAPABILITIES, bounding: granted, ambient: NO_CAPABILITIES };
  const of = (held: CapabilityMask): CapabilitySets => ({ effective: held, permitted: held, ...rest });
  return { kind: 'granted', sets: of(uid === 0 ? granted : NO_CAPABILITIES), start: of(granted) };
}

/** Another arithmetic than Docker's: ALL is dropped after it was added, and a name that is dropped stays dropped. */
function grantedMask({ privileged, add, drop }: CapabilityRequest): CapabilityMask | RefusedCapability {
  const added = readNames('add', add);
  if ('kind' in added) return added;
  const dropped = readNames('drop', drop);
  if ('kind' in dropped) return dropped;
  if (privileged) return EVERY_CAPABILITY;
  const all = added.all ? EVERY_CAPABILITY : DEFAULT_CAPABILITIES;
  return ((dropped.all ? NO_CAPABILITIES : all) | added.named) & ~dropped.named;
}

interface Names {
  readonly all: boolean;
  readonly named: CapabilityMask;
}

/**
 * What no capability has as its name is ignored by the runtime with a line in the node's log (runc,
 * libcontainer/capabilities), so that nothing is added, or nothing is dropped. That is never what was meant.
 */
function readNames(list: 'add' | 'drop', names: readonly string[]): Names | RefusedCapability {
  let all = false;
  let named = NO_CAPABILITIES;
  for (const name of names) {
    const word = readCapability(name);
    if (word.kind === 'all') all = true;
    else if (word.kind === 'unknown') return { kind: 'refused', list, name, why: word.why };
    else if (/^cap_/i.test(name)) return { kind: 'refused', list, name, why: WITH_PREFIX };
    else named |= word.mask;
  }
  return { all, named };
}

/** `SpecSetupCapabilities` of cri-o, internal/factory/container/container.go, takes the prefix. */
const WITH_PREFIX =
  'Kubernetes has these names without CAP_; containerd puts it before each of them and ignores what it then does not know, CRI-O takes both';
