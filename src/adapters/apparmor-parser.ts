import { readdir } from 'node:fs/promises';
import type { AppArmorProfileFile } from '../model/confinement.ts';
import { GateError } from '../model/errors.ts';
import { visibleText } from '../model/visible-text.ts';
import type { AppArmorParser, Processes, ProcessResult } from '../ports.ts';
import { refusedInclude } from './apparmor-includes.ts';
import { findProgram, programFolders } from './program-path.ts';

type Syntax = AppArmorProfileFile['syntax'];

/** A profile with many wildcards can make a parser count for hours (its automaton grows with 2 to their number). */
const DEADLINE_MS = 20_000;
/** The profiles that distributions ship have at most 40 KiB. */
const MAX_TEXT = 256 * 1024;
const KEEP_BYTES = 64 * 1024;
/** Address space of the parser, where prlimit(1) can bound it. */
const MAX_MEMORY = 1024 ** 3;
/** Where the parser lies; PATH of users often lacks these folders. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/sbin'];
/** Descriptions of what kernels can do (apparmor_parser(8), "--features-file"). */
const ABI_FOLDER = '/etc/apparmor.d/abi';

interface Program {
  readonly program: string;
  readonly args: readonly string[];
  /** `apparmor_parser 3.0.8` */
  readonly name: string;
}

/**
 * The system's `apparmor_parser`, which compiles a profile and loads nothing: `--skip-kernel-load --skip-cache`
 * (apparmor_parser(8)). Works without AppArmor in the kernel, and without being root.
 *
 * @param workspace absolute; no program comes from there
 */
export function createAppArmorParser(processes: Processes, workspace: string | undefined): AppArmorParser {
  let found: Promise<Program | string> | undefined;
  const check = async (text: string): Promise<Syntax> => {
    found ??= prepare(processes, workspace);
    const program = await found;
    if (typeof program === 'string') return { state: 'not-verified', why: program };
    if (Buffer.byteLength(text) > MAX_TEXT)
      return { state: 'not-verified', why: `it is larger than ${MAX_TEXT} bytes` };
    const why = refusedInclude(text);
    if (why !== undefined) return { state: 'not-verified', why };
    return readAnswer(await run(processes, program, text), program.name, text);
  };
  return {
    check: async (text) => {
      try {
        return await check(text);
      } catch (error) {
        if (!(error instanceof GateError)) throw error;
        return { state: 'not-verified', why: `apparmor_parser could not be run: ${error.problem.what}` };
      }
    },
  };
}

/** Finds the parser and lets it compile a profile that is surely right. @returns it, or why there is none */
async function prepare(processes: Processes, workspace: string | undefined): Promise<Program | string> {
  const path = (await processes.find('apparmor_parser')) ?? (await inSystemFolders('apparmor_parser', workspace));
  if (path === undefined) return 'apparmor_parser is not installed';
  const asked = await run(processes, { program: path, args: ['--version'], name: '' });
  const [, version] = /\bversion (\d+(?:\.\d+)*[\w~.-]*)/.exec(asked.stdout.toString('utf8')) ?? [];
  if (version === undefined || !succeeded(asked)) return 'apparmor_parser does not say its version';
  const limit = await inSystemFolders('prlimit', workspace, ['/usr/bin', '/bin']);
  const features = await newestFeatures();
  const args = [
    ...['--skip-kernel-load', '--skip-cache', '--quiet', '--config-file=/dev/null'],
    // Without a kernel that answers, rules of many kinds are not compiled at all.
    ...(features === undefined ? [] : [`--features-file=${features}`]),
  ];
  const name = `apparmor_parser ${version.slice(0, 40)}`;
  const program =
    limit === undefined
      ? { program: path, args, name }
      : { program: limit, args: [`--as=${MAX_MEMORY}`, '--core=0', '--', path, ...args], name };
  const trial = await run(processes, program, 'profile docker-security-gate-trial { /a r, }\n');
  return succeeded(trial) ? program : `${name} does not work here: ${firstLine(trial) || 'it said nothing'}`;
}

async function inSystemFolders(
  name: string,
  workspace: string | undefined,
  folders: readonly string[] = SYSTEM_FOLDERS,
): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  return findProgram(name, await programFolders({ PATH: folders.join(':') }, workspace));
}

/** The newest description of a kernel that the system has: `/etc/apparmor.d/abi/4.0`. */
async function newestFeatures(): Promise<string | undefined> {
  const names = await readdir(ABI_FOLDER).catch((error: NodeJS.ErrnoException): string[] => {
    // No such folder before AppArmor 3.0.
    if (error.code !== undefined) return [];
    throw error;
  });
  const [newest] = names.filter((name) => /^\d+\.\d+$/.test(name)).sort((a, b) => Number(b) - Number(a));
  return newest === undefined ? undefined : `${ABI_FOLDER}/${newest}`;
}

function run(processes: Processes, { program, args }: Program, text?: string): Promise<ProcessResult> {
  const stdin = text === undefined ? {} : { stdin: text };
  return processes.run({ program, args, cwd: '/', timeoutMs: DEADLINE_MS, keepBytes: KEEP_BYTES, ...stdin });
}

function succeeded({ exitCode, timedOut }: ProcessResult): boolean {
  return exitCode === 0 && !timedOut;
}

/** Messages about this machine, from their beginning on: names of the profile stand in messages too. */
const ABOUT_MACHINE = /^(?:AppArmor parser error[^':]{0,80}: Could not open |Memory allocation|ERROR: out of memory)/;

function readAnswer(result: ProcessResult, parser: string, text: string): Syntax {
  if (succeeded(result)) return { state: 'verified', parser };
  if (result.timedOut) return { state: 'not-verified', why: `${parser} did not finish within ${DEADLINE_MS / 1000} s` };
  const message = firstLine(result);
  if (result.exitCode !== 1 || message === '') {
    return { state: 'not-verified', why: `${parser} ended with ${result.signal ?? `exit code ${result.exitCode}`}` };
  }
  if (ABOUT_MACHINE.test(message)) return { state: 'not-verified', why: `${parser} can't say: ${message}` };
  // From standard input the parser does not say which file the line is of.
  const [, line] = text.includes('include') ? [] : (/\bat line (\d{1,7})\b/.exec(message) ?? []);
  // At the end of the text the parser counts one line more than there are.
  const lines = text.trimEnd().split('\n').length;
  return { state: 'refused', parser, message, ...(line !== undefined && { line: Math.min(Number(line), lines) }) };
}

/** Of what it says the first line that is no warning. Only the profile and the system's own files can be quoted in it. */
function firstLine({ stderr }: ProcessResult): string {
  const lines = stderr.toString('utf8').split('\n');
  const said = lines.find((line) => line.trim() !== '' && !/^(?:Cache read\/write disabled|Warning\b)/.test(line));
  return visibleText((said ?? '').trim(), 300);
}
