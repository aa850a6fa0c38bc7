// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { expandWord } from '../../../src/dockerfile/words.ts';
import { wordFixtures } from './fixtures.ts';

const { env, words } = wordFixtures();
const values = new Map(env.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));

function expand(word: string, sign: '\\' | '`' = '\\') {
  return expandWord(word, { escape: sign, lookUp: (name) => values.get(name) });
}

describe('a word expands as BuildKit expands it', () => {
  it('in a table that is long enough to mean something', () => {
    expect(words.filter(({ buildkit }) => buildkit.error === undefined).length).toBeGreaterThan(100);
    expect(words.filter(({ buildkit }) => buildkit.error !== undefined).length).toBeGreaterThan(20);
  });

  it.each(words.filter(({ buildkit }) => buildkit.error === undefined))('$escape $word', (row) => {
    const { value, unset, problem } = expand(row.word, row.escape);
    expect(problem).toBeUndefined();
    expect(value).toBe(row.buildkit.value ?? '');
    // The builder also counts names that have a default; ours are always among its own.
    expect(row.buildkit.unset ?? []).toEqual(expect.arrayContaining([...unset]));
  });

  it.each(words.filter(({ buildkit }) => buildkit.error !== undefined))('$escape $word is refused', (row) => {
    const { value, problem } = expand(row.word, row.escape);
    expect(problem?.code).toBe('DOCKERFILE-UNREADABLE');
    expect(value).toBe('');
  });
});

// By hand, so that the recorded answers are held to something as well. Source: docs.docker.com/reference/dockerfile,
// "Environment replacement", whose examples these are, and POSIX.1-2024 XCU 2.6.2.
const BY_HAND: [word: string, value: string, unset?: readonly string[]][] = [
  ['$A', 'ab.cd.ab'],
  ['\\$A', '$A'],
  ["'$A'", '$A'],
  ['"$A"', 'ab.cd.ab'],
  ['$NONE', '', ['NONE']],
  ['${NONE:-d}', 'd'],
  ['${NONE-d}', 'd'],
  ['${EMPTY:-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${A:+s}', 's'],
  ['${NONE:+s}', ''],
  ['${NONE:-${EMPTY:-${T}}}', 'v1.2.3'],
  ['${T%.*}', 'v1.2'],
  ['${T%%.*}', 'v1'],
  ['${T#*.}', '2.3'],
  ['${T##*.}', '3'],
  ['${A/ab/X}', 'X.cd.ab'],
  ['${A//ab/X}', 'X.cd.X'],
];

describe('a word expands as the reference says', () => {
  it.each(BY_HAND)('%s is "%s"', (word, value, unset: readonly string[] = []) => {
    expect(expand(word)).toEqual({ value, unset });
  });
});
