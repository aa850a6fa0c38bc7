import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  ABIS,
  NO_CAPABILITIES,
  decideSystemCall,
  loadSeccomp,
  seccompFamily,
  systemCalls
} from "./chunk-RMDCG5F7.js";
import {
  readSeccompProfile
} from "./chunk-4QYT6DHQ.js";
import {
  engineSource
} from "./chunk-G53KYBZJ.js";
import "./chunk-ENXII3PS.js";
import {
  gapOnError
} from "./chunk-NWM5JKV7.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/linux/elf.ts
var BASE = 0x400000n;
var ELF_HEADER = 64;
var PROGRAM_HEADER = 56;
var CODE_START = BASE + BigInt(ELF_HEADER + PROGRAM_HEADER);
var MACHINES = { amd64: 62, arm64: 183 };
function elfProgram(machine, { bytes, entry, room }) {
  const size = ELF_HEADER + PROGRAM_HEADER + bytes.length;
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  file.set([127, 69, 76, 70, 2, 1, 1]);
  view.setUint16(16, 2, true);
  view.setUint16(18, MACHINES[machine], true);
  view.setUint32(20, 1, true);
  view.setBigUint64(24, CODE_START + BigInt(entry), true);
  view.setBigUint64(32, BigInt(ELF_HEADER), true);
  view.setUint16(52, ELF_HEADER, true);
  view.setUint16(54, PROGRAM_HEADER, true);
  view.setUint16(56, 1, true);
  view.setUint32(64, 1, true);
  view.setUint32(68, 7, true);
  view.setBigUint64(80, BASE, true);
  view.setBigUint64(88, BASE, true);
  view.setBigUint64(96, BigInt(size), true);
  view.setBigUint64(104, BigInt(size + room), true);
  view.setBigUint64(112, 0x1000n, true);
  file.set(bytes, ELF_HEADER + PROGRAM_HEADER);
  return file;
}

// src/linux/probe-machine.ts
var BUFFER_SIZE = 16384;
var WORKING_FOLDER = -100n;
function code(...pieces) {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
function bytesOf(value, length) {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, value), true);
  return new Uint8Array(view.buffer, 0, length);
}

