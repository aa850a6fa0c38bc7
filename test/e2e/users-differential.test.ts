import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveUser, type UserResolution } from '../../src/linux/users.ts';
import { GROUP, PASSWD } from '../builders/image-accounts.ts';

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

/** The engine's own answer: `uid:gid`, then all groups of the process, or the error that it refuses to start with. */
type Answer = { readonly ids: string; readonly groups: readonly number[] } | { readonly refused: string };

const DEADLINE_MS = 60_000;
const REFUSAL = /unable to find (?:user|groups?) |must be in range|unable to setup user/;
const SCRIPT = 'while read k v; do case $k in Uid:|Gid:|Groups:) echo "$k $v";; esac; done </proc/self/status';

const name = `docker-security-gate-test-users-${process.pid}-${Date.now().toString(36)}`;
const folder = mkdtempSync(join(tmpdir(), 'gate-users-'));
const images: string[] = [];

function docker(...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync('docker', args, { encoding: 'utf8', timeout: DEADLINE_MS, maxBuffer: 4 * 1024 * 1024 });
}

/** Why the engine can't be asked here; undefined when it can. */
function obstacle(): string | undefined {
  const version = docker('version', '--format={{.Server.Os}}');
  if (version.status !== 0) return `no Docker engine answers: ${version.error?.message ?? version.stderr.trim()}`;
  if (version.stdout.trim() !== 'linux') return `the engine runs ${version.stdout.trim()} containers`;
  if (made === undefined) return 'neither a static /bin/busybox nor GATE_TEST_BASE_IMAGE is there';
  return undefined;
}

/** What the image is made from: something with a shell. */
function shell(): { readonly from: string; readonly busybox?: string } | undefined {
  const base = process.env['GATE_TEST_BASE_IMAGE'] ?? '';
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path) && isStatic(path));
  if (busybox !== undefined) return { from: 'scratch', busybox };
  return base === '' ? undefined : { from: base };
}

function isStatic(path: string): boolean {
  // ldd ends with 1 for a program that is not dynamic.
  return spawnSync('ldd', [path], { encoding: 'utf8', timeout: DEADLINE_MS }).status !== 0;
}

const made = shell();
const missing = obstacle();
if (missing !== undefined && process.env['GATE_TEST_REQUIRE_ALL'] === '1') throw new Error(missing);

function build(tag: string, lines: readonly string[]): void {
  writeFileSync(join(folder, 'Dockerfile'), `${lines.join('\n')}\n`);
  const result = docker('build', '--quiet', `--tag=${tag}`, folder);
  expect(result.status, result.stderr).toBe(0);
  images.push(tag);
}

/** Starts a container and has it say who it is. */
function ask(image: string, options: readonly string[]): Answer {
  const result = docker('run', '--rm', '--network=none', ...options, image, '/bin/sh', '-c', SCRIPT);
  if (result.status !== 0) {
    // Anything but a word about the user is no answer: a missing image must not look like a refusal.
    expect(result.stderr).toMatch(REFUSAL);
    return { refused: result.stderr.trim() };
  }
  const field = (key: string) => new RegExp(`^${key}:(.*)$`, 'm').exec(result.stdout)?.[1]?.trim().split(/\s+/) ?? [];
  const [uid = '', gid = ''] = [field('Uid')[0], field('Gid')[0]];
  expect(uid).toMatch(/^\d+$/);
  return {
    ids: `${uid}:${gid}`,
    groups: distinct(
      field('Groups')
        .filter((text) => text !== '')
        .map(Number),
    ),
  };
}

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

