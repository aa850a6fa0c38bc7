import type { Command } from './shell-frames.ts';

/** A command of a RUN: its program comes first. */
export interface RunCommand extends Command {
  /** The programs before it that only start it, without their folders: `sudo`, `env`. */
  readonly through: readonly string[];
}

interface Wrapper {
  /** The flags whose value is the next word. */
  readonly values?: RegExp;
  /** How many words stand between its flags and the program. */
  readonly operands?: number;
}

const RESERVED = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', 'time']);

/** Programs that start the program behind them, by their manual pages. */
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  [
    'sudo',
    {
      values: /^(?:-[A-Za-z]*[CDRTUghprtu]|--(?:user|group|host|prompt|chdir|chroot|role|type|close-from|other-user))$/,
    },
  ],
  ['doas', { values: /^-[Cu]$/ }],
  ['env', { values: /^(?:-[uC]|--unset|--chdir)$/ }],
  ['exec', { values: /^-a$/ }],
  ['command', {}],
  ['builtin', {}],
  ['nice', { values: /^(?:-n|--adjustment)$/ }],
  ['ionice', { values: /^-[cn]$/ }],
  ['nohup', {}],
  ['setsid', {}],
  ['eatmydata', {}],
  ['fakeroot', {}],
  ['busybox', {}],
  ['tini', {}],
  ['dumb-init', {}],
  ['stdbuf', { values: /^-[ioe]$/ }],
  ['timeout', { values: /^(?:-[ks]|--kill-after|--signal)$/, operands: 1 }],
  ['flock', { values: /^(?:-[wE]|--timeout)$/, operands: 1 }],
  ['chroot', { operands: 1 }],
  ['gosu', { operands: 1 }],
  ['su-exec', { operands: 1 }],
  ['runuser', { values: /^(?:-[ugG]|--user|--group|--supp-group)$/ }],
  ['setpriv', { values: /^--(?:reuid|regid|groups|bounding-set|inh-caps|ambient-caps|securebits|pdeathsig)$/ }],
  [
    'xargs',
    {
      values:
        /^(?:-[aIndPLEs]|--(?:arg-file|max-args|max-procs|delimiter|max-lines|max-chars|replace|process-slot-var))$/,
    },
  ],
]);

/**
 * Takes away what stands before the program: assignments, reserved words, and programs that only start it.
 *
 * @param command one that was gone through already stays as it is
 */
export function withoutPrefix(command: Command | RunCommand): RunCommand {
  const { words, nested } = command;
  const through = 'through' in command ? [...command.through] : [];
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    const name = withoutFolder(word);
    const wrapper = WRAPPERS.get(name);
    if (wrapper !== undefined && !isOtherUse(name, words[at + 1])) {
      through.push(name);
      at = behindWrapper(words, at + 1, wrapper);
    } else if (RESERVED.has(word) || /^[A-Za-z_]\w*\+?=/.test(word)) at += 1;
    else break;
  }
  const moved = nested.map((part) => (part.word === undefined ? part : { ...part, word: part.word - at }));
  return { ...command, words: words.slice(at), nested: moved, through };
}

/** `command -v sudo` starts nothing, and `runuser app -c …` starts a shell with a script. */
function isOtherUse(name: string, next = ''): boolean {
  if (name === 'runuser') return !/^(?:-u|--user)/.test(next);
  return name === 'command' && /^-p?[vV]/.test(next);
}

function behindWrapper(words: readonly string[], from: number, { values, operands = 0 }: Wrapper): number {
  let at = from;
  for (; words[at]?.startsWith('-') === true; at += 1) {
    if (words[at] === '--') {
      at += 1;
      break;
    }
    if (values?.test(words[at] ?? '') === true) at += 1;
  }
  return at + operands;
}

/** `/usr/bin/curl` → `curl`. */
export function withoutFolder(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}
