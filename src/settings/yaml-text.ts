import type { Mistake, Place } from './yaml-mapping.ts';

/** The most places that are told of one kind. */
const MOST_PLACES = 5;

/** What makes a text mean something else to another reader, or to a person. */
const REFUSED: readonly (readonly [pattern: RegExp, text: (found: string) => string])[] = [
  // What the decoder puts where bytes are no UTF-8: UTF-16, Latin-1, a character cut in two.
  [/\ufffd/g, () => 'holds bytes that are no UTF-8 (or the character U+FFFD); save the file as UTF-8'],
  // YAML 1.2.2, 5.1 "Character Set": what is not c-printable. A byte order mark may begin the text.
  [
    /(?![\t\n\r\x85])\p{Cc}|[\ufffe\uffff]|(?<!^)\ufeff/gu,
    () => 'holds a control character, which has no place in YAML; leave it out',
  ],
  // Who reviews the file must see what the gate reads (Unicode Technical Standard 55). Cf: bidirectional controls,
  // zero-width characters, tags, the soft hyphen. The other four are letters that draw nothing.
  [
    /(?!\ufeff)\p{Cf}|[\u115f\u1160\u3164\uffa0]/gu,
    (found) => `holds a character that can't be seen (${codePoint(found)}); leave it out`,
  ],
  // Line breaks of YAML 1.1 (5.4 there), and CR alone of 1.2 too: a comment ends there for some readers only.
  [/[\x85\u2028\u2029]|\r(?!\n)/g, () => 'holds a character that ends the line for some readers only; leave it out'],
  [/^%/gm, () => 'is a directive (%…); leave it out'],
];

/** What can't stand anywhere in the text of a file, comments included. Tells the first places and counts the rest. Pure. */
export function refuseText(text: string): { readonly mistakes: readonly Mistake[]; readonly untold: number } {
  const mistakes: Mistake[] = [];
  let untold = 0;
  for (const [pattern, what] of REFUSED) {
    let told = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      told += 1;
      if (told <= MOST_PLACES) mistakes.push({ ...placeOf(text, index), text: what(found) });
      else untold += 1;
    }
  }
  return { mistakes, untold };
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function placeOf(text: string, index: number): Place {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
