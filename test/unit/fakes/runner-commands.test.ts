import { describe, expect, test } from 'vitest';
import { commandsIn, parseRunnerLine, runnerLines } from '../../fakes/runner-commands.ts';
import { parseOutputFile, SUMMARY_LIMIT_BYTES, showsSummary } from '../../fakes/runner-files.ts';

describe('a line that the runner takes for a command', () => {
  const table: readonly [line: string, name: string, data: string, properties?: Record<string, string>][] = [
    ['::error::broken', 'error', 'broken'],
    ['::error::', 'error', ''],
    ['::ERROR::broken', 'error', 'broken'],
    ['  \t::warning::after spaces', 'warning', 'after spaces'],
    [
      '\u00a0\u3000\u2028\u0085::debug::after white space that is not ASCII',
      'debug',
      'after white space that is not ASCII',
    ],
    ['::notice file=a.ts,line=3::here', 'notice', 'here', { file: 'a.ts', line: '3' }],
    ['::notice   file=a.ts , line=3  ::here', 'notice', 'here', { file: 'a.ts ', ' line': '3' }],
    ['::error FILE=a%2Cb%3Ac::x', 'error', 'x', { file: 'a,b:c' }],
    ['::error file==a=b,,=line=3,title=::x', 'error', 'x', { file: 'a=b', line: '3' }],
    ['::set-output name=x::%0D%0A%25', 'set-output', '\r\n%'],
    ['::set-output name=x::%250A', 'set-output', '%0A'],
    ['::error::%0a stays, %3A too', 'error', '%0a stays, %3A too'],
    ['::error::a::b', 'error', 'a::b'],
    ['::error:\u00ad:a soft hyphen has no weight', 'error', ':a soft hyphen has no weight'],
    ['::error:\u200b:nor has a zero-width space', 'error', ':nor has a zero-width space'],
    ['::group::title', 'group', 'title'],
    ['::endgroup::', 'endgroup', ''],
    ['::add-mask::pass', 'add-mask', 'pass'],
    ['##[error]broken', 'error', 'broken'],
    ['text before ##[error]broken', 'error', 'broken'],
    ['##[Set-Env name=A;x=1]B', 'set-env', 'B', { name: 'A', x: '1' }],
    ['##[warning file=a%3Bb%5Dc]x%0Ay%3B', 'warning', 'x\ny;', { file: 'a;b]c' }],
    [
      '::unknown::##[error]the second grammar is tried when the first finds nothing',
      'error',
      'the second grammar is tried when the first finds nothing',
    ],
    ['::error##[warning]x', 'warning', 'x'],
  ];
  test.each(table)('%j', (line, name, data, properties = {}) => {
    const command = parseRunnerLine(line);
    expect(command).toMatchObject({ name, data });
    expect(Object.fromEntries(command?.properties ?? [])).toMatchObject(properties);
  });
});

describe('a line that is only text for the runner', () => {
  test.each([
    '',
    'plain',
    'text ::error::not at the start',
    '::error',
    '::error:',
    ':error::x',
    ': :error::x',
    '::errors::x',
    '::error\u00a0x::only an ASCII space ends the name',
    '::\u00aderror::x',
    '\u00ad::error::x',
    '\ufeff::error::x',
    '\u200b::error::x',
    '::set\u2010output name=x::y',
    '::internal-set-repo-path repoFullName=a::b',
    '# #[error]x',
    '##[error',
    '##[ error]x',
    '##[nothing]##[error]only the first bracket counts',
    '\u001b[31m::error::x',
    '::warn\u0131ng::dotless i',
    '::stop-command\u017f::long s',
  ])('%j', (line) => {
    expect(parseRunnerLine(line)).toBeUndefined();
  });
});

