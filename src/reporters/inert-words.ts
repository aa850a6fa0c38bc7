/** A stretch of a sentence: words that nothing on GitHub reacts to, or something that must be shown as code. */
export interface Stretch {
  readonly kind: 'words' | 'code';
  readonly text: string;
}

/**
 * Splits a sentence of one line into stretches that read naturally when the second kind is set as code.
 * A word stays a word only if it matches a short list of harmless shapes; so nothing has to be known about
 * mentions, issue, commit and advisory references, addresses, emoji codes, formulas, HTML or Markdown
 * beyond "it does not look like a plain word". A pair of single back-ticks marks code, as people write it.
 *
 * @param sentence one line, hidden characters already made visible (`visibleText`)
 */
export function inertWords(sentence: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, part] of sentence.split(/(?<!`)`(?!`)([^`]+)`(?!`)/).entries()) {
    // `split` with one group: the odd parts are what stood between back-ticks.
    if (index % 2 === 1) stretches.push({ kind: 'code', text: part });
    else stretches.push(...ofWords(part, index === 0));
  }
  return merge(stretches);
}

function ofWords(text: string, opensSentence: boolean): Stretch[] {
  return text
    .split(/( +)/)
    .flatMap((word, index): Stretch[] => (index % 2 === 1 ? [words(' ')] : ofWord(word, opensSentence && index === 0)));
}

/** Quotes, brackets and full stops around a word are peeled off, so that they stay outside of the code. */
function ofWord(word: string, first: boolean): Stretch[] {
  const start = lengthOfOpening(word);
  const end = startOfClosing(word, start);
  const [before, middle, after] = [word.slice(0, start), word.slice(start, end), word.slice(end)];
  if (middle === '') return [words(word)];
  // `1.` or `1)` where a line begins would open a list.
  const opensList = first && /^\d+$/.test(middle) && /^[.)]/.test(after);
  if (!opensList && (isInert(middle, after) || (!first && LONE_SIGN.test(word)))) return [words(word)];
  if (middle.includes('(')) return [words(before), code(middle + after)];
  return [words(before), code(middle), words(after)];
}

function lengthOfOpening(word: string): number {
  return /^["'(]*/.exec(word)?.[0].length ?? 0;
}

/** By hand: a pattern that looks for the end of a word would try every start (hostile words are long). */
function startOfClosing(word: string, start: number): number {
  let end = word.length;
  while (end > start && CLOSING.has(word.charAt(end - 1))) end -= 1;
  return end;
}

const CLOSING: ReadonlySet<string> = new Set(')"\'.,;:!?…');

/** Letters and digits, with single signs between them that mean nothing to Markdown: `non-root`, `it's`, `3.19`. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.,/-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*%?$/u;
const LONE_SIGN = /^[–—→·×=+-]$/u;

/**
 * Plain shapes that GitHub turns into links all the same: web addresses without a scheme (GFM 0.29, 6.9),
 * commit ids from seven hex digits, `GH-1`, advisory ids, and a repository's own references like `TICKET-1`
 * (docs.github.com, "Autolinked references and URLs").
 */
const ACTIVE = [/www\./iu, /(?<![\p{L}\p{N}])[0-9a-f]{7,}(?![\p{L}\p{N}])/iu, /\p{L}-\d/u, /^(?:GH|CVE|GHSA)-/iu];

function isInert(word: string, after: string): boolean {
  return PLAIN.test(word) && !ACTIVE.some((shape) => shape.test(word + after));
}

const words = (text: string): Stretch => ({ kind: 'words', text });
const code = (text: string): Stretch => ({ kind: 'code', text });

/** Neighbours of one kind become one; two codes with only a space between them too. */
function merge(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const next of stretches) {
    if (next.text === '') continue;
    const last = merged.at(-1);
    const beforeLast = merged.at(-2);
    if (last?.kind === next.kind) merged.splice(-1, 1, { kind: next.kind, text: last.text + next.text });
    else if (next.kind === 'code' && last?.text === ' ' && beforeLast?.kind === 'code') {
      merged.splice(-2, 2, code(`${beforeLast.text} ${next.text}`));
    } else merged.push(next);
  }
  return merged;
}
