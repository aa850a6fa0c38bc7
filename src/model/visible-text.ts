/**
 * Makes text of untrusted origin harmless to look at: control characters, bidirectional overrides, zero-width
 * and other format characters, line and paragraph separators and lone surrogates become visible escapes
 * (`\u{202e}`), and what is longer than `limit` UTF-16 units is cut with the number of units left out.
 * The result has no line break. It is not an encoder for any sink: each sink still encodes.
 *
 * @param text any string
 * @param limit in UTF-16 code units
 */
export function visibleText(text: string, limit = 500): string {
  const cut = text.length > limit ? text.slice(0, limit) : text;
  const visible = cut
    .toWellFormed()
    .replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return text.length > limit ? `${visible}… (${text.length - limit} more)` : visible;
}

// Cc: controls, C1 included (U+0085 ends a line for .NET). Cf: bidi overrides, zero-width, tags, soft hyphen.
// Zl, Zp: U+2028, U+2029. U+115F, U+1160, U+3164, U+FFA0: letters that draw nothing. Variation selectors stay.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;
