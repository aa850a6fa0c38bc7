import { type Document, Lexer, LineCounter, parseAllDocuments } from 'yaml';
import { visibleText } from '../model/visible-text.ts';
import type { ManifestMistake, ManifestNode } from './manifest-node.ts';
import { MAX_DEPTH, walkDocuments } from './manifest-walk.ts';

export interface ManifestDocuments {
  /** Those that could be read; empty ones are left out. */
  readonly documents: readonly ManifestNode[];
  /** The first ones, in the order of the file. */
  readonly mistakes: readonly ManifestMistake[];
}

/** Words, signs and gaps of a file; each becomes several objects. A megabyte of deployments has 400,000. */
const MAX_PARTS = 1_000_000;
/** In double quotes each can be a mistake of its own. */
const MAX_BACKSLASHES = 50_000;
/** Of each of these; they cost the parser more than others. */
const MAX_SPECIAL = 10_000;
const SPECIAL = { '---': 'documents', '&': 'anchors', '*': 'aliases', '!': 'tags' } as const;

function isSpecial(part: string): part is keyof typeof SPECIAL {
  return Object.hasOwn(SPECIAL, part);
}

/**
 * Reads a stream of YAML documents, or JSON, which is YAML as well. Aliases and merge keys are resolved, as kubectl
 * does it, up to a limit; keys that stand twice and tags are mistakes. Never throws.
 *
 * @param text of limited size: the caller has checked it
 */
export function readManifestYaml(text: string): ManifestDocuments {
  const tooLarge = refuseSize(text);
  if (tooLarge !== undefined) return { documents: [], mistakes: [tooLarge] };
  const counter = new LineCounter();
  const parsed = parse(text, counter);
  if ('line' in parsed) return { documents: [], mistakes: [parsed] };
  return walkDocuments(parsed, text, (offset) => Math.max(counter.linePos(offset).line, 1));
}

function refuseSize(text: string): ManifestMistake | undefined {
  if ((text.match(/\\/g)?.length ?? 0) > MAX_BACKSLASHES) {
    return { line: 1, text: `The file has more than ${MAX_BACKSLASHES} backslashes.` };
  }
  let line = 1;
  let parts = 0;
  let open = 0;
  let before = '';
  const special = { '---': 0, '&': 0, '*': 0, '!': 0 };
  for (const part of new Lexer().lex(text)) {
    parts += 1;
    if (part === '[' || part === '{') open += 1;
    else if (part === ']' || part === '}') open -= 1;
    const kind = part === '---' ? part : part.charAt(0);
    if (isSpecial(kind)) special[kind] += 1;
    // As a mapping for a key, which nobody writes; in quotes and blocks of text it is no part of its own.
    if (part === '{' && before === '{') return { line, text: 'Here stands a template that is not rendered: {{ … }}.' };
    if (open > MAX_DEPTH) return { line, text: `It is nested more than ${MAX_DEPTH} levels deep.` };
    if (parts > MAX_PARTS) return { line, text: `The file has more than ${MAX_PARTS} words and signs; divide it.` };
    if (isSpecial(kind) && special[kind] > MAX_SPECIAL)
      return { line, text: `The file has more than ${MAX_SPECIAL} ${SPECIAL[kind]}.` };
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) line += 1;
    before = part;
  }
  return undefined;
}

function parse(text: string, lineCounter: LineCounter): readonly Document.Parsed[] | ManifestMistake {
  try {
    // Of every value the letters are kept: the types are those of YAML 1.1, which the library's 1.2 is not.
    const options = {
      schema: 'failsafe',
      version: '1.2',
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false,
    } as const;
    const parsed = parseAllDocuments(text, options);
    return 'empty' in parsed ? [] : parsed;
  } catch (thrown) {
    // Wrong text is answered with errors in the document; what is thrown is the parser's own limit, the stack.
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { line: 1, text: `It is no YAML that can be read: ${visibleText(reason, 120)}.` };
  }
}