// src/linux/probe-arm64.ts
var CALLS = { openat: 56, read: 63, write: 64, exitGroup: 94 };
var NUMBER_REGISTER = 8;
var SVC = word(3556769793);
var RET = word(3596551104);
var RESULT_TO_X19 = word(2852127731);
var X19_TO_X0 = word(2853372896);
var X19_TO_X2 = word(2853372898);
var INSTRUCTION = 4;
var ARM64 = {
  call,
  printResult: branchWithLink,
  printRoutine: ({ digits }) => {
    const loop = code(
      word(2453671212),
      // and x12, x9, #15
      word(4043319711),
      // cmp x12, #10
      word(1409286211),
      // b.lo: a digit and no letter
      word(2432736652),
      // add x12, x12, #('a' - '0' - 10)
      word(2432745868),
      // add x12, x12, #'0'
      word(941618508),
      // strb w12, [x10], #-1
      word(3544513833),
      // lsr x9, x9, #4
      word(4043310443)
      // subs x11, x11, #1
    );
    const back = word(1409286145 | (-loop.length / INSTRUCTION & 524287) << 5);
    const start = code(word(2852127721), load(10, digits + 15n), load(11, 16n));
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
  exit: () => code(call(CALLS.exitGroup, [0n]), word(3558866944))
};
function call(number, args) {
  if (args.length > 6) throw new Error("a system call has six arguments at most");
  return code(...args.map((value, index) => load(index, value)), load(NUMBER_REGISTER, BigInt(number)), SVC);
}
function load(register, value) {
  const bits = BigInt.asUintN(64, value);
  const part = (index) => Number(bits >> BigInt(16 * index) & 0xffffn);
  return code(
    ...[0, 1, 2, 3].map((index) => {
      const opcode = index === 0 ? 3531603968 : 4068474880;
      return word(opcode + index * 2097152 + part(index) * 32 + register);
    })
  );
}
function branchWithLink(distance) {
  return word(2483027968 + (distance / INSTRUCTION & 67108863));
}
function branchIfNegative(over) {
  return word(3086483456 + (over / INSTRUCTION + 1 & 16383) * 32 + 19);
}
function word(instruction) {
  return bytesOf(BigInt(instruction), 4);
}

// src/linux/probe-calls.ts
var NULL = 0n;
var CWD = -100n;
var NOBODY = 0x7fffffffn;
var NO_FILE = -1n;
var UNCHANGED = -1n;
var CLONE_THREAD = 0x10000n;
var ADDR_NO_RANDOMIZE = 0x0040000n;
var EPERM = 1;
var ENOENT = 2;
var ESRCH = 3;
var EBADF = 9;
var EFAULT = 14;
var EINVAL = 22;
var ENOSYS = 38;
var EOPNOTSUPP = 95;
var EAFNOSUPPORT = 97;
var ROWS = [
  // The path is empty, which leads nowhere (path_resolution(7)).
  ["mkdir", ["", 0n], 'mkdir("", 0)', [ENOENT]],
  ["mkdirat", [CWD, "", 0n], 'mkdirat(AT_FDCWD, "", 0)', [ENOENT]],
  ["mknod", ["", 0n, 0n], 'mknod("", 0, 0)', [ENOENT]],
  ["mknodat", [CWD, "", 0n, 0n], 'mknodat(AT_FDCWD, "", 0, 0)', [ENOENT]],
  ["rmdir", [""], 'rmdir("")', [ENOENT]],
  ["unlink", [""], 'unlink("")', [ENOENT]],
  ["unlinkat", [CWD, "", 0n], 'unlinkat(AT_FDCWD, "", 0)', [ENOENT]],
  ["rename", ["", ""], 'rename("", "")', [ENOENT]],
  ["renameat", [CWD, "", CWD, ""], 'renameat(AT_FDCWD, "", AT_FDCWD, "")', [ENOENT]],
  ["renameat2", [CWD, "", CWD, "", 0n], 'renameat2(AT_FDCWD, "", AT_FDCWD, "", 0)', [ENOENT]],
  ["link", ["", ""], 'link("", "")', [ENOENT]],
  ["linkat", [CWD, "", CWD, "", 0n], 'linkat(AT_FDCWD, "", AT_FDCWD, "", 0)', [ENOENT]],
  ["symlink", ["x", ""], 'symlink("x", "")', [ENOENT]],
  ["symlinkat", ["x", CWD, ""], 'symlinkat("x", AT_FDCWD, "")', [ENOENT]],
  ["chmod", ["", 0n], 'chmod("", 0)', [ENOENT]],
  ["fchmodat", [CWD, "", 0n], 'fchmodat(AT_FDCWD, "", 0)', [ENOENT]],
  ["fchmodat2", [CWD, "", 0n, 0n], 'fchmodat2(AT_FDCWD, "", 0, 0)', [ENOENT, ENOSYS]],
  ["chown", ["", UNCHANGED, UNCHANGED], 'chown("", -1, -1)', [ENOENT]],
  ["lchown", ["", UNCHANGED, UNCHANGED], 'lchown("", -1, -1)', [ENOENT]],
  ["fchownat", [CWD, "", UNCHANGED, UNCHANGED, 0n], 'fchownat(AT_FDCWD, "", -1, -1, 0)', [ENOENT]],
  ["open", ["", 0n], 'open("", O_RDONLY)', [ENOENT]],
  ["creat", ["", 0n], 'creat("", 0)', [ENOENT]],
  ["truncate", ["", 0n], 'truncate("", 0)', [ENOENT]],
  ["utime", ["", NULL], 'utime("", NULL)', [ENOENT]],
  ["utimes", ["", NULL], 'utimes("", NULL)', [ENOENT]],
  ["futimesat", [CWD, "", NULL], 'futimesat(AT_FDCWD, "", NULL)', [ENOENT]],
  ["utimensat", [CWD, "", NULL, 0n], 'utimensat(AT_FDCWD, "", NULL, 0)', [ENOENT]],
  ["setxattr", ["", "user.x", "", 0n, 0n], 'setxattr("", "user.x", "", 0, 0)', [ENOENT]],
  ["lsetxattr", ["", "user.x", "", 0n, 0n], 'lsetxattr("", "user.x", "", 0, 0)', [ENOENT]],
  ["removexattr", ["", "user.x"], 'removexattr("", "user.x")', [ENOENT]],
  ["lremovexattr", ["", "user.x"], 'lremovexattr("", "user.x")', [ENOENT]],
  ["execve", ["", NULL, NULL], 'execve("", NULL, NULL)', [ENOENT]],
  ["execveat", [NO_FILE, "", NULL, NULL, 0n], 'execveat(-1, "", NULL, NULL, 0)', [ENOENT]],
  ["chroot", [""], 'chroot("")', [ENOENT]],
  ["open_tree", [NO_FILE, "", 0n], 'open_tree(-1, "", 0)', [ENOENT, ENOSYS]],
  // The file descriptor is none.
  ["fchmod", [NO_FILE, 0n], "fchmod(-1, 0)", [EBADF]],
  ["fchown", [NO_FILE, UNCHANGED, UNCHANGED], "fchown(-1, -1, -1)", [EBADF]],
  ["ftruncate", [NO_FILE, 0n], "ftruncate(-1, 0)", [EBADF]],
  ["fsetxattr", [NO_FILE, "user.x", "", 0n, 0n], 'fsetxattr(-1, "user.x", "", 0, 0)', [EBADF]],
  ["fremovexattr", [NO_FILE, "user.x"], 'fremovexattr(-1, "user.x")', [EBADF]],
  ["connect", [NO_FILE, NULL, 0n], "connect(-1, NULL, 0)", [EBADF]],
  ["bind", [NO_FILE, NULL, 0n], "bind(-1, NULL, 0)", [EBADF]],
  ["listen", [NO_FILE, 0n], "listen(-1, 0)", [EBADF]],
  ["setns", [NO_FILE, 0n], "setns(-1, 0)", [EBADF]],
  ["pidfd_send_signal", [NO_FILE, 0n, NULL, 0n], "pidfd_send_signal(-1, 0, NULL, 0)", [EBADF, ENOSYS]],
  // There is no process of that number, and signal 0 is none.
  ["kill", [NOBODY, 0n], "kill(2147483647, 0)", [ESRCH]],
  ["tkill", [NOBODY, 0n], "tkill(2147483647, 0)", [ESRCH]],
  ["tgkill", [NOBODY, NOBODY, 0n], "tgkill(2147483647, 2147483647, 0)", [ESRCH]],
  ["ptrace", [7n, NOBODY, 0n, 0n], "ptrace(PTRACE_CONT, 2147483647, 0, 0)", [ESRCH]],
  ["kcmp", [NOBODY, NOBODY, 0n, 0n, 0n], "kcmp(2147483647, 2147483647, 0, 0, 0)", [ESRCH, ENOSYS]],
  ["pidfd_open", [NOBODY, 0n], "pidfd_open(2147483647, 0)", [ESRCH, ENOSYS]],
  // What is read or written stands at no address.
  ["rt_sigqueueinfo", [NOBODY, 0n, NULL], "rt_sigqueueinfo(2147483647, 0, NULL)", [EFAULT]],
  ["rt_tgsigqueueinfo", [NOBODY, NOBODY, 0n, NULL], "rt_tgsigqueueinfo(2147483647, 2147483647, 0, NULL)", [EFAULT]],
  ["uname", [NULL], "uname(NULL)", [EFAULT]],
  ["mount", [NULL, NULL, NULL, 0n, NULL], "mount(NULL, NULL, NULL, 0, NULL)", [EFAULT]],
  ["umount2", [NULL, 0n], "umount2(NULL, 0)", [EFAULT]],
  ["add_key", [NULL, NULL, NULL, 0n, 0n], "add_key(NULL, NULL, NULL, 0, 0)", [EFAULT, ENOSYS]],
  ["request_key", [NULL, NULL, NULL, 0n], "request_key(NULL, NULL, NULL, 0)", [EFAULT, ENOSYS]],
  ["memfd_create", [NULL, 0n], "memfd_create(NULL, 0)", [EFAULT]],
  ["settimeofday", [1n, NULL], "settimeofday(1, NULL)", [EFAULT]],
  ["adjtimex", [NULL], "adjtimex(NULL)", [EFAULT]],
  ["capset", [NULL, NULL], "capset(NULL, NULL)", [EFAULT]],
  // Machines and kernels keep these from everybody without a capability, by settings (sysctl(8)).
  ["perf_event_open", [NULL, 0n, NO_FILE, NO_FILE, 0n], "perf_event_open(NULL, 0, -1, -1, 0)", [EFAULT, 13, EPERM]],
  ["io_uring_setup", [0n, NULL], "io_uring_setup(0, NULL)", [EFAULT, EINVAL, EPERM, ENOSYS]],
  ["open_by_handle_at", [NO_FILE, NULL, 0n], "open_by_handle_at(-1, NULL, 0)", [EFAULT, EPERM, EBADF]],
  ["bpf", [0x7fffn, NULL, 0n], "bpf(32767, NULL, 0)", [EINVAL, EPERM, EFAULT]],
  ["userfaultfd", [-1n], "userfaultfd(-1)", [EINVAL, EPERM, ENOSYS]],
  // The value is none that the call takes.
  ["openat2", [CWD, "", NULL, 0n], 'openat2(AT_FDCWD, "", NULL, 0)', [EINVAL, ENOSYS]],
  ["socket", [1000n, 0n, 0n], "socket(1000, 0, 0)", [EAFNOSUPPORT]],
  ["keyctl", [0x7fffn, 0n, 0n, 0n, 0n], "keyctl(32767)", [EOPNOTSUPP, ENOSYS]],
  ["clone", [CLONE_THREAD, NULL, NULL, NULL, NULL], "clone(CLONE_THREAD)", [EINVAL]],
  ["clone3", [NULL, 0n], "clone3(NULL, 0)", [EINVAL, ENOSYS]],
  ["unshare", [1n], "unshare(1)", [EINVAL]],
  ["setuid", [-1n], "setuid(-1)", [EINVAL]],
  ["setgid", [-1n], "setgid(-1)", [EINVAL]],
  ["mount_setattr", [NO_FILE, "", 1n, NULL, 0n], 'mount_setattr(-1, "", 1, NULL, 0)', [EINVAL, ENOSYS]],
  ["process_vm_readv", [NOBODY, NULL, 0n, NULL, 0n, 1n], "process_vm_readv(2147483647, \u2026, 1)", [EINVAL, ENOSYS]],
  ["process_vm_writev", [NOBODY, NULL, 0n, NULL, 0n, 1n], "process_vm_writev(2147483647, \u2026, 1)", [EINVAL, ENOSYS]],
  ["clock_settime", [9999n, NULL], "clock_settime(9999, NULL)", [EINVAL]],
  ["iopl", [4n], "iopl(4)", [EINVAL, ENOSYS]],
  // It asks for what is so already, or for what only the probe itself has of it.
  ["setreuid", [UNCHANGED, UNCHANGED], "setreuid(-1, -1)", [0]],
  ["setregid", [UNCHANGED, UNCHANGED], "setregid(-1, -1)", [0]],
  ["setresuid", [UNCHANGED, UNCHANGED, UNCHANGED], "setresuid(-1, -1, -1)", [0]],
  ["setresgid", [UNCHANGED, UNCHANGED, UNCHANGED], "setresgid(-1, -1, -1)", [0]],
  ["personality", [ADDR_NO_RANDOMIZE], "personality(ADDR_NO_RANDOMIZE)", [0]]
];
var TELLING_CALLS = [
  ...["unshare", "mount", "umount2", "setns", "keyctl", "add_key", "request_key", "userfaultfd", "bpf"],
  ...["perf_event_open", "open_by_handle_at", "kcmp", "personality", "clone3", "ptrace", "io_uring_setup"]
];
function callsToTry(names, architecture) {
  const numbers = systemCalls(ABIS[architecture][0]);
  return [...new Set(names)].flatMap((wanted) => {
    const [name, args, written, unfiltered] = ROWS.find(([known]) => known === wanted) ?? [];
    if (name === void 0 || args === void 0 || written === void 0 || unfiltered === void 0) return [];
    return numbers.has(name) ? [{ name, args, written, unfiltered }] : [];
  });
}
var TRIABLE_CALLS = ROWS.map(([name]) => name);
function numberOf(name, architecture) {
  const number = systemCalls(ABIS[architecture][0]).get(name);
  if (number === void 0) throw new Error(`${architecture} has no system call ${name}`);
  return number;
}

// src/linux/probe-x86-64.ts
var CALLS2 = { read: 0, write: 1, openat: 257, exitGroup: 231 };
var LOADS = [
  [72, 191],
  [72, 190],
  [72, 186],
  [73, 186],
  [73, 184],
  [73, 185]
];
var SYSCALL = [15, 5];
var RESULT_TO_R12 = [73, 137, 196];
var TEST_R12 = [77, 133, 228];
var R12_TO_RDI = [76, 137, 231];
var R12_TO_RDX = [76, 137, 226];
var X86_64 = {
  call: call2,
  printResult: (distance) => callRoutine(distance),
  printRoutine: ({ digits }) => {
    const loop = code(
      [137, 194],
      // mov edx, eax
      [131, 226, 15],
      // and edx, 15
      [131, 250, 10],
      // cmp edx, 10
      [114, 3],
      // jb: a digit and no letter
      [131, 194, 39],
      // add edx, 'a' - '0' - 10
      [131, 194, 48],
      // add edx, '0'
      [136, 23],
      // mov [rdi], dl
      [72, 255, 207],
      // dec rdi
      [72, 193, 232, 4],
      // shr rax, 4
      [255, 201]
      // dec ecx
    );
    const back = [117, 256 - (loop.length + 2)];
    const count = [185, 16, 0, 0, 0];
    return code(LOADS[0], bytesOf(digits + 15n, 8), count, loop, back, call2(CALLS2.write, [1n, digits, 17n]), [195]);
  },
  readFile: (path, distance, { buffer }) => {
    const open = code(call2(CALLS2.openat, [WORKING_FOLDER, path, 0n, 0n]), RESULT_TO_R12);
    const write = code(R12_TO_RDX, loadNumber(CALLS2.write), load2(0, 1n), load2(1, buffer), SYSCALL);
    const size = load2(2, BigInt(BUFFER_SIZE));
    const read = code(R12_TO_RDI, loadNumber(CALLS2.read), load2(1, buffer), size, SYSCALL, RESULT_TO_R12);
    const second = distance - open.length - CALL_LENGTH - TEST_R12.length - JUMP_LENGTH - read.length;
    const rest = code(read, callRoutine(second), TEST_R12, jumpIfNegative(write.length), write);
    return code(open, callRoutine(distance - open.length), TEST_R12, jumpIfNegative(rest.length), rest);
  },
  // ud2, for where a filter keeps it from ending.
  exit: () => code(call2(CALLS2.exitGroup, [0n]), [15, 11])
};
function call2(number, args) {
  return code(...args.map((value, index) => load2(index, value)), loadNumber(number), SYSCALL);
}
function load2(index, value) {
  const opcode = LOADS[index];
  if (opcode === void 0) throw new Error("a system call has six arguments at most");
  return code(opcode, bytesOf(value, 8));
}
function loadNumber(number) {
  return code([184], bytesOf(BigInt(number), 4));
}
var CALL_LENGTH = 5;
function callRoutine(distance) {
  return code([232], bytesOf(BigInt(distance - CALL_LENGTH), 4));
}
var JUMP_LENGTH = 6;
function jumpIfNegative(over) {
  return code([15, 136], bytesOf(BigInt(over), 4));
}

// src/linux/probe.ts
var MACHINES2 = { amd64: X86_64, arm64: ARM64 };
var OWN_FILES = [
  "/proc/self/status",
  "/proc/self/attr/current",
  "/proc/self/attr/apparmor/current",
  "/proc/self/uid_map"
];
var FIRST_FILES = [
  "/proc/1/status",
  "/proc/1/attr/current",
  "/proc/1/attr/apparmor/current",
  "/proc/1/uid_map"
];
function probeProgram(request) {
  const machine = MACHINES2[request.architecture];
  const { codeLength } = content(machine, request, 0n);
  const { bytes, entry } = content(machine, request, CODE_START + BigInt(codeLength));
  return elfProgram(request.architecture, { bytes, entry, room: BUFFER_SIZE });
}
function texts(start) {
  const known = /* @__PURE__ */ new Map();
  const encoder = new TextEncoder();
  let all = new Uint8Array();
  return {
    addressOf: (text) => {
      const address = known.get(text) ?? start + BigInt(all.length);
      if (!known.has(text)) all = code(all, encoder.encode(`${text}\0`));
      known.set(text, address);
      return address;
    },
    bytes: () => all
  };
}
function content(machine, { architecture, files, calls }, start) {
  const digits = new TextEncoder().encode(`${"0".repeat(16)}
`);
  const strings = texts(start + BigInt(digits.length));
  const addresses = { digits: start, buffer: 0n };
  const build = (known) => {
    const announce = (text) => {
      return machine.call(writeNumber(architecture), [1n, strings.addressOf(text), BigInt(text.length)]);
    };
    let program = machine.printRoutine(known);
    const add = (piece) => {
      program = code(program, piece);
    };
    const toRoutine = () => -program.length;
    for (const file of files) {
      add(announce(`@file ${file}
`));
      add(machine.readFile(strings.addressOf(file), toRoutine(), known));
    }
    for (const call3 of calls) {
      add(announce(`@call ${call3.name}
`));
      const args = call3.args.map((argument) => typeof argument === "string" ? strings.addressOf(argument) : argument);
      add(machine.call(numberOf(call3.name, architecture), args));
      add(machine.printResult(toRoutine()));
    }
    add(announce("@end\n"));
    add(machine.exit());
    return program;
  };
  const first = build(addresses);
  const buffer = start + BigInt(digits.length + strings.bytes().length);
  const entry = machine.printRoutine(addresses).length;
  return { codeLength: first.length, entry, bytes: code(build({ digits: start, buffer }), digits, strings.bytes()) };
}
function writeNumber(architecture) {
  return numberOf("write", architecture);
}

// src/linux/process-state.ts
var NO_MODULE = [1, 2, 13, 22, 95];
function readProcessState([status, attr, appArmor, uidMap]) {
  if (status === void 0 || !("text" in status)) return void 0;
  const fields = readFields(status.text);
  const uid = fields && readIds(fields.get("Uid"));
  const gid = fields && readIds(fields.get("Gid"));
  const capabilities = fields && readCapabilities(fields);
  const groups = fields && readNumbers(fields.get("Groups"));
  const privileges = fields?.get("NoNewPrivs");
  const seccomp = readSeccomp(fields?.get("Seccomp"));
  if (uid === void 0 || gid === void 0 || capabilities === void 0 || groups === void 0) return void 0;
  if (seccomp === void 0 || privileges !== "0" && privileges !== "1") return void 0;
  const label = readLabel(appArmor, attr);
  if (label === "unreadable") return void 0;
  const map = uidMap !== void 0 && "text" in uidMap ? readUidMap(uidMap.text) : void 0;
  const filters = readCount(fields?.get("Seccomp_filters"));
  if (map === "unreadable" || filters === "unreadable") return void 0;
  return {
    ...{ uid, gid, groups, capabilities, seccomp, noNewPrivileges: privileges === "1" },
    ...filters !== void 0 && { seccompFilters: filters },
    ...label !== void 0 && { apparmor: label },
    ...map !== void 0 && { uidMap: map }
  };
}
function readFields(text) {
  const fields = /* @__PURE__ */ new Map();
  for (const line of text.split("\n")) {
    const [, name, value] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === void 0 || value === void 0) continue;
    if (fields.has(name)) return void 0;
    fields.set(name, value);
  }
  return fields;
}
function readNumbers(text) {
  if (text === void 0) return void 0;
  const words = text.split(/\s+/).filter((word2) => word2 !== "");
  return words.every((word2) => /^\d{1,10}$/.test(word2)) ? words.map(Number) : void 0;
}
function readIds(text) {
  const [real, effective, saved, filesystem, ...rest] = readNumbers(text) ?? [];
  if (real === void 0 || effective === void 0 || saved === void 0 || filesystem === void 0)
    return void 0;
  return rest.length === 0 ? { real, effective, saved, filesystem } : void 0;
}
function readCapabilities(fields) {
  const read = (name) => {
    const text = fields.get(name);
    return text !== void 0 && /^[0-9a-f]{16}$/.test(text) ? BigInt(`0x${text}`) : void 0;
  };
  const [inheritable, permitted, effective] = [read("CapInh"), read("CapPrm"), read("CapEff")];
  const [bounding, ambient] = [read("CapBnd"), read("CapAmb")];
  if (inheritable === void 0 || permitted === void 0 || effective === void 0) return void 0;
  return bounding === void 0 || ambient === void 0 ? void 0 : { inheritable, permitted, effective, bounding, ambient };
}
function readSeccomp(text) {
  if (text === void 0 || text === "0") return 0;
  if (text === "1") return 1;
  return text === "2" ? 2 : void 0;
}
var LABEL = /^(?:unconfined|[^\n]+ \([a-z]+\))$/;
function readLabel(own, shared) {
  for (const result of [own, shared]) {
    if (result === void 0) return "unreadable";
    if ("errno" in result) {
      if (!NO_MODULE.includes(result.errno)) return "unreadable";
      continue;
    }
    const label = result.text.replace(/[\0\n]+$/, "");
    if (LABEL.test(label)) return label;
    if (result === own) return "unreadable";
  }
  return void 0;
}
function readCount(text) {
  if (text === void 0) return void 0;
  const [count, ...rest] = readNumbers(text) ?? [];
  return count === void 0 || rest.length > 0 ? "unreadable" : count;
}
function readUidMap(text) {
  const rows = text.split("\n").filter((line) => line.trim() !== "").map((line) => readNumbers(line));
  const known = rows.flatMap((row) => {
    const [inside, outside, count] = row ?? [];
    return inside === void 0 || outside === void 0 || count === void 0 ? [] : [[inside, outside, count]];
  });
  return known.length === rows.length && known.length > 0 ? known : "unreadable";
}

