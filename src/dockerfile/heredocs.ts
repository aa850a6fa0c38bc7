import { GateError } from '../model/errors.ts';
import { type ParsedInstruction, parseInstruction } from './instruction.ts';
import type { Budget } from './limits.ts';
import { type LexedText, lexText } from './word-lexer.ts';

/** A heredoc that an instruction announces: its body ends with a line that is `name`. */
export interface Heredoc {
  readonly name: string;
  /** `<<-`: tabs before the name are allowed. */
  readonly tabs: boolean;
}

/**
 * The heredocs whose bodies follow an instruction, in their order. Only RUN, COPY and ADD have them, also behind
 * ONBUILD; in the JSON form every `<<` stands in quotes, where it announces nothing.
 * Source: docs.docker.com/reference/dockerfile, "Here-Documents"; BuildKit, frontend/dockerfile/parser/parser.go,
 * heredocsFromLine.
 *
 * @param line the logical line of the instruction
 */
export function announcedHeredocs(
  line: string,
  parsed: ParsedInstruction,
  escapeSign: '\\' | '`',
  budget: Budget,
): readonly Heredoc[] {
  if (!line.includes('<<') || !canHaveHeredocs(parsed, escapeSign)) return [];
  const heredocs: Heredoc[] = [];
  for (const word of wordsOf(line, budget)) {
    const heredoc = asHeredoc(word, budget);
    if (heredoc !== undefined) heredocs.push(heredoc);
  }
  return heredocs;
}

function canHaveHeredocs(parsed: ParsedInstruction, escapeSign: '\\' | '`'): boolean {
  const { keyword, lines } = parsed.instruction;
  const acts = keyword === 'ONBUILD' ? parseInstruction(parsed.rest, lines, escapeSign).instruction.keyword : keyword;
  return ['RUN', 'COPY', 'ADD'].includes(acts);
}

/** The line's words, quotes and escapes kept. The escape character is `\` here whatever the file's is, as in the builder. */
function wordsOf(line: string, budget: Budget): readonly string[] {
  try {
    return lex(line, true, budget).words;
  } catch (error) {
    // The builder finds no heredoc in a line whose quotes or substitutions are not closed.
    if (error instanceof GateError && error.code === 'DOCKERFILE-UNREADABLE') return [];
    throw error;
  }
}

/** `<<NAME`, `<<-NAME`, `3<<NAME`; the name without its quotes. */
function asHeredoc(word: string, budget: Budget): Heredoc | undefined {
  const start = /^[0-9]*<<(-?)/.exec(word);
  if (start === null) return undefined;
  const written = word.slice(start[0].length);
  if (written.includes('<')) return undefined;
  const [name, ...others] = lex(written, false, budget).words;
  return name === undefined || others.length > 0 ? undefined : { name, tabs: start[1] === '-' };
}

function lex(text: string, raw: boolean, budget: Budget): LexedText {
  const lookUp = (): undefined => undefined;
  return lexText(text, { escape: '\\', lookUp, budget, keepUnset: true, rawQuotes: raw, rawEscapes: raw });
}
