import { describe, expect, it } from 'vitest';
import { userNotRoot } from '../../../src/checks/user/user-not-root.ts';
import type { DockerfileFacts } from '../../../src/model/dockerfile.ts';
import { onlyFinding, outcomeWord } from '../../builders/check-result.ts';
import { aDockerfile, someDockerfileFacts } from '../../builders/dockerfile-facts.ts';
import { type AccountTexts, noAccounts, OS_RELEASE, someAccounts } from '../../builders/image-accounts.ts';
import { anImageConfig } from '../../builders/image-config.ts';

function judge(user: string, facts?: DockerfileFacts, accounts = someAccounts()) {
  return userNotRoot.evaluate({
    'image-config': anImageConfig({ user }),
    'image-accounts': accounts,
    ...(facts === undefined ? {} : { dockerfile: facts }),
  });
}

describe('user-not-root', () => {
  it.each([
    ['', 'fail'],
    ['0', 'fail'],
    ['00', 'fail'],
    ['+0', 'fail'],
    ['0:0', 'fail'],
    ['root', 'fail'],
    ['toor', 'fail'],
    [':1000', 'fail'],
    ['root:app', 'fail'],
    ['1000', 'pass'],
    ['1000:0', 'pass'],
    ['1234', 'pass'],
    ['app', 'pass'],
    ['5000', 'pass'],
    ['20002:10001', 'pass'],
    ['nosuch', 'undecided USER-UNDETERMINED'],
    ['app:nosuch', 'undecided USER-UNDETERMINED'],
    ['app # note', 'undecided USER-UNDETERMINED'],
    ['$' + '{X}', 'undecided USER-UNDETERMINED'],
    ['2147483648', 'undecided USER-UNDETERMINED'],
    ['4294967296', 'undecided USER-UNDETERMINED'],
    ['-1', 'undecided USER-UNDETERMINED'],
  ])('USER %j: %s', (user, expected) => {
    expect(outcomeWord(judge(user))).toBe(expected);
  });

  it.each([
    ['app maps to 0', 'app:x:0:0::/:/\n', 'app', 'fail'],
    ['app maps to 0 in the second line', 'app:x:1000:1000::/:/\napp:x:0:0::/:/\n', 'app', 'pass'],
    ['app maps to 0 in the first line', 'app:x:0:0::/:/\napp:x:1000:1000::/:/\n', 'app', 'fail'],
    ['a uid that is no number', 'app:x:one:1::/:/\n', 'app', 'fail'],
    ['a uid of 2 to the 32', 'app:x:4294967296:1::/:/\n', 'app', 'fail'],
    ['no passwd and a name', undefined, 'app', 'undecided USER-UNDETERMINED'],
    ['no passwd and a number', undefined, '20002', 'pass'],
    ['no passwd and no USER', undefined, '', 'fail'],
  ])('%s: %s', (_, passwd, user, expected) => {
    expect(outcomeWord(judge(user, undefined, someAccounts({ passwd })))).toBe(expected);
  });

  it.each([
    ['', 'No user is set, so the engine takes uid 0.'],
    [':1000', 'USER :1000 has no user part, so the engine takes uid 0.'],
    ['00', 'The engine reads 00 as uid 0.'],
    ['toor', '/etc/passwd of the image gives toor the uid 0.'],
  ])('says why %j is root', (user, why) => {
    expect(onlyFinding(judge(user)).detail).toContain(why);
  });

  it('says why a malformed line is root', () => {
    const passwd = 'word:x:one:1::/:/\nwrap:x:4294967296:1::/:/\n';
    const accounts = someAccounts({ passwd });
    expect(onlyFinding(judge('word', undefined, accounts)).detail).toContain('"one", which is no number');
    expect(onlyFinding(judge('wrap', undefined, accounts)).detail).toContain(
      '4294967296, of which the engine keeps 32 bits: 0',
    );
  });

  it.each([
    ['', 'no USER → uid 0 (root), gid 0'],
    ['app', 'USER app → uid 1000 (app), gid 1000, groups 999 (docker)'],
    ['20002', 'USER 20002 → uid 20002, gid 0'],
    ['root:app', 'USER root:app → uid 0 (root), gid 1000'],
  ])('shows %j as %j', (user, seen) => {
    expect(judge(user)).toMatchObject({ kind: 'judged', seen });
  });
});

