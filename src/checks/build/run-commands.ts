import type { DockerfileInstruction } from '../../model/dockerfile.ts';
import type { Command, Pipeline } from './shell-frames.ts';
import { shellPipelines } from './shell-pipelines.ts';

const SHELL = /^(?:.*\/)?(?:sh|ash|bash|dash|ksh|zsh)$/;
const SHELL_SCRIPT_FLAG = /^-[a-z]*c$/;

/**
 * The pipelines that a RUN starts: of its shell form, of the script that it gives to a shell with `-c`, and of a
 * here-document that is the script. Programs come first in their commands: assignments, reserved words and `sudo`,
 * `env`, `exec`, … before them are taken away.
 */
export function runPipelines(instruction: DockerfileInstruction): readonly Pipeline[] {
  const { exec, rest, heredocs } = instruction;
  if (exec !== undefined) return nested([[[...exec]]]);
  const outer = shellPipelines(rest);
  // `RUN <<EOF`, `RUN bash <<EOF`: the body is the script; with another program it is that program's input.
  const [first] = heredocs;
  const before = rest
    .slice(0, Math.max(rest.indexOf('<<'), 0))
    .trim()
    .split(/\s+/);
  const isScript = before.every((word) => word === '' || SHELL.test(word) || /^-[a-z]+$/.test(word));
  if (first === undefined || !isScript) return nested(outer);
  const other = /^#!(?!.*\b(?:sh|ash|bash|dash|ksh|zsh)\b)/.test(first.body);
  return other ? [] : nested(shellPipelines(first.body));
}

/** All commands of a RUN, one after the other. */
export function runCommands(instruction: DockerfileInstruction): readonly Command[] {
  return runPipelines(instruction).flat();
}

function nested(pipelines: readonly Pipeline[]): readonly Pipeline[] {
  return pipelines.flatMap((pipeline) => {
    const commands = pipeline.map(withoutPrefix);
    // Of `sh -c '…'` both are kept, one level deep: what a script writes into a script is not followed.
    const scripts = commands.flatMap((command) => scriptOf(command) ?? []);
    return [commands, ...scripts.flatMap(shellPipelines).map((inner) => inner.map(withoutPrefix))];
  });
}

function scriptOf([program = '', ...args]: Command): string | undefined {
  if (!SHELL.test(program)) return undefined;
  const flag = args.findIndex((word) => SHELL_SCRIPT_FLAG.test(word));
  return flag < 0 ? undefined : args[flag + 1];
}

const RESERVED = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', 'time']);
const WRAPPERS = new Set(['sudo', 'env', 'exec', 'command', 'nice', 'nohup', 'eatmydata', 'chroot']);

function withoutPrefix(command: Command): Command {
  let at = 0;
  for (; at < command.length; at += 1) {
    const word = command[at] ?? '';
    const wrapper = WRAPPERS.has(word);
    if (!wrapper && !RESERVED.has(word) && !/^[A-Za-z_]\w*\+?=/.test(word)) break;
    // Flags of the wrapper, without their values: `sudo -E`, `env -i`.
    while (wrapper && command[at + 1]?.startsWith('-') === true) at += 1;
  }
  return command.slice(at);
}

/** The program's name without its folder. */
export function programOf([program = '']: Command): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

/** The words after the program that are no flags: `add`, `curl` of `apk -U add curl`. */
export function operands(command: Command): readonly string[] {
  return command.slice(1).filter((word) => !word.startsWith('-'));
}
