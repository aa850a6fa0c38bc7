import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusedInclude } from '../../src/adapters/apparmor-includes.ts';
import { createAppArmorParser } from '../../src/adapters/apparmor-parser.ts';
import { createProcesses } from '../../src/adapters/process.ts';
import { readAppArmor } from '../../src/linux/apparmor.ts';
import type { AppArmorParser } from '../../src/ports.ts';
import { aProfile } from '../builders/apparmor-profiles.ts';

/** Why the system's own parser can't be asked. */
const missing =
  spawnSync('apparmor_parser', ['--version'], { env: { PATH: `/usr/sbin:/sbin:${process.env['PATH']}` } }).status === 0
    ? undefined
    : 'apparmor_parser is not installed (package apparmor)';
if (missing !== undefined && process.env['GATE_TEST_REQUIRE_ALL'] === '1') {
  throw new Error(`A required service is missing: ${missing}`);
}

let folder: string;
let workspace: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gate apparmor-')));
  workspace = join(folder, 'workspace');
  await mkdir(workspace);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** @param path PATH of the gate */
function parserWith(path: string, signal = new AbortController().signal): AppArmorParser {
  return createAppArmorParser(createProcesses({ workspace, environment: { PATH: path }, signal }), workspace);
}

/** A program that goes before the system's parser on PATH. */
async function standIn(place: string, lines: string): Promise<string> {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'apparmor_parser'), `#!/bin/sh\n${lines}\n`);
  await chmod(join(place, 'apparmor_parser'), 0o755);
  return [place, process.env['PATH'] ?? ''].join(delimiter);
}

describe.skipIf(missing !== undefined)(missing ?? 'the system’s parser', () => {
  // Users' PATH often lacks /usr/sbin.
  const parser = () => parserWith('/usr/bin:/bin');

  it.each([
    ['a good profile', aProfile()],
    ['complain mode, which is no mistake of syntax', aProfile(undefined, 'profile web flags=(complain)')],
    ['everything', 'profile web { capability, /** rwmixkl, }'],
    ['line ends of Windows', aProfile().replaceAll('\n', '\r\n')],
    ['hats', 'profile web { ^hat { /a r, } }'],
    ['a remark about includes', '# include what you need\nprofile web { /usr/include/** r, }'],
  ])('takes %s', async (_, text) => {
    expect(await parser().check(text)).toEqual({
      state: 'verified',
      parser: expect.stringMatching(/^apparmor_parser \d+\.\d+/),
    });
  });

  it.each([
    ['a missing comma', 'profile web {\n  file\n}\n', 3],
    ['an unknown capability', 'profile web {\n  capability fly,\n}\n', 2],
    ['a wrong permission', 'profile web {\n  /a zz,\n}\n', 2],
    ['two profiles of one name', 'profile web { }\nprofile web { }\n', undefined],
    ['a variable that is not declared', 'profile web { @{X}/a r, }', undefined],
    ['conflicting permissions to execute', 'profile web { /a ix, /a px, }', undefined],
    ['something else', 'FROM scratch\n', 1],
  ])('refuses %s', async (_, text, line) => {
    const syntax = await parser().check(text);
    expect(syntax).toMatchObject({ state: 'refused', message: expect.stringMatching(/./) });
    expect(syntax).toMatchObject(line === undefined ? {} : { line });
    expect(JSON.stringify(syntax)).not.toMatch(/Cache read\/write|Warning/);
  });

  it('does not blame the profile for a file that this machine has not', async () => {
    const syntax = await parser().check('include <abstractions/none-of-that-name>\nprofile web { }');
    expect(syntax).toMatchObject({ state: 'not-verified', why: expect.stringContaining('Could not open') });
    expect((await parser().check('abi <abi/99.0>,\nprofile web { }')).state).toBe('not-verified');
  });

  it('opens no file that a profile chooses', async () => {
    const secret = join(folder, 'secret');
    await writeFile(secret, 'top-secret-word another\n');
    for (const path of [
      `"${secret}"`,
      `<${secret}>`,
      `<../../${secret}>`,
      secret,
      `<abstractions/../../..${secret}>`,
    ]) {
      for (const directive of ['include', '#include', 'include if exists', '/a r, include', 'abi']) {
        const syntax = await parser().check(`profile web {\n  ${directive} ${path}\n  file,\n}\n`);
        expect(syntax.state, `${directive} ${path}`).toBe('not-verified');
        expect(JSON.stringify(syntax)).not.toMatch(/top-secret|another/);
      }
    }
  });

  it('ends with a profile that takes it too long or too much memory', async () => {
    const text = `profile web { /**a${'?'.repeat(22)} r, /**b${'?'.repeat(22)} w, }`;
    const syntax = await parser().check(text);
    expect(syntax.state).toBe('not-verified');
  }, 40_000);

  it('is not asked about more than 256 KiB', async () => {
    const syntax = await parser().check(`profile web { }\n${'# x\n'.repeat(70_000)}`);
    expect(syntax).toMatchObject({ state: 'not-verified', why: 'it is larger than 262144 bytes' });
  });

  it('reads what the gate’s own reader reads: random profiles that it takes have the same capabilities', async () => {
    const rules = fc.constantFrom(
      ...['capability chown,', 'capability kill setuid,', 'deny capability kill,', '/a r,', '/b,c rw,', '"/q q" r,'],
      ...['signal (receive) peer=unconfined,', '# capability setpcap,\n', 'mount options=(ro) /a -> /b,', 'network,'],
      ...['change_profile -> q,', '/{a,b}/c ix,', 'set rlimit nofile <= 10,', 'include if exists <none>'],
    );
    const between = fc.constantFrom(
      ' ',
      '\n',
      '',
      '"',
      '#',
      ',',
      '{',
      '}',
      '(',
      ')',
      '\\',
      '=',
      'a',
      'deny ',
      '\r\n',
      '@{X}',
    );
    const bodies = fc.sample(fc.array(fc.tuple(rules, between), { maxLength: 5 }), { numRuns: 250, seed: 4 });
    let taken = 0;
    for (const body of bodies) {
      const text = `profile web {\n${body.flat().join('')}\n}\n`;
      const theirs = capabilities(text);
      const { profiles, notes } = readAppArmor(text);
      if (theirs === undefined || notes.length > 0 || profiles.some((profile) => profile.notes.length > 0)) continue;
      taken += 1;
      const own = (access: string) =>
        profiles.flatMap((profile) => profile.rules.flatMap((rule) => (rule.access === access ? [rule.rule] : [])));
      const names = (access: string) => own(access).flatMap((rule) => (rule.kind === 'capability' ? rule.names : []));
      expect([sorted(names('allow')), sorted(names('deny'))], text).toEqual(theirs);
    }
    expect(taken).toBeGreaterThan(60);
  }, 60_000);
});

