import { describe, expect, it } from 'vitest';
import { MAX_APPARMOR_TEXT, readAppArmor } from '../../../src/linux/apparmor.ts';
import { aProfileOf } from '../../builders/apparmor-profiles.ts';

/** The rules of one profile, without what is not said. */
function rules(...lines: readonly string[]) {
  const [profile] = readAppArmor(aProfileOf(...lines)).profiles;
  expect(profile?.notes).toEqual([]);
  return profile?.rules.map(({ line, audit, access, owner, priority, rule }) => ({
    ...(line !== 3 && { line }),
    ...(audit && { audit }),
    ...(access === 'deny' && { access }),
    ...(owner && { owner }),
    ...(priority !== 0 && { priority }),
    ...rule,
  }));
}

/** Names with what else the heads say. */
function heads(text: string): readonly unknown[] {
  return readAppArmor(text).profiles.map(({ name, attachment, flags, line }) => [
    name,
    line,
    ...(attachment === undefined ? [] : [attachment]),
    ...flags,
  ]);
}

function notes(text: string): readonly string[] {
  const { profiles, notes: outside } = readAppArmor(text);
  const all = [...outside, ...profiles.flatMap((profile) => profile.notes)];
  return all.map(({ line, what }) => `${line} ${what}`);
}

describe('heads of profiles', () => {
  it.each([
    ['profile web { }', [['web', 1]]],
    ['profile web{ }', []],
    ['profile web\n{\n}', [['web', 1]]],
    ['\n\n/usr/bin/web { }', [['/usr/bin/web', 3]]],
    ['profile web /usr/bin/web { }', [['web', 1, '/usr/bin/web']]],
    ['profile web /usr/{,s}bin/web{1,2} { }', [['web', 1, '/usr/{,s}bin/web{1,2}']]],
    ['profile "a b" "/c d" flags=(complain) { }', [['a b', 1, '"/c d"', 'complain']]],
    ['profile web flags=(a, b) { }', [['web', 1, 'a', 'b']]],
    ['profile web flags=(a,b){ }', [['web', 1, 'a', 'b']]],
    ['profile web (complain) { }', [['web', 1, 'complain']]],
    [
      'profile web flags = (\n  attach_disconnected\n  complain\n) { }',
      [['web', 1, 'attach_disconnected', 'complain']],
    ],
    ['profile web xattrs=(user.x="flags=(complain)") { }', [['web', 1]]],
    ['@{exec} flags=(complain) { }', [['@{exec}', 1, 'complain']]],
    ['@{X} = /a /b\n@{Y} += c\nprofile @{X}y { }', [['@{X}y', 3]]],
    [
      'profile web { profile worker { ^hat { } } }',
      [
        ['web', 1],
        ['web//worker', 1],
        ['web//worker//hat', 1],
      ],
    ],
    [
      '/a {\n  ^b { }\n  hat c flags=(complain) { }\n}\n/d { }',
      [
        ['/a', 1],
        ['/a//b', 2],
        ['/a//c', 3, 'complain'],
        ['/d', 5],
      ],
    ],
    ['profile web//worker { }', [['web//worker', 1]]],
    [':ns:web { }', [[':ns:web', 1]]],
    ['abi <abi/3.0>,\nalias /a -> /b,\n#include <tunables/global>\nprofile web { }', [['web', 4]]],
    ['# profile old { }\nprofile web { } # profile other { }', [['web', 2]]],
    [
      'profile web { }\r\nprofile two { }\r\n',
      [
        ['web', 1],
        ['two', 2],
      ],
    ],
    ['web { }', []],
    ['{ "profile": { "web": {} } }', []],
    ['location /static { root /srv; }', []],
    ['profile { }', []],
    ['profile flags=(complain) { }', []],
    ['^hat { }', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(heads(text)).toEqual(expected);
  });
});

describe('rules', () => {
  it.each([
    ['/a r,', { kind: 'file', path: '/a', permissions: 'r' }],
    ['rw /a,', { kind: 'file', path: '/a', permissions: 'rw' }],
    ['file /a rw,', { kind: 'file', path: '/a', permissions: 'rw' }],
    ['file,', { kind: 'file', permissions: '' }],
    ['"/a b/*" rwk,', { kind: 'file', path: '/a b/*', permissions: 'rwk' }],
    ['/a\\ b r,', { kind: 'file', path: '/a\\ b', permissions: 'r' }],
    ['@{HOME}/** rw,', { kind: 'file', path: '@{HOME}/**', permissions: 'rw' }],
    ['/{usr/,}bin/{a,b} ix,', { kind: 'file', path: '/{usr/,}bin/{a,b}', permissions: 'ix' }],
    ['/a,b r,', { kind: 'file', path: '/a,b', permissions: 'r' }],
    ['/a#b r, # remark, with commas,', { kind: 'file', path: '/a#b', permissions: 'r' }],
    ['/bin/x Px -> web//worker,', { kind: 'file', path: '/bin/x', permissions: 'Px', target: 'web//worker' }],
    [
      'audit deny owner /a w,',
      { audit: true, access: 'deny', owner: true, kind: 'file', path: '/a', permissions: 'w' },
    ],
    ['allow /a r,', { kind: 'file', path: '/a', permissions: 'r' }],
    ['priority=-5 /a r,', { priority: -5, kind: 'file', path: '/a', permissions: 'r' }],
    ['capability,', { kind: 'capability', names: [] }],
    ['deny capability sys_admin kill,', { access: 'deny', kind: 'capability', names: ['sys_admin', 'kill'] }],
    ['network inet stream,', { kind: 'network', words: 'inet stream' }],
    ['mount,', { kind: 'mount', options: [] }],
    ['mount -> /mnt/**,', { kind: 'mount', options: [], target: '/mnt/**' }],
    [
      'mount options=(ro, bind) "/a b" -> /c,',
      { kind: 'mount', options: ['ro', 'bind'], source: '/a b', target: '/c' },
    ],
    [
      'mount fstype = ext4 options in (rw) options=x /a,',
      { kind: 'mount', fstype: 'ext4', options: ['rw', 'x'], source: '/a' },
    ],
    ['remount options=ro /,', { kind: 'remount', options: ['ro'], source: '/' }],
    ['umount /mnt/,', { kind: 'umount', options: [], source: '/mnt/' }],
    ['pivot_root oldroot=/old /new,', { kind: 'pivot_root', words: 'oldroot=/old /new' }],
    ['signal,', { kind: 'signal', access: [] }],
    ['signal(receive)peer=unconfined,', { kind: 'signal', access: ['receive'], peer: 'unconfined' }],
    ['/a(b) r,', { kind: 'file', path: '/a(b)', permissions: 'r' }],
    [
      'signal (send, receive) set=(term kill) peer="x y",',
      { kind: 'signal', access: ['send', 'receive'], set: '(term kill)', peer: 'x y' },
    ],
    ['signal receive peer = unconfined,', { kind: 'signal', access: ['receive'], peer: 'unconfined' }],
    ['ptrace (trace) peer=web,', { kind: 'ptrace', access: ['trace'], peer: 'web' }],
    ['unix (send) type=stream peer=(label=x),', { kind: 'unix', words: '(send) type=stream peer=(label=x)' }],
    ['dbus send bus=session,', { kind: 'dbus', words: 'send bus=session' }],
    ['change_profile,', { kind: 'change_profile' }],
    ['change_profile unsafe /a -> b,', { kind: 'change_profile', condition: '/a', target: 'b' }],
    ['set rlimit nofile <= 1024,', { kind: 'rlimit', words: 'rlimit nofile <=1024' }],
    ['link subset /a -> /b,', { kind: 'link', words: 'subset /a -> /b' }],
    ['all,', { kind: 'all', words: '' }],
    ['userns create,', { kind: 'userns', words: 'create' }],
    ['io_uring,', { kind: 'io_uring', words: '' }],
    ['mqueue (read) /x,', { kind: 'mqueue', words: '(read) /x' }],
  ])('%s', (line, expected) => {
    expect(rules(line)).toEqual([expected]);
  });

  it('stand on lines, several or over several', () => {
    expect(rules('/a r, /b w,', 'mount', '  options=(ro,', '  bind)', '  /c,', '/d r,')).toEqual([
      { kind: 'file', path: '/a', permissions: 'r' },
      { kind: 'file', path: '/b', permissions: 'w' },
      { line: 4, kind: 'mount', options: ['ro', 'bind'], source: '/c' },
      { line: 8, kind: 'file', path: '/d', permissions: 'r' },
    ]);
  });

  it('get the qualifiers of the block around them', () => {
    expect(rules('audit {', 'deny { /a w, capability, }', '/b r,', '}', '/c r,')).toEqual([
      { line: 4, audit: true, access: 'deny', kind: 'file', path: '/a', permissions: 'w' },
      { line: 4, audit: true, access: 'deny', kind: 'capability', names: [] },
      { line: 5, audit: true, kind: 'file', path: '/b', permissions: 'r' },
      { line: 7, kind: 'file', path: '/c', permissions: 'r' },
    ]);
  });
});

describe('includes', () => {
  it('are told, and not read', () => {
    const text = [
      '#include <tunables/global>',
      'profile web {',
      '  include if exists <local/web>',
      '  #include "/etc/shadow"',
      '  /a r, include <abstractions/base>',
      '  # include <remark>',
      '  /usr/include/** r,',
      '}',
    ].join('\n');
    const { includes, profiles, notes: none } = readAppArmor(text);
    expect([none, profiles[0]?.notes]).toEqual([[], []]);
    expect(includes).toEqual([{ path: 'tunables/global', ofSystem: true, ifExists: false, line: 1 }]);
    expect(profiles[0]?.includes).toEqual([
      { path: 'local/web', ofSystem: true, ifExists: true, line: 3 },
      { path: '/etc/shadow', ofSystem: false, ifExists: false, line: 4 },
      { path: 'abstractions/base', ofSystem: true, ifExists: false, line: 5 },
    ]);
  });
});

describe('what is not understood', () => {
  it.each([
    ['profile web { frobnicate /a, }', '1 a rule that is not known: frobnicate'],
    ['profile web {\n  /a zz,\n}', '2 a rule that is not known: /a'],
    ['profile web {\n  deny mount\n}', '2 a rule without its comma'],
    ['profile web {\n  /a r', '2 words at the end that are no rule'],
    ['profile web {\n', '1 a block that is not closed'],
    ['profile web { } }', '1 a closing brace too many'],
    ['profile web { if $x { mount, } }', '1 a block that is no profile'],
    ['profile web { @{X}=1\n }', '1 a variable within a profile'],
    ['profile web { capability SYS_ADMIN, }', '1 a capability that is not known: SYS_ADMIN'],
    ['profile web { mount options=(ro /a, }', '1 a mount rule that is not known'],
    ['profile web { change_profile a b c, }', '1 a change_profile rule that is not known'],
    ['profile web { /a r /b, }', '1 words behind a file rule'],
    ['profile web { deny, }', '1 words before a rule, and no rule'],
    ['profile web { , }', '1 a comma without a rule'],
    ['profile web { /a"b r, mount, /c"d r, }', '1 a quote within a path'],
    ['profile web whatever { }', '1 words in the head of a profile that are not known'],
    ['profile web flags=(lenient) { }', '1 a flag that is not known: lenient'],
    ['mount,', '1 a rule outside of a profile'],
    [`profile web { /a ${'r'.repeat(20_000)}, }`, '1 a rule that is too long to be read'],
    ['x'.repeat(MAX_APPARMOR_TEXT + 1), '1 more text than is read'],
  ])('%j is noted', (text, expected) => {
    expect(notes(text)).toContain(expected);
  });

  it('gives no rule to anybody', () => {
    const [profile, ...more] = readAppArmor('profile web { if $x { mount, profile y { file, } } /a r, }').profiles;
    expect(more).toEqual([]);
    expect(profile?.rules.map(({ rule }) => rule.kind)).toEqual(['file']);
  });
});
