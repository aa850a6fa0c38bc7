import { baseName, whatStarts } from '../../linux/start-command.ts';

/** A command that goes on as another user. Untrusted text. */
export interface StepDownCommand {
  /** `gosu`, `su-exec`, `setpriv`. */
  readonly tool: string;
  /** The account as USER would say it, variables as written: `postgres`, `999:999`, `$APP_USER`. */
  readonly account: string;
}

type Reader = (args: readonly string[]) => string | undefined;

/** `gosu postgres …`, `s6-setuidgid app …`: the first word that is no flag. */
const firstOperand: Reader = (args) => args.find((word) => !word.startsWith('-'));

/** `--reuid=999 --regid 999`: the value of the first of these flags. */
function flagValue(args: readonly string[], ...flags: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    for (const flag of flags) {
      if (word === flag) return args[index + 1];
      if (word.startsWith(flag.startsWith('--') ? `${flag}=` : flag)) {
        return word.slice(flag.length).replace(/^=/, '');
      }
    }
    // What follows belongs to the program that is started.
    if (word === '--') return undefined;
  }
  return undefined;
}

const SU_VALUES = new Set(['-c', '--command', '-s', '--shell', '-g', '--group', '-G', '--supp-group', '-w', '-T']);

/** su(1) and runuser(1): options may stand on both sides of the name; `-` and no name mean root. */
const suUser: Reader = (args) => {
  const user = flagValue(args, '-u', '--user');
  if (user !== undefined) return user;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (SU_VALUES.has(word)) at += 1;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
};

/** Ids apart from each other, as setpriv(1) and s6-applyuidgid take them. */
const apart =
  (uidFlag: string, gidFlag: string): Reader =>
  (args) => {
    const uid = flagValue(args, uidFlag);
    const gid = flagValue(args, gidFlag);
    return uid === undefined || gid === undefined ? uid : `${uid}:${gid}`;
  };

const TOOLS: ReadonlyMap<string, Reader> = new Map([
  ['gosu', firstOperand],
  ['su-exec', firstOperand],
  ['setuidgid', firstOperand],
  ['s6-setuidgid', firstOperand],
  ['s6-applyuidgid', apart('-u', '-g')],
  ['setpriv', apart('--reuid', '--regid')],
  ['chroot', (args) => flagValue(args, '--userspec')],
  ['chpst', (args) => flagValue(args, '-u')],
  ['sudo', (args) => flagValue(args, '-u', '--user')],
  ['su', suUser],
  ['runuser', suUser],
]);

/** Words of a shell that may stand before a command. */
const RESERVED = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '{', '!', 'time']);

/**
 * The step down that a simple command is: `exec gosu postgres "$@"`, and `set -- su-exec app "$@"` for a later
 * `exec "$@"`. Undefined for any other command, and for one that names no account.
 *
 * @param words quotes taken out, variables as written
 * @param last a script goes on after this command with nothing else, so that `exec` may be left out
 */
export function stepDownOf(words: readonly string[], last: boolean): StepDownCommand | undefined {
  const start = words.findIndex((word) => !RESERVED.has(word) && !/^[A-Za-z_]\w*\+?=/.test(word));
  if (start < 0) return undefined;
  const [first, second] = words.slice(start);
  const replaces = first === 'exec';
  const arranges = first === 'set' && second === '--';
  if (!replaces && !arranges && !last) return undefined;
  const started = whatStarts(words.slice(start + (arranges ? 2 : 0)));
  if (started.kind !== 'program') return undefined;
  const [program, ...args] = started.words;
  const tool = baseName(program);
  const account = TOOLS.get(tool)?.(args);
  return account === undefined || account === '' ? undefined : { tool, account };
}
