import { isShellScript, whatStarts } from '../../linux/start-command.ts';
import type { ResolvedUser } from '../../linux/users.ts';
import type { ImageAccounts, ImageConfig, ImageEntrypoint, ImageProgram } from '../../model/evidence.ts';
import { visibleText } from '../../model/visible-text.ts';
import { shellPipelines } from '../build/shell-pipelines.ts';
import { effectiveUser } from './effective-user.ts';
import { type StepDownCommand, stepDownOf } from './step-down-tools.ts';

/** A step down that the image's start has in its text. That the text says so is all that is known. */
export interface StepDown {
  /** For people, made visible: `line 57 of /usr/local/bin/docker-entrypoint.sh`, `ENTRYPOINT`. */
  readonly place: string;
  /** For people, made visible: `gosu postgres`. */
  readonly command: string;
  /** Who it steps down to, by the image's account files; another uid than 0. */
  readonly user: ResolvedUser;
}

/** Looks for a step down to another user than root in ENTRYPOINT, CMD and the scripts that they lead to. */
export function entrypointStepDown(
  config: ImageConfig,
  accounts: ImageAccounts,
  { programs }: ImageEntrypoint,
): StepDown | undefined {
  const environment = new Map(config.env.map((line): [string, string] => splitAssignment(line)));
  for (const text of startTexts(config, programs)) {
    const variables = new Map([...environment, ...assignedOnce(text.commands, environment)]);
    for (const [index, words] of text.commands.entries()) {
      const found = stepDownOf(words, index === text.commands.length - 1);
      const account = found === undefined ? undefined : expanded(found.account, variables);
      if (found === undefined || account === undefined) continue;
      const resolution = effectiveUser(config, accounts, account);
      if (resolution.kind !== 'resolved' || resolution.user.uid === 0) continue;
      return {
        place: placeOf(text, found),
        command: `${found.tool} ${visibleText(found.account, 60)}`,
        user: resolution.user,
      };
    }
  }
  return undefined;
}

/** Why it is open whether the start steps down: a file of it that could not be read. */
export function unreadStart({ programs }: ImageEntrypoint): (ImageProgram & { state: 'gap' }) | undefined {
  return programs.find((program) => program.state === 'gap');
}

/** Something that a container starts with, as simple commands. */
interface StartText {
  readonly commands: readonly (readonly string[])[];
  /** `ENTRYPOINT`, or the script's path. */
  readonly name: string;
  /** Of a script. */
  readonly text?: string;
}

function* startTexts({ entrypoint, cmd }: ImageConfig, programs: readonly ImageProgram[]): Generator<StartText> {
  const words = [...entrypoint, ...cmd];
  const name = entrypoint.length > 0 ? 'ENTRYPOINT' : 'CMD';
  const started = whatStarts(words);
  if (started.kind === 'program') yield { commands: [words], name };
  if (started.kind === 'text') yield { commands: commandsOf(started.text), name };
  for (const program of programs) {
    if (program.state !== 'text') continue;
    const { path, text } = program;
    // A file without `#!` is a script only where a shell is told to read it.
    const isScript = isShellScript(text) || (started.kind === 'script' && !text.startsWith('#!'));
    if (isScript) yield { commands: commandsOf(text), name: path, text };
  }
}

function commandsOf(script: string): readonly (readonly string[])[] {
  return shellPipelines(script).flatMap((pipeline) => pipeline.map(({ words }) => words));
}

/** The variables that the script sets to one value and no other. */
function assignedOnce(
  commands: StartText['commands'],
  environment: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string | undefined>();
  for (const words of commands) {
    const assignments = /^(?:export|readonly|declare|local)$/.test(words[0] ?? '') ? words.slice(1) : words;
    for (const word of assignments) {
      if (!/^[A-Za-z_]\w*=/.test(word)) break;
      const [name, value] = splitAssignment(word);
      values.set(name, values.has(name) && values.get(name) !== value ? undefined : value);
    }
  }
  const known = new Map<string, string>();
  for (const [name, value] of values) {
    // `APP_USER=${APP_USER:-app}`: what it is unless whoever starts the container says otherwise.
    const usual = value === undefined ? undefined : expanded(value, environment);
    if (usual !== undefined) known.set(name, usual);
  }
  return known;
}

function splitAssignment(line: string): [string, string] {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

/** Variables replaced by their values or their `:-` defaults; undefined when one has neither, or more is asked for. */
function expanded(account: string, variables: ReadonlyMap<string, string>): string | undefined {
  let known = true;
  const text = account.replace(
    /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^${}]*))?\})/g,
    (_, bare?: string, braced?: string, usual?: string) => {
      const value = variables.get(bare ?? braced ?? '') ?? usual;
      if (value === undefined || value === '') known = false;
      return value ?? '';
    },
  );
  return known && /^[\w.:-]+$/.test(text) ? text : undefined;
}

function placeOf({ name, text }: StartText, { tool, account }: StepDownCommand): string {
  if (text === undefined) return name;
  const line = text.split('\n').findIndex((one) => {
    return !/^\s*#/.test(one) && one.includes(tool) && account.split(':').every((part) => one.includes(part));
  });
  const where = visibleText(name, 120);
  return line < 0 ? where : `line ${line + 1} of ${where}`;
}
