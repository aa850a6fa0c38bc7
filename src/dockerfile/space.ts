/**
 * Whether the builder takes a character for white space: the Unicode property White_Space, which is what Go's
 * `unicode.IsSpace` asks. (`String.prototype.trim` is not the same: it knows U+FEFF and not U+0085.)
 */
export function isSpace(character: string): boolean {
  return WHITE_SPACE.test(character);
}

/** The text without white space at its start. Linear, whatever the text. */
export function trimSpaceStart(text: string): string {
  let from = 0;
  while (from < text.length && isSpace(text.charAt(from))) from += 1;
  return text.slice(from);
}

/** The text without white space at both ends. */
export function trimSpace(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charAt(end - 1))) end -= 1;
  return trimSpaceStart(text.slice(0, end));
}

const WHITE_SPACE = /^\p{White_Space}$/u;
