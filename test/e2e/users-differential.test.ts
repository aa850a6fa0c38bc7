import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveUser, type UserResolution } from '../../src/linux/users.ts';
import { GROUP, PASSWD } from '../builders/image-accounts.ts';
import { type Answer, type AskedEngine, askedEngines, distinct, findShell, REFUSAL } from './asked-engine.ts';

/** The table's users, and lines that are malformed in every way that the engine forgives. */
const ODD_PASSWD = `${PASSWD}dup:x:1100:1100::/d1:/
dup:x:0:0::/d2:/
#old:x:1200:0::/:/
word:x:abc:1000::/:/
space:x: 1300:1000::/:/
short
wrap:x:4294967296:4294967296::/:/
max:x:4294967295:1000::/:/
big:x:3000000000:1000::/:/
neg:x:-4294967296:1000::/:/
huge:x:99999999999999999999:1000::/:/
\ttab:x:1400:1400::/:/\x20
plus:x:+1500:01500::/:/
member:x:1600:1600::/:/
`;
const ODD_GROUP = `${GROUP}#com:x:77:app
  spaced:x:78:app\x20
badgid:x:abc:
wheel:x:0:member
wrapg:x:4294967296:
`;

/** The gate's answer in the engine's terms: the process has its own group in the list, too. */
function toAnswer(resolution: UserResolution): Answer | { readonly refused: RegExp } {
  switch (resolution.kind) {
    case 'resolved': {
      const { uid, gid, supplementary } = resolution.user;
      return { ids: `${uid}:${gid}`, groups: distinct([gid, ...supplementary.map((group) => group.gid)]) };
    }
    case 'unresolvable':
      return { refused: new RegExp(`unable to find ${resolution.part}`) };
    case 'out-of-range':
      return { refused: REFUSAL };
  }
}

function expectSame(engine: Answer, resolution: UserResolution): void {
  const gate = toAnswer(resolution);
  expect(engine).toEqual('ids' in gate ? gate : { refused: expect.stringMatching(gate.refused) });
}

/** Refused by the gate, and by today's engine; what older engines do is their affair. */
function expectStricter(engine: AskedEngine, answer: Answer, resolution: UserResolution): void {
  expect(resolution.kind).not.toBe('resolved');
  if (engine.ofToday) expect(answer).toEqual({ refused: expect.stringMatching(REFUSAL) });
}

/** The spellings of the tables in docs/checks, then some of our own, then what the account files get wrong. */
const SPELLINGS = [
  ...['', ':', '0', '00', '+0', '0:0', 'root', ':1000', 'root:app', '0:1000', 'toor', '1234', 'app', '1000'],
  ...['1000:1000', '5000', '1000:0', 'zapp', 'app:docker', 'nosuch', 'Root', '0x0', 'app:nosuch', '-1'],
  ...['2147483648', '4294967295'],
  ...['2147483647', '-0', '+', '01000', 'app:', ' app', 'app ', 'app # note', '0:x', '1000:+5', '1000:2147483648'],
  ...['99999999999999999999:0'],
  ...['dup', '1100', '#old', '1200', 'word', 'space', 'short', 'wrap', 'max', 'big', 'neg', 'huge', 'tab', 'plus'],
  ...['member', '1600', '1000:badgid', '1000:wrapg'],
];

const engines = askedEngines();

describe.each(engines)("the gate's answer is that of $title", (engine) => {
  const images = { base: '', bare: '' };
  beforeAll(() => {
    if (engine.missing === undefined) images.base = engine.buildBase({ passwd: ODD_PASSWD, group: ODD_GROUP });
  });
  afterAll(() => engine.cleanUp());

  describe.skipIf(engine.missing !== undefined)(engine.missing ?? 'to the same question', () => {
    it.each(SPELLINGS)('--user=%j', (spec) => {
      expectSame(engine.ask(images.base, [`--user=${spec}`]), resolveUser(spec, ODD_PASSWD, ODD_GROUP));
    });

    it.each([
      ['USER root', 'root'],
      ['USER app', 'app'],
      ['USER toor', 'toor'],
      ['USER :1000', ':1000'],
      ['USER 1000:0', '1000:0'],
      ['USER 5000', '5000'],
      ['USER app # note', 'app # note'],
      ['USER $' + '{UNSET}', ''],
      ["USER '$UNSET'", '$UNSET'],
      ['USER app:docker', 'app:docker'],
      ['USER 2147483648', '2147483648'],
      ['USER word', 'word'],
      ['LABEL user=none', ''],
    ])('%s in a Dockerfile', (line, user) => {
      const image = engine.build([`FROM ${images.base}`, line]);
      expect(engine.userOf(image)).toBe(user);
      expectSame(engine.ask(image), resolveUser(user, ODD_PASSWD, ODD_GROUP));
    });

    const bare = ['', 'root', '0', '20002', '20002:10001', '20002:app'];
    it.skipIf(findShell()?.busybox === undefined).each(bare)('--user=%j without account files', (spec) => {
      if (images.bare === '') images.bare = engine.buildBase({});
      expectSame(engine.ask(images.bare, [`--user=${spec}`]), resolveUser(spec, undefined, undefined));
    });

    it.each([
      ['a line of 65,535 bytes', `${'#'.repeat(65_535)}\n`],
      ['a line of 65,536 bytes', `${'#'.repeat(65_536)}\n`],
      ['exactly 10 MiB', '\n'.repeat(10 * 1024 * 1024 - 'app:x:1000:1000::/:/\n'.length)],
    ])('/etc/passwd with %s', (_, rest) => {
      const passwd = `app:x:1000:1000::/:/\n${rest}`;
      const image = engine.build([`FROM ${images.base}`, 'COPY passwd /etc/passwd'], { passwd });
      expectSame(engine.ask(image, ['--user=app']), resolveUser('app', passwd, ODD_GROUP));
    });
  });

  // Where engines differ, the gate is on the side of those that refuse. Engines before moby/sys/user 0.4.1 take a
  // number beyond the range when a line of /etc/passwd has it (4294967296 is root then), and files of any size.
  describe.skipIf(engine.missing !== undefined)('or is stricter', () => {
    it.each(['3000000000', '4294967296', '9223372036854775808'])('--user=%j', (spec) => {
      expectStricter(engine, engine.ask(images.base, [`--user=${spec}`]), resolveUser(spec, ODD_PASSWD, ODD_GROUP));
    });

    // moby/sys/user up to 0.4.1 ignores what follows a second colon; its later source takes it into the group.
    it.each(['1000:1000:7', '::', 'app::'])('--user=%j', (spec) => {
      expect(resolveUser(spec, ODD_PASSWD, ODD_GROUP).kind).toBe('unresolvable');
    });

    it.each([
      ['/etc/passwd of more than 10 MiB', 'passwd', `app:x:1000:1000::/:/\n${'\n'.repeat(10 * 1024 * 1024)}`],
      ['/etc/group with a line of 1 MiB', 'group', `g:x:5:${'u'.repeat(1024 * 1024)}\n`],
    ])('%s', (_, path, text) => {
      const image = engine.build([`FROM ${images.base}`, `COPY ${path} /etc/${path}`], { [path]: text });
      const files = { passwd: ODD_PASSWD, group: ODD_GROUP, [path]: text };
      expectStricter(engine, engine.ask(image, ['--user=app']), resolveUser('app', files.passwd, files.group));
    });
  });
});