// src/linux/probe-output.ts
function readProbeOutput(output, files, calls) {
  const reader = lineReader(output);
  const results = [];
  for (const file of files) {
    const result = readFile(reader, file);
    if (result === void 0) return void 0;
    results.push(result);
  }
  const process = readProcessState(results);
  if (process === void 0) return void 0;
  const tried = [];
  for (const call3 of calls) {
    if (reader.line() !== `@call ${call3.name}`) return void 0;
    if (reader.atEnd()) return { process, calls: tried, endedIn: call3 };
    const result = readNumber(reader.line());
    if (result === void 0) return void 0;
    tried.push({ name: call3.name, written: call3.written, unfiltered: call3.unfiltered, answer: answerOf(result) });
  }
  return reader.line() === "@end" && reader.atEnd() ? { process, calls: tried } : void 0;
}
function answerOf(result) {
  return result < 0n && result >= -4095n ? { errno: Number(-result) } : { value: result };
}
function lineReader(output) {
  let at = 0;
  const decode = (bytes) => new TextDecoder("utf-8").decode(bytes);
  return {
    line: () => {
      const end = output.indexOf(10, at);
      if (end < 0 || end - at > 200) return void 0;
      const line = decode(output.subarray(at, end));
      at = end + 1;
      return line;
    },
    bytes: (length) => {
      if (at + length > output.length) return void 0;
      const text = decode(output.subarray(at, at + length));
      at += length;
      return text;
    },
    atEnd: () => at === output.length
  };
}
function readNumber(line) {
  return line !== void 0 && /^[0-9a-f]{16}$/.test(line) ? BigInt.asIntN(64, BigInt(`0x${line}`)) : void 0;
}
function readFile(reader, file) {
  if (reader.line() !== `@file ${file}`) return void 0;
  const opened = readNumber(reader.line());
  if (opened === void 0) return void 0;
  if (opened < 0n) return { errno: Number(-opened) };
  const read = readNumber(reader.line());
  if (read === void 0 || read > BigInt(BUFFER_SIZE)) return void 0;
  if (read < 0n) return { errno: Number(-read) };
  const text = reader.bytes(Number(read));
  return text === void 0 ? void 0 : { text };
}

