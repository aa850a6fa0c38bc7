import { describe, expect, it } from 'vitest';
import { isAmong } from '../../../src/adapters/docker-images.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;
const names = new Set(['alpine:3.20', 'team/app:latest', 'ghcr.io/o/app:1', `ghcr.io/o/app@${DIGEST}`, DIGEST]);

describe('is an image among the names that the engine lists', () => {
  it.each([
    ['alpine:3.20', true],
    ['docker.io/library/alpine:3.20', true],
    ['index.docker.io/alpine:3.20', true],
    ['alpine', false],
    ['team/app', true],
    ['docker.io/team/app:latest', true],
    ['library/other/app', false],
    ['ghcr.io/o/app:1', true],
    ['ghcr.io/o/app', false],
    ['o/app:1', false],
    [`ghcr.io/o/app@${DIGEST}`, true],
    [`ghcr.io/o/app:9@${DIGEST}`, true],
    [`ghcr.io/o/app@${OTHER}`, false],
    [DIGEST, true],
    [OTHER, false],
    // What is no reference is left to the engine, which says so.
    ['Not A Name', true],
  ])('%s: %s', (reference, expected) => {
    expect(isAmong(names, reference)).toBe(expected);
  });
});
