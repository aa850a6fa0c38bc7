/**
 * Where the text goes on after line ends with a backslash before them, which a shell takes out before anything else but
 * in single quotes and comments: `$\` at the end of a line and `HOME` on the next are `$HOME`.
 */
export function afterJoins(text: string, at: number): number {
  let next = at;
  while (text.startsWith('\\\n', next)) next += 2;
  return next;
}

/** Whether a shell would put something else in place of what starts here: `$NAME`, `${…}`, `$(…)`, a backtick. */
export function startsExpansion(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (character === '`') return true;
  return character === '$' && /[A-Za-z0-9_{(@*#?$!-]/.test(text.charAt(afterJoins(text, at + 1)));
}

/** @returns where the expansion that starts at `at` ends; undefined when it is not closed */
export function afterExpansion(text: string, at: number): number | undefined {
  const first = afterJoins(text, at + 1);
  const next = text.charAt(first);
  if (text.charAt(at) === '$' && next !== '{' && next !== '(') {
    // A name, or one character: a digit or a special parameter.
    if (!/[A-Za-z_]/.test(next)) return first + 1;
    let end = first + 1;
    while (/\w/.test(text.charAt(end))) end += 1;
    return end;
  }
  return afterClosing(text, at);
}

/** Goes on until everything that was opened is closed again, each in the order of its opening; in one pass. */
function afterClosing(text: string, from: number): number | undefined {
  const awaited: string[] = [];
  let at = from;
  do {
    if (at >= text.length) return undefined;
    at = step(text, at, awaited);
  } while (awaited.length > 0);
  return at;
}

function step(text: string, at: number, awaited: string[]): number {
  const character = text.charAt(at);
  const inside = awaited.at(-1);
  if (inside === "'") {
    if (character === "'") awaited.pop();
    return at + 1;
  }
  if (character === '\\') return at + 2;
  if (character === inside) {
    awaited.pop();
    return at + 1;
  }
  const first = character === '$' ? afterJoins(text, at + 1) : at + 1;
  const next = text.charAt(first);
  if (character === '$' && (next === '{' || next === '(')) {
    awaited.push(next === '{' ? '}' : ')');
    return first + 1;
  }
  if (character === '`' || character === '"') awaited.push(character);
  else if (inside !== '"' && character === "'") awaited.push(character);
  else if (inside === ')' && character === '(') awaited.push(')');
  return at + 1;
}
