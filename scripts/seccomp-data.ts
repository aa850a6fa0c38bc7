/**
 * Writes src/linux/seccomp-reference-profile.ts (Docker's default profile) and src/linux/seccomp-call-numbers.ts
 * (system calls by name) from Go modules at exact versions, whose bytes Go's checksum database vouches for. `--check` writes
 * nothing and fails when something would change. Needs Go and its module proxy, so it is no part of `npm run docs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './services/run-command.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const PROFILES = { module: 'github.com/moby/profiles/seccomp', version: 'v0.3.0' };
const SYS = { module: 'golang.org/x/sys', version: 'v0.50.0' };
/** Of September 2020: the system calls of Linux 5.8, as libseccomp 2.5.0 knows them. */
const SYS_OF_2020 = { module: 'golang.org/x/sys', version: 'v0.0.0-20200930185726-fdedc70b468f' };

/** Application binary interfaces as the gate names them, and the files that have their numbers. */
const ABIS = { 'x86-64': 'amd64', x86: '386', arm64: 'arm64', arm: 'arm' } as const;
/** More architectures, whose names alone are taken: so that a name of theirs is not called a slip of the pen. */
const FURTHER = ['loong64', 'mips64', 'mipsle', 'ppc', 'ppc64le', 'riscv64', 's390x'];
/** Marks in the kernel's list, no system calls. */
const NO_CALLS = ['arch_specific_syscall', 'syscall_mask'];
/** Calls of 32-bit Arm, numbered outside of the list (arch/arm/include/uapi/asm/unistd.h of Linux). */
const PRIVATE_ARM = {
  ...{ breakpoint: 983041, cacheflush: 983042, usr26: 983043, usr32: 983044, set_tls: 983045, get_tls: 983046 },
};

interface Module {
  readonly module: string;
  readonly version: string;
}

async function moduleFolder({ module, version }: Module): Promise<string> {
  const { exitCode, stdout, stderr, failure } = await runCommand({
    program: 'go',
    args: ['mod', 'download', '-json', `${module}@${version}`],
    env: { ...process.env, GOFLAGS: '-mod=mod' },
    // Outside of any module, so that no go.mod has a say.
    cwd: tmpdir(),
    deadlineMs: 120_000,
  });
  if (exitCode !== 0) throw new Error(`go mod download ${module}@${version}: ${failure ?? stderr}${stdout}`);
  const answer: unknown = JSON.parse(stdout);
  if (typeof answer !== 'object' || answer === null || !('Dir' in answer)) throw new Error(`no folder in ${stdout}`);
  return String(answer.Dir);
}

/** Name → number of one architecture of Go. */
function systemCalls(folder: string, goArchitecture: string): Map<string, number> {
  const text = readFileSync(path.join(folder, 'unix', `zsysnum_linux_${goArchitecture}.go`), 'utf8');
  const calls = [...text.matchAll(/^\tSYS_(\w+)\s*=\s*(\d+)$/gm)];
  const named = calls.map(([, name = '', number]) => [name.toLowerCase(), Number(number)] as const);
  return new Map(named.filter(([name]) => !NO_CALLS.includes(name)));
}

function words(calls: ReadonlyMap<string, number>): string {
  const sorted = [...calls].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  return sorted.map(([name, number]) => `${name}=${number}`).join(' ');
}

async function systemCallData(): Promise<object> {
  const [folder, old] = [await moduleFolder(SYS), await moduleFolder(SYS_OF_2020)];
  const entries = Object.entries(ABIS).map(([abi, go]) => {
    const calls = systemCalls(folder, go);
    return [abi, abi === 'arm' ? new Map([...calls, ...Object.entries(PRIVATE_ARM)]) : calls] as const;
  });
  const known = new Set(entries.flatMap(([, calls]) => [...calls.keys()]));
  const ofOld = new Set(Object.values(ABIS).flatMap((go) => [...systemCalls(old, go).keys()]));
  const further = new Set(FURTHER.flatMap((go) => [...systemCalls(folder, go).keys()]));
  const isPrivate = (name: string) => name in PRIVATE_ARM;
  return {
    source: `${SYS.module} ${SYS.version}, unix/zsysnum_linux_*.go; after2020: not in ${SYS_OF_2020.version}`,
    licence: 'BSD-3-Clause, Copyright 2009 The Go Authors',
    numbers: Object.fromEntries(entries.map(([abi, calls]) => [abi, words(calls)])),
    after2020: [...known].filter((name) => !ofOld.has(name) && !isPrivate(name)).join(' '),
    elsewhere: [...further]
      .filter((name) => !known.has(name))
      .sort()
      .join(' '),
  };
}

async function referenceData(): Promise<object> {
  const folder = await moduleFolder(PROFILES);
  return {
    source: `${PROFILES.module} ${PROFILES.version}, default.json`,
    version: PROFILES.version,
    licence: 'Apache-2.0, Copyright The Moby Authors',
    // Its own text, white space taken out.
    profile: JSON.stringify(JSON.parse(readFileSync(path.join(folder, 'default.json'), 'utf8'))),
  };
}

const FILES = {
  'src/linux/seccomp-reference-profile.ts': { name: 'REFERENCE_PROFILE', data: referenceData },
  'src/linux/seccomp-call-numbers.ts': { name: 'CALL_NUMBERS', data: systemCallData },
};

/** A file of TypeScript as the formatter wants it: texts only, one level deep at most. */
function renderFile(name: string, data: object): string {
  const render = (value: object, indent: string): string => {
    const lines = Object.entries(value).map(([key, entry]) => {
      const quoted = /^\w+$/.test(key) ? key : `'${key}'`;
      // The formatter leaves a long text beside a short key.
      const long = quoted.length > 3 && typeof entry === 'string' && `${indent}  ${quoted}: '${entry}',`.length > 120;
      const text = typeof entry === 'string' ? `'${entry}'` : render(entry, `${indent}  `);
      return `${indent}  ${quoted}:${long ? `\n${indent}    ` : ' '}${text},\n`;
    });
    return `{\n${lines.join('')}${indent}}`;
  };
  const text = render(data, '');
  if (/\\|'[^,\n]*'[^,:\n]/.test(text)) throw new Error(`${name} has a text that would need an escape`);
  return `/** Written by scripts/seccomp-data.ts. */\nexport const ${name} = ${text} as const;\n`;
}

for (const [file, { name, data }] of Object.entries(FILES)) {
  const text = renderFile(name, await data());
  const target = path.join(ROOT, file);
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) throw new Error(`${file} is not what scripts/seccomp-data.ts writes`);
}
