// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { baseImagesTagged } from '../../../src/checks/build/base-images-tagged.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function judge(lines: readonly string[], options: Parameters<typeof dockerfileOf>[1] = {}) {
  return baseImagesTagged.evaluate({ dockerfile: dockerfileOf(lines, options) });
}

describe('base-images-tagged', () => {
  it.each<[string, readonly string[], string]>([
    ['no tag', ['FROM node'], 'fail'],
    ['latest', ['FROM node:latest'], 'fail'],
    ['a registry with a port is no tag', ['FROM localhost:5000/node'], 'fail'],
    ['a tag', ['FROM node:22-alpine'], 'pass'],
    ['a tag with latest in it', ['FROM gcr.io/x/y:latest-debian'], 'pass'],
    ['a registry with a port and a tag', ['FROM localhost:5000/node:22'], 'pass'],
    ['a digest', [`FROM node@${DIGEST}`], 'pass'],
    ['latest and a digest', [`FROM node:latest@${DIGEST}`], 'pass'],
    ['scratch', ['FROM scratch', 'COPY a /'], 'not-applicable'],
    ['a stage', ['FROM node:22 AS node', 'FROM node'], 'pass'],
    ['a stage that is not built', ['FROM node AS unused', 'FROM node:22'], 'pass'],
    ['a stage that is copied from', ['FROM golang AS build', 'FROM scratch', 'COPY --from=build /a /'], 'fail'],
    ['a stage by its number', ['FROM golang AS build', 'FROM scratch', 'COPY --from=0 /a /'], 'fail'],
    ['COPY from a stage by its number', ['FROM a:1', 'FROM scratch', 'COPY --from=0 /a /'], 'pass'],
    ['COPY from a stage, other case', ['FROM a:1 AS One', 'FROM scratch', 'COPY --from=ONE /a /'], 'pass'],
    ['COPY from an image', ['FROM scratch', 'COPY --from=busybox /bin/sh /'], 'fail'],
    ['COPY from an image with a tag', ['FROM scratch', 'COPY --from=ghcr.io/astral-sh/uv:0.5 /uv /'], 'pass'],
    ['COPY from a digest', ['FROM scratch', `COPY --from=busybox@${DIGEST} /bin/sh /`], 'pass'],
    ['a mount from an image', ['FROM a:1', 'RUN --mount=type=bind,from=ghcr.io/x/uv,source=/uv,target=/uv uv'], 'fail'],
    ['a mount from an image with a tag', ['FROM a:1', 'RUN --mount=from=uv:1,target=/uv uv'], 'pass'],
    ['a mount from a stage', ['FROM a:1 AS b', 'FROM a:1', 'RUN --mount=type=bind,from=b,target=/b ls'], 'pass'],
    ['a mount without from', ['FROM a:1', 'RUN --mount=type=cache,target=/root/.cache make'], 'pass'],
    ['a variable with a version', ['ARG V=22', 'FROM node:${V}'], 'pass'],
    ['a variable that is latest', ['ARG V=latest', 'FROM node:${V}'], 'fail'],
    ['a variable without a value behind the name', ['ARG V', 'FROM node${V}'], 'fail'],
    ['a default in place', ['FROM node:${V:-22}'], 'pass'],
    ['an image that is a variable without a value', ['ARG BASE', 'FROM ${BASE}'], 'undecided DOCKERFILE-UNREADABLE'],
    ['a tag that is a variable without a value', ['FROM node:$V'], 'undecided DOCKERFILE-UNREADABLE'],
    ['in a heredoc', ['FROM a:1', 'COPY <<EOF /x', 'FROM node', 'EOF'], 'pass'],
  ])('%s: %j is %s', (_, lines, expected) => {
    expect(outcomeWord(judge(lines))).toBe(expected);
  });

  it('counts the stages of the target alone', () => {
    expect(outcomeWord(judge(['FROM a:1 AS one', 'FROM node AS two'], { target: 'one' }))).toBe('pass');
    expect(outcomeWord(judge(['FROM a:1 AS one', 'FROM node AS two'], { target: 'two' }))).toBe('fail');
  });

  it.each([
    ['app', 'app'],
    ['node', 'docker.io/library/node:latest'],
  ])('takes a build context for no image: FROM %s with the context %s', (name, context) => {
    expect(outcomeWord(judge([`FROM ${name}`], { buildContexts: [context] }))).toBe('not-applicable');
    expect(outcomeWord(judge([`FROM ${name}`], { buildContexts: ['other'] }))).toBe('fail');
  });

  it('points to the line and says the cure', () => {
    const found = onlyFinding(judge(['# comment', 'FROM --platform=linux/amd64 node AS build', 'RUN make']));
    expect(found).toMatchObject({
      severity: 'medium',
      fingerprint: 'base-images-tagged:docker.io/library/node',
      seen: 'FROM node in line 2',
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
      fix: { text: 'Name the version that you tested: FROM node:<version>.' },
    });
  });

  it('makes one finding of an image that is used twice', () => {
    const found = onlyFinding(
      judge(['FROM node:latest AS a', 'FROM node', 'COPY --from=a /a /', 'COPY --from=a /b /']),
    );
    expect(found.seen).toBe('FROM node:latest in line 1, FROM node in line 2');
    expect(found.fix?.text).toContain('FROM node:<version>');
  });

  it('says which variable had no value, and where to give it one', () => {
    const found = onlyFinding(judge(['FROM node$SUFFIX']));
    expect(found.seen).toBe('FROM node (written node$SUFFIX, where SUFFIX had no value) in line 1');
    expect(found.fix?.text).toContain('Give SUFFIX a default');
    const valued = onlyFinding(judge(['ARG V=latest', 'FROM node:$V']));
    expect(valued.fix?.text).toBe('Put a version into the ARG that node:$V is made from.');
  });
});
