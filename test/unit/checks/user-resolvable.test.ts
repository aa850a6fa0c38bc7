import { describe, expect, it } from 'vitest';
import { userResolvable } from '../../../src/checks/user/user-resolvable.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aDockerfile } from '../../builders/dockerfile-facts.ts';
import { type AccountTexts, noAccounts, someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';

function judge(user: string, texts: AccountTexts = {}, os = 'linux') {
  return userResolvable.evaluate({
    'image-config': anImageConfig({ user, os }),
    'image-accounts': someAccounts(texts),
    dockerfile: aDockerfile('FROM alpine:3.20', 'COPY a /a', `USER ${user}`),
  });
}

describe('user-resolvable', () => {
  it.each([
    ['', 'pass'],
    ['app', 'pass'],
    ['app:docker', 'pass'],
    ['5000', 'pass'],
    ['nosuch', 'fail'],
    ['Root', 'fail'],
    ['0x0', 'fail'],
    ['app:nosuch', 'fail'],
    ['app # note', 'fail'],
    ['1000:1000:7', 'fail'],
    ['-1', 'undecided USER-UNDETERMINED'],
    ['2147483648', 'undecided USER-UNDETERMINED'],
  ])('USER %j: %s', (user, expected) => {
    expect(outcomeWord(judge(user))).toBe(expected);
  });

  it('fails by name and passes by number where there is no passwd', () => {
    const ask = (user: string) =>
      userResolvable.evaluate({ 'image-config': anImageConfig({ user }), 'image-accounts': noAccounts() });
    expect(outcomeWord(ask('app'))).toBe('fail');
    expect(onlyFinding(ask('app')).seen).toBe('USER app → user "app" cannot be resolved: the image has no /etc/passwd');
    expect(outcomeWord(ask('20002'))).toBe('pass');
  });

  it('points to the line', () => {
    expect(onlyFinding(judge('nosuch')).location).toEqual({ file: 'Dockerfile', lines: { first: 3, last: 3 } });
  });

  it('explains that # starts no comment, and gives the user that was meant', () => {
    const found = onlyFinding(judge('app # note'));
    expect(found.detail).toContain('A # behind USER starts no comment');
    expect(found.seen).toContain('USER "app # note"');
    expect(found.fix).toMatchObject({ lines: ['USER 1000:1000'], placement: 'replace' });
  });

  it.each([
    [
      'the missing user, by its name',
      'web',
      ['RUN addgroup -g 10001 -S web && adduser -u 20002 -S -D -G web -h /home/web web', 'USER 20002:10001'],
    ],
    [
      'a plain name, when the name is none for a shell',
      'a;reboot',
      [
        'RUN addgroup -g 10001 -S appuser && adduser -u 20002 -S -D -G appuser -h /home/appuser appuser',
        'USER 20002:10001',
      ],
    ],
    ['the group of the user, when only the group is missing', 'app:nosuch', ['USER 1000:1000']],
    [
      'a new user, when the one before # is root',
      'root # x',
      [
        'RUN addgroup -g 10001 -S appuser && adduser -u 20002 -S -D -G appuser -h /home/appuser appuser',
        'USER 20002:10001',
      ],
    ],
  ])('cures with %s', (_, user, lines) => {
    expect(onlyFinding(judge(user)).fix?.lines).toEqual(lines);
  });

  it('explains a second colon, and drops it', () => {
    const found = onlyFinding(judge('1000:1000:7'));
    expect(found.detail).toContain('Engines do not agree on a second colon');
    expect(found.fix?.lines).toEqual(['USER 1000:1000']);
  });

  it('says that the file is at fault when it is', () => {
    const found = onlyFinding(judge('1000', { passwd: `${'#'.repeat(70_000)}\n` }));
    expect(found.fix?.text).toContain('/etc/passwd');
    expect(found.fix?.lines).toBeUndefined();
  });

  it('does not apply to Windows, and does not know other systems', () => {
    expect(outcomeWord(judge('nosuch', {}, 'windows'))).toBe('not-applicable');
    expect(outcomeWord(judge('app', {}, 'plan9'))).toBe('undecided USER-UNDETERMINED');
  });
});
