import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/checks/index.ts';
import { aGitRepository } from '../builders/git-repository.ts';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
const FIXTURES = path.resolve(import.meta.dirname, '../fixtures/policies');
const POLICY = '.github/docker-security-gate.yml';

let base: string;
let repository: string;

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'gate-policy-'));
  repository = path.join(base, 'repository');
  await mkdir(path.join(repository, '.git'), { recursive: true });
  await mkdir(path.join(repository, '.github'));
  await mkdir(path.join(repository, 'services/web'), { recursive: true });
});

afterEach(() => rm(base, { recursive: true, force: true }));

interface CommandRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly string[];
}

/** `docker-security-gate policy …` in a folder; ends after 20 seconds whatever it waits for. */
async function policy(words: readonly string[], cwd = repository): Promise<CommandRun> {
  const child = spawn(process.execPath, [CLI, 'policy', ...words], {
    cwd,
    env: { PATH: '/usr/bin:/bin', HOME: base },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  // Whatever a file holds, nothing of it steers the terminal.
  expect(text.stdout + text.stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(text.stderr).not.toMatch(/INTERNAL/);
  return { exitCode, ...text, lines: text.stdout.split('\n').slice(0, -1) };
}

const put = (text: string | Uint8Array, name = POLICY) => writeFile(path.join(repository, name), text);

describe('policy check', () => {
  it('says nothing is wrong when nothing is, from every folder of the repository', async () => {
    await put('version: 1\nchecks:\n  user-numeric: off\n');
    for (const cwd of [repository, path.join(repository, 'services/web')]) {
      const { exitCode, stdout, stderr } = await policy(['check'], cwd);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toBe(
        `The policy file ${path.relative(cwd, path.join(repository, POLICY))} in the working tree has no mistake.\n`,
      );
    }
  });

  it('prints eight lines for eight mistakes, with line numbers and the nearest names', async () => {
    await put(readFileSync(path.join(FIXTURES, 'eight-mistakes.yml')));
    const { exitCode, stdout, stderr, lines } = await policy(['check']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    expect(stdout).toBe(readFileSync(path.join(FIXTURES, 'eight-mistakes.txt'), 'utf8'));
    expect(lines).toHaveLength(9);
    expect(lines.slice(0, 8).map((line) => line.split(':')[1])).toEqual(['3', '4', '5', '6', '7', '8', '10', '13']);
    expect(lines.filter((line) => /Did you mean [a-z-]+\?$/.test(line))).toHaveLength(7);
  });

  it('says the built-in default applies where there is no file, and refuses a typed name that is not there', async () => {
    expect(await policy(['check'])).toMatchObject({
      exitCode: 0,
      stdout: `There is no policy file ${POLICY} in the working tree: the built-in default applies.\n`,
    });
    for (const name of ['none.yml', path.join(base, 'none.yml'), '/no/such/folder/none.yml', POLICY]) {
      const { exitCode, stdout, stderr } = await policy(['check', name]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toMatch(/^POLICY-NOT-FOUND: .*\n$/);
    }
  });

  it('reads the file that is named, also outside of the repository', async () => {
    await put('fail-on: hgih', 'other.yml');
    await writeFile(path.join(base, 'outside.yml'), '\nmode: wran');
    expect((await policy(['check', 'other.yml'])).lines[0]).toMatch(/^other\.yml:1:10: fail-on is hgih; /);
    const { exitCode, lines } = await policy(['check', '../../../outside.yml'], path.join(repository, 'services/web'));
    expect(exitCode).toBe(2);
    expect(lines[0]).toMatch(/^\.\.\/\.\.\/\.\.\/outside\.yml:2:7: mode is wran; .* Did you mean warn\?$/);
  });

  it.each([
    [[], /^INPUT-UNKNOWN: policy was given without check or show/],
    [['chek'], /^INPUT-UNKNOWN: policy knows no chek\. Did you mean check\?/],
    [['check', 'a.yml', 'b.yml'], /^INPUT-CONFLICT: policy check has no use for b\.yml\./],
    [['check', '--json'], /^INPUT-CONFLICT: policy check has no use for --json/],
    [['check', '--fail-on', 'low'], /^INPUT-CONFLICT: policy check has no use for --fail-on/],
    [['show', '--context', '.'], /^INPUT-CONFLICT: policy show has no use for --context/],
    [['show', '--fail-on', 'hgih'], /^INPUT-INVALID: .*did you mean high\?/],
    [['show', '--polciy-ref', 'main'], /^INPUT-UNKNOWN: .*Did you mean --policy-ref\?/],
    [['show', '--policy-ref'], /^INPUT-INVALID: --policy-ref was given without a value/],
    [['check', '\u001b[31m\u202e'], /^POLICY-NOT-FOUND: The policy file \\u\{1b\}\[31m\\u\{202e\} /],
    [['\u001b[2J'], /^INPUT-UNKNOWN: policy knows no \\u\{1b\}\[2J/],
  ])('%j is refused', async (words, message) => {
    const { exitCode, stdout, stderr } = await policy(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('has help', async () => {
    const { exitCode, stdout } = await policy(['check', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/policy check \[FILE\]/);
  });
});

describe('policy check of a hostile file', () => {
  const long = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`),
  ].join('\n');

  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /:1:1: the file is empty/],
    ['comments only', '# fail-on: low\n# nothing else\n', /:\d+:1: the file is empty/],
    ['null', 'null\n', /:1:1: the file is empty/],
    ['a list', '- fail-on: high\n', /:1:1: the file is a list/],
    ['one word', 'strict', /:1:1: the file is a single value/],
    ['two documents', 'fail-on: high\n---\nfail-on: low\n', /:2:1: a second document begins here \("---"\)/],
    [
      'a document after the end',
      'fail-on: high\n...\nmode: warn\n',
      /:3:1: a second document begins here, after "\.\.\."/,
    ],
    ['a version as text', 'version: "1"\n', /:1:10: version is the text "1"; write 1\./],
    ['escapes in a key', '"\\e[2J\\e[31mPASS": 1\n', /:1:1: \\u\{1b\}\[2J\\u\{1b\}\[31mPASS: there is no such key/],
    ['raw escapes', '"\u001b[2J": 1\n', /:1:2: holds a control character/],
    ['a workflow command in a key', '"x\\n::error::pwned": 1\n', /:1:1: x\\u\{a\}::error::pwned: there is no such key/],
    ['a bidirectional override', 'fail-on: "\u202ehgih"\n', /:1:11: holds a character that can't be seen \(U\+202E\)/],
    ['the same by an escape', 'fail-on: "\\u202ehgih"\n', /:1:10: fail-on is \\u\{202e\}hgih;/],
    ['an override in a comment', 'fail-on: high # \u202e\n', /:1:17: holds a character that can't be seen \(U\+202E\)/],
    ['letters made of tags', '# \u{e0041}\u{e0042}\n', /:1:3: holds a character that can't be seen \(U\+E0041\)/],
    ['zero-width letters in a key', 'fail\u200b-on: high\n', /:1:5: holds a character that can't be seen \(U\+200B\)/],
    [
      'a line break for some',
      '# note\u2028fail-on: low\nfail-on: high\n',
      /:1:7: holds a character that ends the line/,
    ],
    ['__proto__', '__proto__: {failOn: low}\n', /:1:1: __proto__: there is no such key/],
    [
      '__proto__ of checks',
      'checks: {__proto__: {user-not-root: off}}\n',
      /checks\.__proto__: this version has no such/,
    ],
    ['constructor', 'constructor: {prototype: {x: 1}}\n', /:1:1: constructor: there is no such key/],
    ['an alias bomb', bomb, /has an anchor \(&name\)/],
    ['10,000 levels', `checks: ${'['.repeat(10_000)}`, /:1:1: more than 300 brackets are opened/],
    ['10,000 levels over lines', '{a:\n'.repeat(10_000), /:301:1: more than 300 brackets are opened/],
    ['10,000 levels of dashes', '- '.repeat(10_000), /:1:1: is nested more than 20 levels deep/],
    ['10,000 levels of lines', long(600, (level) => `${' '.repeat(level)}a:`), /:202:1: is nested more than 20 levels/],
    ['a tag', 'fail-on: !!python/object/apply:os.system [id]\n', /tag/],
    ['a merge key', 'checks:\n  <<: {user-not-root: off}\n', /is a merge key/],
    ['a key twice', 'fail-on: low\nfail-on: critical\n', /:2:1: fail-on stands twice/],
    ['YAML 1.1', '%YAML 1.1\n---\nonly-fixed: no\n', /:1:1: is a directive/],
    ['a NUL', 'fail-on: high\n# \0\n', /:2:3: holds a control character/],
    ['NULs only', Buffer.alloc(1000), /:1:1: holds a control character/],
    ['UTF-16', Buffer.from('\ufefffail-on: high\n', 'utf16le'), /:1:1: holds bytes that are no UTF-8/],
    ['invalid UTF-8', Buffer.from('fail-on: high # \u00ff', 'latin1'), /:1:17: holds bytes that are no UTF-8/],
    [
      'a character cut in two',
      Buffer.from('fail-on: high # \u00e9').subarray(0, -1),
      /:1:17: holds bytes that are no UTF-8/,
    ],
    ['too many mistakes', long(2_000, (index) => `k${index}: 1`), /:101:1: 1900 more mistakes from here on/],
    ['too many mistakes to tell how many', long(9_000, (index) => `k${index}: 1`), /more than 20000 words and signs/],
    ['260,000 characters that have no place', '\u0001'.repeat(260_000), /^260000 mistakes\. .*POLICY-INVALID/],
  ])('%s', async (_, text, words) => {
    await put(text);
    const started = performance.now();
    const { exitCode, stdout, stderr, lines } = await policy(['check']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(
      lines.some((line) => words.test(line)),
      stdout.slice(0, 2_000),
    ).toBe(true);
    expect(lines.every((line) => line.startsWith(`${POLICY}:`) || /^\d+ mistakes?\. .*POLICY-/.test(line))).toBe(true);
    expect(stdout.length).toBeLessThan(60_000);
  });

  it.each<[string, string]>([
    ['a byte order mark and CR LF', '\ufeffversion: 1\r\nfail-on: high\r\n'],
    ['other scripts in comments', '# \u65e5\u672c\u8a9e \ud83d\udc69\ud83c\udffd \u2764\ufe0f\nfail-on: high\n'],
    ['the most bytes there may be', `fail-on: high\n#${' '.repeat(262_144 - 15)}`],
  ])('takes %s', async (_, text) => {
    await put(text);
    expect(await policy(['check'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('reads no more than it takes', async () => {
    await put(`fail-on: high\n#${' '.repeat(5_000_000)}`);
    const { exitCode, stdout, stderr } = await policy(['check']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^LIMIT-EXCEEDED: .* larger than 262144 bytes/);
  });

  it('waits for no FIFO, reads no device, no folder, and nothing outside through a link of the repository', async () => {
    const file = (name: string) => path.join(repository, name);
    execFileSync('mkfifo', [file('fifo'), path.join(base, 'fifo')]);
    await symlink('/dev/zero', file('zero'));
    await symlink('fifo', file('to-fifo'));
    await symlink('loop', file('loop'));
    await writeFile(path.join(base, 'outside.yml'), 'fail-on: high\n');
    await symlink('../outside.yml', file('out'));
    await symlink('/dev/zero', path.join(base, 'zero'));
    const names = ['fifo', 'zero', 'to-fifo', 'loop', 'out', '.github', '.', '..', '../fifo', '../zero', '/dev/zero'];
    for (const name of names) {
      const { exitCode, stdout, stderr } = await policy(['check', name]);
      expect({ name, exitCode, stdout }).toEqual({ name, exitCode: 2, stdout: '' });
      expect(stderr, name).toMatch(/^PATH-REFUSED: .*\n$/);
    }
    expect(await policy(['check', '../outside.yml'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('does the same at the usual place', async () => {
    await symlink('/dev/zero', path.join(repository, POLICY));
    expect((await policy(['check'])).stderr).toMatch(/^PATH-REFUSED: /);
    await rm(path.join(repository, POLICY));
    execFileSync('mkfifo', [path.join(repository, POLICY)]);
    expect((await policy(['check'])).stderr).toMatch(/^PATH-REFUSED: /);
  });

  it.each<[string, string, string]>([
    ['the file', POLICY, 'docker-security-gate.yml'],
    ['its folder', '.github', '.github'],
  ])('takes a link that leads nowhere for no absence: %s', async (_, place, name) => {
    await rm(path.join(repository, '.github'), { recursive: true });
    expect(await policy(['check'])).toMatchObject({ exitCode: 0, stderr: '' });
    await mkdir(path.dirname(path.join(repository, place)), { recursive: true });
    await symlink('nowhere', path.join(repository, place));
    for (const action of ['check', 'show']) {
      const { exitCode, stdout, stderr } = await policy([action]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toMatch(/^POLICY-UNREADABLE: /);
      expect(stderr).toContain(`${name} is a link that leads nowhere in the working tree`);
    }
    expect((await policy(['check', POLICY])).stderr).toMatch(/^POLICY-UNREADABLE: .* is a link that leads nowhere/);
    const outside = path.join(base, 'dead.yml');
    await symlink('nowhere', outside);
    expect((await policy(['check', outside])).stderr).toMatch(/^POLICY-NOT-FOUND: .* is a link that leads nowhere/);
  });
});

/** At its end the process tells the most memory that it had, as proc(5) has it. */
const TELL_MEMORY = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs';
  process.on('exit', () => writeSync(3, /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]));
`)}`;

interface Cost {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly milliseconds: number;
  readonly megabytes: number;
}

async function cost(text: string): Promise<Cost> {
  await put(text);
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', TELL_MEMORY, CLI, 'policy', 'check'], {
    cwd: repository,
    env: { PATH: '/usr/bin:/bin', HOME: base },
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  const heard = ['', ''];
  for (const [index, stream] of [child.stdout, child.stdio[3]].entries()) {
    stream?.on('data', (chunk: Buffer) => {
      heard[index] += chunk.toString('latin1');
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout = '', kilobytes] = heard;
  return { exitCode, stdout, milliseconds: performance.now() - started, megabytes: Number(kilobytes) / 1024 };
}

describe('policy check of 256 KiB (threats T012, T013)', () => {
  const LIMIT = 262_144;
  const filled = (start: string, unit: string, end = '') =>
    start + unit.repeat(Math.floor((LIMIT - start.length - end.length) / unit.length)) + end;
  const numbered = (start: string, line: (index: number) => string) => {
    let text = start;
    for (let index = 0; ; index += 1) {
      const next = line(index);
      if (text.length + next.length > LIMIT) return text;
      text += next;
    }
  };

  it.each<[string, string]>([
    ['closing brackets', filled('a: ', ']')],
    ['closing brackets of both kinds', filled('a: ', ']}')],
    ['a list of nothing', filled('scanner: [', ',', ']')],
    ['a list of wrong words', filled('scanner: [', 'a,', ']')],
    ['a long list of lines', filled('scanner:\n', '- a\n')],
    ['line ends without meaning', filled('a: "', '\\\n', '"')],
    ['escapes that do not exist', filled('a: "', '\\q', '"')],
    ['unknown keys', numbered('', (index) => `${index.toString(36)}:\n`)],
    ['names that are nearly a check’s', numbered('checks:\n', (index) => ` user-not-roo${index.toString(36)}: off\n`)],
    ['names that are nearly a key’s', numbered('', (index) => `inherite${index.toString(36)}: show\n`)],
    ['one key again and again', filled('', 'a:\n')],
    ['anchors', filled('a: ', '&a ')],
    ['tags', filled('a: ', '!x ')],
    ['aliases', filled('', '*a\n')],
    ['documents', filled('', '---\n')],
    ['a folded text of empty lines', filled('fail-on: >\n', '\n', ' a')],
    ['a plain text of many lines', filled('fail-on: a\n', ' a\n')],
    ['a key of many lines', filled('', 'a\n', ': b')],
    ['no-break spaces', filled('', '\u00a0').slice(0, LIMIT / 2)],
    ['control characters', filled('', '\u0001')],
    ['characters of every refused kind', filled('', '\u0001\r%\n')],
  ])('%s', async (_, text) => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
    const plain = await cost('fail-on: high\n');
    expect(plain).toMatchObject({ exitCode: 0, megabytes: expect.any(Number) });
    expect(plain.megabytes).toBeGreaterThan(10);
    const first = await cost(text);
    expect(first).toMatchObject({ exitCode: 2, stdout: expect.stringMatching(/^\d+ mistakes?\. .*POLICY-INVALID/m) });
    expect(first.stdout.length).toBeLessThan(60_000);
    expect(first.megabytes - plain.megabytes).toBeLessThan(150);
    // A machine that does something else at the same time is not the file's fault.
    const again = first.milliseconds - plain.milliseconds < 1_000 ? first : await cost(text);
    expect(again.milliseconds - plain.milliseconds).toBeLessThan(1_000);
  });
});

describe('policy show', () => {
  const cells = (lines: readonly string[], key: string) =>
    lines.find((line) => line.split(/ {2,}/)[0] === key)?.split(/ {2,}/);

  it('shows every rule with where it comes from', async () => {
    await put(
      'preset: strict\nmode: warn\nchecks:\n  user-numeric: off\n  no-onbuild:\n    fail-on: low\n    required: true\n',
    );
    const { exitCode, stderr, lines } = await policy(['show', '--fail-on', 'low']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(cells(lines, 'preset')).toEqual(['preset', 'strict', `${POLICY}:1`]);
    expect(cells(lines, 'mode')).toEqual(['mode', 'warn', `${POLICY}:2`]);
    expect(cells(lines, 'fail-on')).toEqual(['fail-on', 'low', 'the input fail-on']);
    expect(cells(lines, 'inherited')).toEqual(['inherited', 'show', 'preset strict']);
    expect(cells(lines, 'user-numeric')).toEqual(['user-numeric', 'off', '–', '–', '–', `${POLICY}:4`]);
    expect(cells(lines, 'no-onbuild')?.slice(3)).toEqual(['low', 'yes', `${POLICY}:6, ${POLICY}:7`]);
    expect(cells(lines, 'healthcheck-present')).toEqual([
      'healthcheck-present',
      'on',
      'high',
      'low',
      'no',
      'preset strict',
    ]);
    expect(cells(lines, 'user-not-root')).toEqual(['user-not-root', 'on', 'high', 'low', 'no']);
    for (const { id } of CHECKS) expect(cells(lines, id), id).toBeDefined();
  });

  it('says what an input asks for and does not get', async () => {
    await put('version: 1\n');
    const { exitCode, lines } = await policy(['show', '--fail-on', 'critical', '--scanner', 'none']);
    expect(exitCode).toBe(0);
    expect(cells(lines, 'fail-on')).toEqual(['fail-on', 'high', 'built in']);
    expect(lines.filter((line) => line.startsWith('Note: The input '))).toHaveLength(2);
  });

  it('shows the built-in default where there is no file; there inputs apply', async () => {
    const { exitCode, lines } = await policy(['show', '--fail-on', 'critical']);
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^There is no policy file .*: the built-in default applies\.$/);
    expect(cells(lines, 'preset')).toEqual(['preset', 'default', 'built in']);
    expect(cells(lines, 'fail-on')).toEqual(['fail-on', 'critical', 'the input fail-on']);
  });

  it('prints JSON', async () => {
    await put('checks:\n  user-numeric: {severity: critical}\n');
    const { exitCode, stdout } = await policy(['show', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      file: { path: POLICY, place: 'in the working tree' },
      policy: { 'fail-on': { value: 'high', from: 'built in' } },
      checks: expect.arrayContaining([
        expect.objectContaining({ id: 'user-numeric', severity: { value: 'critical', from: `${POLICY}:2` } }),
      ]),
      remarks: [],
    });
  });

  it('shows no rules of a file that has mistakes', async () => {
    await put('fail-on: hgih\n');
    const { exitCode, lines } = await policy(['show', '--json']);
    expect(exitCode).toBe(2);
    expect(lines).toEqual([
      expect.stringMatching(/^.*:1:10: fail-on is hgih;/),
      expect.stringMatching(/^1 mistake\. /),
    ]);
  });
});

describe('--policy-ref', () => {
  it('reads what the commit holds, whatever the working tree says', async () => {
    using real = aGitRepository();
    const main = real.commit({
      files: { [POLICY]: 'fail-on: low\n', 'other.yml': 'mode: wran\n', link: { link: POLICY } },
    });
    real.commit({
      branch: 'changes',
      parents: [main],
      files: { [POLICY]: 'fail-on: critical\nmode: wran\n', 'other.yml': null },
    });
    real.checkOut('changes');
    const at = (words: readonly string[]) => policy(words, real.folder);
    expect((await at(['check'])).lines[0]).toMatch(/:2:7: mode is wran/);
    expect((await at(['show', '--policy-ref', 'main'])).stdout).toMatch(
      /^fail-on +low +\.github\/docker-security-gate\.yml:1$/m,
    );
    expect((await at(['check', '--policy-ref', main])).stdout).toBe(
      `The policy file ${POLICY} of ${main} (${main.slice(0, 12)}) has no mistake.\n`,
    );
    expect((await at(['check', '--policy-ref=main', 'other.yml'])).lines[0]).toMatch(/^other\.yml:1:7: mode is wran/);
    expect(await at(['check', 'other.yml', '--policy-ref', 'changes'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^POLICY-NOT-FOUND: /),
    });
    for (const words of [
      ['link', '--policy-ref', 'main'],
      ['--policy-ref', 'nosuch'],
      ['--policy-ref', '--upload-pack=x'],
    ]) {
      const { exitCode, stdout, stderr } = await at(['check', ...words]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr, words.join(' ')).toMatch(/^POLICY-UNREADABLE: /);
    }
    expect((await at(['check', '/etc/hostname', '--policy-ref', 'main'])).stderr).toMatch(/^PATH-REFUSED: .*outside/);
  });

  it('says that a branch has no policy', async () => {
    using real = aGitRepository();
    real.commit({ files: { Dockerfile: 'FROM scratch\n' } });
    real.checkOut('main');
    await mkdir(path.join(real.folder, '.github'));
    await writeFile(path.join(real.folder, POLICY), 'fail-on: low\n');
    const { exitCode, stdout } = await policy(['show', '--policy-ref', 'main'], real.folder);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^There is no policy file \S+ of main \([0-9a-f]{12}\): the built-in default applies\.\n/);
    expect(stdout).toMatch(/^fail-on +high +built in$/m);
  });
});

it('the bundle is there', () => expect(existsSync(CLI)).toBe(true));
