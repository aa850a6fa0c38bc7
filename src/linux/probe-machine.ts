/** A value of 64 bits as a system call gets it. */
export type CallArgument = bigint;

/** Addresses that the code uses, all fixed before it is written. */
export interface ProbeAddresses {
  /** 16 digits, then a line feed: what `printResult` fills and writes. */
  readonly digits: bigint;
  /** Room for what is read of a file. */
  readonly buffer: bigint;
}

/** Bytes that are read of a file at most. */
export const BUFFER_SIZE = 16_384;

/**
 * The instructions of one kind of machine. Every piece has a length that does not depend on its values, so that
 * addresses behind it can be known before it is written.
 */
export interface ProbeMachine {
  /** Makes a system call; its result stays where `printResult` finds it. */
  readonly call: (number: number, args: readonly CallArgument[]) => Uint8Array;
  /** Prints the result as 16 hexadecimal digits and a line feed: a call to the routine, `distance` bytes from here. */
  readonly printResult: (distance: number) => Uint8Array;
  /** The routine that `printResult` calls. */
  readonly printRoutine: (addresses: ProbeAddresses) => Uint8Array;
  /**
   * Opens a file, prints the result; reads it, prints the result; writes what was read. What fails ends it.
   *
   * @param path address of its name, which ends with a zero
   * @param distance from here to the routine
   */
  readonly readFile: (path: bigint, distance: number, addresses: ProbeAddresses) => Uint8Array;
  /** Ends the process, by exit_group or, where that is refused, by a trap. */
  readonly exit: () => Uint8Array;
}

/** `AT_FDCWD` of openat(2). */
export const WORKING_FOLDER = -100n;

/** Puts pieces of code together. */
export function code(...pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Little-endian bytes of a signed or unsigned value. */
export function bytesOf(value: bigint, length: 4 | 8): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, value), true);
  return new Uint8Array(view.buffer, 0, length);
}
