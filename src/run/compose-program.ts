import { NOT_SAID, type Setting } from '../model/run-settings.ts';
import { placeOf, type ServiceReading, textOf, undecidedAt, unsetIn, valueAt, WRONG_KIND } from './compose-reading.ts';

/**
 * `entrypoint` or `command`: a list, or a text that Compose splits into words with no shell in between. An empty
 * entrypoint takes the image's away; an empty command leaves it.
 */
export function readProgram(reading: ServiceReading, key: 'entrypoint' | 'command'): Setting<readonly string[]> {
  const value = valueAt(reading, [key]);
  const unset = unsetIn(reading, [key]);
  if (unset !== undefined) return unset;
  if (value === undefined) return NOT_SAID;
  const words = Array.isArray(value) ? value.map(textOf) : splitWords(textOf(value));
  if (words === undefined || !words.every((word) => word !== undefined)) {
    return undecidedAt(reading, [key], value, WRONG_KIND);
  }
  const at = placeOf(reading, [key]);
  if (words.length > 0) return { state: 'said', value: words, at };
  return key === 'entrypoint' ? { state: 'said', value: [''], at } : NOT_SAID;
}

const WORD = /(?:[^\s"'\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/g;

/** As `shlex.split` of Python, which docker-compose 1.29 uses. @returns undefined where a quote is not closed */
function splitWords(text: string | undefined): readonly string[] | undefined {
  if (text === undefined || text.length > 16_384 || text.replace(WORD, '').trim() !== '') return undefined;
  return (text.match(WORD) ?? []).map((word) =>
    word.replace(/\\([\s\S])|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/g, (_, escaped, single, double) => {
      return escaped ?? single ?? String(double).replace(/\\(["\\])/g, '$1');
    }),
  );
}
