/**
 * What a command line starts in the end, when the programs before it do nothing but start another: `tini`, `env`,
 * `exec`. Shells are told apart from them, because what they run is text or a file of text.
 */
export type Started =
  | { readonly kind: 'nothing' }
  /** A program with its arguments: `postgres`, `/docker-entrypoint.sh`. */
  | { readonly kind: 'program'; readonly words: readonly [string, ...string[]] }
  /** A file that a shell reads. */
  | { readonly kind: 'script'; readonly file: string }
  /** The text of `sh -c`. */
  | { readonly kind: 'text'; readonly text: string };

/** Programs that start another and keep its user, with those of their flags that take the next word as value. */
const STARTERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['tini', ['-p', '-e']],
  ['tini-static', ['-p', '-e']],
  ['docker-init', ['-p', '-e']],
  ['dumb-init', ['-r', '--rewrite']],
  ['catatonit', []],
  ['with-contenv', []],
  ['busybox', []],
  ['env', ['-u', '--unset', '-C', '--chdir']],
  ['exec', ['-a']],
  ['command', []],
  ['nohup', []],
  ['nice', ['-n', '--adjustment']],
]);

const SHELLS = new Set(['sh', 'ash', 'bash', 'dash', 'ksh', 'zsh']);
const SHELL_VALUE_FLAGS = ['-o', '+o', '-O', '+O', '--rcfile', '--init-file'];
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

/** @param words of an exec form, or of a simple command with its quotes taken out. Untrusted. */
export function whatStarts(words: readonly string[]): Started {
  for (let at = 0; ; ) {
    const program = words[at];
    if (program === undefined || program === '') return { kind: 'nothing' };
    const name = baseName(program);
    const valueFlags = STARTERS.get(name);
    if (valueFlags !== undefined) at = afterFlags(words, at + 1, valueFlags);
    else if (ASSIGNMENT.test(program)) at += 1;
    else if (SHELLS.has(name)) return shellStarts(words.slice(at + 1));
    else return { kind: 'program', words: [program, ...words.slice(at + 1)] };
  }
}

/** `gosu` of `/usr/local/bin/gosu`. */
export function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

/** Whether the first line of a file hands it to a shell of the Bourne family: `#!/bin/sh`, `#!/usr/bin/env bash`. */
export function isShellScript(text: string): boolean {
  const line = /^#![ \t]*([^\n]{1,255})/.exec(text)?.[1];
  if (line === undefined) return false;
  const words = line.trim().split(/[ \t]+/);
  // `env -S` splits the rest, which has been done already.
  const started = whatStarts([...words.filter((word) => word !== '-S'), 'the file itself']);
  return started.kind === 'script';
}

/** Where the first word stands that is no flag. */
function afterFlags(words: readonly string[], from: number, valueFlags: readonly string[]): number {
  let at = from;
  for (let word = words[at]; word?.startsWith('-') === true; word = words[at]) {
    at += valueFlags.includes(word) ? 2 : 1;
    if (word === '--') break;
  }
  return at;
}

/** sh(1): `-c` may stand in a group of letters, and its text is the first word that is no option. */
function shellStarts(args: readonly string[]): Started {
  let text = false;
  let at = 0;
  for (let word = args[at]; word !== undefined && /^[-+]./.test(word); word = args[at]) {
    if (/^-[A-Za-z]*c[A-Za-z]*$/.test(word)) text = true;
    at += SHELL_VALUE_FLAGS.includes(word) ? 2 : 1;
    if (word === '--') break;
  }
  const first = args[at];
  if (first === undefined) return { kind: 'nothing' };
  return text ? { kind: 'text', text: first } : { kind: 'script', file: first };
}
