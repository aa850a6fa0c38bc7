/**
 * The names of variables in a text of a compose file that decide on its value here and now: those that are not set and
 * have no default, and those that only replace something once they are set (`${X:+value}`). `$$` is a dollar sign.
 *
 * Source: the Compose specification, "Interpolation"
 *
 * @param unset names that Compose says are not set
 */
export function decidingVariables(text: string, unset: ReadonlySet<string>): readonly string[] {
  const names: string[] = [];
  for (const match of text.replaceAll('$$', '').matchAll(/\$(\{?)([A-Za-z_]\w*)(:?[-+?])?/g)) {
    const [, brace = '', name = '', operator = ''] = match;
    const sign = brace === '' ? '' : operator.slice(-1);
    if (sign === '+' || (sign !== '-' && unset.has(name))) names.push(name);
  }
  return names;
}

/** The names in what Compose says of variables that are not set, of either generation. */
export function unsetVariables(warnings: readonly string[]): readonly string[] {
  const names = warnings.flatMap(
    (line) => /\bThe \\?"?([A-Za-z_]\w*)\\?"? variable is not set\b/.exec(line)?.[1] ?? [],
  );
  return [...new Set(names)];
}
