import { decodeKey, type WrittenKey } from './written-key.ts';

const MOST_LINES = 400;

/**
 * The key in a file of PuTTY (its manual, appendix C, "PPK file format"), versions 1 to 3: the private part follows its count
 * of lines, and a check value follows it.
 *
 * @param text from the marker on
 */
export function puttyKey(text: string): WrittenKey | undefined {
  const lines = text.split('\n', 4 * MOST_LINES).map((line) => line.trim());
  if (!/^PuTTY-User-Key-File-[1-3]: \S/.test(lines[0] ?? '')) return undefined;
  const start = lines.findIndex((line) => line.startsWith('Private-Lines: '));
  const count = Number(lines[start]?.slice('Private-Lines: '.length));
  if (start < 0 || !Number.isInteger(count) || count < 1 || count > MOST_LINES) return undefined;
  const after = start + 1 + count;
  if (!/^Private-(?:MAC|Hash): [0-9a-f]/.test(lines[after] ?? '')) return undefined;
  const bytes = decodeKey(lines.slice(start + 1, after).join(''));
  if (bytes === undefined) return undefined;
  const encryption = lines.slice(0, start).find((line) => line.startsWith('Encryption: '));
  return { form: 'PuTTY', encrypted: encryption !== undefined && encryption !== 'Encryption: none', bytes };
}