/** What the system's parser understood: capabilities that are allowed, and denied. Undefined when it refuses the text. */
function capabilities(text: string): readonly [readonly string[], readonly string[]] | undefined {
  const env = { PATH: '/usr/sbin:/sbin:/usr/bin:/bin' };
  const ended = spawnSync('apparmor_parser', ['-Q', '-K', '-q', '-d'], { input: text, encoding: 'utf8', env });
  if (ended.status !== 0) return undefined;
  const line = (key: string) => new RegExp(`^${key}: (.*)$`, 'm').exec(`${ended.stdout}${ended.stderr}`)?.[1] ?? '';
  return [sorted(line('Capabilities').split(/\s+/)), sorted(line('Deny Caps').split(/\s+/))];
}

function sorted(words: readonly string[]): readonly string[] {
  return [...new Set(words)].filter((word) => word !== '').sort();
}

describe('a machine whose parser can’t be relied on', () => {
  it.each([
    ['it says no version', 'exit 0', 'apparmor_parser does not say its version'],
    [
      'it refuses everything',
      'case $1 in --version) echo "AppArmor parser version 9.9";; *) echo no >&2; exit 1;; esac',
      'does not work here: no',
    ],
    [
      'it crashes',
      'case $1 in --version) echo "AppArmor parser version 9.9";; *) kill -9 $$;; esac',
      'does not work here',
    ],
  ])('%s: not verified', async (_, lines, why) => {
    const path = await standIn(join(folder, 'bin'), lines);
    expect(await parserWith(path).check(aProfile())).toEqual({
      state: 'not-verified',
      why: expect.stringContaining(why),
    });
  });

  it('never takes one of the workspace', async () => {
    const path = await standIn(join(workspace, 'bin'), `touch ${JSON.stringify(join(folder, 'ran'))}`);
    const syntax = await parserWith(path).check(aProfile());
    expect(syntax).toMatchObject({ state: 'not-verified', why: expect.stringContaining('inside the workspace') });
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).not.toContain('ran');
  });

  it('is not waited for when the gate is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const syntax = await parserWith(process.env['PATH'] ?? '', controller.signal).check(aProfile());
    expect(syntax.state).toBe('not-verified');
  });
});

describe('includes', () => {
  it.each([
    ['#include <tunables/global>', true],
    ['  include if exists <local/web>', true],
    ['abi <abi/4.0>,', true],
    ['/usr/include/x r, /opt/abi/x r,', true],
    ['# include "x" is not what we want', false],
    ['# include <../x>, says this remark', true],
    ['#include <../x>', false],
    ['include <a/../../x>', false],
    ['include </etc/passwd>', false],
    ['include "/etc/passwd"', false],
    ['#include"/etc/passwd"', false],
    ['/a r,include "/etc/passwd"', false],
    ['10include "/etc/passwd"', false],
    ['abi "/etc/passwd",', false],
    ['"\n# " r, include "/etc/passwd"', false],
    ['# "/x', true],
    ['#includes', false],
    ['#\tinclude <../x', true],
  ])('%j may go to the parser: %s', (line, harmless) => {
    expect(refusedInclude(`profile web {\n${line}\n}\n`) === undefined).toBe(harmless);
  });
});