// src/linux/seccomp-hang.ts
var MADE_LATE = [
  ...["write", "close", "fstat", "getpid", "rt_sigreturn", "execve", "fcntl", "fstatfs", "futex", "getdents64"],
  ...["epoll_ctl", "openat", "statx", "openat2"]
];
var MADE_EARLY = [
  ...["read", "getcwd", "chdir", "fchown", "setuid", "setgid", "getppid", "setgroups", "capget", "capset", "prctl"],
  ...["tgkill", "newfstatat", "close_range", "faccessat2"]
];
function whyStartMayHang(profile, architecture, noNewPrivileges) {
  const { rules, defaultAction, defaultErrnoRet, listenerPath } = profile;
  if (listenerPath !== "" || [defaultAction, ...rules.map(({ action }) => action)].includes("SCMP_ACT_NOTIFY")) {
    return "asks a program beside the container (SCMP_ACT_NOTIFY, listenerPath)";
  }
  if (defaultAction === "SCMP_ACT_ERRNO" && defaultErrnoRet === 0n) return "pretends success by default";
  const engine = { knowsNewCalls: true };
  const loaded = loadSeccomp(profile, { architecture, engine, capabilities: NO_CAPABILITIES });
  if (loaded.worlds === void 0) return "asks for too many versions of the kernel to be known";
  for (const name of noNewPrivileges ? MADE_LATE : [...MADE_LATE, ...MADE_EARLY]) {
    const decisions = loaded.worlds.map((world) => decideSystemCall({ ...loaded, worlds: [world] }, { name }));
    const how = decisions.map(misleading).find((words) => words !== void 0);
    if (how !== void 0) return `${how} at a call that the runtime itself makes: ${name}`;
  }
  return void 0;
}
function misleading(decision) {
  if (decision.outcome === "errno" && decision.errno === 0) return "pretends success";
  return decision.outcome === "kill" && !decision.whole ? "ends single threads (SCMP_ACT_KILL)" : void 0;
}

