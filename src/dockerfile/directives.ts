import { visibleText } from '../model/visible-text.ts';
import { unreadable } from './refusals.ts';
import { trimSpaceStart } from './space.ts';

interface Directive {
  readonly name: string;
  readonly value: string;
}

/** The comment as a directive (`escape = \``), if it is one that the builder knows. */
function asDirective(line: string, comment: '#' | '//'): Directive | undefined {
  if (!line.startsWith(comment)) return undefined;
  const text = trimSpaceStart(line.slice(comment.length));
  const equals = text.indexOf('=');
  const name = equals < 0 ? '' : trimAsciiEnd(text.slice(0, equals));
  if (!/^(?:syntax|escape|check)$/i.test(name)) return undefined;
  const written = text.slice(equals + 1);
  // A value of blanks alone is one blank for the builder; no value at all makes the line an ordinary comment.
  const value = trimAsciiStart(trimAsciiEnd(written)) || written.slice(-1);
  return value === '' ? undefined : { name: name.toLowerCase(), value };
}

/** Reads the directives while the lines are read; they end with the first line that is none. */
export interface DirectiveReader {
  /** The escape character, changed by a directive's line. */
  readonly escape: '\\' | '`';
  /** The value of the `check` directive: `skip=JSONArgsRecommended;error=true`. */
  readonly check: string | undefined;
  /** Takes the next line, without white space at its start. GateError `DOCKERFILE-UNREADABLE` for a wrong directive. */
  readonly take: (line: string) => void;
}

/** A reader at the top of a file. Source: docs.docker.com/reference/dockerfile, "Parser directives". */
export function newDirectiveReader(): DirectiveReader {
  const seen = new Set<string>();
  let sign: '\\' | '`' = '\\';
  let check: string | undefined;
  let done = false;
  return {
    get escape() {
      return sign;
    },
    get check() {
      return check;
    },
    take: (line) => {
      const directive = done ? undefined : asDirective(line, '#');
      if (directive === undefined) {
        done = true;
        return;
      }
      if (seen.has(directive.name)) throw unreadable(`The parser directive "${directive.name}" is given twice.`);
      seen.add(directive.name);
      if (directive.name === 'check') check = directive.value;
      if (directive.name !== 'escape') return;
      if (directive.value !== '\\' && directive.value !== '`') {
        throw unreadable(`The escape character "${visibleText(directive.value, 40)}" is neither "\\" nor "\`".`);
      }
      sign = directive.value;
    },
  };
}

/**
 * The image that a `syntax` directive hands the build to; `undefined` when there is none. The builder looks for it
 * in more places than for the others: after a `#!` line, in comments with `//`, and as the key of a JSON file.
 * (BuildKit, frontend/dockerfile/parser/directives.go, DetectSyntax.)
 */
export function detectSyntax(text: string): string | undefined {
  const firstLine = text.indexOf('\n') + 1 || text.length;
  const afterShebang = text.startsWith('#!') ? text.slice(firstLine) : text;
  return syntaxInComments(afterShebang, '#') ?? syntaxInComments(afterShebang, '//') ?? syntaxInJson(afterShebang);
}

function syntaxInComments(text: string, comment: '#' | '//'): string | undefined {
  const seen = new Set<string>();
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(from, text.charAt(end - 1) === '\r' ? end - 1 : end);
    const directive = asDirective(line, comment);
    if (directive === undefined || seen.has(directive.name)) return undefined;
    if (directive.name === 'syntax') return directive.value.split(' ', 1)[0];
    seen.add(directive.name);
    from = end + 1;
  }
  return undefined;
}

function syntaxInJson(text: string): string | undefined {
  if (!trimAsciiStart(text).startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    const object = typeof parsed === 'object' && parsed !== null ? parsed : {};
    const value = Object.entries(object).find(([key]) => key === 'syntax')?.[1];
    return typeof value === 'string' ? value : undefined;
  } catch (error) {
    // A Dockerfile is not JSON: there is no directive of that kind.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

// The builder's expression for directives uses `\s`, which in Go is these five.
const ASCII_SPACE = '\t\n\f\r ';

function trimAsciiStart(text: string): string {
  let from = 0;
  while (from < text.length && ASCII_SPACE.includes(text.charAt(from))) from += 1;
  return text.slice(from);
}

function trimAsciiEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ASCII_SPACE.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