describe('user-not-root points to', () => {
  it.each([
    [
      'the USER line',
      aDockerfile('FROM alpine:3.20', 'USER root', 'CMD ["sh"]'),
      'root',
      2,
      'Dockerfile line 2 decides it: USER root.',
    ],
    [
      'FROM, when there is no USER',
      aDockerfile('FROM alpine:3.20', 'CMD ["sh"]'),
      '',
      1,
      'its base image alpine:3.20 (FROM in line 1 of Dockerfile) sets none either.',
    ],
    [
      'FROM, when the base sets the user',
      aDockerfile('FROM base:1'),
      'root',
      1,
      'its base image base:1 (FROM in line 1 of Dockerfile) sets USER root.',
    ],
    ['FROM scratch', aDockerfile('FROM scratch', 'COPY a /'), '', 1, 'starts from scratch'],
    [
      'the USER of an earlier stage that the last one is made from',
      someDockerfileFacts([
        { name: 'base', lines: ['FROM alpine:3.20', 'USER root'] },
        { lines: ['FROM base', 'CMD ["sh"]'] },
      ]),
      'root',
      2,
      'inherited from stage "base"',
    ],
    [
      'FROM, when USER is only in a build stage',
      someDockerfileFacts([
        { name: 'build', lines: ['FROM alpine:3.20', 'USER app'] },
        { lines: ['FROM alpine:3.20'] },
      ]),
      '',
      3,
      'The USER in line 2 is of stage "build", which the image is not made from.',
    ],
  ])('%s', (_, facts, user, line, sentence) => {
    const found = onlyFinding(judge(user, facts));
    expect(found.location).toEqual({ file: 'Dockerfile', lines: { first: line, last: line } });
    expect(found.detail).toContain(sentence);
  });

  it('nothing, when there is no Dockerfile', () => {
    const found = onlyFinding(judge(''));
    expect(found.location).toBeUndefined();
    expect(found.fix).toMatchObject({ placement: 'append', lines: ['USER 1000:1000'] });
  });

  it('the line, and believes the image when the file says something else', () => {
    const facts = aDockerfile('FROM alpine:3.20', 'USER app');
    const found = onlyFinding(judge('root', facts));
    expect(found.detail).toContain('Dockerfile line 2 says USER app; the built image says USER root, and that counts.');
    expect(outcomeWord(judge('app', aDockerfile('FROM alpine:3.20', 'USER root')))).toBe('pass');
  });
});

const ALPINE = 'RUN addgroup -g 10001 -S app && adduser -u 20002 -S -D -G app -h /home/app app';
const SHADOW = 'RUN groupadd --gid 10001 app && useradd --uid 20002 --gid 10001 --create-home --shell';
const EMPTY = { passwd: 'root:x:0:0:root:/root:/bin/sh\n', group: 'root:x:0:\n' };