// src/evidence/ask-container.ts
var MOST_STARTS = 16;
var BY_SIGSYS = 128 + 31;
async function askContainer(engine, question) {
  const { imageId, confinement, architecture } = question;
  const ended = [];
  let { calls } = question;
  for (let left = MOST_STARTS; ; left -= 1) {
    const run = await engine.prove({
      ...{ imageId, confinement, program: probeProgram({ architecture, files: OWN_FILES, calls }) }
    });
    const output = readProbeOutput(run.stdout, OWN_FILES, calls);
    if (output === void 0 && ended.length === 0 && didNotSpeak(run)) return { kind: "not-started", run };
    if (output === void 0) throw noAnswer(run);
    const { process, endedIn } = output;
    const answered = { ...{ kind: "answered", process }, method: run.method };
    if (endedIn === void 0) return { ...answered, calls: [...ended, ...output.calls] };
    if (run.exitCode !== BY_SIGSYS) throw noAnswer(run);
    const { name, written, unfiltered } = endedIn;
    ended.push({ name, written, unfiltered, answer: { signal: "SIGSYS" } });
    if (left <= 1) return { ...answered, calls: [...ended, ...output.calls] };
    calls = calls.filter((call3) => call3.name !== name);
  }
}
function didNotSpeak({ stdout, exitCode }) {
  return stdout.length === 0 || exitCode === BY_SIGSYS;
}
function noAnswer({ exitCode, stderr }) {
  const end = exitCode === null ? "did not end in time" : `ended with code ${exitCode}`;
  const said = stderr === "" ? "" : ` and said: ${visibleText(stderr, 300)}`;
  return new GateError({
    code: "PROOF-FAILED",
    what: `The container that was started to be asked gave no answer; it ${end}${said}.`,
    means: NO_VERDICT,
    todo: 'Try "docker run" with the same options on this machine. If that works, this is a defect of the gate: report it.'
  });
}

