import { type CommentMarker, parseMarker, renderMarker } from '../model/comment-marker.ts';
import { visibleText } from '../model/visible-text.ts';
import type { HttpsUrl } from './https-url.ts';
import { inertWords } from './inert-words.ts';

declare const INLINE: unique symbol;
declare const BLOCK: unique symbol;
/** Markdown without a line break; fits into a table's cell. Only this file can make one. */
export interface Inline {
  readonly [INLINE]: true;
}
/** Markdown that stands on lines of its own. Only this file can make one. */
export interface Block {
  readonly [BLOCK]: true;
}

/**
 * The only place that turns untrusted text into GitHub Markdown. Values are empty objects whose source only
 * this file knows: a raw string can never stand where Markdown stands, nor the other way round.
 */
const sources = new WeakMap<Inline | Block, string>();

function make<T extends Inline | Block>(source: string): T {
  // The marks of the two types exist for the compiler only; this function alone gives them.
  const value = Object.freeze({}) as T;
  sources.set(value, source);
  return value;
}

function sourceOf(value: Inline | Block): string {
  const source = sources.get(value);
  if (source === undefined) throw new Error('this value was not made by reporters/markdown.ts');
  return source;
}

/** Our own Markdown: a literal of our source code, with Markdown and numbers in its holes. */
export function md(literal: TemplateStringsArray, ...holes: readonly (Inline | number)[]): Inline {
  const parts = literal.flatMap((own, index) => {
    // These change their meaning with what stands next to them; `code` writes them.
    if (/[`\\|$\r\n]/.test(own)) throw new Error(`a literal must not hold ${JSON.stringify(own)}`);
    const hole = holes[index];
    if (hole === undefined) return [own];
    return [own, typeof hole === 'number' ? String(hole) : sourceOf(hole)];
  });
  return make(parts.reduce(glue, ''));
}

/** Two codes that touch would be read as one. */
function glue(left: string, right: string): string {
  return left.endsWith('`') && right.startsWith('`') ? `${left} ${right}` : left + right;
}

/** Text as code, at most `limit` UTF-16 units of it: nothing inside is active, nothing inside is hidden. */
export function code(untrusted: string, limit = 200): Inline {
  return make(codeSource(shown(untrusted, limit)));
}

/** Code for what is ASCII by its grammar (ids, digests, platforms): look-alike letters become escapes. */
export function identifier(untrusted: string, limit = 200): Inline {
  return make(codeSource(shown(untrusted, limit).replace(/[^\x20-\x7e…]/gu, escaped)));
}

/** Prose, at most `limit` UTF-16 units of it: plain words stay, whatever could be active becomes code. */
export function text(untrusted: string, limit = 500): Inline {
  const stretches = inertWords(shown(untrusted, limit).trim());
  return make(stretches.map((part) => (part.kind === 'words' ? part.text : codeSource(part.text))).reduce(glue, ''));
}

/** Bold by element: whether asterisks work depends on their neighbours (CommonMark 0.31.2, 6.2). */
export function strong(inline: Inline): Inline {
  return make(`<strong>${sourceOf(inline)}</strong>`);
}

/** Not a link when the label has brackets, backslashes or back-ticks in its code: parsers differ on where it ends. */
export function link(label: Inline, url: HttpsUrl): Inline {
  const source = sourceOf(label);
  return /[[\]\\<>]|``/.test(source) ? label : make(`[${source}](${url.href})`);
}

export function join(inlines: readonly Inline[], separator: Inline): Inline {
  const parts = inlines.flatMap((inline, index) => (index === 0 ? [inline] : [separator, inline]));
  return make(parts.map(sourceOf).reduce(glue, ''));
}

export function paragraph(inline: Inline): Block {
  return make(sourceOf(inline));
}

export function heading(level: 2 | 3 | 4, inline: Inline): Block {
  return make(`${'#'.repeat(level)} ${sourceOf(inline)}`);
}

export function list(items: readonly Inline[]): Block {
  return make(items.map((item) => `- ${sourceOf(item)}`).join('\n'));
}

/** A table (GFM 0.29, 4.10). Every row has exactly as many cells as the header. */
export function table(header: readonly Inline[], rows: readonly (readonly Inline[])[]): Block {
  const row = (cells: readonly Inline[]) => `| ${header.map((_, index) => cell(cells[index])).join(' | ')} |`;
  return make([row(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(row)].join('\n'));
}

/** Pipes are read before everything else, in code too; no source holds one behind a backslash (`codeSource`). */
function cell(inline: Inline | undefined): string {
  return inline === undefined ? '' : sourceOf(inline).replaceAll('|', '\\|');
}

/** Lines of a file or a log, at most 200 UTF-16 units of each. Tabs that indent are kept. */
export function codeBlock(lines: readonly string[], language: 'dockerfile' | 'text'): Block {
  const shownLines = lines.map((line) => {
    const indent = /^\t{0,8}/.exec(line)?.[0] ?? '';
    return indent + squeeze(shown(line.slice(indent.length), 200));
  });
  const fence = '`'.repeat(Math.max(3, longestRun(shownLines.join('\n')) + 1));
  return make([fence + language, ...shownLines, fence].join('\n'));
}

/** Folded blocks. What stands in `<summary>` is HTML (CommonMark 0.31.2, 4.6): the same words, HTML's own escapes. */
export function details(summary: string, blocks: readonly Block[]): Block {
  const html = inertWords(shown(summary, 200)).map((part) =>
    part.kind === 'words' ? escapeHtml(part.text) : `<code>${escapeHtml(part.text)}</code>`,
  );
  const opening = `<details>\n<summary>${html.join('')}</summary>`;
  return make([opening, ...blocks.map(sourceOf), '</details>'].join('\n\n'));
}

/** The comment's first line. */
export function markerLine(marker: CommentMarker): Block {
  const line = renderMarker(marker);
  // Whatever does not read back would not be found by the next run, or would say more than a marker.
  if (parseMarker(line) === undefined) throw new Error('the marker has a field outside of its grammar');
  return make(line);
}

/** The source of a whole document. */
export function documentOf(blocks: readonly Block[]): string {
  return `${blocks.map(sourceOf).join('\n\n')}\n`;
}

/** How much room a source takes: in UTF-16 units or in bytes. */
export type Measure = (source: string) => number;

/** The room that blocks take inside of a document, with the lines between them. */
export function roomOf(blocks: readonly Block[], measure: Measure): number {
  return blocks.reduce((sum, block) => sum + measure(sourceOf(block)) + 2, 0);
}

function codeSource(visible: string): string {
  if (visible === '') return '*empty*';
  const content = squeeze(/^ +$/.test(visible) ? visible.replaceAll(' ', escaped) : visible)
    // Parsers differ on a pipe behind a backslash inside of a table: it becomes an escaped.
    .replaceAll('\\|', '\\\\u{7c}');
  const fence = '`'.repeat(longestRun(content) + 1);
  // One space on both sides is not part of the code (CommonMark 0.31.2, 6.1).
  const padding = /^[` ]|[` ]$/.test(content) ? ' ' : '';
  return fence + padding + content + padding + fence;
}

/** One visible line of about `limit` units, escapes included: a text that is all escapes keeps less of itself. */
function shown(untrusted: string, limit: number): string {
  let kept = limit;
  let visible = withoutTricks(untrusted, kept);
  while (visible.length > limit + ROOM_OF_COUNT) {
    kept = Math.floor((kept * limit) / visible.length);
    visible = withoutTricks(untrusted, kept);
  }
  return visible;
}

/** `… (99900 more)` */
const ROOM_OF_COUNT = 30;

/** What `visibleText` leaves and still misleads: spaces of other widths, heaps of combining marks. */
function withoutTricks(untrusted: string, limit: number): string {
  return visibleText(untrusted, limit)
    .replace(/(?! )\p{Zs}/gu, escaped)
    .replace(/(?<=\p{M}{3})\p{M}/gu, escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Runs that are longer than a parser counts (cmark: 80, fences 255) are told, not written. */
function squeeze(visible: string): string {
  return visible.replace(/`{9,}/g, (run) => `\\u{60}x${run.length}`);
}

function longestRun(visible: string): number {
  return Math.max(0, ...(visible.match(/`+/g) ?? []).map((run) => run.length));
}

function escapeHtml(visible: string): string {
  return visible.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
