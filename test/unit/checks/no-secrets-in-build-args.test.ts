// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a Dockerfile
import { describe, expect, it } from 'vitest';
import { noSecretsInBuildArgs } from '../../../src/checks/contents/no-secrets-in-build-args.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { PUBLIC_IMAGES } from '../../builders/public-image-settings.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';
import { LOOK_ALIKES, SECRETS } from '../../builders/secret-samples.ts';

function judge(steps: readonly string[], lines?: readonly string[]) {
  return noSecretsInBuildArgs.evaluate({
    'image-history': steps.map((createdBy) => ({ createdBy, comment: '', emptyLayer: false })),
    ...(lines === undefined ? {} : { dockerfile: dockerfileOf(lines) }),
  });
}

const quoted = (value: string): string => `"${value.replaceAll('\n', '\\\\n').replace(/["$]/g, '\\$&')}"`;
/** As arguments are named: `com.example.api-key` → `com_example_api_key`. */
const argument = (name: string): string => name.replaceAll(/\W/g, '_');

describe('no-secrets-in-build-args', () => {
  it('is held to enough', () => {
    expect(SECRETS.length).toBeGreaterThanOrEqual(60);
    expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(SECRETS)('finds ARG %s=%s in the Dockerfile, and does not show it', (given, value) => {
    const name = argument(given);
    const result = judge([], ['FROM a:1', `ARG ${name}=${quoted(value)}`]);
    expect(onlyFinding(result)).toMatchObject({
      severity: 'high',
      fingerprint: `no-secrets-in-build-args:${name}`,
      location: { file: 'Dockerfile', lines: { first: 2, last: 2 } },
    });
    if (value.length > 7) expect(JSON.stringify(result)).not.toContain(JSON.stringify(value).slice(1, -1));
  });

  it.each(SECRETS)('finds %s=%s among the arguments of a step', (name, value) => {
    for (const text of [`|1 ${name}=${value} /bin/sh -c make`, `RUN |1 ${name}=${value} /bin/sh -c make # buildkit`]) {
      const result = judge(['ADD a', text, text]);
      expect(onlyFinding(result)).toMatchObject({ severity: 'high' });
      if (value.length > 7) expect(JSON.stringify(result)).not.toContain(JSON.stringify(value).slice(1, -1));
    }
  });

  it.each(LOOK_ALIKES)('leaves ARG %s=%s alone', (name, value) => {
    const variable = value.startsWith('${') ? value : quoted(value);
    expect(outcomeWord(judge([], ['FROM a:1', `ARG ${argument(name)}=${variable}`]))).toBe('pass');
  });

  it.each(PUBLIC_IMAGES)('leaves the settings of $name alone, were they arguments', ({ env }) => {
    const lines = env.map((entry) => entry.replaceAll(/\s+/g, ' '));
    const steps = [`RUN |${lines.length} ${lines.join(' ')} /bin/sh -c make # buildkit`];
    expect(outcomeWord(judge(steps, ['FROM a:1', ...lines.map((line) => `ARG ${line.replace('=', '="')}"`)]))).toBe(
      'pass',
    );
  });

  it.each(LOOK_ALIKES)('leaves %s=%s among the arguments of a step alone', (name, value) => {
    expect(outcomeWord(judge([`|2 A=b ${name}=${value} /bin/bash -o pipefail -c make TOKEN=x`]))).toBe('pass');
    expect(outcomeWord(judge([`RUN |2 ${name}=${value} Z=y /bin/sh -c make # buildkit`]))).toBe('pass');
    expect(outcomeWord(judge([`ARG ${name}=${value}`]))).toBe('pass');
  });

  it.each<[string, readonly string[], string, number | undefined]>([
    ['an ARG before FROM', ['ARG P_TOKEN=abcdef', 'FROM a:1'], 'fail', 1],
    ['an ARG without a default', ['FROM a:1', 'ARG P_TOKEN'], 'pass', undefined],
    ['an empty default', ['FROM a:1', 'ARG P_TOKEN=""'], 'pass', undefined],
    ['the default of a default', ['FROM a:1', 'ARG P_TOKEN=${T:-abcdef}'], 'fail', 2],
    ['a variable', ['FROM a:1', 'ARG P_TOKEN=$T'], 'pass', undefined],
    ['one of several', ['FROM a:1', 'ARG A=1 \\', "  P_TOKEN='abcdef'"], 'fail', 2],
    ['a stage that is copied from', ['FROM a AS x', 'ARG P_TOKEN=abcdef', 'FROM b', 'COPY --from=x /a /'], 'fail', 2],
    ['ENV of a stage that is copied from', ['FROM a', 'ENV P_TOKEN=abcdef', 'FROM b', 'COPY --from=0 /a /'], 'fail', 2],
    ['ENV of the image, which has a check of its own', ['FROM a:1', 'ENV P_TOKEN=abcdef'], 'pass', undefined],
    ['a stage that is not built', ['FROM a', 'ARG P_TOKEN=abcdef', 'FROM b'], 'pass', undefined],
    ['a heredoc', ['FROM a:1', 'COPY <<E /x', 'ARG P_TOKEN=abcdef', 'E'], 'pass', undefined],
    ['a comment', ['FROM a:1', '# ARG P_TOKEN=abcdef'], 'pass', undefined],
  ])('%s: %j is %s', (_, lines, expected, line) => {
    const result = judge([], lines);
    expect(outcomeWord(result)).toBe(expected);
    if (line !== undefined) expect(onlyFinding(result).location?.lines.first).toBe(line);
  });

  it.each<[string, readonly string[], readonly string[] | undefined, string, number | undefined, string | undefined]>([
    [
      'the line',
      ['|1 P_TOKEN=abcdef /bin/sh -c x'],
      ['FROM a:1', 'ARG P_TOKEN', 'RUN x'],
      'ARG in line 2',
      2,
      undefined,
    ],
    ['the base image', ['ARG P_TOKEN=abcdef', 'RUN x'], ['FROM a:1', 'RUN x'], 'base image a:1', 1, 'a:1'],
    ['this build', ['|1 P_TOKEN=abcdef /bin/sh -c x'], ['FROM a:1', 'RUN x'], 'This build put it there', 1, undefined],
    [
      'no Dockerfile',
      ['RUN |1 P_TOKEN=abcdef /bin/sh -c x'],
      undefined,
      'There is no Dockerfile',
      undefined,
      undefined,
    ],
  ])('says who brought an argument that the history shows: %s', (_, steps, lines, sentence, line, inheritedFrom) => {
    const found = onlyFinding(judge(steps, lines));
    expect(found.detail).toContain(sentence);
    expect(found.location?.lines.first).toBe(line);
    expect(found.inheritedFrom).toBe(inheritedFrom);
  });

  it('says an argument once, with the line and the cure', () => {
    const steps = ['ARG P_TOKEN=abcdef', 'RUN |1 P_TOKEN=abcdef /bin/sh -c x # buildkit'];
    const found = onlyFinding(judge(steps, ['FROM a:1', 'ARG P_TOKEN=abcdef', 'RUN x']));
    expect(found.seen).toBe('ARG P_TOKEN in line 2: a token, value not shown');
    expect(found.fix?.text).toMatch(/^Remove it from line 2\. .*--mount=type=secret.*--secret id=/);
  });

  it('keeps the command of a step apart from its arguments', () => {
    expect(outcomeWord(judge(['|1 A= /bin/sh -c P_TOKEN=abcdef make']))).toBe('pass');
    expect(outcomeWord(judge(['|1 P_TOKEN= /bin/sh -c make']))).toBe('pass');
    expect(outcomeWord(judge(['|2 A=x y P_TOKEN=abcdef /bin/sh -c make']))).toBe('fail');
  });
});
