import { BUFFER_SIZE, bytesOf, type CallArgument, code, type ProbeMachine, WORKING_FOLDER } from './probe-machine.ts';

/** Numbers of include/uapi/asm-generic/unistd.h. */
const CALLS = { openat: 56, read: 63, write: 64, exitGroup: 94 } as const;

const NUMBER_REGISTER = 8;
const SVC = word(0xd4000001); // svc #0
const RET = word(0xd65f03c0);
const RESULT_TO_X19 = word(0xaa0003f3); // mov x19, x0
const X19_TO_X0 = word(0xaa1303e0); // mov x0, x19
const X19_TO_X2 = word(0xaa1303e2); // mov x2, x19
const INSTRUCTION = 4;

/** Arm Architecture Reference Manual for A-profile, C6.2, for every encoding here. */
export const ARM64: ProbeMachine = {
  call,
  printResult: branchWithLink,
  printRoutine: ({ digits }) => {
    const loop = code(
      word(0x92400d2c), // and x12, x9, #15
      word(0xf100299f), // cmp x12, #10
      word(0x54000043), // b.lo: a digit and no letter
      word(0x91009d8c), // add x12, x12, #('a' - '0' - 10)
      word(0x9100c18c), // add x12, x12, #'0'
      word(0x381ff54c), // strb w12, [x10], #-1
      word(0xd344fd29), // lsr x9, x9, #4
      word(0xf100056b), // subs x11, x11, #1
    );
    const back = word(0x54000001 | (((-loop.length / INSTRUCTION) & 0x7ffff) << 5)); // b.ne loop
    const start = code(word(0xaa0003e9), load(10, digits + 15n), load(11, 16n)); // mov x9, x0
    return code(start, loop, back, call(CALLS.write, [1n, digits, 17n]), RET);
  },
  readFile: (path, distance, { buffer }) => {
    const open = code(call(CALLS.openat, [WORKING_FOLDER, path, 0n, 0n]), RESULT_TO_X19);
    const write = code(X19_TO_X2, load(NUMBER_REGISTER, BigInt(CALLS.write)), load(0, 1n), load(1, buffer), SVC);
    const to = code(load(1, buffer), load(2, BigInt(BUFFER_SIZE)));
    const read = code(X19_TO_X0, load(NUMBER_REGISTER, BigInt(CALLS.read)), to, SVC, RESULT_TO_X19);
    const second = distance - open.length - 2 * INSTRUCTION - read.length;
    const rest = code(read, branchWithLink(second), branchIfNegative(write.length), write);
    return code(open, branchWithLink(distance - open.length), branchIfNegative(rest.length), rest);
  },
  // brk #0, for where a filter keeps it from ending.
  exit: () => code(call(CALLS.exitGroup, [0n]), word(0xd4200000)),
};

function call(number: number, args: readonly CallArgument[]): Uint8Array {
  if (args.length > 6) throw new Error('a system call has six arguments at most');
  return code(...args.map((value, index) => load(index, value)), load(NUMBER_REGISTER, BigInt(number)), SVC);
}

/** movz and three movk: always four instructions. */
function load(register: number, value: bigint): Uint8Array {
  const bits = BigInt.asUintN(64, value);
  const part = (index: number) => Number((bits >> BigInt(16 * index)) & 0xffffn);
  return code(
    ...[0, 1, 2, 3].map((index) => {
      const opcode = index === 0 ? 0xd2800000 : 0xf2800000;
      return word(opcode + index * 0x200000 + part(index) * 32 + register);
    }),
  );
}

/** bl */
function branchWithLink(distance: number): Uint8Array {
  return word(0x94000000 + ((distance / INSTRUCTION) & 0x3ffffff));
}

/** tbnz x19, #63: over as many bytes. */
function branchIfNegative(over: number): Uint8Array {
  return word(0xb7f80000 + ((over / INSTRUCTION + 1) & 0x3fff) * 32 + 19);
}

function word(instruction: number): Uint8Array {
  return bytesOf(BigInt(instruction), 4);
}