describe('lines', () => {
  test.each<[string, Buffer | string, readonly string[]]>([
    ['CR, LF and CRLF end a line', 'a\rb\nc\r\nd', ['a', 'b', 'c', 'd']],
    ['an empty line stays', 'a\n\nb\n', ['a', '', 'b']],
    ['other separators do not end one', 'a\u2028b\u0085c\u000bd\u000ce', ['a\u2028b\u0085c\u000bd\u000ce']],
    ['a UTF-8 byte order mark is skipped', Buffer.from('\ufeff::error::x'), ['::error::x']],
    ['a UTF-16 byte order mark switches', Buffer.from('\ufeff::error::x', 'utf16le'), ['::error::x']],
    ['broken UTF-8 is replaced', Buffer.from([0x61, 0xff, 0x62]), ['a\ufffdb']],
    ['nothing', '', []],
  ])('%s', (_, output, lines) => {
    expect(runnerLines(output)).toEqual(lines);
  });
});

describe('stopped commands', () => {
  const table: readonly [string, string, readonly string[]][] = [
    [
      'nothing counts until the token',
      '::stop-commands::tok\n::error::a\n##[error]b\n::tok::\n::notice::c',
      ['stop-commands', 'notice'],
    ],
    ['the token is compared without case', '::stop-commands::ToK\n::tOk::\n::notice::c', ['stop-commands', 'notice']],
    [
      'the token may come in the other grammar',
      '::stop-commands::tok\nx ##[tok]\n::notice::c',
      ['stop-commands', 'notice'],
    ],
    ['another token does not resume', '::stop-commands::tok\n::other::\n::notice::c', ['stop-commands']],
    ['a second stop is text', '::stop-commands::tok\n::stop-commands::x\n::x::\n::error::y', ['stop-commands']],
    ['an empty token stops nothing', '::stop-commands::\n::error::a', ['stop-commands', 'error']],
    ['a command is no token', '::stop-commands::error\n::warning::a', ['stop-commands', 'warning']],
  ];
  test.each(table)('%s', (_, output, names) => {
    expect(commandsIn(output).map(({ name }) => name)).toEqual(names);
  });

  test('a command says where it stands', () => {
    expect(commandsIn('a\rb\r\n::error::x').map(({ line }) => line)).toEqual([3]);
  });
});

describe('output file', () => {
  const table: readonly [string, string, Record<string, string>][] = [
    ['one line a pair', 'a=1\nb=2\n', { a: '1', b: '2' }],
    ['the last line may lack its end', 'a=1', { a: '1' }],
    ['values may hold equals signs and brackets', 'a=b=c<<d', { a: 'b=c<<d' }],
    ['a later pair wins', 'verdict=error\nverdict=pass\n', { verdict: 'pass' }],
    ['empty lines are passed over', '\na=1\n\n', { a: '1' }],
    ['several lines', 'a<<EOF\none\ntwo\nEOF\nb=2\n', { a: 'one\ntwo', b: '2' }],
    ['an empty value', 'a<<EOF\nEOF\n', { a: '' }],
    ['the delimiter as last line without its end', 'a<<EOF\none\nEOF', { a: 'one' }],
    ['pairs within a value are text', 'a<<EOF\nb=2\nEOF\n', { a: 'b=2' }],
    [
      'a delimiter that a value holds cuts it: what follows is read as pairs',
      'a<<EOF\nEOF\nverdict=pass\nEOF=\n',
      { a: '', verdict: 'pass', EOF: '' },
    ],
    ['CR does not end a line', 'a=1\r\nb=2\r\n', { a: '1\r', b: '2\r' }],
    ['a delimiter may hold equals signs', 'a<<x=y\n1\nx=y\n', { a: '1' }],
  ];
  test.each(table)('%s', (_, text, values) => {
    expect(Object.fromEntries(parseOutputFile(text).map(({ name, value }) => [name, value]))).toEqual(values);
  });

  test.each(['a', 'a<<\n1\n', '<<EOF\n1\nEOF\n', 'a<<EOF\n1\n', 'a<<EOF\n1'])('the step fails for %j', (text) => {
    expect(() => parseOutputFile(text)).toThrow(/^Invalid/);
  });
});

test.each([
  [0, false],
  [1, true],
  [SUMMARY_LIMIT_BYTES, true],
  [SUMMARY_LIMIT_BYTES + 1, false],
])('a summary of %i bytes is shown: %s', (bytes, shown) => {
  expect(showsSummary(Buffer.alloc(bytes, 'x'))).toBe(shown);
});
