import {
  type CapabilityMask,
  DEFAULT_CAPABILITIES,
  EVERY_CAPABILITY,
  NO_CAPABILITIES,
  readCapability,
} from './capabilities.ts';
import type { CapabilityEngine } from './capability-engine.ts';

/** The five sets of a process, capabilities(7). */
export interface CapabilitySets {
  readonly effective: CapabilityMask;
  readonly permitted: CapabilityMask;
  readonly inheritable: CapabilityMask;
  /** What a setuid root program or one with file capabilities can still get. */
  readonly bounding: CapabilityMask;
  readonly ambient: CapabilityMask;
}

/** What was asked for, names as written. Untrusted. */
export interface CapabilityRequest {
  readonly privileged: boolean;
  readonly add: readonly string[];
  readonly drop: readonly string[];
}

/** The engine refuses to create the container. `why` completes "the engine refuses `name`: …". */
export interface RefusedCapability {
  readonly kind: 'refused';
  readonly list: 'add' | 'drop';
  /** As written. Untrusted. */
  readonly name: string;
  readonly why: string;
}

export type ContainerCapabilities =
  | {
      readonly kind: 'granted';
      /** Of the first program, when its file has neither capabilities of its own nor the setuid bit. */
      readonly sets: CapabilitySets;
      /** Of the runtime when it starts that program: where `afterExec` starts from when its file has them. */
      readonly start: CapabilitySets;
    }
  | RefusedCapability
  /** The runtime can't start the process: the engine lacks these. */
  | { readonly kind: 'cannot-start'; readonly missing: CapabilityMask };

/**
 * The sets of a container's first program. The option no-new-privileges changes none of them, unless the program's file
 * has capabilities or the setuid bit.
 *
 * @param uid of the process, in its user namespace
 */
export function containerCapabilities(
  request: CapabilityRequest,
  uid: number,
  engine: CapabilityEngine,
): ContainerCapabilities {
  const granted = grantedCapabilities(request, engine);
  if (typeof granted !== 'bigint') return granted;
  const missing = granted & ~engine.available;
  // A root process must hold what it is given. Of others only the bounding set is asked for, where nothing can fail:
  // what the engine does not hold stays out of it.
  if (uid === 0 && missing !== 0n) return { kind: 'cannot-start', missing };
  const bounding = granted & engine.available;
  const rest = { inheritable: engine.inheritable ? bounding : NO_CAPABILITIES, bounding, ambient: NO_CAPABILITIES };
  const of = (held: CapabilityMask): CapabilitySets => ({ effective: held, permitted: held, ...rest });
  return {
    kind: 'granted',
    sets: of(uid === 0 ? bounding : NO_CAPABILITIES),
    start: of(uid === 0 || engine.startsWithAll ? bounding : NO_CAPABILITIES),
  };
}

/** The arithmetic of `TweakCapabilities` of moby, daemon/pkg/oci/caps/utils.go. */
function grantedCapabilities(
  { privileged, add, drop }: CapabilityRequest,
  engine: CapabilityEngine,
): CapabilityMask | RefusedCapability {
  const added = readNames('add', add, engine);
  if ('kind' in added) return added;
  const dropped = readNames('drop', drop, engine);
  if ('kind' in dropped) return dropped;

  const all = engine.known & (engine.unavailable === 'refused' ? engine.available : EVERY_CAPABILITY);
  // The names are checked also of a privileged container, and are of no effect then.
  if (privileged) return all;
  // ALL among the added wins over ALL among the dropped; single dropped names are taken out of it.
  if (added.all) return all & ~dropped.named;
  if (dropped.all) return added.named;
  return (DEFAULT_CAPABILITIES & ~dropped.named) | added.named;
}

interface Names {
  readonly all: boolean;
  readonly named: CapabilityMask;
}

function readNames(
  list: 'add' | 'drop',
  names: readonly string[],
  engine: CapabilityEngine,
): Names | RefusedCapability {
  let all = false;
  let named = NO_CAPABILITIES;
  for (const name of names) {
    const word = readCapability(name);
    if (word.kind === 'all') all = true;
    else if (word.kind === 'unknown') return { kind: 'refused', list, name, why: word.why };
    else {
      const why = whyRefused(word.mask, engine);
      if (why !== undefined) return { kind: 'refused', list, name, why };
      named |= word.mask;
    }
  }
  return { all, named };
}

function whyRefused(mask: CapabilityMask, engine: CapabilityEngine): string | undefined {
  if ((mask & engine.known) === 0n) return 'this version of the engine does not know it';
  if (engine.unavailable === 'refused' && (mask & engine.available) === 0n) {
    return 'the engine does not hold it itself, or its kernel does not have it';
  }
  return undefined;
}
