import { withoutFolder } from './command-prefix.ts';

/** Where an interpreter takes its program from: a word of the command, or its standard input. */
export type ProgramSource = { readonly kind: 'code' | 'file'; readonly word: number } | { readonly kind: 'input' };

interface Interpreter {
  /** Flags whose next word is the program. */
  readonly code: RegExp;
  /** Flags that the program, or its name, is written together with: `-mjson.tool`, `-neprint`. */
  readonly attached?: RegExp;
  /** Flags whose next word is something else. */
  readonly values?: RegExp;
  /** Flags whose next word names the program: a module, a file. */
  readonly file?: RegExp;
}

const SHELL = /^(?:r?bash|sh|ash|dash|[klm]?ksh|zsh|fish)$/;
const POWERSHELL = /^(?:pwsh|powershell)(?:\.exe)?$/i;
/** The shell that a user has, by its variable. */
const SHELL_VARIABLE = /^\$(?:SHELL|BASH|\{(?:SHELL|BASH)\})$/;

const OTHERS: readonly (readonly [RegExp, Interpreter])[] = [
  [
    /^(?:python|pypy)[\d.]*$/,
    { code: /^-[A-Za-z]*c$/, attached: /^-[BEIOPRSbdiqsuvx]*[cm]./, values: /^-[WX]$/, file: /^-[A-Za-z]*m$/ },
  ],
  [/^perl[\d.]*$/, { code: /^-(?![CDIMTmx])[A-Za-z0-9.]*[eE]$/, attached: /^-[acflnpsuw0-9]*[eE]./, values: /^-I$/ }],
  [/^ruby[\d.]*$/, { code: /^-(?![CEIKTr])[A-Za-z0-9]*e$/, attached: /^-[aclnpswv0-9]*e./, values: /^-[CEIr]$/ }],
  [/^(?:node|nodejs)$/, { code: /^(?:-e|-p|-pe|--eval|--print)$/, values: /^(?:-r|--require|--import|--loader|-C)$/ }],
  [
    /^php[\d.]*$/,
    { code: /^(?:-[rRBE]|--run)$/, attached: /^-[rRBEfF]./, values: /^-[cdz]$/, file: /^(?:-[fF]|--file)$/ },
  ],
  [/^lua[\d.]*$/, { code: /^-e$/, attached: /^-e./, values: /^-l$/ }],
];

/**
 * Whether a word names a shell, so that a script of it can be read like one.
 *
 * @param program with or without its folder
 */
export function isShell(program: string): boolean {
  return SHELL.test(withoutFolder(program)) || SHELL_VARIABLE.test(program);
}

/**
 * Where the program comes from that a command runs, when it is an interpreter: `sh -c …`, `bash x.sh`, `python3 -`,
 * `. x.sh`, `eval …`. Of `curl … | python3 -c '…'` the program is the word, and the download only its input.
 *
 * @returns undefined for a command that is no interpreter
 */
export function programSource(words: readonly string[]): ProgramSource | undefined {
  const [program = '', ...args] = words;
  const name = withoutFolder(program);
  if (isShell(program)) return ofShell(args);
  if (name === 'eval') return args.length === 0 ? undefined : { kind: 'code', word: args[0] === '--' ? 2 : 1 };
  if (name === '.' || name === 'source') return args.length === 0 ? undefined : file(args[0], 1);
  if (name === 'su' || name === 'runuser') return ofSu(args);
  if (POWERSHELL.test(name)) return ofPowershell(args);
  if (/^(?:iex|invoke-expression)$/i.test(name)) return { kind: 'input' };
  const other = OTHERS.find(([pattern]) => pattern.test(name));
  return other === undefined ? undefined : ofOther(args, other[1]);
}

/** POSIX.1-2024, sh; bash(1), "Options" and "Arguments". */
function ofShell(args: readonly string[]): ProgramSource {
  let letters = '';
  let at = 0;
  for (; /^[-+]./.test(args[at] ?? '') && args[at] !== '--'; at += 1) {
    const flag = args[at] ?? '';
    if (/^--(?:rcfile|init-file)$/.test(flag)) at += 1;
    if (flag.startsWith('--')) continue;
    letters += flag.slice(1);
    // `-o pipefail`, `-euo pipefail`, `+O extglob`.
    if (/[oO]$/.test(flag)) at += 1;
  }
  if (args[at] === '-' || args[at] === '--') at += 1;
  if (letters.includes('c')) return { kind: 'code', word: at + 1 };
  if (letters.includes('s') || args[at] === undefined) return { kind: 'input' };
  return file(args[at], at + 1);
}

/** `su -c …`, `su - app -c …`; without it, `su` starts a shell that reads its input. */
function ofSu(args: readonly string[]): ProgramSource {
  const flag = args.findIndex((word) => /^(?:-[a-z]*c|--(?:session-)?command)$/.test(word));
  return flag < 0 ? { kind: 'input' } : { kind: 'code', word: flag + 2 };
}

function ofPowershell(args: readonly string[]): ProgramSource {
  const flag = args.findIndex((word) => /^-(?:c|command)$/i.test(word));
  if (flag >= 0) return args[flag + 1] === '-' ? { kind: 'input' } : { kind: 'code', word: flag + 2 };
  return args.length === 0 ? { kind: 'input' } : { kind: 'file', word: args.length };
}

function ofOther(args: readonly string[], { code, attached, values, file: named }: Interpreter): ProgramSource {
  let at = 0;
  for (; /^-./.test(args[at] ?? ''); at += 1) {
    const flag = args[at] ?? '';
    if (code.test(flag)) return { kind: 'code', word: at + 2 };
    if (attached?.test(flag) === true) return { kind: 'file', word: at + 1 };
    if (named?.test(flag) === true) return { kind: 'file', word: at + 2 };
    // `php -- --install-dir=/x`: what follows is for the program, which is the input.
    if (flag === '--') return { kind: 'input' };
    if (values?.test(flag) === true) at += 1;
  }
  return args[at] === undefined || args[at] === '-' ? { kind: 'input' } : file(args[at], at + 1);
}

function file(name: string | undefined, word: number): ProgramSource {
  return /^\/(?:dev\/stdin|dev\/fd\/0|proc\/self\/fd\/0)$/.test(name ?? '')
    ? { kind: 'input' }
    : { kind: 'file', word };
}
