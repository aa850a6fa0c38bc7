import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../src/model/visible-text.ts';

describe('visibleText', () => {
  it.each([
    ['plain text, ünïcode, 漢字, 😀', 'plain text, ünïcode, 漢字, 😀'],
    ['a\nb\tc', 'a\\u{a}b\\u{9}c'],
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['user\u202egnp.exe', 'user\\u{202e}gnp.exe'],
    ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
    ['next\u0085line\u2028\u2029', 'next\\u{85}line\\u{2028}\\u{2029}'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['filler\u3164', 'filler\\u{3164}'],
  ])('%j → %j', (text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  it('cuts and says how much is left out', () => {
    expect(visibleText('x'.repeat(100_000), 10)).toBe(`${'x'.repeat(10)}… (99990 more)`);
  });

  it('never splits a pair into half characters', () => {
    expect(visibleText('ab😀', 3).isWellFormed()).toBe(true);
  });

  it('leaves nothing hidden in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