// src/evidence/proof-settings.ts
function declaredConfinement(run, seccompText) {
  refuseUndecided(run);
  const user = saidValue(run.user);
  const noNewPrivileges = saidValue(run.security.noNewPrivileges);
  const apparmor = apparmorOf(run);
  const seccomp = seccompOf(run, seccompText);
  const confinement = {
    groupAdd: saidValues(run.groupAdd),
    capAdd: saidValues(run.capAdd),
    capDrop: saidValues(run.capDrop),
    readOnly: saidValue(run.readOnly) ?? false,
    ...user !== void 0 && user !== "" && { user },
    ...noNewPrivileges !== void 0 && { noNewPrivileges },
    ...seccomp !== void 0 && { seccomp },
    ...apparmor !== void 0 && { apparmor }
  };
  return { confinement, leftOut: leftOutOf(run) };
}
function saidValue(setting) {
  return setting.state === "said" ? setting.value : void 0;
}
function saidValues(list) {
  return list.flatMap((entry) => entry.state === "said" ? [entry.value] : []);
}
function seccompOf({ security }, text) {
  const choice = saidValue(security.seccomp);
  if (choice?.kind === "unconfined") return "unconfined";
  if (choice?.kind !== "profile") return void 0;
  if (text === void 0) throw new Error("the text of the seccomp profile is missing");
  return { profile: text };
}
function apparmorOf({ security }) {
  const choice = saidValue(security.apparmor);
  if (choice === void 0 || choice.kind === "default") return void 0;
  return choice.kind === "profile" ? choice.name : "unconfined";
}
function refuseUndecided(run) {
  const { user, security, readOnly, privileged } = run;
  const single = [
    ...[user, readOnly, privileged, security.noNewPrivileges, security.seccomp, security.apparmor]
  ];
  const all = [...single, ...run.capAdd, ...run.capDrop, ...run.groupAdd, ...run.unknown];
  const open = all.find((setting) => setting.state === "unknown");
  if (open === void 0) return;
  throw new GateError({
    code: "RUN-SETTING-UNKNOWN",
    what: `A container can't be started as declared, because a setting is not known: ${visibleText(open.written, 80)} ${visibleText(open.why, 160)}.`,
    means: NO_VERDICT,
    todo: "Write the value itself there, or give the variable a value that the gate can see."
  });
}
function leftOutOf(run) {
  const some = (list, one, many) => list.length === 0 ? [] : [list.length === 1 ? `1 ${one}` : `${list.length} ${many}`];
  const names = ["pid", "network", "ipc", "uts", "userns", "cgroup"];
  const namespaces = names.flatMap((name) => {
    const said = saidValue(run.namespaces[name]);
    return said === void 0 || said.kind === "private" || said.kind === "none" ? [] : [`${name} namespace: ${said.kind}`];
  });
  const runtime = saidValue(run.runtime);
  const masked = saidValue(run.security.systemPaths) === "unconfined" ? ["unmasked system paths"] : [];
  return [
    ...some(run.mounts, "mount", "mounts"),
    ...some(run.volumesFrom, "set of volumes of another container", "sets of volumes of other containers"),
    ...some([...run.devices, ...run.deviceCgroupRules, ...run.gpus], "device", "devices"),
    ...namespaces,
    ...runtime === void 0 || runtime === "" ? [] : [`runtime ${visibleText(runtime, 60)}`],
    ...some(run.security.labels, "SELinux label", "SELinux labels"),
    ...some(run.security.other, "further security option", "further security options"),
    ...some(run.sysctls, "kernel parameter", "kernel parameters"),
    ...some(run.ports, "published port", "published ports"),
    ...saidValue(run.publishAll) === true ? ["all exposed ports"] : [],
    ...some(run.envFiles, "environment file", "environment files"),
    ...some(run.annotations, "annotation", "annotations"),
    ...masked
  ];
}

