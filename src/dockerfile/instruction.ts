import type { DockerfileInstruction, LineRange } from '../model/dockerfile.ts';
import { readJsonForm } from './json-form.ts';
import { trimSpace } from './space.ts';

/** An instruction with its flags taken apart. */
export interface ParsedInstruction {
  readonly instruction: DockerfileInstruction;
  /** `--platform=linux/amd64`, quotes and escapes taken out. */
  readonly flags: readonly string[];
  /** What follows the flags. */
  readonly rest: string;
}

/**
 * Takes a logical line apart as the builder does: keyword, flags (words that begin with `--`, up to the first that
 * does not, or up to `--` alone), rest. (BuildKit, frontend/dockerfile/parser/split_command.go.)
 */
export function parseInstruction(line: string, lines: LineRange, escapeSign: '\\' | '`'): ParsedInstruction {
  const trimmed = trimSpace(line);
  const keywordEnd = trimmed.search(BLANK);
  const keyword = keywordEnd < 0 ? trimmed : trimmed.slice(0, keywordEnd);
  const after = keywordEnd < 0 ? '' : trimmed.slice(keywordEnd);
  const { flags, rest } = splitFlags(after, escapeSign);
  return {
    instruction: { keyword: keyword.toUpperCase(), lines, text: trimSpace(after), ...withForm(flags, trimSpace(rest)) },
    flags,
    rest: trimSpace(rest),
  };
}

function withForm(
  flags: readonly string[],
  rest: string,
): Pick<DockerfileInstruction, 'flags' | 'rest' | 'exec' | 'heredocs'> {
  const json = readJsonForm(rest);
  return { flags, rest, heredocs: [], ...(json.form === 'exec' ? { exec: json.words } : {}) };
}

function splitFlags(text: string, escapeSign: '\\' | '`'): { flags: readonly string[]; rest: string } {
  const flags: string[] = [];
  for (let at = 0; ; ) {
    while (at < text.length && BLANK.test(text.charAt(at))) at += 1;
    if (!text.startsWith('--', at)) return { flags, rest: text.slice(at) };
    const flag = readFlag(text, at, escapeSign);
    at = flag.end;
    if (flag.text === '--') return { flags, rest: text.slice(at) };
    flags.push(flag.text);
  }
}

/** One flag from `start`: quotes group and vanish, an escape makes the next character itself. */
function readFlag(text: string, start: number, escapeSign: string): { text: string; end: number } {
  let flag = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === '' && BLANK.test(character)) break;
    if (quote === '' && (character === "'" || character === '"')) quote = character;
    else if (quote !== '' && character === quote) quote = '';
    else if (character === escapeSign) {
      at += 1;
      flag += text.charAt(at);
    } else flag += character;
  }
  return { text: flag, end: Math.min(at, text.length) };
}

/** What separates keyword, flags and words; a no-break space does not. */
const BLANK = /[\t\v\f\r ]/;