function distinct(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

function expectSame(engine: Answer, gate: ReturnType<typeof toAnswer>): void {
  if ('refused' in gate) {
    expect(engine).toEqual({ refused: expect.stringMatching(gate.refused) });
  } else {
    expect(engine).toEqual(gate);
  }
}

describe.skipIf(missing !== undefined)(
  `the gate's answer is the engine's${missing === undefined ? '' : `: ${missing}`}`,
  () => {
    beforeAll(() => {
      const { from, busybox } = shell() ?? { from: 'scratch' };
      writeFileSync(join(folder, 'passwd'), ODD_PASSWD);
      writeFileSync(join(folder, 'group'), ODD_GROUP);
      writeFileSync(join(folder, '.dockerignore'), '*\n!passwd\n!group\n!busybox\n');
      if (busybox !== undefined) copyFileSync(busybox, join(folder, 'busybox'));
      const program = busybox === undefined ? [] : ['COPY busybox /bin/sh'];
      build(`${name}:base`, [`FROM ${from}`, ...program, 'COPY passwd group /etc/']);
    });

    afterAll(() => {
      for (const image of images.reverse()) docker('image', 'rm', '--force', image);
      rmSync(folder, { recursive: true, force: true });
    });

    it.each([
      // The table of docs/checks.
      ...['', ':', '0', '00', '+0', '0:0', 'root', ':1000', 'root:app', '0:1000', 'toor', '1234', 'app', '1000'],
      ...['1000:1000', '5000', '1000:0', 'zapp', 'app:docker', 'nosuch', 'Root', '0x0', 'app:nosuch', '-1'],
      ...['2147483648', '4294967295'],
      // Spellings of our own.
      ...['2147483647', '-0', '+', '01000', 'app:', ' app', 'app ', 'app # note', '0:x', '1000:+5', '1000:2147483648'],
      ...['99999999999999999999:0'],
      // Malformed account files.
      ...['dup', '1100', '#old', '1200', 'word', 'space', 'short', 'wrap', 'max', 'big', 'neg', 'huge', 'tab', 'plus'],
      ...['member', '1600', '1000:badgid', '1000:wrapg'],
    ])('--user=%j', (spec) => {
      const gate = toAnswer(resolveUser(spec, ODD_PASSWD, ODD_GROUP));
      expectSame(ask(`${name}:base`, [`--user=${spec}`]), gate);
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
      const tag = `${name}:${images.length}`;
      build(tag, [`FROM ${name}:base`, line]);
      const inspected = docker('image', 'inspect', '--format={{json .Config.User}}', tag);
      expect(JSON.parse(inspected.stdout)).toBe(user);
      expectSame(ask(tag, []), toAnswer(resolveUser(user, ODD_PASSWD, ODD_GROUP)));
    });

    it.each(['', 'root', '0', '20002', '20002:10001', '20002:app'])('USER %j without account files', (spec) => {
      const tag = `${name}:bare`;
      const { from, busybox } = shell() ?? { from: 'scratch' };
      if (busybox === undefined) return expect(from).not.toBe('scratch');
      if (!images.includes(tag)) build(tag, ['FROM scratch', 'COPY busybox /bin/sh']);
      expectSame(ask(tag, [`--user=${spec}`]), toAnswer(resolveUser(spec, undefined, undefined)));
    });

    it.each([
      ['a line of 65,535 bytes', 65_535],
      ['a line of 65,536 bytes', 65_536],
    ])('/etc/passwd with %s', (_, bytes) => {
      const passwd = `app:x:1000:1000::/:/\n${'#'.repeat(bytes)}\n`;
      writeFileSync(join(folder, 'passwd'), passwd);
      const tag = `${name}:line-${bytes}`;
      build(tag, [`FROM ${name}:base`, 'COPY passwd /etc/passwd']);
      expectSame(ask(tag, ['--user=app']), toAnswer(resolveUser('app', passwd, ODD_GROUP)));
    });

    // Where engines differ, the gate is on the side of those that refuse.
    it.each(['1000:1000:7', '::', '3000000000', '9223372036854775808'])('--user=%j is never resolved', (spec) => {
      expect(resolveUser(spec, ODD_PASSWD, ODD_GROUP).kind).not.toBe('resolved');
      const engine = ask(`${name}:base`, [`--user=${spec}`]);
      expect('ids' in engine || 'refused' in engine).toBe(true);
    });
  },
);
