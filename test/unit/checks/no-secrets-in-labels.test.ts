import { describe, expect, it } from 'vitest';
import { noSecretsInLabels } from '../../../src/checks/contents/no-secrets-in-labels.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { anImageConfig } from '../../builders/image-config.ts';
import { PUBLIC_IMAGES } from '../../builders/public-image-settings.ts';
import { dockerfileOf } from '../../builders/read-dockerfile.ts';
import { KNOWN_FORMS, LOOK_ALIKES, NAMED_SECRETS } from '../../builders/secret-samples.ts';

function judge(labels: readonly (readonly [string, string])[], lines?: readonly string[], steps?: readonly string[]) {
  return noSecretsInLabels.evaluate({
    'image-config': anImageConfig({ labels: new Map(labels) }),
    ...(steps === undefined
      ? {}
      : { 'image-history': steps.map((createdBy) => ({ createdBy, comment: '', emptyLayer: true })) }),
    ...(lines === undefined ? {} : { dockerfile: dockerfileOf(lines) }),
  });
}

/** As labels are written: `DB_PASSWORD` → `com.example.db-password`. */
function labelName(name: string): string {
  return /[A-Z_]/.test(name) ? `com.example.${name.toLowerCase().replaceAll('_', '-')}` : name;
}

describe('no-secrets-in-labels', () => {
  it('is held to enough', () => {
    expect(KNOWN_FORMS.length + NAMED_SECRETS.length).toBeGreaterThanOrEqual(60);
    expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(KNOWN_FORMS)('finds the known form %s=%s, and does not show it', (name, value) => {
    const result = judge([[labelName(name), value]]);
    expect(onlyFinding(result).severity).toBe('high');
    expect(JSON.stringify(result)).not.toContain(JSON.stringify(value).slice(1, -1));
  });

  it.each(NAMED_SECRETS)('finds %s=%s by its name', (name, value) => {
    const found = onlyFinding(judge([[name, value]]));
    expect(found).toMatchObject({ severity: 'medium', fingerprint: `no-secrets-in-labels:${name}` });
    if (value.length > 7) expect(JSON.stringify(found)).not.toContain(JSON.stringify(value).slice(1, -1));
  });

  it.each(NAMED_SECRETS.filter(([name]) => !/^(?:dbP|APP_KEY|BUNDLE_)/.test(name)))(
    'finds %s=%s in the form of labels',
    (name, value) => {
      expect(outcomeWord(judge([[labelName(name), value]]))).toBe('fail');
    },
  );

  it.each(LOOK_ALIKES)('leaves %s=%s alone', (name, value) => {
    expect(outcomeWord(judge([[name, value]]))).toBe('pass');
  });

  it.each(PUBLIC_IMAGES)(
    'leaves the labels of $name alone, and its variables were they labels',
    ({ env, labels = {} }) => {
      const pairs = env.map((entry) => [entry.split('=', 1)[0] ?? '', entry.replace(/^[^=]*=/, '')] as const);
      expect(judge([...Object.entries(labels), ...pairs])).toMatchObject({ findings: [] });
    },
  );

  it('has nothing to say without labels', () => {
    expect(outcomeWord(judge([]))).toBe('not-applicable');
  });

  const STEP = 'LABEL x.token=abcdef y=z';
  it.each<[string, readonly string[], readonly string[] | undefined, string, number, string | undefined]>([
    ['the line', ['FROM a:1', 'LABEL x.token=abcdef'], [STEP], 'LABEL in line 2', 2, undefined],
    ['the line of a quoted name', ['FROM a:1', 'LABEL "x.token"="abcdef"'], [], 'LABEL in line 2', 2, undefined],
    ['a variable', ['FROM a:1', 'ARG T', 'LABEL x.token=$T'], [], 'LABEL in line 3', 3, undefined],
    ['the stage below', ['FROM a:1 AS x', 'LABEL x.token=abcdef', 'FROM x'], [STEP], 'line 2', 2, undefined],
    ['the base image', ['FROM a:1', 'LABEL a=b'], [STEP, 'LABEL a=b'], 'base image a:1', 1, 'a:1'],
    ['the base image of the classic builder', ['FROM a:1'], [`/bin/sh -c #(nop)  ${STEP}`], 'a:1', 1, 'a:1'],
    ['an option of the build', ['FROM a:1', 'LABEL a=b'], ['ADD a', 'LABEL a=b'], 'This build put it', 1, undefined],
    ['an option of the build over the base', ['FROM a:1'], ['LABEL x.token=other'], 'This build put it', 1, undefined],
    [
      'an option, as the classic builder notes it',
      ['FROM a:1', 'ADD a /'],
      ['ADD b', 'ADD a', STEP],
      'This',
      1,
      undefined,
    ],
    ['nobody that can be known', ['FROM a:1'], undefined, 'This build put it', 1, undefined],
  ])('says who brought it: %s', (_, lines, steps, sentence, line, inheritedFrom) => {
    const found = onlyFinding(judge([['x.token', 'abcdef']], lines, steps));
    expect(found.detail).toContain(sentence);
    expect(found.location?.lines.first).toBe(line);
    expect(found.inheritedFrom).toBe(inheritedFrom);
  });

  it('is the image\u2019s own without a Dockerfile, and says the cure', () => {
    const found = onlyFinding(judge([['x.token', 'abcdef']], undefined, [STEP]));
    expect(found.inheritedFrom).toBeUndefined();
    expect(found.seen).toBe('LABEL x.token: a token, value not shown');
    expect(found.fix?.text).toMatch(/^Remove it\. .*revoke it/);
  });
});
