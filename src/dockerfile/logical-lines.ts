import { GateError } from '../model/errors.ts';
import { newDirectiveReader } from './directives.ts';
import { announcedHeredocs, type Heredoc } from './heredocs.ts';
import { type ParsedInstruction, parseInstruction } from './instruction.ts';
import { type Budget, LIMITS } from './limits.ts';
import { onLine, overLimit, unreadable } from './refusals.ts';
import { trimSpaceStart } from './space.ts';

export interface LogicalLines {
  readonly escape: '\\' | '`';
  /** The value of the `check` directive. */
  readonly check: string | undefined;
  readonly instructions: readonly ParsedInstruction[];
}

/** The file's lines and how far reading has come. */
interface LineScanner {
  readonly lines: readonly string[];
  readonly budget: Budget;
  at: number;
}

/**
 * Cuts a Dockerfile into instructions as the builder does: directives, comments (also between continuation lines),
 * continuations, empty lines within them (which end nothing), heredoc bodies. Written from the behaviour of BuildKit
 * 0.34 (frontend/dockerfile/parser/parser.go), and held to it by recorded answers (test/fixtures/dockerfiles).
 * GateError `DOCKERFILE-UNREADABLE` or `LIMIT-EXCEEDED`.
 *
 * @param text the file, a byte order mark taken off
 */
export function readLogicalLines(text: string, budget: Budget): LogicalLines {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const scanner: LineScanner = { lines, budget, at: 0 };
  const directives = newDirectiveReader();
  const instructions: ParsedInstruction[] = [];
  while (scanner.at < lines.length) {
    const first = scanner.at + 1;
    try {
      const line = trimSpaceStart(nextLine(scanner));
      directives.take(line);
      const parsed = isComment(line) ? undefined : readInstruction(scanner, line, first, directives.escape);
      if (parsed !== undefined) instructions.push(parsed);
    } catch (error) {
      throw error instanceof GateError ? onLine(error, first) : error;
    }
    if (instructions.length > LIMITS.instructions) {
      throw overLimit(`The Dockerfile has more than ${LIMITS.instructions} instructions.`);
    }
  }
  return { escape: directives.escape, check: directives.check, instructions };
}

/** The next line without its end: `\n` and any `\r` before it. */
function nextLine(scanner: LineScanner): string {
  const line = scanner.lines[scanner.at] ?? '';
  scanner.at += 1;
  if (line.length >= LIMITS.line) throw unreadable(`The line has more than ${LIMITS.line - 1} characters.`);
  let end = line.length;
  while (line.charAt(end - 1) === '\r') end -= 1;
  return line.slice(0, end);
}

function readInstruction(
  scanner: LineScanner,
  start: string,
  first: number,
  escapeSign: '\\' | '`',
): ParsedInstruction | undefined {
  const line = joinContinuations(scanner, start, escapeSign);
  if (line === undefined) return undefined;
  const parsed = parseInstruction(line, { first, last: scanner.at }, escapeSign);
  const heredocs = announcedHeredocs(line, parsed, escapeSign, scanner.budget);
  if (heredocs.length === 0) return parsed;
  const bodies = heredocs.map((heredoc) => ({ ...heredoc, body: readBody(scanner, heredoc) }));
  return { ...parsed, instruction: { ...parsed.instruction, lines: { first, last: scanner.at }, heredocs: bodies } };
}

/** The line and those that continue it, as one; `undefined` for an empty line. */
function joinContinuations(scanner: LineScanner, start: string, escapeSign: string): string | undefined {
  let part = withoutContinuation(start, escapeSign);
  if (part === undefined) return start === '' ? undefined : start;
  const parts: string[] = [];
  while (part !== undefined) {
    parts.push(part);
    part = undefined;
    while (part === undefined && scanner.at < scanner.lines.length) {
      const line = nextLine(scanner);
      const content = trimSpaceStart(line);
      // Comments and empty lines do not end a continuation: what comes after them still belongs to the instruction.
      if (content === '' || content.startsWith('#')) continue;
      part = withoutContinuation(line, escapeSign);
      if (part === undefined) return parts.join('') + line;
    }
  }
  return parts.join('');
}

/**
 * The line without the escape character at its end; `undefined` when it is not continued. Blanks may follow the
 * escape character, and it must not stand behind another one: `C:\\` ends its line.
 */
function withoutContinuation(line: string, escapeSign: string): string | undefined {
  let end = line.length;
  while (' \t'.includes(line.charAt(end - 1)) && end > 0) end -= 1;
  if (line.charAt(end - 1) !== escapeSign || line.charAt(end - 2) === escapeSign) return undefined;
  return line.slice(0, end - 1);
}

/** The lines up to the one that ends a heredoc, which is taken too. */
function readBody(scanner: LineScanner, heredoc: Heredoc): string {
  const body: string[] = [];
  while (scanner.at < scanner.lines.length) {
    const line = nextLine(scanner);
    if ((heredoc.tabs ? withoutTabs(line) : line) === heredoc.name) return body.join('');
    body.push(`${line}\n`);
  }
  throw unreadable('A heredoc in it is not ended.');
}

function withoutTabs(line: string): string {
  let from = 0;
  while (line.charAt(from) === '\t') from += 1;
  return line.slice(from);
}

function isComment(line: string): boolean {
  return line.startsWith('#');
}
