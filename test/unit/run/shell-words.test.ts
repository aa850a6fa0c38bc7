// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import { describe, expect, it } from 'vitest';
import { splitShellWords } from '../../../src/run/shell-words.ts';

/** Each word; what is not known stands behind a bar: `--user=|$X`. */
function words(text: string): readonly string[] {
  const split = splitShellWords(text);
  if ('error' in split) throw new Error(`${split.error.word}: ${split.error.text}`);
  expect(split.words.map(({ number }) => number)).toEqual(split.words.map((_, index) => index + 1));
  return split.words.map(({ text: word, unknownFrom: from }) => {
    return from === undefined ? word : `${word.slice(0, from)}|${word.slice(from)}`;
  });
}

describe('words', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    [' \t\n ', []],
    ['--rm  -it\timg', ['--rm', '-it', 'img']],
    ['\n\n--rm img\n\n', ['--rm', 'img']],
    ['--rm \\\n  --user root \\\n\timg', ['--rm', '--user', 'root', 'img']],
    ['--us\\\ner root', ['--user', 'root']],
    ["-e 'a b'", ['-e', 'a b']],
    ['-e "a b"', ['-e', 'a b']],
    [`a'b'"c"d`, ['abcd']],
    [`'' ""`, ['', '']],
    ['a\\ b \\"c\\" \\\\', ['a b', '"c"', '\\']],
    [`'a\\'b`, ['a\\b']],
    [`"a\\"b \\\\ \\$X \\\` \\n"`, ['a"b \\ $X ` \\n']],
    ['"a\\\nb"', ['ab']],
    ["'a\nb'", ['a\nb']],
    ['"a#b" c#d', ['a#b', 'c#d']],
    ['--rm # --privileged', ['--rm']],
    ['# nothing\n--rm', ['--rm']],
    ["'$X' \\$X '`x`'", ['$X', '$X', '`x`']],
    ['a$ $. "$" "a$"', ['a$', '$.', '$', 'a$']],
    ["';' \"|\" \\& '*' '~' '{a,b}'", [';', '|', '&', '*', '~', '{a,b}']],
    ['a~ {} {{.Name}} tag={{.ID}}', ['a~', '{}', '{{.Name}}', 'tag={{.ID}}']],
    ['-p [::1]:80:80', ['-p', '[::1]:80:80']],
    ['\u00a0x', ['\u00a0x']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe('what only a shell knows', () => {
  it.each<[string, readonly string[]]>([
    ['$X', ['|$X']],
    ['"$X"', ['|$X']],
    ['--user=$X:1', ['--user=|$X:1']],
    ['-v $PWD/data:/data', ['-v', '|$PWD/data:/data']],
    ['-u "$(id -u)":0', ['-u', '|$(id -u):0']],
    ['-u $(id -u):$(id -g) img', ['-u', '|$(id -u):$(id -g)', 'img']],
    ['-u `id -u` img', ['-u', '|`id -u`', 'img']],
    ['a${X:-b c}d', ['a|${X:-b c}d']],
    ['${X:-"}"} b', ['|${X:-"}"}', 'b']],
    ["$(echo ')' \"$(echo ')')\") b", ["|$(echo ')' \"$(echo ')')\")", 'b']],
    ['"$(echo "a b")" c', ['|$(echo "a b")', 'c']],
    ['"$(echo \'a"b\')" c', ["|$(echo 'a\"b')", 'c']],
    ['$((1+(2))) b', ['|$((1+(2)))', 'b']],
    ['"`echo \\`a b\\``" c', ['|`echo \\`a b\\``', 'c']],
    ['$1$@$?x', ['|$1$@$?x']],
    ['a$\\\nX b', ['a|$\\\nX', 'b']],
    ['"$\\\n\\\nX" b', ['|$\\\n\\\nX', 'b']],
    ['$\\\n(a b) c', ['|$\\\n(a b)', 'c']],
    ['$(a $\\\n(b c)) d', ['|$(a $\\\n(b c))', 'd']],
    ['$\\\n{X:-a b} c', ['|$\\\n{X:-a b}', 'c']],
    ['~/x:/y', ['|~/x:/y']],
    ['/dev/video* a?', ['/dev/video|*', 'a|?']],
    ['--cap-add={A,B}', ['--cap-add=|{A,B}']],
    ['x{1..3}', ['x|{1..3}']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe('no command line', () => {
  it.each([
    ["--rm 'a", 2, /single quote is not closed/],
    ['"a', 1, /double quote is not closed/],
    ['"a\\"', 1, /double quote is not closed/],
    ['"$(a"', 1, /substitution is not closed/],
    ['a $(b', 2, /substitution is not closed/],
    ['a `b', 2, /substitution is not closed/],
    ['${a', 1, /substitution is not closed/],
    ['--rm \\', 2, /ends with a backslash/],
    ['--rm\nimg', 2, /ends with its line/],
    ['--rm img; rm -rf x', 2, /; ends or redirects/],
    ['img | tee', 2, /\| ends or redirects/],
    ['img && x', 2, /& ends or redirects/],
    ['img > x', 2, /> ends or redirects/],
    ['(img)', 1, /\( ends or redirects/],
    ["$'a'", 1, /different shells/],
    ['a$"b"', 1, /different shells/],
    ["$\\\n'a'", 1, /different shells/],
    ['a\0', 1, /NUL/],
    ["'\0'", 1, /NUL/],
    ['"\0"', 1, /NUL/],
    ['\\\0', 1, /NUL/],
    ['--rm \\\r\n img', 3, /ends with its line|carriage/],
    ['--rm\r\n', 1, /carriage return/],
    ['x'.repeat(65_537), 1, /longer than 65,536/],
  ])('%j', (text, word, message) => {
    expect(splitShellWords(text)).toEqual({ error: { word, text: expect.stringMatching(message) } });
  });

  it('has at most 65,536 characters', () => {
    expect(words('x'.repeat(65_536))).toHaveLength(1);
  });

  it.each([
    '$(',
    '"$(',
    '${',
    '`',
    '\\',
    "'",
    '"',
    '(',
    '{',
    '{,',
    '..',
    '\n',
    '# \n',
    '$a',
    '~ ',
    '$((',
    "$('",
    '$\\\n',
  ])('takes milliseconds for %j again and again', (piece) => {
    const start = performance.now();
    splitShellWords(piece.repeat(Math.floor(65_536 / piece.length)));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
