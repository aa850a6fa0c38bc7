import type { ProcessState, TriedCall } from '../model/confinement.ts';
import type { CallToTry } from './probe-calls.ts';
import { BUFFER_SIZE } from './probe-machine.ts';
import { type FileResult, readProcessState } from './process-state.ts';

/** What a probe printed. */
export interface ProbeOutput {
  readonly process: ProcessState;
  /** The calls that were made and came back. */
  readonly calls: readonly TriedCall[];
  /** The call that was announced and did not come back: the process ended in it. */
  readonly endedIn?: CallToTry;
}

/**
 * Reads what a probe printed, strictly: everything in its order, nothing more. Undefined when it is anything else, which
 * is then no answer.
 *
 * @param files and calls as the probe was made with
 */
export function readProbeOutput(
  output: Uint8Array,
  files: readonly string[],
  calls: readonly CallToTry[],
): ProbeOutput | undefined {
  const reader = lineReader(output);
  const results: FileResult[] = [];
  for (const file of files) {
    const result = readFile(reader, file);
    if (result === undefined) return undefined;
    results.push(result);
  }
  const process = readProcessState(results);
  if (process === undefined) return undefined;
  const tried: TriedCall[] = [];
  for (const call of calls) {
    if (reader.line() !== `@call ${call.name}`) return undefined;
    if (reader.atEnd()) return { process, calls: tried, endedIn: call };
    const result = readNumber(reader.line());
    if (result === undefined) return undefined;
    tried.push({ name: call.name, written: call.written, unfiltered: call.unfiltered, answer: answerOf(result) });
  }
  return reader.line() === '@end' && reader.atEnd() ? { process, calls: tried } : undefined;
}

/** syscall(2): the kernel gives errors as values from -4095 to -1. */
function answerOf(result: bigint): TriedCall['answer'] {
  return result < 0n && result >= -4095n ? { errno: Number(-result) } : { value: result };
}

interface LineReader {
  readonly line: () => string | undefined;
  readonly bytes: (length: number) => string | undefined;
  readonly atEnd: () => boolean;
}

function lineReader(output: Uint8Array): LineReader {
  let at = 0;
  const decode = (bytes: Uint8Array) => new TextDecoder('utf-8').decode(bytes);
  return {
    line: () => {
      const end = output.indexOf(10, at);
      if (end < 0 || end - at > 200) return undefined;
      const line = decode(output.subarray(at, end));
      at = end + 1;
      return line;
    },
    bytes: (length) => {
      if (at + length > output.length) return undefined;
      const text = decode(output.subarray(at, at + length));
      at += length;
      return text;
    },
    atEnd: () => at === output.length,
  };
}

function readNumber(line: string | undefined): bigint | undefined {
  return line !== undefined && /^[0-9a-f]{16}$/.test(line) ? BigInt.asIntN(64, BigInt(`0x${line}`)) : undefined;
}

function readFile(reader: LineReader, file: string): FileResult | undefined {
  if (reader.line() !== `@file ${file}`) return undefined;
  const opened = readNumber(reader.line());
  if (opened === undefined) return undefined;
  if (opened < 0n) return { errno: Number(-opened) };
  const read = readNumber(reader.line());
  if (read === undefined || read > BigInt(BUFFER_SIZE)) return undefined;
  if (read < 0n) return { errno: Number(-read) };
  const text = reader.bytes(Number(read));
  return text === undefined ? undefined : { text };
}
