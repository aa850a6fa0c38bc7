import { describe, expect, it } from 'vitest';
import { noSecretsInEnv } from '../../../src/checks/contents/no-secrets-in-env.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { PUBLIC_IMAGES } from '../../builders/public-image-settings.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';
import { LOOK_ALIKES, SECRETS } from '../../builders/secret-samples.ts';

function judge(env: readonly string[], lines?: readonly string[]) {
  return noSecretsInEnv.evaluate({
    'image-config': anImageConfig({ env }),
    ...(lines === undefined ? {} : { dockerfile: dockerfileOf(lines) }),
  });
}

describe('no-secrets-in-env', () => {
  it('is held to enough', () => {
    expect(SECRETS.length).toBeGreaterThanOrEqual(60);
    expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(SECRETS)('finds %s=%s, and shows only the name', (name, value) => {
    const result = judge(['PATH=/bin', `${name}=${value}`]);
    expect(onlyFinding(result)).toMatchObject({ severity: 'high', fingerprint: `no-secrets-in-env:${name}` });
    // Short ones such as `admin` are words of other things too.
    if (value.length > 7) expect(JSON.stringify(result)).not.toContain(JSON.stringify(value).slice(1, -1));
  });

  it.each(LOOK_ALIKES)('leaves %s=%s alone', (name, value) => {
    expect(outcomeWord(judge([`${name}=${value}`]))).toBe('pass');
  });

  it.each(PUBLIC_IMAGES)('leaves the environment of $name alone', ({ env }) => {
    expect(judge(env)).toMatchObject({ findings: [] });
  });

  it.each([
    ['JAVA_OPTS', '-Xmx1g -Dspring.datasource.password=hunter2 -Dx=y', true],
    ['EXTRA_ARGS', '--user=me --password=hunter2', true],
    ['JAVA_OPTS', '-Xmx1g -Djavax.net.ssl.trustStorePassword=changeit', false],
    ['PHP_LDFLAGS', '-Wl,-O1 -pie', false],
    ['EXTRA_ARGS', '--password-file=/run/secrets/db --token-ttl=30m', false],
  ])('reads the options in %s=%s: %s', (name, value, found) => {
    const result = judge([`${name}=${value}`]);
    expect(outcomeWord(result)).toBe(found ? 'fail' : 'pass');
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it.each<[string, readonly string[], string, number | undefined, string | undefined]>([
    ['the line', ['FROM a:1', 'ENV DB_PASSWORD=hunter2'], 'ENV in line 2', 2, undefined],
    ['the old form', ['FROM a:1', 'ENV DB_PASSWORD hunter2'], 'ENV in line 2', 2, undefined],
    ['one of several', ['FROM a:1', 'ENV A="x y" \\', '  DB_PASSWORD="hunter2"'], 'ENV in line 2', 2, undefined],
    ['the last of two', ['FROM a:1', 'ENV DB_PASSWORD=a', 'ENV DB_PASSWORD=b'], 'ENV in line 3', 3, undefined],
    ['an argument', ['FROM a:1', 'ARG P=hunter2', 'ENV DB_PASSWORD=$P'], 'ENV in line 3', 3, undefined],
    ['a name with a variable', ['FROM a:1', 'ENV $N=hunter2'], 'as far as its variables', 2, undefined],
    ['the stage below', ['FROM a:1 AS x', 'ENV DB_PASSWORD=x', 'FROM x'], 'ENV in line 2', 2, undefined],
    ['the base image', ['FROM a:1', 'ENV OTHER=x'], 'base image a:1 (FROM in line 1', 1, 'a:1'],
    ['the base image, past another stage', ['FROM b', 'ENV DB_PASSWORD=x', 'FROM a:1'], 'a:1', 3, 'a:1'],
    ['the base image, past an ARG', ['FROM a:1', 'ARG DB_PASSWORD=x'], 'a:1', 1, 'a:1'],
    ['nobody, from scratch', ['FROM scratch', 'COPY a /'], 'No instruction of', 1, undefined],
  ])('says who brought it: %s', (_, lines, sentence, line, inheritedFrom) => {
    const found = onlyFinding(judge(['DB_PASSWORD=hunter2'], lines));
    expect(found.detail).toContain(sentence);
    expect(found.location?.lines.first).toBe(line);
    expect(found.inheritedFrom).toBe(inheritedFrom);
  });

  it('is the image\u2019s own without a Dockerfile', () => {
    const found = onlyFinding(judge(['DB_PASSWORD=hunter2']));
    expect(found.location).toBeUndefined();
    expect(found.inheritedFrom).toBeUndefined();
    expect(found.seen).toBe('ENV DB_PASSWORD: a password, value not shown');
  });

  it('says the cure', () => {
    const own = onlyFinding(judge(['DB_PASSWORD=hunter2'], ['FROM a:1', 'ENV DB_PASSWORD=hunter2']));
    expect(own.fix?.text).toMatch(/^Remove it from line 2\. .*--mount=type=secret.* revoke it/);
    const base = onlyFinding(judge(['DB_PASSWORD=hunter2'], ['FROM a:1']));
    expect(base.fix?.text).toContain('use another base image');
  });

  it('finds each', () => {
    const result = judge(['A_TOKEN=abcdef', 'B=c', 'C_TOKEN=ghijkl']);
    expect(result).toMatchObject({ findings: [{ title: expect.stringContaining('A_TOKEN') }, {}] });
  });

  it('does not show a name that is a secret itself', () => {
    const token = ['gh', 'p_', 'aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0cD3fG6'].join('');
    const result = judge([`${token}=x`, `A=${token}`]);
    expect(JSON.stringify(result)).not.toContain(token);
  });
});
