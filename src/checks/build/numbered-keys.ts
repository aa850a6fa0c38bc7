/**
 * Makes keys that differ: the second `apt-get` becomes `apt-get#2`. Unlike line numbers they stay as they are when
 * other lines of the file move.
 */
export function numberedKeys(keys: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return keys.map((key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}
