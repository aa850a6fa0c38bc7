import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAppArmor } from '../../../src/linux/apparmor.ts';
import { appArmorMistakes, unreadRules } from '../../../src/linux/apparmor-mistakes.ts';

const PIECES = [
  ...['profile ', 'web ', '/usr/bin/x ', '{', '}', '{ ', ' }\n', ',', ', ', '\n', '\r\n', '\t', ' ', '#', '# x\n'],
  ...['#include ', 'include <abstractions/base>', 'include if exists <local/x>', '"', '\\', '(', ')', '=', '[', ']'],
  ...[
    '@{X}',
    '@{X}=',
    '$x',
    '^hat ',
    'hat ',
    'flags=(',
    'complain',
    'unconfined) ',
    'xattrs=(',
    ' -> ',
    '<=',
    '<',
    '>',
  ],
  ...[
    'audit ',
    'deny ',
    'allow ',
    'owner ',
    'priority=5 ',
    'file',
    'all',
    '/** ',
    'rwix',
    'ux',
    '/{a,b} ',
    '\0',
    '\u2028',
  ],
  ...[
    'capability ',
    'sys_admin ',
    'network ',
    'mount ',
    'umount ',
    'options=(ro) ',
    'options in ',
    'fstype=',
    'signal ',
  ],
  ...[
    '(receive) ',
    'peer=',
    'set=',
    'ptrace ',
    'unix ',
    'dbus ',
    'change_profile ',
    'set rlimit ',
    'link ',
    'abi ',
    'alias ',
  ],
];
const text = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, fc.string()), { maxLength: 60 });

describe('any text', () => {
  it('is read without an error, in lines that it has, and judged', () => {
    const judged = fc.property(text, (pieces) => {
      const all = pieces.join('');
      const lines = all.split('\n').length;
      const { profiles, includes, notes } = readAppArmor(all);
      for (const profile of profiles) {
        const places = [profile, ...profile.rules, ...profile.includes, ...profile.notes, ...unreadRules(profile)];
        const mistakes = appArmorMistakes(profile);
        for (const { line } of [...places, ...mistakes]) expect(line >= 1 && line <= lines).toBe(true);
        expect(profile.name).not.toBe('');
      }
      for (const { line } of [...includes, ...notes]) expect(line >= 1 && line <= lines).toBe(true);
    });
    fc.assert(judged, { numRuns: 3000 });
  });

  it('has nothing left out of a profile without a note: braces, rules and their number', () => {
    const rule = fc.constantFrom(
      '/a r,',
      'deny mount,',
      'capability chown,',
      '# x\n',
      'audit { /b w, }',
      '^h { file, }',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 30 }), (rules) => {
        const { profiles, notes } = readAppArmor(`profile web {\n${rules.join(' ')}\n}`);
        expect([...notes, ...profiles.flatMap((profile) => profile.notes)]).toEqual([]);
        const read = profiles.reduce((sum, profile) => sum + profile.rules.length, 0);
        expect(read).toBe(rules.filter((line) => line.includes(',')).length);
      }),
    );
  });

  const M = 1024 * 1024;
  it.each([
    ['parentheses', 'profile x { ', '('],
    ['quotes', '', '"'],
    ['quotes in words', 'profile x { ', '/a" '],
    ['quotes behind equals signs', 'profile x { ', '="'],
    ['variables', '', '@{'],
    ['variables over lines', '', '@{a}=\\\n'],
    ['braces', '', '{'],
    ['closing braces', '', '}'],
    ['profiles in profiles', '', 'profile x {'],
    ['empty blocks', 'profile x { ', 'deny {}'],
    ['commas', '', ','],
    ['words', 'profile x { ', 'a '],
    ['qualifiers', 'profile x { ', 'deny '],
    ['includes', '', '#include'],
    ['includes in words', 'profile x { ', 'include '],
    ['remarks', '', '#\n'],
    ['blanks', '', ' '],
    ['rules', 'profile x { ', '/a r,\n'],
    ['mistakes', 'profile x { ', '/a ux,mount,change_profile, '],
    ['heads', 'profile ', 'a '],
    ['groups in a head', 'profile a ', 'flags=( '],
    ['groups', 'profile x { signal ', '(a) '],
  ])('a mebibyte of %s is read in a second', (_, start, piece) => {
    const all = (start + piece.repeat(Math.ceil(M / piece.length))).slice(0, M);
    const begun = performance.now();
    const { profiles } = readAppArmor(all);
    for (const profile of profiles.slice(0, 50)) appArmorMistakes(profile);
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
