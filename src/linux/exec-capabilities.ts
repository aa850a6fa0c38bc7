import { type CapabilityMask, NO_CAPABILITIES } from './capabilities.ts';
import type { CapabilitySets } from './container-capabilities.ts';

/** A process as far as it decides what the programs that it starts may do; its uids are one. */
export interface StartingProcess {
  /** In its user namespace. */
  readonly uid: number;
  readonly sets: CapabilitySets;
  readonly noNewPrivileges: boolean;
}

/** The extended attribute `security.capability` of a file, valid in the process's user namespace. */
export interface FileCapabilities {
  readonly permitted: CapabilityMask;
  readonly inheritable: CapabilityMask;
  readonly effective: boolean;
}

/** A program's file, on a mount without `nosuid`. */
export interface ProgramFile {
  /** Of a file with the setuid bit: the uid of its owner. */
  readonly setuid?: number;
  readonly capabilities?: FileCapabilities;
}

export type AfterExec =
  | { readonly kind: 'runs'; readonly effectiveUid: number; readonly sets: CapabilitySets }
  /** execve(2) fails with EPERM: the file insists on capabilities that the bounding set does not have. */
  | { readonly kind: 'refused'; readonly missing: CapabilityMask };

/**
 * What a process has after execve(2) of a file: the rules of capabilities(7), as in security/commoncap.c of Linux.
 * Securebits and tracers are left out: no setting of a container brings them.
 */
export function afterExec({ uid, sets, noNewPrivileges }: StartingProcess, file: ProgramFile): AfterExec {
  const fromFile = permittedByFile(sets, file.capabilities);
  const missing = (file.capabilities?.permitted ?? NO_CAPABILITIES) & ~fromFile;
  // Also for root, and also when nothing of it would be granted.
  if (file.capabilities?.effective === true && missing !== 0n) return { kind: 'refused', missing };

  const effectiveUid = file.setuid === undefined || noNewPrivileges ? uid : file.setuid;
  const hasOwn = file.capabilities !== undefined;
  const asRoot = rootMayHave(uid, effectiveUid, hasOwn) ? sets.bounding | sets.inheritable : undefined;
  const wanted = asRoot ?? fromFile;
  const ambient = hasOwn || effectiveUid !== uid ? NO_CAPABILITIES : sets.ambient;
  const permitted = (noNewPrivileges ? wanted & sets.permitted : wanted) | ambient;
  const raised = file.capabilities?.effective === true || (asRoot !== undefined && effectiveUid === 0);
  return { kind: 'runs', effectiveUid, sets: { ...sets, permitted, effective: raised ? permitted : ambient, ambient } };
}

function permittedByFile(sets: CapabilitySets, file: FileCapabilities | undefined): CapabilityMask {
  if (file === undefined) return NO_CAPABILITIES;
  return (sets.bounding & file.permitted) | (sets.inheritable & file.inheritable);
}

/** Whether being root, before or after, opens the whole bounding set. */
function rootMayHave(uid: number, effectiveUid: number, hasOwn: boolean): boolean {
  // A setuid root file that has capabilities of its own gives others only these.
  if (hasOwn && uid !== 0 && effectiveUid === 0) return false;
  return uid === 0 || effectiveUid === 0;
}
