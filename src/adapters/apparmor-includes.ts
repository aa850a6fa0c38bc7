/**
 * A directive that opens another file: `include`, `#include`, `abi`. The parser looks for the word wherever a word can
 * begin, so that only a letter or a slash before it says that it is part of a name.
 */
const DIRECTIVE = /(?<![A-Za-z_/.-])(?:include|abi)(?![\w/-])|#include/g;
/** A file below the system's folder of profiles, by plain names. */
const OF_SYSTEM = /^(?:#?include(?:[ \t]+if[ \t]+exists)?|abi)[ \t]*<([A-Za-z0-9_.+-]+(?:\/[A-Za-z0-9_.+-]+)*)>/;

/**
 * Why the parser must not be given this profile: it would open a file that the profile chooses, with the gate's rights,
 * and say in its messages what stands there (apparmor.d(5): "the path is passed to open(2)"). Undefined when it opens
 * nothing but the system's own files. Whatever is not surely harmless counts as harmful.
 */
export function refusedInclude(text: string): string | undefined {
  for (const found of text.matchAll(DIRECTIVE)) {
    const [, path] = OF_SYSTEM.exec(text.slice(found.index, found.index + 300)) ?? [];
    if (path !== undefined && !path.split('/').includes('..')) continue;
    if (!isRemark(text, found.index)) {
      const line = text.slice(0, found.index).split('\n').length;
      return `line ${line} may include a file by a path of its own, which the gate does not let the parser open`;
    }
  }
  return undefined;
}

/** The word stands in a line that is a remark as a whole. With a quote in it, a text that began above may end there. */
function isRemark(text: string, index: number): boolean {
  const from = text.lastIndexOf('\n', index - 1) + 1;
  const end = text.indexOf('\n', index);
  const line = text.slice(from, end < 0 ? text.length : end);
  return /^[ \t]*#(?!include)[^"]*$/.test(line) && !line.includes('#include');
}
