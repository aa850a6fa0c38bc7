/**
 * Whether an object of a JSON text has a key twice. Go's decoder, which the engines read images with, joins such values
 * (encoding/json, Unmarshal); JavaScript's takes the last one.
 *
 * @param text valid JSON
 */
export function hasKeyTwice(text: string): boolean {
  /** The keys of each open object; undefined for an array. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; ) {
    const sign = text[at];
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(undefined);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const end = stringEnd(text, at);
      const keys = open.at(-1);
      if (keys !== undefined && isKey(text, end)) {
        const key: unknown = JSON.parse(text.slice(at, end));
        if (typeof key !== 'string' || keys.has(key)) return true;
        keys.add(key);
      }
      at = end;
      continue;
    }
    at += 1;
  }
  return false;
}

/** @returns the place after the closing quote */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** Strings that are followed by a colon are keys. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}

/**
 * Whether an object has a key that is one of the names but for its letters' case. Go's decoder takes it for that name,
 * and folds two letters outside of ASCII as well (encoding/json, foldName).
 */
export function hasKeyInOtherCase(json: unknown, names: readonly string[]): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const folded = new Set(names.map(fold));
  return Object.keys(json).some((key) => !names.includes(key) && folded.has(fold(key)));
}

/** U+017F is an `s`; U+212A becomes a `k` by itself. */
function fold(key: string): string {
  return key.toLowerCase().replaceAll('\u017f', 's');
}
