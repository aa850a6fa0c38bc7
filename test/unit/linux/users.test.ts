import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResolvedUser, resolveUser, type UserResolution } from '../../../src/linux/users.ts';
import { GROUP, PASSWD } from '../../builders/image-accounts.ts';

/** `uid:gid`, then the supplementary gids: what `id` prints, in short. */
function short(resolution: UserResolution): string {
  switch (resolution.kind) {
    case 'resolved':
      return [`${resolution.user.uid}:${resolution.user.gid}`, ...resolution.user.supplementary.map((g) => g.gid)].join(
        ' ',
      );
    case 'unresolvable':
      return `unresolvable ${resolution.part} ${resolution.name}`;
    case 'out-of-range':
      return `out-of-range ${resolution.part} ${resolution.value}`;
  }
}

function user(resolution: UserResolution): ResolvedUser {
  if (resolution.kind !== 'resolved') throw new Error(`not resolved: ${short(resolution)}`);
  return resolution.user;
}

describe('USER becomes', () => {
  it.each([
    // Every row that an engine was seen to answer.
    ['', '0:0'],
    [':', '0:0'],
    ['0', '0:0'],
    ['00', '0:0'],
    ['+0', '0:0'],
    ['-0', '0:0'],
    ['0:0', '0:0'],
    ['root', '0:0'],
    [':1000', '0:1000'],
    ['root:app', '0:1000'],
    ['0:1000', '0:1000'],
    ['toor', '0:0'],
    ['1234', '1234:0'],
    ['app', '1000:1000 999'],
    ['1000', '1000:1000 999'],
    ['01000', '1000:1000 999'],
    ['+1000', '1000:1000 999'],
    ['app:', '1000:1000 999'],
    ['1000:1000', '1000:1000'],
    ['5000', '5000:0'],
    ['5000:5001', '5000:5001'],
    ['1000:0', '1000:0'],
    ['zapp', '1001:0'],
    ['app:docker', '1000:999'],
    ['2147483647', '2147483647:0'],
    ['nosuch', 'unresolvable user nosuch'],
    ['Root', 'unresolvable user Root'],
    ['0x0', 'unresolvable user 0x0'],
    ['1_000', 'unresolvable user 1_000'],
    ['+', 'unresolvable user +'],
    [' app', 'unresolvable user  app'],
    ['app ', 'unresolvable user app '],
    ['app # note', 'unresolvable user app # note'],
    ['$' + '{APP_USER}', 'unresolvable user $' + '{APP_USER}'],
    ['１０００', 'unresolvable user １０００'],
    ['app:nosuch', 'unresolvable group nosuch'],
    ['0:x', 'unresolvable group x'],
    ['nosuch:nosuch', 'unresolvable user nosuch'],
    ['-1', 'out-of-range user -1'],
    ['2147483648', 'out-of-range user 2147483648'],
    ['4294967295', 'out-of-range user 4294967295'],
    ['4294967296', 'out-of-range user 4294967296'],
    ['99999999999999999999', 'out-of-range user 99999999999999999999'],
    ['-99999999999999999999', 'out-of-range user -99999999999999999999'],
    ['1000:2147483648', 'out-of-range group 2147483648'],
    ['nosuch:-1', 'out-of-range group -1'],
    // Engines differ: the stricter answer.
    ['1000:1000:7', 'unresolvable group 1000:7'],
    ['::', 'unresolvable group :'],
    ['a\uFFFDb', 'unresolvable user a\uFFFDb'],
  ])('%j: %s', (spec, expected) => {
    expect(short(resolveUser(spec, PASSWD, GROUP))).toBe(expected);
  });
});

describe('the first line that fits decides', () => {
  it.each([
    ['1000 before 0', 'app:x:1000:1000::/a:/\napp:x:0:0::/b:/\n', '1000:1000', '/a'],
    ['0 before 1000', 'app:x:0:0::/b:/\napp:x:1000:1000::/a:/\n', '0:0', '/b'],
  ])('two lines for one name, %s', (_, passwd, expected, home) => {
    const resolution = resolveUser('app', passwd, undefined);
    expect(short(resolution)).toBe(expected);
    expect(user(resolution)).toMatchObject({ name: 'app', home });
  });

  it('also for the uid of an image without USER', () => {
    expect(short(resolveUser('', 'toor:x:0:1000::/:/\nroot:x:0:0::/:/\n', 'wheel:x:10:toor\nadm:x:4:root\n'))).toBe(
      '0:1000 10',
    );
  });

  it('also for groups of one name', () => {
    expect(short(resolveUser('1000:g', PASSWD, 'g:x:7:\ng:x:0:\n'))).toBe('1000:7');
  });
});