describe('user-not-root is cured', () => {
  it.each<[string, AccountTexts, readonly string[]]>([
    ['Alpine', { osRelease: OS_RELEASE.alpine }, [ALPINE, 'USER 20002:10001']],
    ['Debian', { osRelease: OS_RELEASE.debian }, [`${SHADOW} /usr/sbin/nologin app`, 'USER 20002:10001']],
    ['Red Hat', { osRelease: OS_RELEASE.redhat }, [`${SHADOW} /sbin/nologin app`, 'USER 20002:10001']],
    ['distroless', { osRelease: OS_RELEASE.distroless }, ['USER 20002:10001']],
    ['an unknown distribution', { osRelease: 'ID=arch\n' }, ['USER 20002:10001']],
    ['BusyBox without os-release', { osRelease: undefined }, ['USER 20002:10001']],
    ['an image with a user of its own', { passwd: 'node:x:1000:1000::/home/node:/bin/sh\n' }, ['USER 1000:1000']],
    [
      'an image whose user is in the group root',
      { passwd: 'node:x:1000:0::/home/node:/bin/sh\n' },
      [ALPINE, 'USER 20002:10001'],
    ],
    [
      'an image that has the name and the ids already',
      { passwd: 'app:x:20002:0::/:/\n', group: 'appuser:x:10001:\n' },
      [
        'RUN addgroup -g 10002 -S containerapp && adduser -u 20003 -S -D -G containerapp -h /home/containerapp containerapp',
        'USER 20003:10002',
      ],
    ],
  ])('for %s', (_, texts, lines) => {
    const found = onlyFinding(judge('', aDockerfile('FROM x', 'CMD ["sh"]'), someAccounts({ ...EMPTY, ...texts })));
    expect(found.fix?.lines).toEqual(lines);
  });

  it('for scratch by a number alone', () => {
    expect(onlyFinding(judge('', aDockerfile('FROM scratch'), noAccounts())).fix?.lines).toEqual(['USER 20002:10001']);
  });

  it.each([
    ['at the end of the stage without USER', aDockerfile('FROM a', 'RUN b', 'CMD c'), '', 'append', 'after line 3'],
    [
      'in place of USER',
      aDockerfile('FROM a', 'RUN b', 'USER root', 'CMD c'),
      'root',
      'replace',
      'Replace the USER line',
    ],
    [
      'at the end when RUN follows USER root',
      aDockerfile('FROM a', 'USER root', 'RUN b'),
      'root',
      'append',
      'still need root',
    ],
    [
      'at the end when the USER is of an earlier stage',
      someDockerfileFacts([{ name: 'base', lines: ['FROM a', 'USER root'] }, { lines: ['FROM base', 'CMD c'] }]),
      'root',
      'append',
      'after line 4',
    ],
  ])('%s', (_, facts, user, placement, text) => {
    const { fix } = onlyFinding(judge(user, facts, someAccounts(EMPTY)));
    expect(fix).toMatchObject({ placement, lines: [ALPINE, 'USER 20002:10001'] });
    expect(fix?.text).toContain(text);
  });

  it('as root first, when an earlier USER of the stage is another', () => {
    const facts = aDockerfile('FROM a', 'USER 7', 'USER root', 'CMD c');
    expect(onlyFinding(judge('root', facts, someAccounts(EMPTY))).fix?.lines).toEqual([
      'USER 0',
      ALPINE,
      'USER 20002:10001',
    ]);
  });
});

describe('user-not-root for Windows', () => {
  it.each([
    ['', 'fail'],
    ['ContainerAdministrator', 'fail'],
    ['containeradministrator', 'fail'],
    ['User Manager\\ContainerAdministrator', 'fail'],
    ['ContainerUser', 'pass'],
    ['User Manager\\ContainerUser', 'pass'],
    ['svc', 'undecided USER-UNDETERMINED'],
    ['0', 'undecided USER-UNDETERMINED'],
  ])('USER %j: %s', (user, expected) => {
    const config = anImageConfig({ os: 'windows', user });
    const result = userNotRoot.evaluate({ 'image-config': config, 'image-accounts': noAccounts() });
    expect(outcomeWord(result)).toBe(expected);
  });

  it('and for a system that it does not know', () => {
    const config = anImageConfig({ os: 'plan9', user: '1000' });
    const result = userNotRoot.evaluate({ 'image-config': config, 'image-accounts': noAccounts() });
    expect(outcomeWord(result)).toBe('undecided USER-UNDETERMINED');
  });
});

describe('hostile text', () => {
  it('is shown without control characters, and makes no line of the cure', () => {
    const accounts = someAccounts({ ...EMPTY, passwd: 'evil\u001b[31m:x:0:0::/:/\n' });
    const found = onlyFinding(judge('evil\u001b[31m', aDockerfile('FROM a\u202e'), accounts));
    expect(JSON.stringify(found)).not.toMatch(/\\u001b|\u202e/);
    expect(found.fix?.lines).toEqual([ALPINE, 'USER 20002:10001']);
  });
});
