import { BUFFER_SIZE, bytesOf, type CallArgument, code, type ProbeMachine, WORKING_FOLDER } from './probe-machine.ts';

/** Numbers of arch/x86/entry/syscalls/syscall_64.tbl. */
const CALLS = { read: 0, write: 1, openat: 257, exitGroup: 231 } as const;

/** `mov REGISTER, imm64` for the argument registers in their order: rdi, rsi, rdx, r10, r8, r9 (syscall(2)). */
const LOADS = [
  [0x48, 0xbf],
  [0x48, 0xbe],
  [0x48, 0xba],
  [0x49, 0xba],
  [0x49, 0xb8],
  [0x49, 0xb9],
] as const;
const SYSCALL = [0x0f, 0x05] as const;
const RESULT_TO_R12 = [0x49, 0x89, 0xc4] as const; // mov r12, rax
const TEST_R12 = [0x4d, 0x85, 0xe4] as const; // test r12, r12
const R12_TO_RDI = [0x4c, 0x89, 0xe7] as const; // mov rdi, r12
const R12_TO_RDX = [0x4c, 0x89, 0xe2] as const; // mov rdx, r12

/** Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, for every encoding here. */
export const X86_64: ProbeMachine = {
  call,
  printResult: (distance) => callRoutine(distance),
  printRoutine: ({ digits }) => {
    const loop = code(
      [0x89, 0xc2], // mov edx, eax
      [0x83, 0xe2, 0x0f], // and edx, 15
      [0x83, 0xfa, 0x0a], // cmp edx, 10
      [0x72, 0x03], // jb: a digit and no letter
      [0x83, 0xc2, 0x27], // add edx, 'a' - '0' - 10
      [0x83, 0xc2, 0x30], // add edx, '0'
      [0x88, 0x17], // mov [rdi], dl
      [0x48, 0xff, 0xcf], // dec rdi
      [0x48, 0xc1, 0xe8, 0x04], // shr rax, 4
      [0xff, 0xc9], // dec ecx
    );
    const back = [0x75, 256 - (loop.length + 2)]; // jnz loop
    const count = [0xb9, 0x10, 0, 0, 0]; // mov ecx, 16
    return code(LOADS[0], bytesOf(digits + 15n, 8), count, loop, back, call(CALLS.write, [1n, digits, 17n]), [0xc3]);
  },
  readFile: (path, distance, { buffer }) => {
    const open = code(call(CALLS.openat, [WORKING_FOLDER, path, 0n, 0n]), RESULT_TO_R12);
    const write = code(R12_TO_RDX, loadNumber(CALLS.write), load(0, 1n), load(1, buffer), SYSCALL);
    const size = load(2, BigInt(BUFFER_SIZE));
    const read = code(R12_TO_RDI, loadNumber(CALLS.read), load(1, buffer), size, SYSCALL, RESULT_TO_R12);
    const second = distance - open.length - CALL_LENGTH - TEST_R12.length - JUMP_LENGTH - read.length;
    const rest = code(read, callRoutine(second), TEST_R12, jumpIfNegative(write.length), write);
    return code(open, callRoutine(distance - open.length), TEST_R12, jumpIfNegative(rest.length), rest);
  },
  // ud2, for where a filter keeps it from ending.
  exit: () => code(call(CALLS.exitGroup, [0n]), [0x0f, 0x0b]),
};

function call(number: number, args: readonly CallArgument[]): Uint8Array {
  return code(...args.map((value, index) => load(index, value)), loadNumber(number), SYSCALL);
}

function load(index: number, value: bigint): Uint8Array {
  const opcode = LOADS[index];
  if (opcode === undefined) throw new Error('a system call has six arguments at most');
  return code(opcode, bytesOf(value, 8));
}

/** mov eax, imm32 */
function loadNumber(number: number): Uint8Array {
  return code([0xb8], bytesOf(BigInt(number), 4));
}

const CALL_LENGTH = 5;

/** call rel32, which counts from the next instruction. */
function callRoutine(distance: number): Uint8Array {
  return code([0xe8], bytesOf(BigInt(distance - CALL_LENGTH), 4));
}

const JUMP_LENGTH = 6;

/** js rel32: over as many bytes. */
function jumpIfNegative(over: number): Uint8Array {
  return code([0x0f, 0x88], bytesOf(BigInt(over), 4));
}
