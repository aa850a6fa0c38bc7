import type { Mistake, Place } from './yaml-mapping.ts';

/** The most places that are told of one kind. */
const MOST_PLACES = 5;

/** What makes a text mean something else to another reader, or to a person. */
const REFUSED: readonly (readonly [pattern: RegExp, text: string])[] = [
  // What the decoder puts where bytes are no UTF-8: UTF-16, Latin-1, a character cut in two.
  [/\ufffd/g, 'holds bytes that are no UTF-8 (or the character U+FFFD); save the file as UTF-8'],
  // YAML 1.2.2, 5.1 "Character Set": what is not c-printable. A byte order mark may begin the text.
  [
    /(?![\t\n\r\x85])\p{Cc}|[\ufffe\uffff]|(?<!^)\ufeff/gu,
    'holds a control character, which has no place in YAML; leave it out',
  ],
  // Line breaks of YAML 1.1 (5.4 there), and CR alone of 1.2 too: a comment ends there for some readers only.
  [/[\x85\u2028\u2029]|\r(?!\n)/g, 'holds a character that ends the line for some readers only; leave it out'],
  [/^%/gm, 'is a directive (%…); leave it out'],
];

/** What can't stand anywhere in the text of a file, comments included. Pure. */
export function refuseText(text: string): readonly Mistake[] {
  return REFUSED.flatMap(([pattern, what]) =>
    [...text.matchAll(pattern)].slice(0, MOST_PLACES).map(({ index }) => ({ ...placeOf(text, index), text: what })),
  );
}

function placeOf(text: string, index: number): Place {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
