import { visibleText } from '../model/visible-text.ts';

/** Text for a terminal. */

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow';
export type Paint = (text: string, ...colours: readonly Colour[]) => string;

/** SGR parameters, on and off (ECMA-48, 8.3.117). */
const SGR: Readonly<Record<Colour, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/** Paints text that is already laid out; without colour it leaves it alone. */
export function painter(colour: boolean): Paint {
  if (!colour) return (text) => text;
  return (text, ...colours) =>
    colours.reduce((painted, name) => `\u001b[${SGR[name][0]}m${painted}\u001b[${SGR[name][1]}m`, text);
}

/** The terminal's encoder: no control, escape or hidden character of untrusted origin gets through. */
export function plain(untrusted: string, limit = 500): string {
  return visibleText(untrusted, limit).trim();
}

/**
 * Breaks laid-out text into lines of at most `width` columns, the first with `first` before it, the others
 * indented by as much. A word longer than a line stays whole: a path or digest must survive being copied.
 */
export function wrap(text: string, width: number, first = ''): readonly string[] {
  const indent = ' '.repeat(columns(first));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columns(indent) + columns(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((part, index) => (index === 0 ? first : indent) + part);
}

/** Fills up to a number of columns with spaces on the right. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** Columns that a terminal uses: none for combining marks, two for East Asian wide letters and emoji (UAX 11). */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    sum += WIDE.test(character) ? 2 : 1;
  }
  return sum;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3001-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
