// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell
import { describe, expect, it } from 'vitest';
import { userNumeric } from '../../../src/checks/user/user-numeric.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aDockerfile } from '../../builders/dockerfile-facts.ts';
import { someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';

function judge(user: string, os = 'linux') {
  return userNumeric.evaluate({
    'image-config': anImageConfig({ user, os }),
    'image-accounts': someAccounts({ group: 'app:x:1000:\nother:x:1001:zapp\n' }),
    dockerfile: aDockerfile('FROM alpine:3.20', `USER ${user}`),
  });
}

describe('user-numeric', () => {
  it.each([
    ['1000', 'pass'],
    ['0', 'pass'],
    ['1234', 'pass'],
    ['20002:10001', 'pass'],
    ['1000:app', 'pass'],
    ['app', 'fail'],
    ['root', 'fail'],
    ['app:1000', 'fail'],
    ['nosuch', 'fail'],
    ['0x0', 'fail'],
    ['', 'not-applicable'],
    [':1000', 'not-applicable'],
    ['-1', 'undecided USER-UNDETERMINED'],
    ['2147483648', 'undecided USER-UNDETERMINED'],
  ])('USER %j: %s', (user, expected) => {
    expect(outcomeWord(judge(user))).toBe(expected);
  });

  it.each([
    ['app', ['USER 1000:1000']],
    ['zapp', ['USER 1001:0']],
    ['app:1001', ['USER 1000:1001']],
  ])('gives the numbers of %s', (user, lines) => {
    const found = onlyFinding(judge(user));
    expect(found).toMatchObject({ severity: 'low', fix: { lines, placement: 'replace' } });
    expect(found.location?.lines.first).toBe(2);
  });

  it('says which groups the numbers leave out', () => {
    expect(onlyFinding(judge('zapp')).fix?.text).toContain('1001 (other): write USER 1001 if it needs them');
    expect(onlyFinding(judge('app')).fix?.text).not.toContain('leaves out');
  });

  it.each([
    ['adduser -S app', 'Line 2 makes it with any free number: say there that it is 1000'],
    ['addgroup --system app && adduser --system --ingroup app "app"', 'Line 2 makes it'],
    ['useradd --system --uid 1000 app', undefined],
    ['useradd -u "${uid}" app', undefined],
    ['useradd another', undefined],
    ['apk add app', undefined],
  ])('says where the number has to be kept: RUN %s', (run, sentence) => {
    const result = userNumeric.evaluate({
      'image-config': anImageConfig({ user: 'app' }),
      'image-accounts': someAccounts(),
      dockerfile: aDockerfile('FROM alpine:3.20', `RUN ${run}`, 'USER app'),
    });
    const { text } = onlyFinding(result).fix ?? {};
    if (sentence === undefined) expect(text).not.toContain('makes it');
    else expect(text).toContain(sentence);
  });

  it('never proposes root by number', () => {
    expect(onlyFinding(judge('root')).fix?.lines?.at(-1)).toBe('USER 1000:1000');
  });

  it('does not apply to Windows', () => {
    expect(outcomeWord(judge('ContainerUser', 'windows'))).toBe('not-applicable');
  });
});
