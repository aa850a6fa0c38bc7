import { describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../../src/settings/policy-file.ts';

const NAME = '.github/docker-security-gate.yml';
const CHECKS = ['user-not-root', 'user-numeric', 'healthcheck-present'];
const read = (text: string) => readPolicyFile(text, NAME, CHECKS);
const said = (text: string) => read(text).mistakes.map(({ line, column, text: words }) => `${line}:${column} ${words}`);

describe('a policy file that is right', () => {
  it('has each value with its line', () => {
    const { file, mistakes } = read(
      [
        '# yaml-language-server: $schema=x',
        'version: 1',
        'preset: strict',
        'mode: warn',
        'fail-on: low',
        'inherited: block',
        'scanner: none',
        'only-fixed: false',
        'checks:',
        '  user-numeric: off',
        '  healthcheck-present:',
        '    severity: critical',
        '    fail-on: low',
        '    required: true',
        'observe: true',
        'seccomp:',
        '  must-deny:',
        '    web: [mkdir, kill]',
        '',
      ].join('\r\n'),
    );
    expect(mistakes).toEqual([]);
    expect(file).toEqual({
      preset: { value: 'strict', from: `${NAME}:3` },
      mode: { value: 'warn', from: `${NAME}:4` },
      failOn: { value: 'low', from: `${NAME}:5` },
      inherited: { value: 'block', from: `${NAME}:6` },
      scanner: { value: 'none', from: `${NAME}:7` },
      onlyFixed: { value: false, from: `${NAME}:8` },
      observe: { value: true, from: `${NAME}:15` },
      mustDeny: new Map([['web', { value: ['mkdir', 'kill'], from: `${NAME}:18` }]]),
      checks: new Map([
        ['user-numeric', { off: { value: true, from: `${NAME}:10` } }],
        [
          'healthcheck-present',
          {
            severity: { value: 'critical', from: `${NAME}:12` },
            failOn: { value: 'low', from: `${NAME}:13` },
            required: { value: true, from: `${NAME}:14` },
          },
        ],
      ]),
    });
  });

  it.each([
    ['one value', 'fail-on: high'],
    ['quoted', '"fail-on": \'high\'\n'],
    ['flow style', '{fail-on: high, checks: {user-numeric: off, user-not-root: {required: true}}}'],
    ['a list of scanners that is none', 'scanner: [none]'],
    ['a byte order mark', '\uFEFFfail-on: high\n'],
    ['the start of a document', '---\nfail-on: high\n'],
    ['a rule without keys', 'checks:\n  user-numeric: {}\n'],
    ['comments around', '# a\nfail-on: high # b\n# c'],
    ['any script in comments', '# ключ 鍵 מפתח é e\u0301 ❤\uFE0F 👩🏽 100 %\r\nfail-on: high\r\n'],
    ['a document that is ended', 'fail-on: high\n...\n# nothing more\n'],
    ['a thousand backslashes', `fail-on: high # ${'\\'.repeat(1_000)}`],
    ['two thousand lines', `fail-on: high\n${'# why it is so\n'.repeat(2_000)}`],
    ['version 1', 'version: 1.0'],
    ['sixty mappings in a line', `{checks: {user-numeric: {}}} #${' {}'.repeat(60)}`],
  ])('%s', (_, text) => {
    expect(said(text)).toEqual([]);
    expect(read(text).file).toBeDefined();
  });
});

describe('a policy file that is wrong (threats T009, T011–T014, T036)', () => {
  it.each<[string, string, RegExp, ('invalid' | 'too-new' | 'not-yet')?]>([
    ['an unknown key', 'fail_onn: high', /^1:1 fail_onn: there is no such key. Did you mean fail-on\?$/],
    ['an unknown key that is near to none', 'zzz: 1', /^1:1 zzz: there is no such key. Known here: version, preset/],
    ['a misspelt severity', 'fail-on: hgih', /^1:10 fail-on is hgih; write one of .* Did you mean high\?$/],
    ['a severity as a number', 'fail-on: 3', /^1:10 fail-on is 3; write one of/],
    ['an empty value', 'fail-on:\n', /^1:\d+ fail-on is empty; write one of/],
    ['a list for one word', 'mode: [warn]', /^1:7 mode is a list; write one of enforce, warn/],
    ['a mapping for one word', 'mode: {a: 1}', /^1:7 mode is a mapping/],
    ['yes for true', 'only-fixed: yes', /^1:13 only-fixed is yes; write true or false/],
    ['unknown as a threshold', 'fail-on: unknown', /fail-on is unknown/],
    ['another version', 'version: 2', /^1:10 version is 2; this version of the gate reads version 1/, 'too-new'],
    ['a version as text', 'version: "1"', /^1:10 version is the text "1"; write 1\.$/],
    ['a later version as text', 'version: "2"', /^1:10 version is the text "2"; write 1\.$/],
    ['a version that never was', 'version: 0', /^1:10 version is 0; write 1\.$/],
    ['half a version', 'version: 1.5', /^1:10 version is 1\.5; write 1\.$/],
    ['no version', 'version:', /^1:\d+ version is empty; write 1\.$/],
    ['a scanner', 'scanner: grype', /scanner is grype: this version of the gate has no scanner yet/, 'not-yet'],
    ['a scanner beside none', 'scanner: [none, grype]', /none beside other scanners/],
    ['no scanner in a list', 'scanner: []', /empty list/],
    ['an unknown scanner', 'scanner: [grpye]', /Did you mean grype\?/],
    ['checks as a list', 'checks: [user-numeric]', /^1:9 checks is a list; write a mapping/],
    ['checks empty', 'checks:\n', /checks is empty; write a mapping/],
    [
      'a misspelt check',
      'checks:\n  user-not-rot: off',
      /^2:3 checks.user-not-rot: this version has no such check. Did you mean user-not-root\?$/,
    ],
    [
      'a check of a later version',
      'checks:\n  no-teapots: off',
      /^2:3 checks.no-teapots: this version has no such check.$/,
      'too-new',
    ],
    [
      'false instead of off',
      'checks:\n  user-numeric: false',
      /^2:17 checks.user-numeric is false; write off, or a mapping/,
    ],
    ['a list for a check', 'checks:\n  user-numeric: [off]', /checks.user-numeric is a list/],
    [
      'an unknown key of a check',
      'checks:\n  user-numeric:\n    severty: low',
      /^3:5 checks.user-numeric.severty: there is no such key. Did you mean severity\?/,
    ],
    [
      'required: false',
      'checks: {user-numeric: {required: false}}',
      /checks.user-numeric.required is false; write true, or leave it out/,
    ],
    ['empty', '', /the file is empty; write a mapping/],
    ['comments only', '# nothing\n', /the file is empty/],
    ['null', 'null', /the file is empty/],
    ['a list', '- fail-on: high', /the file is a list/],
    ['one word', 'strict', /the file is a single value/],
    ['two documents', 'fail-on: high\n---\nfail-on: low\n', /^2:1 a second document begins here \("---"\); write one$/],
    [
      'a document after the end',
      'fail-on: high\n...\nmode: warn\n',
      /^3:1 a second document begins here, after "\.\.\."; write one$/,
    ],
    ['a key twice', 'fail-on: high\nfail-on: low\n', /^2:1 fail-on stands twice$/],
    ['an alias', 'fail-on: &x high\nmode: *x\n', /alias/],
    ['a merge key', 'checks:\n  <<: {user-numeric: off}\n', /merge key/],
    ['a tag', 'fail-on: !!str high', /tag/],
    ['an unknown tag', 'fail-on: !js/function "x"', /tag/],
    ['a key that is a number', '1: high', /key that is not text/],
    ['a key that is a list', '? [a]\n: high', /key that is not text/],
    ['broken YAML', 'checks: {user-numeric: off', /is no YAML/],
    ['a tab as indentation', 'checks:\n\tuser-numeric: off', /is no YAML/],
    ['__proto__', '__proto__: {polluted: true}', /^1:1 __proto__: there is no such key/],
    ['constructor', 'constructor: {prototype: {polluted: true}}', /^1:1 constructor: there is no such key/],
    ['__proto__ as a check', 'checks: {__proto__: off}', /checks.__proto__: this version has no such check/, 'too-new'],
    ['toString as a check', 'checks: {toString: off}', /checks.toString: this version has no such check/, 'too-new'],
    [
      'hidden characters',
      'fail-on: "hi\u202Egh"',
      /^1:13 holds a character that can't be seen \(U\+202E\); leave it out$/,
    ],
    ['hidden characters by escapes', 'fail-on: "hi\\u202Egh"', /^1:10 fail-on is hi\\u\{202e\}gh/],
    [
      'hidden characters in a comment',
      'mode: warn\n# \u2066x',
      /^2:3 holds a character that can't be seen \(U\+2066\)/,
    ],
    ['zero-width in a key', 'fail\u200B-on: high', /^1:5 holds a character that can't be seen \(U\+200B\)/],
    ['a soft hyphen', '# \u00AD', /^1:3 holds a character that can't be seen \(U\+00AD\)/],
    ['letters made of tags', 'mode: warn # \u{E0041}', /^1:14 holds a character that can't be seen \(U\+E0041\)/],
    ['a letter that draws nothing', '# \u3164', /^1:3 holds a character that can't be seen \(U\+3164\)/],
    ['terminal escapes', '"\\e[31m": 1', /\\u\{1b\}\[31m/],
    ['terminal escapes as they are', '"\u001b[31m": 1', /^1:2 holds a control character/],
    ['a NUL in a comment', 'fail-on: high\n# \u0000', /^2:3 holds a control character/],
    ['UTF-16', Buffer.from('\uFEFFfail-on: high', 'utf16le').toString('utf8'), /^1:1 holds bytes that are no UTF-8/],
    ['UTF-16 without a mark', Buffer.from('fail-on: high', 'utf16le').toString('utf8'), /^1:2 holds a control char/],
    ['Latin-1', Buffer.from('# é\nfail-on: high', 'latin1').toString('utf8'), /^1:3 holds bytes that are no UTF-8/],
    ['a byte order mark in the middle', 'mode: warn\n\uFEFFfail-on: high', /^2:1 holds a control character/],
    ['a comment that some end with CR alone', '# \rfail-on: low', /^1:3 holds a character that ends the line for some/],
    ['a comment that some end with NEL', 'mode: warn # \u0085fail-on: low', /^1:14 holds a character that ends/],
    ['a comment that some end with U+2028', '# \u2028fail-on: low', /^1:3 holds a character that ends the line/],
    ['YAML 1.1', '%YAML 1.1\n---\nonly-fixed: true', /^1:1 is a directive/],
    ['a handle for tags', '%TAG ! tag:x,2000:\n---\nfail-on: high', /^1:1 is a directive/],
    ['10,000 levels over lines', '[\n'.repeat(10_000), /^301:1 more than 300 brackets are opened/],
    ['2,000 mistakes', Array.from({ length: 2_000 }, (__, n) => `k${n}: 1`).join('\n'), /^101:1 1900 more mistakes/],
    [
      '10,000 keys',
      Array.from({ length: 10_000 }, (__, n) => `k${n}: 1`).join('\n'),
      /more than 20000 words and signs/,
    ],
    ['200,000 control characters', '\u0001'.repeat(200_000), /^1:5 199995 more mistakes from here on/],
    ['1,001 backslashes', `mode: "${'\\n'.repeat(1_001)}"`, /^1:1 more than 1000 backslashes/],
    ['too many bytes', `# ${'x'.repeat(262_144)}`, /more than 262144 bytes/],
    ['10,000 levels', '['.repeat(10_000), /more than 300 brackets are opened/],
    [
      '10,000 levels of lines',
      Array.from({ length: 300 }, (__, level) => `${' '.repeat(level)}a:`).join('\n'),
      /nested more than/,
    ],
  ])('%s', (_, text, words, kind = 'invalid') => {
    const { file, mistakes } = read(text);
    expect(file).toBeUndefined();
    expect(
      said(text).some((line) => words.test(line)),
      said(text).slice(0, 3).join('\n'),
    ).toBe(true);
    expect(mistakes.some((mistake) => mistake.kind === kind)).toBe(true);
    expect(said(text).join('').length).toBeLessThan(20_000);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each([
    ['one', 'fail-on: hgih', 1, 1],
    ['a hundred', Array.from({ length: 100 }, (_, n) => `k${n}: 1`).join('\n'), 100, 100],
    ['a hundred and one', Array.from({ length: 101 }, (_, n) => `k${n}: 1`).join('\n'), 101, 101],
    ['two thousand', Array.from({ length: 2_000 }, (_, n) => `k${n}: 1`).join('\n'), 101, 2_000],
    ['checks', `checks:\n${Array.from({ length: 2_000 }, (_, n) => ` k${n}: off`).join('\n')}`, 101, 2_000],
    ['the parser’s', `a: &b c\n${'a: &b c\n'.repeat(1_000)}`, 101, 1_001],
    ['the text’s', '\u200B'.repeat(300), 6, 300],
  ])('counts them all and tells the first: %s', (_, text, told, count) => {
    const { mistakes, count: all } = read(text);
    expect([mistakes.length, all]).toEqual([told, count]);
  });

  it('tells everything at once, by line', () => {
    const text =
      'fail_on: high\nmode: wran\ninherited: yes\nchecks:\n  user-numerc: off\n  user-not-root:\n    severity: bad\n';
    expect(said(text).map((line) => line.split(':')[0])).toEqual(['1', '2', '3', '5', '7']);
  });

  it('grows in a line with what is wrong', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}: 1`).join('\n');
    const time = (count: number): number => {
      const text = keys(count);
      const start = performance.now();
      read(text);
      return performance.now() - start;
    };
    time(100);
    // Twenty times as many; comparing each key with each would take four hundred times as long.
    expect(time(2_000)).toBeLessThan(100 * Math.max(time(100), 1));
  });

  it('an alias bomb costs nothing', () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(',')}]`;
    const text = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((n, i) => level(n, 'abcdefghi'[i] ?? 'a')),
    ].join('\n');
    const start = performance.now();
    expect(read(text).file).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