describe('a malformed line of /etc/passwd means what the engine makes of it', () => {
  it.each([
    ['u:x:abc:1000::/:/', 'u', '0:1000'],
    ['u:x: 1300:1000::/:/', 'u', '0:1000'],
    ['u:x::', 'u', '0:0'],
    ['u', 'u', '0:0'],
    ['u:x:1000', 'u', '1000:0'],
    ['u:x:+1500:01500::/:/', 'u', '1500:1500'],
    ['u:x:1_000:5::/:/', 'u', '0:5'],
    ['u:x:4294967296:4294967297::/:/', 'u', '0:1'],
    ['u:x:-4294967296:1000::/:/', 'u', '0:1000'],
    ['u:x:3000000000:1000::/:/', 'u', '3000000000:1000'],
    ['u:x:4294967295:1000::/:/', 'u', 'out-of-range user 4294967295'],
    ['u:x:99999999999999999999:1000::/:/', 'u', 'out-of-range user 99999999999999999999'],
    ['u:x:99999999999999999999x:1000::/:/', 'u', 'out-of-range user 99999999999999999999x'],
    ['u:x:1000:-1::/:/', 'u', 'out-of-range group -1'],
    ['\t u:x:1400:1400::/:/ \r', 'u', '1400:1400'],
    ['\u0085u:x:1400:1400::/:/', 'u', '1400:1400'],
    ['\ufeffu:x:1400:1400::/:/', 'u', 'unresolvable user u'],
    ['#u:x:1200:0::/:/', '#u', '1200:0'],
    ['#old:x:1200:0::/:/\nu:x:1200:1200::/:/', '1200', '1200:0'],
    [':x:1200:1200::/:/', '1200', '1200:1200'],
  ])('%j as %s: %s', (passwd, spec, expected) => {
    expect(short(resolveUser(spec, `${passwd}\n`, undefined))).toBe(expected);
  });

  it.each([
    ['g:x:abc:', '1000:g', '1000:0'],
    ['g:x:4294967296:', '1000:g', '1000:0'],
    ['g:x:-1:', '1000:g', 'out-of-range group -1'],
    ['#g:x:77:app', 'app', '1000:1000'],
    ['  g:x:78:app  ', 'app', '1000:1000 78'],
    ['g:x:0:other,app', 'app', '1000:1000 0'],
    ['g:x:79:other, app', 'app', '1000:1000'],
    ['g:x:79:apple,snapp', 'app', '1000:1000'],
    ['g:x:-1:app', 'app', 'out-of-range group -1'],
  ])('and of /etc/group: %j as %s: %s', (group, spec, expected) => {
    expect(short(resolveUser(spec, PASSWD, `${group}\n`))).toBe(expected);
  });
});

describe('an image without account files', () => {
  it.each([
    ['', '0:0'],
    ['20002', '20002:0'],
    ['20002:10001', '20002:10001'],
    ['root', 'unresolvable user root'],
    ['20002:app', 'unresolvable group app'],
  ])('%j: %s', (spec, expected) => {
    expect(short(resolveUser(spec, undefined, undefined))).toBe(expected);
  });

  it('says which file is missing, and which name when one is there', () => {
    expect(resolveUser('app', undefined, undefined)).toMatchObject({ why: 'the image has no /etc/passwd' });
    expect(resolveUser('app', '', '')).toMatchObject({ why: '/etc/passwd of the image has no such user' });
    expect(resolveUser('1:g', '', '')).toMatchObject({ why: '/etc/group of the image has no such group' });
  });
});

