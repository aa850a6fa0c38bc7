import { CODE_START, elfProgram } from './elf.ts';
import { ARM64 } from './probe-arm64.ts';
import { type CallToTry, numberOf } from './probe-calls.ts';
import { BUFFER_SIZE, code, type ProbeAddresses, type ProbeMachine } from './probe-machine.ts';
import { X86_64 } from './probe-x86-64.ts';
import type { SeccompArchitecture } from './seccomp-system-calls.ts';

const MACHINES: Readonly<Record<SeccompArchitecture, ProbeMachine>> = { amd64: X86_64, arm64: ARM64 };

/** What the probe reads of its own process; see proc_pid_status(5), proc_pid_attr(5), user_namespaces(7). */
export const OWN_FILES = [
  '/proc/self/status',
  '/proc/self/attr/current',
  '/proc/self/attr/apparmor/current',
  '/proc/self/uid_map',
] as const;

/** The same of the first process of its container, for a probe that stands beside it. */
export const FIRST_FILES = [
  '/proc/1/status',
  '/proc/1/attr/current',
  '/proc/1/attr/apparmor/current',
  '/proc/1/uid_map',
] as const;

export interface ProbeRequest {
  readonly architecture: SeccompArchitecture;
  /** Absolute paths, in the order in which they are read. */
  readonly files: readonly string[];
  /** Made after the files were read, in this order. */
  readonly calls: readonly CallToTry[];
}

/**
 * The program that asks the kernel: a static ELF file, the same bytes for the same request. It uses openat, read, write
 * and exit_group, and nothing of the image that it is put into. What it prints `readProbeOutput` reads:
 *
 *     @file /proc/self/status      then what openat gave, what read gave, and the content; as 16 hexadecimal digits each
 *     @call mkdir                  written before the call is made, so that a call that ends the process is known
 *     fffffffffffffffe             its result
 *     @end
 */
export function probeProgram(request: ProbeRequest): Uint8Array {
  const machine = MACHINES[request.architecture];
  // Once to know how long it gets, once with the addresses that follow from that.
  const { codeLength } = content(machine, request, 0n);
  const { bytes, entry } = content(machine, request, CODE_START + BigInt(codeLength));
  return elfProgram(request.architecture, { bytes, entry, room: BUFFER_SIZE });
}

/** Texts and where they stand. */
interface Texts {
  readonly addressOf: (text: string) => bigint;
  readonly bytes: () => Uint8Array;
}

function texts(start: bigint): Texts {
  const known = new Map<string, bigint>();
  const encoder = new TextEncoder();
  let all: Uint8Array = new Uint8Array();
  return {
    addressOf: (text) => {
      const address = known.get(text) ?? start + BigInt(all.length);
      if (!known.has(text)) all = code(all, encoder.encode(`${text}\0`));
      known.set(text, address);
      return address;
    },
    bytes: () => all,
  };
}

function content(machine: ProbeMachine, { architecture, files, calls }: ProbeRequest, start: bigint) {
  const digits = new TextEncoder().encode(`${'0'.repeat(16)}\n`);
  const strings = texts(start + BigInt(digits.length));
  const addresses = { digits: start, buffer: 0n };
  const build = (known: ProbeAddresses): Uint8Array => {
    const announce = (text: string) => {
      return machine.call(writeNumber(architecture), [1n, strings.addressOf(text), BigInt(text.length)]);
    };
    let program = machine.printRoutine(known);
    const add = (piece: Uint8Array): void => {
      program = code(program, piece);
    };
    // The routine stands first, and the program behind it.
    const toRoutine = () => -program.length;
    for (const file of files) {
      add(announce(`@file ${file}\n`));
      add(machine.readFile(strings.addressOf(file), toRoutine(), known));
    }
    for (const call of calls) {
      add(announce(`@call ${call.name}\n`));
      const args = call.args.map((argument) => (typeof argument === 'string' ? strings.addressOf(argument) : argument));
      add(machine.call(numberOf(call.name, architecture), args));
      add(machine.printResult(toRoutine()));
    }
    add(announce('@end\n'));
    add(machine.exit());
    return program;
  };
  const first = build(addresses);
  const buffer = start + BigInt(digits.length + strings.bytes().length);
  const entry = machine.printRoutine(addresses).length;
  return { codeLength: first.length, entry, bytes: code(build({ digits: start, buffer }), digits, strings.bytes()) };
}

function writeNumber(architecture: SeccompArchitecture): number {
  return numberOf('write', architecture);
}
