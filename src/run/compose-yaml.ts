import type { Document, Node, Pair } from 'yaml';
import { visibleText } from '../model/visible-text.ts';
import type { ComposeEntry, ComposeFile, ComposeNode } from './compose-node.ts';

export interface ComposeMistake {
  readonly path: string;
  readonly line: number;
  /** Completes "compose.yml:3: …". What it quotes is made visible. */
  readonly text: string;
}

/** Words, signs and gaps of a file; each becomes several objects. A project of a thousand services has 300,000. */
const MAX_PARTS = 600_000;
const MAX_DEPTH = 100;
/** In double quotes each can be a mistake of its own. */
const MAX_BACKSLASHES = 20_000;

/**
 * Reads a compose file for its lines, and for what it leads to; what its values mean only Compose knows. What two readers
 * of YAML could read differently is a mistake: keys that stand twice, tags that change a value's letters.
 *
 * @param text untrusted, of a size that the caller has limited
 */
export async function readComposeYaml(path: string, text: string): Promise<ComposeFile | ComposeMistake> {
  const { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseAllDocuments } = await import('yaml');
  const strange = refuseText(text, new Lexer().lex(text));
  if (strange !== undefined) return { path, ...strange };
  const counter = new LineCounter();
  const lineOf = (node: Node | null): number => Math.max(1, counter.linePos(node?.range?.[0] ?? 0).line);
  const anchors = new Map<string, Mutable>();
  const documents: ComposeNode[] = [];
  try {
    for (const document of parsed()) {
      anchors.clear();
      documents.push(convert(document.contents));
    }
    return { path, documents };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { path, line: thrown.line, text: thrown.message };
    // The parser answers with errors; what it throws is that its own stack is at an end.
    if (thrown instanceof RangeError) return { path, line: 1, text: 'it is nested too deep to be read' };
    throw thrown;
  }

  function parsed(): readonly Document.Parsed[] {
    // Letters are kept as they are written: what is a number or a switch is for Compose to say.
    const options = { schema: 'failsafe', version: '1.2', lineCounter: counter, prettyErrors: false } as const;
    const stream = parseAllDocuments(text, { ...options, uniqueKeys: false, logLevel: 'silent' });
    if ('empty' in stream) return [];
    const error = stream.flatMap(({ errors }) => errors)[0];
    if (error !== undefined) throw new Refusal(counter.linePos(error.pos[0]).line, `it is no YAML: ${error.message}`);
    return stream;
  }

  function convert(node: Node | null): ComposeNode {
    const line = lineOf(node);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) throw new Refusal(line, `there is no anchor ${visibleText(node.source, 60)} before it`);
      return target;
    }
    const made: Mutable = { line };
    if (isMap(node) || isSeq(node) || isScalar(node)) {
      refuseTag(node.tag, line);
      if (node.anchor !== undefined) anchors.set(node.anchor, made);
    }
    if (isMap(node)) made.entries = entriesOf(node.items as Pair<Node, Node | null>[]);
    // The parser's own types leave open what items are; they come from text, so they are nodes.
    else if (isSeq(node)) made.items = node.items.map((item) => convert(item as Node));
    else made.text = isScalar(node) ? String(node.value ?? '') : '';
    return made;
  }

  function entriesOf(pairs: readonly Pair<Node, Node | null>[]): ReadonlyMap<string, ComposeEntry> {
    const entries = new Map<string, ComposeEntry>();
    for (const pair of pairs) {
      const line = lineOf(pair.key);
      const key = convert(pair.key).text;
      if (key === undefined) throw new Refusal(line, 'a key is a list or a mapping');
      const node = convert(pair.value);
      const before = entries.get(key);
      if (before !== undefined && key !== '<<') throw new Refusal(line, `the key ${visibleText(key, 60)} stands twice`);
      const merged =
        before === undefined ? node : { line, items: [before.node, node].flatMap((one) => one.items ?? [one]) };
      entries.set(key, { line, node: merged });
    }
    return entries;
  }
}

type Mutable = { -readonly [Key in keyof ComposeNode]: ComposeNode[Key] };

class Refusal extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** `!reset` and `!override` are Compose's own; the plain ones of YAML keep the letters. */
function refuseTag(tag: string | undefined, line: number): void {
  const known = /^(?:!|!reset|!override|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq|merge))$/;
  if (tag !== undefined && !known.test(tag)) throw new Refusal(line, `the tag ${visibleText(tag, 60)} is not known`);
}

function refuseText(text: string, parts: Iterable<string>): Omit<ComposeMistake, 'path'> | undefined {
  const odd = /[\u0000\ufffd]/.exec(text);
  if (odd !== null) {
    const line = text.slice(0, odd.index).split('\n').length;
    return { line, text: 'it is not UTF-8 text' };
  }
  if ((text.match(/\\/g)?.length ?? 0) > MAX_BACKSLASHES) {
    return { line: 1, text: `it has more than ${MAX_BACKSLASHES} backslashes` };
  }
  let [line, count, open] = [1, 0, 0];
  for (const part of parts) {
    count += 1;
    if (part === '[' || part === '{') open += 1;
    else if (part === ']' || part === '}') open -= 1;
    if (open > MAX_DEPTH) return { line, text: `it is nested more than ${MAX_DEPTH} levels deep` };
    if (count > MAX_PARTS) return { line, text: `it has more than ${MAX_PARTS} words and signs` };
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) line += 1;
  }
  return undefined;
}