describe('a file that engines refuse to read', () => {
  const app = 'app:x:1000:1000::/:/\n';

  it.each([
    ['a passwd line of 65,535 bytes', `${app}${'#'.repeat(65_535)}\n`, '', '1000:1000'],
    ['a passwd line of 65,536 bytes, behind the match', `${app}${'#'.repeat(65_536)}\n`, '', 'unresolvable user app'],
    ['bytes, not characters', `${app}${'é'.repeat(32_768)}\n`, '', 'unresolvable user app'],
    ['a long last line without its end', `${app}${'#'.repeat(65_536)}`, '', 'unresolvable user app'],
    ['a group line under 1 MiB', app, `g:x:5:app,${'u'.repeat(1_000_000)}\n`, '1000:1000 5'],
    ['a group line over 1 MiB', app, `g:x:5:app,${'u'.repeat(1_048_576)}\n`, 'unresolvable group app'],
    ['a passwd file of exactly 10 MiB', app + '\n'.repeat(10 * 1024 * 1024 - app.length), '', '1000:1000'],
    [
      'a passwd file of one byte more',
      app + '\n'.repeat(10 * 1024 * 1024 - app.length + 1),
      '',
      'unresolvable user app',
    ],
  ])('%s', (_, passwd, group, expected) => {
    expect(short(resolveUser('app', passwd, group))).toBe(expected);
  });

  it('keeps numbers from starting, too', () => {
    const resolution = resolveUser('1000:1000', `${'#'.repeat(65_536)}\n`, undefined);
    expect(resolution).toMatchObject({ kind: 'unresolvable', refusedFile: '/etc/passwd' });
  });
});

describe('where the ids come from', () => {
  it.each([
    ['', 'default', 'passwd'],
    ['1000', 'number', 'passwd'],
    ['5000', 'number', 'default'],
    ['app', 'passwd', 'passwd'],
    ['app:docker', 'passwd', 'group'],
    ['app:999', 'passwd', 'number'],
  ])('%j: uid from %s, gid from %s', (spec, uid, gid) => {
    expect(user(resolveUser(spec, PASSWD, GROUP))).toMatchObject({ uidFrom: { from: uid }, gidFrom: { from: gid } });
  });
});

describe('whatever the image holds', () => {
  const field = fc.oneof(
    fc.constantFrom('', '0', 'app', 'root', '-1', '+5', '007', '4294967296', '9'.repeat(30), ' ', '#'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.bigInt().map(String),
  );
  const lines = (fields: number) =>
    fc.array(
      fc.array(field, { maxLength: fields }).map((parts) => parts.join(':')),
      { maxLength: 12 },
    );
  const file = (fields: number) =>
    fc.option(
      lines(fields).map((all) => all.join('\n')),
      { nil: undefined },
    );
  const spec = fc.oneof(
    field,
    fc.tuple(field, field).map((parts) => parts.join(':')),
  );

  it('the answer is an id that the kernel takes, or a reason', () => {
    fc.assert(
      fc.property(spec, file(8), file(5), (value, passwd, group) => {
        const resolution = resolveUser(value, passwd, group);
        if (resolution.kind !== 'resolved') return;
        const { uid, gid, supplementary } = resolution.user;
        for (const id of [uid, gid, ...supplementary.map((entry) => entry.gid)]) {
          expect(Number.isInteger(id) && id >= 0 && id < 4_294_967_295).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('a number that is no root stays that number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_147_483_647 }), file(8), file(5), (uid, passwd, group) => {
        const resolution = resolveUser(String(uid), passwd, group);
        if (resolution.kind === 'resolved') expect(resolution.user.uid).toBe(uid);
      }),
    );
  });

  const MEBIBYTE = 1024 * 1024;
  it.each([
    ['line ends', '\n'],
    ['colons', `${':'.repeat(60_000)}\n`],
    ['blanks', `${' '.repeat(60_000)}\n`],
    ['zeros', `u:x:${'0'.repeat(60_000)}\n`],
    ['digits', `u:x:${'9'.repeat(60_000)}\n`],
    ['members', `u:x:7:${'app,'.repeat(15_000)}\n`],
    ['short lines', 'a:b:1:2\n'],
  ])('10 MiB of %s take seconds at most', (_, line) => {
    const text = line.repeat(Math.floor((10 * MEBIBYTE) / line.length));
    const start = performance.now();
    resolveUser('app', `app:x:1:1\n${text.slice(0, -16)}`, text);
    expect(performance.now() - start).toBeLessThan(8_000);
  });
});