// src/evidence/proof-start.ts
var NO_USER = /unable to find (user|group)|no matching entries in (passwd|group)|uids and gids must be in range/i;
var HOST_LACKS = /unable to apply (caps|bounding set)|can't apply capabilities|capability not supported by your kernel or not available/i;
var REFUSED = /invalid|unknown capability|seccomp|apparmor|security-opt|capabilit|not supported|conflicting options/i;
async function whyNotStarted({ confinement }, run, start) {
  const { seccomp, ...without } = confinement;
  const said = (of) => visibleText(of.stderr, 600);
  if (typeof seccomp !== "object") return { why: reasonIn(run, confinement), said: said(run) };
  const control = await start(without);
  if (control.stdout.length === 0) return { why: reasonIn(control, without), said: said(control) };
  return { why: run.exitCode === BY_SIGSYS ? "killed" : "seccomp", said: said(run) };
}
function reasonIn(run, { apparmor }) {
  const said = run.stderr.replace(/docker-security-gate\S*/g, "");
  if (NO_USER.test(said)) return "user";
  if (HOST_LACKS.test(said)) return "host-lacks-capability";
  if (/apparmor/i.test(said) && apparmor !== void 0) return "other";
  if (run.exitCode === BY_SIGSYS) return "killed";
  if (run.exitCode !== null && REFUSED.test(said)) return "engine-refuses";
  throw noAnswer(run);
}

