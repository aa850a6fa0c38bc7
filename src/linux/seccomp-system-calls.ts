/**
 * System calls by name. The data is written by scripts/seccomp-CALL_NUMBERS.ts from golang.org/x/sys, which takes it from
 * the kernel's headers; libseccomp resolves the names to the same numbers.
 */
import { CALL_NUMBERS } from './seccomp-call-numbers.ts';

/** The way a program calls the kernel, which decides the numbers of its calls. */
export type Abi = keyof typeof CALL_NUMBERS.numbers;

/** The machines that the gate knows, in the words of images (`GOARCH`). */
export type SeccompArchitecture = 'amd64' | 'arm64';

/** What the kernel of a machine runs: its own programs first. */
export const ABIS: Readonly<Record<SeccompArchitecture, readonly [Abi, Abi]>> = {
  amd64: ['x86-64', 'x86'],
  arm64: ['arm64', 'arm'],
};

/** As profiles name them. */
export const ABI_NAMES: Readonly<Record<Abi, string>> = {
  'x86-64': 'SCMP_ARCH_X86_64',
  x86: 'SCMP_ARCH_X86',
  arm64: 'SCMP_ARCH_AARCH64',
  arm: 'SCMP_ARCH_ARM',
};

const NUMBERS: Readonly<Record<Abi, ReadonlyMap<string, number>>> = {
  'x86-64': readNumbers(CALL_NUMBERS.numbers['x86-64']),
  x86: readNumbers(CALL_NUMBERS.numbers.x86),
  arm64: readNumbers(CALL_NUMBERS.numbers.arm64),
  arm: readNumbers(CALL_NUMBERS.numbers.arm),
};

const AFTER_2020 = new Set(CALL_NUMBERS.after2020.split(' '));
const EVERY_NAME: ReadonlySet<string> = new Set([
  ...Object.values(NUMBERS).flatMap((calls) => [...calls.keys()]),
  ...CALL_NUMBERS.elsewhere.split(' '),
]);

/** Name → number, in the order of the numbers. */
export function systemCalls(abi: Abi): ReadonlyMap<string, number> {
  return NUMBERS[abi];
}

/** The names of all architectures of Linux, these and others. */
export function systemCallNames(): ReadonlySet<string> {
  return EVERY_NAME;
}

/** Whether Linux got the call after version 5.8: libraries of that time skip rules for it. */
export function isAfter2020(name: string): boolean {
  return AFTER_2020.has(name);
}

function readNumbers(words: string): ReadonlyMap<string, number> {
  return new Map(
    words.split(' ').map((word) => {
      const [name = '', number] = word.split('=');
      return [name, Number(number)];
    }),
  );
}
