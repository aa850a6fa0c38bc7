import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJobSummary } from '../../../src/reporters/job-summary.ts';
import {
  code,
  codeBlock,
  details,
  documentOf,
  identifier,
  join,
  md,
  paragraph,
  table,
  text,
} from '../../../src/reporters/markdown.ts';
import { renderComment } from '../../../src/reporters/pull-request-comment.ts';
import { MARKER } from '../../builders/golden-reports.ts';
import { aHostileReport } from '../../builders/report.ts';
import { ACTIVE_TEXT, OWN_TAGS, type Rendered, readMarkdown } from './rendered.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';

/** What an image or a pull request may be named, and why it is dangerous. */
const HOSTILE: readonly (readonly [why: string, name: string])[] = [
  ['pipe', 'a|b'],
  ['pipe behind a backslash', 'a\\|b\\\\|c'],
  ['only pipes', '|||'],
  ['newline and delimiter row', 'a\n|---|---|\n| x | y |'],
  ['carriage return', 'a\r\n\r\n# heading'],
  ['one back-tick', 'a`b'],
  ['back-tick at both ends', '`a`'],
  ['runs of back-ticks', 'a`b``c```d````e'],
  ['a fence', '```\n</details>\n```'],
  ['100 back-ticks', '`'.repeat(100)],
  ['300 tildes', '~'.repeat(300)],
  ['backslash at the end', 'a\\'],
  ['image with a handler', '<img src=x onerror=alert(1)>'],
  ['script', '<script>alert(1)</script>'],
  ['open details', '</details><details open>'],
  ['end of summary', '</summary></details>'],
  ['anchor', '<a href="https://evil.example">x</a>'],
  ['comment', '<!-- docker-security-gate v1 -->'],
  ['open comment', '<!--'],
  ['CDATA', '<![CDATA[ x ]]> <?php ?> <!DOCTYPE x>'],
  ['entity', '&lt;b&gt; &#64;octocat &amp;'],
  ['mention', '@octocat'],
  ['mention in brackets', '(@octocat)'],
  ['mention behind a letter', 'see:@octocat,@octocat'],
  ['team', '@octo/security'],
  ['address', 'root@example.com'],
  ['issue', '#1'],
  ['issue in brackets', '(#1)'],
  ['issue with prefix', 'GH-1'],
  ['issue of another repository', 'octo/app#1'],
  ['commit', SHA],
  ['short commit', SHA.slice(0, 7)],
  ['commit of a user', `octocat@${SHA}`],
  ['advisory', 'GHSA-abcd-efgh-2345 CVE-2026-12345'],
  ['own reference', 'TICKET-42'],
  ['closing word', 'fixes #1, closes octo/app#2'],
  ['web address', 'https://evil.example/x?y=z'],
  ['web address in brackets', '(https://evil.example)'],
  ['web address without scheme', 'www.evil.example'],
  ['web address in upper case', 'WWW.EVIL.EXAMPLE HTTPS://EVIL.EXAMPLE'],
  ['autolink', '<https://evil.example>'],
  ['javascript link', '[x](javascript:alert(1))'],
  ['data link', '[x](data:text/html,x)'],
  ['look-alike host', '[github.com](https://github.com.evil.example/)'],
  ['reference link', '[x]: https://evil.example\n\n[x]'],
  ['image', '![x](https://evil.example/p.png)'],
  ['image link', '[![x](https://evil.example/p.png)](https://evil.example)'],
  ['link in code in a label', 'x`\\[x](javascript:alert(1))a|b'],
  ['footnote', '[^1]: note\n\n[^1]'],
  ['alert', '> [!CAUTION]\n> x'],
  ['task list', '- [ ] x'],
  ['list marker', '- x'],
  ['ordered list', '1. x'],
  ['heading', '# x'],
  ['setext heading', 'x\n==='],
  ['rule', '---'],
  ['emphasis', '*a* **b** _c_ ~~d~~'],
  ['emoji code', ':shipit: :+1:'],
  ['formula', '$x^2$ $$y$$ $`z`$'],
  ['bidi override', 'abc\u202etxt.exe'],
  ['bidi isolate', '\u2066abc\u2069'],
  ['zero width', 'ad\u200bmin\u200c\u200d\u2060\ufeff'],
  ['tag characters', 'x\u{e0041}\u{e0042}'],
  ['soft hyphen', 'ro\u00adot'],
  ['control characters', '\u0000\u0007\u001b[31mred\u009b1m\u007f'],
  ['line separators', 'a\u2028b\u2029c\u0085d\u000bd\u000c'],
  ['wide spaces', 'a\u00a0\u2003\u3000b'],
  ['blank letters', '\u3164\u115f\u1160\uffa0'],
  ['heap of marks', `e${'\u0301'.repeat(100)}`],
  ['lone surrogates', '\ud800x\udc00'],
  ['4-byte characters', '🐳'.repeat(300)],
  ['only spaces', '   '],
  ['tabs', '\t\tx'],
  ['100 KB', 'x'.repeat(100_000)],
  ['100 KB of hidden characters', '\u202e'.repeat(100_000)],
];

