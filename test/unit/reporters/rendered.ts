import { lexer, type Token, type Tokens } from 'marked';

/** What a GFM parser makes of a source: everything that could be active, and the shape of the page. */
export interface Rendered {
  /** Blocks in order, tables with their size: `heading`, `table 3x5`, `code`. */
  readonly shape: readonly string[];
  /** Every raw HTML tag and comment. */
  readonly tags: readonly string[];
  readonly links: readonly string[];
  readonly images: readonly string[];
  /** Text outside of code and links, one entry a token. */
  readonly texts: readonly string[];
  readonly codes: readonly string[];
  /** Cells of all tables, row by row, as plain text. */
  readonly rows: readonly (readonly string[])[];
}

/** Reads Markdown with marked's parser, the output's shape and everything that is not inert in lists. */
export function readMarkdown(source: string): Rendered {
  const found = { shape: [], tags: [], links: [], images: [], texts: [], codes: [], rows: [] };
  const tokens = lexer(source, { gfm: true, breaks: true });
  for (const token of tokens) visit(token, found, true);
  return found;
}

type Found = { -readonly [K in keyof Rendered]: Rendered[K] extends readonly (infer T)[] ? T[] : never };

function visit(token: Token, found: Found, top: boolean): void {
  if (top && token.type !== 'space') found.shape.push(shapeOf(token));
  switch (token.type) {
    case 'html':
      visitHtml(token as Tokens.HTML, found);
      return;
    case 'codespan':
    case 'code':
      found.codes.push((token as Tokens.Codespan).text);
      return;
    case 'link':
      found.links.push((token as Tokens.Link).href);
      // GitHub looks for references in text outside of links and code only.
      for (const child of (token as Tokens.Link).tokens) if (child.type !== 'text') visit(child, found, false);
      return;
    case 'image':
      found.images.push((token as Tokens.Image).href);
      return;
    case 'table':
      visitTable(token as Tokens.Table, found);
      return;
    case 'list':
      for (const item of (token as Tokens.List).items) for (const child of item.tokens) visit(child, found, false);
      return;
  }
  const children = (token as Tokens.Generic).tokens;
  if (children !== undefined) for (const child of children) visit(child, found, false);
  else if ('text' in token) found.texts.push(token.text);
}

function shapeOf(token: Token): string {
  if (token.type === 'table')
    return `table ${(token as Tokens.Table).header.length}x${(token as Tokens.Table).rows.length}`;
  if (token.type === 'list') return `list ${(token as Tokens.List).items.length}`;
  return token.type;
}

function visitTable({ header, rows }: Tokens.Table, found: Found): void {
  for (const row of [header, ...rows]) {
    for (const cell of row) for (const child of cell.tokens) visit(child, found, false);
    found.rows.push(row.map((cell) => cell.text));
  }
}

/** Raw HTML: the tags one by one; text between them that is not in a code element counts as text. */
function visitHtml({ text }: Tokens.HTML, found: Found): void {
  let inCode = false;
  for (const part of text.split(/(<!--[\s\S]*?-->|<[^>]*>)/)) {
    if (part.startsWith('<')) {
      found.tags.push(part);
      inCode = part === '<code>' || (inCode && part !== '</code>');
    } else if (part.trim() !== '') (inCode ? found.codes : found.texts).push(part);
  }
}

/** All HTML that the gate itself writes. */
export const OWN_TAGS: ReadonlySet<string> = new Set(
  ['details', 'summary', 'strong', 'sub', 'code'].flatMap((name) => [`<${name}>`, `</${name}>`]).concat('<br>'),
);

/**
 * What GitHub reacts to in text outside of code and links (docs.github.com, "Autolinked references and URLs" and
 * "Basic writing and formatting syntax"): mentions, issue, commit and advisory references, addresses, emoji codes,
 * formulas; and what hides: control, bidi and zero-width characters.
 */
export const ACTIVE_TEXT: readonly RegExp[] = [
  /@[\p{L}\p{N}_-]/u,
  /#\d/,
  /\bGH-\d/i,
  /(?<![\p{L}\p{N}])[0-9a-f]{7,40}(?![\p{L}\p{N}])/iu,
  /\b(?:CVE|GHSA)-/i,
  /(?:https?|ftp):\/\/|www\./i,
  /:[\w+-]+:/,
  /\$\S/,
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
];
