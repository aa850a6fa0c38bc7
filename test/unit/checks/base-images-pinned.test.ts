// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { baseImagesPinned } from '../../../src/checks/build/base-images-pinned.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function judge(...lines: readonly string[]) {
  return baseImagesPinned.evaluate({ dockerfile: dockerfileOf(lines) });
}

describe('base-images-pinned', () => {
  it.each<[string, readonly string[], string]>([
    ['a tag', ['FROM node:22'], 'fail'],
    ['nothing', ['FROM node'], 'fail'],
    ['a digest', [`FROM node@${DIGEST}`], 'pass'],
    ['a tag and a digest', [`FROM node:22@${DIGEST}`], 'pass'],
    ['a variable with a digest', [`ARG BASE=node:22@${DIGEST}`, 'FROM ${BASE}'], 'pass'],
    ['scratch', ['FROM scratch'], 'not-applicable'],
    ['COPY from a tag', ['FROM scratch', 'COPY --from=busybox:1 /a /'], 'fail'],
    ['COPY from a digest', ['FROM scratch', `COPY --from=busybox:1@${DIGEST} /a /`], 'pass'],
    ['a mount from a tag', [`FROM a@${DIGEST}`, 'RUN --mount=from=uv:1,target=/uv uv'], 'fail'],
    ['a stage that is not built', ['FROM node:22', `FROM node@${DIGEST}`], 'pass'],
    ['a variable without a value', ['FROM $BASE'], 'undecided DOCKERFILE-UNREADABLE'],
    ['a digest that is none', ['FROM node@sha256:abc'], 'undecided DOCKERFILE-UNREADABLE'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(...lines))).toBe(expected);
  });

  it('points to the line and says the cure, with a fingerprint that outlives an update', () => {
    const found = onlyFinding(judge('ARG V=22', 'FROM node:$V'));
    expect(found).toMatchObject({
      severity: 'low',
      fingerprint: 'base-images-pinned:docker.io/library/node',
      seen: 'FROM node:22 (written node:$V) in line 2',
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
    });
    expect(found.fix?.text).toContain('imagetools inspect node:22): node:22@sha256:<digest>.');
    expect(found.fix?.text).toContain('Append it where the image is named, node:$V@sha256:<digest>, and change it');
    const whole = onlyFinding(judge('ARG BASE=node:22', 'FROM ${BASE}'));
    expect(whole.fix?.text).toContain('Put it into the ARG that ${BASE} is made from.');
  });
});