const LIMIT = 60_000;
const comment = (name: string): string => renderComment(aHostileReport(name), { marker: MARKER, limit: LIMIT });
const summary = (name: string): string => renderJobSummary(aHostileReport(name));
const OWN_LINK = /^https:\/\/github\.com\/octo\/security-app\/(?:commit|blob|actions)\/[\w%.~/#-]+$/;
const MARKER_TAG =
  /^<!-- docker-security-gate v1 key=default run=19655012345 attempt=1 commit=[0-9a-f]{40} nonce=[0-9a-f]{32} -->$/;

/** Everything in a rendered report that is not the gate's own. */
function foreign(rendered: Rendered): readonly string[] {
  return [
    ...rendered.tags.filter((tag) => !OWN_TAGS.has(tag) && !MARKER_TAG.test(tag)),
    ...rendered.links.filter((href) => !OWN_LINK.test(href)),
    ...rendered.images,
    ...rendered.texts.filter((part) => ACTIVE_TEXT.some((shape) => shape.test(part))),
  ];
}

describe('a report with hostile text in every place', () => {
  const harmless = { comment: readMarkdown(comment('app')).shape, summary: readMarkdown(summary('app')).shape };

  it.each(HOSTILE)('%s: comment and summary keep their shape and hold nothing foreign', (_why, name) => {
    const rendered = { comment: readMarkdown(comment(name)), summary: readMarkdown(summary(name)) };
    expect(foreign(rendered.comment)).toEqual([]);
    expect(foreign(rendered.summary)).toEqual([]);
    if (name.trim() === '') return;
    expect(rendered.comment.shape).toEqual(harmless.comment);
    expect(rendered.summary.shape).toEqual(harmless.summary);
    expect(comment(name).isWellFormed()).toBe(true);
  });

  it('the same for any text', () => {
    const fragments = fc.constantFrom(
      ...HOSTILE.map(([, name]) => name.slice(0, 60)),
      ' ',
      '\n',
      'word',
      '`',
      '|',
      '\\',
    );
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.array(fragments, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(any, (name) => {
        const source = comment(`x${name}`);
        const rendered = readMarkdown(source);
        expect(foreign(rendered)).toEqual([]);
        expect(rendered.shape).toEqual(harmless.comment);
        expect(source.length).toBeLessThanOrEqual(LIMIT);
      }),
      { numRuns: 300 },
    );
  });

  it('would see what is foreign (the net has no hole of its own)', () => {
    const raw = 'see @octocat #1 <b>x</b> [x](https://evil.example) ![x](https://evil.example) \u202e';
    expect(foreign(readMarkdown(raw)).length).toBeGreaterThanOrEqual(5);
    expect(foreign(readMarkdown('plain `@octocat` text'))).toEqual([]);
  });
});

describe('code', () => {
  const roundTrip = (untrusted: string): string | undefined =>
    readMarkdown(documentOf([paragraph(code(untrusted))])).codes[0];

  it.each([
    ['apk add curl'],
    ['a`b'],
    ['`a`'],
    ['a``b`c'],
    [' a '],
    ['  two  '],
    ['a\\'],
    ['<b>&amp;'],
    ['a|b'],
    ['@octocat #1'],
  ])('%j comes out as it went in', (untrusted) => {
    expect(roundTrip(untrusted)).toBe(untrusted);
  });

  it.each([
    ['', undefined],
    ['  ', '\\u{20}\\u{20}'],
    ['a\nb', 'a\\u{a}b'],
    ['a\u202eb', 'a\\u{202e}b'],
    ['a\\|b', 'a\\\\u{7c}b'],
    ['`'.repeat(90), '\\u{60}x90'],
  ])('%j shows as %j', (untrusted, shown) => {
    expect(roundTrip(untrusted)).toBe(shown);
  });

  it('is cut with the exact number of what is left out', () => {
    expect(roundTrip('x'.repeat(1_000))).toBe(`${'x'.repeat(200)}… (800 more)`);
    expect(roundTrip('x'.repeat(200))).toBe('x'.repeat(200));
  });

  it('counts escapes against the limit too', () => {
    const shown = roundTrip('\u202e'.repeat(1_000)) ?? '';
    expect(shown.length).toBeLessThanOrEqual(230);
    const kept = shown.match(/\\u\{202e\}/g)?.length ?? 0;
    expect(shown.endsWith(`… (${1_000 - kept} more)`)).toBe(true);
  });

  it('never touches its neighbour', () => {
    const source = documentOf([paragraph(md`${code('a')}${code('b')}`), paragraph(join([code('c'), code('d')], md``))]);
    expect(readMarkdown(source).codes).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps pipes in a table', () => {
    const rendered = readMarkdown(documentOf([table([md`One`, md`Two`], [[code('a|b'), text('c|d e')]])]));
    expect(rendered.shape).toEqual(['table 2x1']);
    expect(rendered.codes).toEqual(['a|b', 'c|d']);
  });
});

describe('identifier', () => {
  it('shows look-alike letters as escapes, and leaves ASCII alone', () => {
    expect(documentOf([paragraph(identifier('user-nоt-root'))])).toBe('`user-n\\u{43e}t-root`\n');
    expect(documentOf([paragraph(identifier('user-not-root'))])).toBe('`user-not-root`\n');
  });
});

describe('text', () => {
  it.each([
    ['USER is empty → uid 0 (root), gid 0.', 'USER is empty → uid 0 (root), gid 0.'],
    ["It's a non-root user; Alpine 3.19 has 95% of it!", "It's a non-root user; Alpine 3.19 has 95% of it!"],
    ['Größe, naïve, Привет, 日本語', 'Größe, naïve, Привет, 日本語'],
    ['Read /etc/passwd (or /etc/group).', 'Read `/etc/passwd` (or `/etc/group`).'],
    ['Run `adduser -D app` first.', 'Run `adduser -D app` first.'],
    ['Ask @octocat about #1.', 'Ask `@octocat` about `#1`.'],
    ['a lone ` stays', 'a lone `` ` `` stays'],
    ['1. no list', '`1`. no list'],
    ['1 user, 2 groups', '1 user, 2 groups'],
    ['', ''],
  ])('%j becomes %j', (untrusted, source) => {
    expect(documentOf([paragraph(text(untrusted))])).toBe(`${source}\n`);
  });
});

describe('codeBlock', () => {
  it('has a fence longer than any in it, keeps indentation and shows what hides', () => {
    expect(documentOf([codeBlock(['```', '\tRUN x\u202e\ty'], 'dockerfile')])).toBe(
      '````dockerfile\n```\n\tRUN x\\u{202e}\\u{9}y\n````\n',
    );
  });
});

describe('details', () => {
  it('takes any summary: words stay, the rest is code with its signs as entities', () => {
    const source = documentOf([details('3 findings of </summary><b>@x', [paragraph(md`inside`)])]);
    expect(source).toContain('<summary>3 findings of <code>&#60;/summary&#62;&#60;b&#62;@x</code></summary>');
  });
});

describe('md', () => {
  it.each(['`', '\\', '|', '$', '\n'])('refuses %j in a literal: it depends on its neighbours', (sign) => {
    const literal = Object.assign([sign], { raw: [sign] }) satisfies TemplateStringsArray;
    expect(() => md(literal)).toThrow('a literal must not hold');
  });

  it('refuses what it has not made', () => {
    // As untyped code could: the types forbid it.
    const forged = '**bold**' as unknown as ReturnType<typeof md>;
    expect(() => md`${forged}`).toThrow('not made by');
  });
});
