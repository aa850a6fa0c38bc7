import type { DockerfileInstruction } from '../../model/dockerfile.ts';
import { type RunCommand, withoutFolder, withoutPrefix } from './command-prefix.ts';
import { isShell, programSource } from './interpreters.ts';
import type { Command, Pipeline } from './shell-frames.ts';
import { shellPipelines } from './shell-pipelines.ts';

/** What runs the shell form where no SHELL instruction says otherwise. */
export const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c'];

/** How deep a script in a script in a script is followed. */
const DEPTH = 3;

/**
 * The pipelines that a RUN starts: of its shell form, and of each script that one of them hands to a shell as a word
 * (`sh -c '…'`, `su -c '…'`, `eval '…'`), a here-document or a here-string. Programs come first in their commands:
 * assignments, reserved words and `sudo`, `env`, `exec`, … before them are taken away.
 *
 * @param shell of the SHELL instruction; the shell form for an interpreter that is no shell has no pipelines
 */
export function runPipelines(
  instruction: DockerfileInstruction,
  shell: readonly string[] = DEFAULT_SHELL,
): readonly Pipeline<RunCommand>[] {
  if (instruction.exec !== undefined) return followed([[ofWords(instruction.exec)]], DEPTH);
  const script = scriptOfShellForm(instruction);
  if (script === undefined) return [];
  const given = givenToShell([...shell, script]);
  return given === undefined ? [] : followed(shellPipelines(given), DEPTH);
}

/** What a shell gets to read of `/bin/bash -o pipefail -c <script>`. */
function givenToShell(words: readonly string[]): string | undefined {
  const command = withoutPrefix(ofWords(words));
  const source = programSource(command.words);
  // A program of its own (`_dockerfile_shell.sh`, `conda run -n x /bin/bash -c`) hands it on to a shell.
  if (source === undefined) return words.at(-1);
  return source.kind === 'code' && runsShellScript(programOf(command)) ? command.words[source.word] : undefined;
}

/** All commands of a RUN, one after the other. */
export function runCommands(
  instruction: DockerfileInstruction,
  shell: readonly string[] = DEFAULT_SHELL,
): readonly RunCommand[] {
  return runPipelines(instruction, shell).flat();
}

function ofWords(words: readonly string[]): Command {
  return { words, nested: [], inputs: [], writes: [] };
}

/**
 * The body of `RUN <<EOF`, unless a line at its top gives it to another program; with more than that in the line, the
 * shell gets line and bodies. (BuildKit, frontend/dockerfile/dockerfile2llb/convert.go, dispatchRun.)
 */
function scriptOfShellForm({ rest, heredocs }: DockerfileInstruction): string | undefined {
  const [first] = heredocs;
  if (first !== undefined && /^\d*<<-?(?:"[^"]*"|'[^']*'|[^\s<"']+)$/.test(rest)) {
    const [line = ''] = first.body.split('\n', 1);
    const [program = '', argument = ''] = line.replace(/^#!\s*/, '').split(/\s+/);
    const interpreter = withoutFolder(program) === 'env' ? argument : program;
    return line.startsWith('#!') && !isShell(interpreter) ? undefined : first.body;
  }
  return [rest, ...heredocs.map(({ name, body }) => `${body}${name}`)].join('\n');
}

function followed(pipelines: readonly Pipeline[], depth: number): readonly Pipeline<RunCommand>[] {
  return pipelines.flatMap((written) => {
    const pipeline = written.map(withoutPrefix);
    const scripts = depth === 0 ? [] : scriptsOf(pipeline);
    return [pipeline, ...scripts.flatMap((script) => followed(shellPipelines(script), depth - 1))];
  });
}

/** The scripts for shells that stand in the pipeline itself. */
function scriptsOf(pipeline: Pipeline<RunCommand>): readonly string[] {
  return pipeline.flatMap((command, index) => {
    const source = programSource(command.words);
    if (source === undefined || !runsShellScript(programOf(command))) return [];
    if (source.kind === 'code') {
      const code = command.words.slice(source.word);
      return programOf(command) === 'eval' ? [code.join(' ')] : code.slice(0, 1);
    }
    if (source.kind === 'file') return [];
    const before = pipeline[index - 1];
    return before === undefined ? command.inputs : textOf(before);
  });
}

function runsShellScript(program: string): boolean {
  return isShell(program) || /^(?:eval|\.|source|su|runuser|pwsh|powershell)$/.test(program);
}

/** What `cat <<EOF` and `echo '…'` give to the next command. */
function textOf(command: RunCommand): readonly string[] {
  const program = programOf(command);
  if (program === 'cat') return command.inputs;
  return program === 'echo' || program === 'printf' ? [command.words.slice(1).join(' ')] : [];
}

/** The program's name without its folder; `''` for a group. */
export function programOf({ words }: Pick<Command, 'words'>): string {
  return withoutFolder(words[0] ?? '');
}
