import type { ProcessIds, ProcessState, TriedCall } from '../model/confinement.ts';
import type { CallToTry } from './probe-calls.ts';
import { BUFFER_SIZE } from './probe-machine.ts';

/** What a probe printed. */
export interface ProbeOutput {
  readonly process: ProcessState;
  /** The calls that were made and came back. */
  readonly calls: readonly TriedCall[];
  /** The call that was announced and did not come back: the process ended in it. */
  readonly endedIn?: CallToTry;
}

/** How a file came out: what was read, or the error number of what failed. */
type FileResult = { readonly text: string } | { readonly errno: number };

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
  const process = readProcess(results);
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

/** EPERM, ENOENT, EACCES, EINVAL, EOPNOTSUPP: no security module answers there, or not to this process. */
const NO_MODULE: readonly number[] = [1, 2, 13, 22, 95];

function readProcess([status, attr, appArmor, uidMap]: readonly FileResult[]): ProcessState | undefined {
  if (status === undefined || !('text' in status)) return undefined;
  const fields = readFields(status.text);
  const uid = fields && readIds(fields.get('Uid'));
  const gid = fields && readIds(fields.get('Gid'));
  const capabilities = fields && readCapabilities(fields);
  const groups = fields && readNumbers(fields.get('Groups'));
  const privileges = fields?.get('NoNewPrivs');
  const seccomp = readSeccomp(fields?.get('Seccomp'));
  if (uid === undefined || gid === undefined || capabilities === undefined || groups === undefined) return undefined;
  if (seccomp === undefined || (privileges !== '0' && privileges !== '1')) return undefined;
  const label = readLabel(appArmor, attr);
  if (label === 'unreadable') return undefined;
  const map = uidMap !== undefined && 'text' in uidMap ? readUidMap(uidMap.text) : undefined;
  const filters = readNumbers(fields?.get('Seccomp_filters'))?.[0];
  return {
    ...{ uid, gid, groups, capabilities, seccomp, noNewPrivileges: privileges === '1' },
    ...(filters !== undefined && { seccompFilters: filters }),
    ...(label !== undefined && { apparmor: label }),
    ...(map !== undefined && { uidMap: map }),
  };
}

function readFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    // The kernel says everything once; the process's name can't hold a line feed (it is escaped).
    if (fields.has(name)) return undefined;
    fields.set(name, value);
  }
  return fields;
}

function readNumbers(text: string | undefined): readonly number[] | undefined {
  if (text === undefined) return undefined;
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.every((word) => /^\d{1,10}$/.test(word)) ? words.map(Number) : undefined;
}

function readIds(text: string | undefined): ProcessIds | undefined {
  const [real, effective, saved, filesystem, ...rest] = readNumbers(text) ?? [];
  if (real === undefined || effective === undefined || saved === undefined || filesystem === undefined)
    return undefined;
  return rest.length === 0 ? { real, effective, saved, filesystem } : undefined;
}

function readCapabilities(fields: ReadonlyMap<string, string>): ProcessState['capabilities'] | undefined {
  const read = (name: string) => {
    const text = fields.get(name);
    return text !== undefined && /^[0-9a-f]{16}$/.test(text) ? BigInt(`0x${text}`) : undefined;
  };
  const [inheritable, permitted, effective] = [read('CapInh'), read('CapPrm'), read('CapEff')];
  const [bounding, ambient] = [read('CapBnd'), read('CapAmb')];
  if (inheritable === undefined || permitted === undefined || effective === undefined) return undefined;
  return bounding === undefined || ambient === undefined
    ? undefined
    : { inheritable, permitted, effective, bounding, ambient };
}

/** A kernel without filters has no such line. */
function readSeccomp(text: string | undefined): 0 | 1 | 2 | undefined {
  if (text === undefined || text === '0') return 0;
  if (text === '1') return 1;
  return text === '2' ? 2 : undefined;
}

/** A label as AppArmor writes it: `unconfined`, `docker-default (enforce)`. */
const LABEL = /^(?:unconfined|[^\n]+ \([a-z]+\))$/;

/**
 * AppArmor's own file first. `attr/current`, all that kernels before 5.8 have, is shared with other modules, whose labels
 * look otherwise (Documentation/admin-guide/LSM/apparmor.rst, proc_pid_attr(5)).
 */
function readLabel(own: FileResult | undefined, shared: FileResult | undefined): string | undefined | 'unreadable' {
  for (const result of [own, shared]) {
    if (result === undefined) return 'unreadable';
    if ('errno' in result) {
      if (!NO_MODULE.includes(result.errno)) return 'unreadable';
      continue;
    }
    const label = result.text.replace(/[\0\n]+$/, '');
    if (LABEL.test(label)) return label;
    if (result === own) return 'unreadable';
  }
  return undefined;
}

function readUidMap(text: string): ProcessState['uidMap'] {
  const rows = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => readNumbers(line));
  const known = rows.flatMap((row) => {
    const [inside, outside, count] = row ?? [];
    return inside === undefined || outside === undefined || count === undefined
      ? []
      : [[inside, outside, count] as const];
  });
  return known.length === rows.length ? known : undefined;
}