// src/evidence/confinement.ts
var OBSERVE_MS = 4e3;
async function collectConfinement(engine, request, clock) {
  const observed = nothingToStart(request);
  if (observed !== void 0) return { state: "absent", observed };
  return gapOnError(async () => {
    const value = await prove(engine, request, clock);
    const { engine: description, id } = request.image;
    return { state: "known", value, source: engineSource(description, `a container of ${id}`) };
  });
}
function nothingToStart({ run, config, image }) {
  if (run.source.kind === "kubernetes") return "A manifest is judged as it stands: no container is started for it.";
  if (config.os !== "linux") return `The image is for ${visibleText(config.os, 40)}; only Linux can be asked.`;
  const { architecture } = image.engine;
  if (config.architecture !== architecture) {
    return `The image is for ${visibleText(config.architecture, 40)} and the engine runs on ${visibleText(architecture, 40)}: nothing is started.`;
  }
  if (architectureOf(config) === void 0) {
    return `The gate has no program for ${visibleText(config.architecture, 40)} that could ask the kernel.`;
  }
  if (run.privileged.state === "said" && run.privileged.value) {
    return "A privileged container is judged as it stands and never started by the gate.";
  }
  return void 0;
}
function architectureOf({ architecture }) {
  return architecture === "amd64" || architecture === "arm64" ? architecture : void 0;
}
async function prove(engine, request, clock) {
  const { run, config, image, demands, security, seccompText } = request;
  const architecture = architectureOf(config) ?? "amd64";
  const { confinement, leftOut } = declaredConfinement(run, seccompText);
  const noNewPrivileges = confinement.noNewPrivileges ?? security.noNewPrivileges;
  if (typeof confinement.seccomp === "object") {
    refuseToHang(confinement.seccomp.profile, architecture, noNewPrivileges);
  }
  const started = clock.ticks();
  const question = { imageId: image.id, architecture, confinement, calls: callsFor(demands, architecture) };
  const answer = await askContainer(engine, question);
  const result = answer.kind === "not-started" ? await notStarted(engine, question, answer.run) : answer;
  const durationMs = Math.round(clock.ticks() - started);
  if ("outcome" in result) return { ...result, leftOut, durationMs };
  const observed = demands.observe ? await observe(engine, request, architecture, confinement) : void 0;
  const { process, calls, method } = result;
  return {
    ...{ outcome: "ran", process, calls, method, leftOut, durationMs },
    ...observed && { observed }
  };
}
function callsFor({ mustDeny }, architecture) {
  const demanded = mustDeny.flatMap(({ name }) => [name, ...seccompFamily(name)]);
  return callsToTry([...demanded, ...TELLING_CALLS], architecture);
}
function refuseToHang(seccompText, architecture, noNewPrivileges) {
  const reading = readSeccompProfile(seccompText);
  const why = reading.kind === "unreadable" ? reading.why : whyStartMayHang(reading.profile, architecture, noNewPrivileges);
  if (why === void 0) return;
  throw new GateError({
    code: "PROOF-FAILED",
    what: `No container was started, because the seccomp profile ${visibleText(why, 200)}: the engine could wait for ever.`,
    means: NO_VERDICT,
    todo: "Let the profile refuse by SCMP_ACT_ERRNO with error number 1, or end the process by SCMP_ACT_KILL_PROCESS, and allow what the runtime needs."
  });
}
async function notStarted(engine, question, run) {
  const { imageId, architecture } = question;
  const program = probeProgram({ architecture, files: OWN_FILES, calls: [] });
  const reason = await whyNotStarted(question, run, (confinement) => engine.prove({ imageId, program, confinement }));
  return { outcome: "not-started", ...reason };
}
async function observe(engine, { image, run }, architecture, confinement) {
  if (run.entrypoint.state === "unknown" || run.command.state === "unknown") {
    return { state: "not-seen", why: "which program it starts is not known" };
  }
  const program = probeProgram({ architecture, files: FIRST_FILES, calls: [] });
  const tmpfs = run.tmpfs.flatMap(
    (mount) => mount.state === "said" ? [[mount.value.target, mount.value.options.join(",")].filter((part) => part !== "").join(":")] : []
  );
  const seen = await engine.observe({
    ...{ imageId: image.id, confinement, program, tmpfs, waitMs: OBSERVE_MS },
    ...run.entrypoint.state === "said" && { entrypoint: run.entrypoint.value },
    ...run.command.state === "said" && { command: run.command.value }
  });
  if (seen.state === "ended") return seen;
  if (seen.state === "not-started") {
    return {
      state: "not-seen",
      why: `it does not start without network, mounts and devices: ${visibleText(seen.stderr, 200)}`
    };
  }
  const output = readProbeOutput(seen.stdout, FIRST_FILES, []);
  if (output === void 0) return { state: "not-seen", why: "what the kernel says of it could not be read" };
  return { state: "seen", process: output.process, afterMs: seen.afterMs };
}
export {
  collectConfinement
};
