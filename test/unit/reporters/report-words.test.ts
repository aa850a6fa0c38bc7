import { describe, expect, it } from 'vitest';
import { count, duration, shortDigest, size } from '../../../src/reporters/report-words.ts';

describe('words that all reporters share', () => {
  it.each([
    [0, 'no findings'],
    [1, '1 finding'],
    [2, '2 findings'],
  ])('%i', (number, words) => expect(count(number, 'finding')).toBe(words));

  it.each([
    [0, '0.0 s'],
    [940, '0.9 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 0 s'],
    [119_700, '2 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('%i ms', (milliseconds, words) => expect(duration(milliseconds)).toBe(words));

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [42_600_000, '42.6 MB'],
    [1_234_000_000_000, '1234.0 GB'],
  ])('%i bytes', (bytes, words) => expect(size(bytes)).toBe(words));

  it('shortens a digest, and only a digest', () => {
    expect(shortDigest(`sha256:${'a'.repeat(64)}`)).toBe('sha256:aaaaaaaaaaaa');
    expect(shortDigest('registry.example/a/very/long/name:tag')).toBe('registry.example/a/very/long/name:tag');
  });
});
