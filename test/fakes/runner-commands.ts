/**
 * What GitHub's runner makes of a step's output and of its command files: the oracle for "no command but ours".
 * Written after actions/runner, src/Runner.Common/ActionCommand.cs, src/Runner.Worker/ActionCommandManager.cs,
 * src/Runner.Sdk/ProcessInvoker.cs and src/Runner.Worker/FileCommandManager.cs. Where .NET's behaviour hangs on
 * the machine's culture settings, it takes the reading that finds more commands.
 */

export interface RunnerCommand {
  /** Lower case. */
  readonly name: string;
  /** By name in lower case, unescaped. */
  readonly properties: ReadonlyMap<string, string>;
  /** Unescaped. */
  readonly data: string;
  readonly grammar: '::' | '##[';
}

/** A command and where it stands, counted from 1 in the runner's own lines. */
export interface FoundCommand extends RunnerCommand {
  readonly line: number;
}

/** Every command that a step may send; `internal-set-repo-path` is for the runner's own plugins only. */
const COMMAND_NAMES: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/**
 * The command that the runner sees in one line of standard output or standard error.
 *
 * @param names what counts as a command, in lower case; a stop token may be among them
 */
export function parseRunnerLine(line: string, names = COMMAND_NAMES): RunnerCommand | undefined {
  return parseColonGrammar(line, names) ?? parseBracketGrammar(line, names);
}

/** All commands that the runner would carry out, with `::stop-commands::TOKEN` obeyed. */
export function commandsIn(output: Buffer | string): readonly FoundCommand[] {
  const found: FoundCommand[] = [];
  let stopToken: string | undefined;
  for (const [index, line] of runnerLines(output).entries()) {
    const names = stopToken === undefined ? COMMAND_NAMES : new Set([...COMMAND_NAMES, stopToken]);
    const command = parseRunnerLine(line, names);
    if (command === undefined) continue;
    if (stopToken !== undefined) {
      if (command.name === stopToken) stopToken = undefined;
      continue;
    }
    found.push({ ...command, line: index + 1 });
    if (command.name === 'stop-commands') stopToken = acceptedStopToken(command.data);
  }
  return found;
}

/** Lines as .NET's StreamReader gives them: CR, LF and CRLF end one, nothing else does; a byte order mark is obeyed. */
export function runnerLines(output: Buffer | string): readonly string[] {
  const text = typeof output === 'string' ? output : decode(output);
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function decode(output: Buffer): string {
  const encodings = { fffe: 'utf-16le', feff: 'utf-16be' } as const;
  const mark = output.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' || mark === 'feff' ? encodings[mark] : 'utf-8';
  return new TextDecoder(encoding).decode(output);
}

// A token that is empty or a command's name is refused, so that commands go on being obeyed.
function acceptedStopToken(data: string): string | undefined {
  const token = lower(data);
  return token === '' || token === 'pause-logging' || COMMAND_NAMES.has(token) ? undefined : token;
}

// char.IsWhiteSpace: unlike JavaScript's trim with U+0085, without U+FEFF.
const WHITE_SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING_WHITE_SPACE = new RegExp(`^${WHITE_SPACE}+`);
const TRAILING_WHITE_SPACE = new RegExp(`${WHITE_SPACE}+$`);
// IndexOf("::") compares by culture: with ICU it also finds two colons with characters between them that have no weight.
const SEPARATOR = /:[\p{Cf}\p{Default_Ignorable_Code_Point}\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]*:/gu;

/** `::name key=value,key=value::data` at the start of the line, after white space. */
function parseColonGrammar(line: string, names: ReadonlySet<string>): RunnerCommand | undefined {
  const text = line.replace(LEADING_WHITE_SPACE, '');
  if (!text.startsWith('::')) return undefined;
  SEPARATOR.lastIndex = 2;
  const separator = SEPARATOR.exec(text);
  if (separator === null) return undefined;
  const [name, rest] = nameOf(text.slice(2, separator.index));
  if (!names.has(name)) return undefined;
  const trimmed = rest.replace(LEADING_WHITE_SPACE, '').replace(TRAILING_WHITE_SPACE, '');
  return {
    name,
    properties: propertiesOf(trimmed, ',', [...PLAIN, ['%3A', ':'], ['%2C', ','], PERCENT]),
    // The runner steps over two characters, whatever it has found.
    data: unescaped(text.slice(separator.index + 2), [...PLAIN, PERCENT]),
    grammar: '::',
  };
}

/** `##[name key=value;key=value]data` anywhere in the line; only the first `##[` counts. */
function parseBracketGrammar(line: string, names: ReadonlySet<string>): RunnerCommand | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  const [name, rest] = nameOf(line.slice(start + 3, end));
  if (!names.has(name)) return undefined;
  const escapes: Escapes = [['%3B', ';'], ...PLAIN, ['%5D', ']'], PERCENT];
  return {
    name,
    properties: propertiesOf(rest, ';', escapes),
    data: unescaped(line.slice(end + 1), escapes),
    grammar: '##[',
  };
}

type Escapes = readonly (readonly [sequence: string, character: string])[];
const PLAIN: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
];
const PERCENT: Escapes[number] = ['%25', '%'];

// One replacement after the other, in this order and upper case only, as the runner does.
function unescaped(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [sequence, character]) => result.replaceAll(sequence, character), text);
}

function nameOf(info: string): readonly [name: string, rest: string] {
  const space = info.indexOf(' ');
  return space < 0 ? [lower(info), ''] : [lower(info.slice(0, space)), info.slice(space + 1)];
}

function propertiesOf(text: string, separator: string, escapes: Escapes): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const pair of text.split(separator)) {
    // .NET's Split with a count and RemoveEmptyEntries passes over separators before both parts.
    const [, key, value] = /^=*([^=]+)=+(.+)$/s.exec(pair) ?? [];
    if (key !== undefined && value !== undefined) properties.set(lower(key), unescaped(value, escapes));
  }
  return properties;
}

// Names are compared ordinally without case: only ASCII letters have one there (no Kelvin sign, no long s).
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
