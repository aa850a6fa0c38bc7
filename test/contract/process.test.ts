import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProcesses } from '../../src/adapters/process.ts';
import { GateError } from '../../src/model/errors.ts';
import type { Processes, ProcessRequest, ProcessResult } from '../../src/ports.ts';

let folder: string;
let workspace: string;
let outside: string;
let controller: AbortController;

beforeEach(async () => {
  // A blank and a letter outside of ASCII: paths are arguments, never parts of a command line.
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gate prozeß-')));
  workspace = join(folder, 'workspace');
  outside = join(folder, 'outside');
  await mkdir(workspace);
  await mkdir(outside);
  controller = new AbortController();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function processes(environment: Record<string, string | undefined> = process.env): Processes {
  return createProcesses({ workspace, environment, signal: controller.signal });
}

/** A child that runs the text as a Node program; real children, the same on every system. */
function node(program: string, more: Partial<ProcessRequest> = {}): ProcessRequest {
  return { program: process.execPath, args: ['-e', program], cwd: outside, timeoutMs: 20_000, ...more };
}

const run = (program: string, more?: Partial<ProcessRequest>): Promise<ProcessResult> =>
  processes().run(node(program, more));

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof GateError ? thrown.code : `not a GateError: ${String(thrown)}`;
}

async function program(path: string, mode = 0o755): Promise<string> {
  await writeFile(path, `#!${process.execPath}\nconsole.log('ran')\n`, { mode });
  await chmod(path, mode);
  return path;
}

/** A program that ignores SIGTERM and has a grandchild that does so too; both say their process ids in a file. */
function stubbornTree(file: string): string {
  const grandchild = `process.on('SIGTERM', () => {}); require('node:fs').appendFileSync(${JSON.stringify(file)}, process.pid + '\\n'); setInterval(() => {}, 1000)`;
  return `process.on('SIGTERM', () => {});
    require('node:fs').appendFileSync(${JSON.stringify(file)}, process.pid + '\\n');
    require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' });
    setInterval(() => {}, 1000)`;
}

async function pidsIn(file: string, count: number): Promise<number[]> {
  for (let tries = 0; tries < 500; tries += 1) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const pids = text.split('\n').filter((line) => line !== '');
    if (pids.length >= count) return pids.map(Number);
    await sleep(20);
  }
  throw new Error('the children did not start');
}

const alive = (pids: readonly number[]): Promise<boolean[]> => Promise.all(pids.map(isAlive));

/** A zombie is dead: whether its parent has noticed is the system's business. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !state.includes(') Z ');
}

describe('how a child ended is told as it was', () => {
  test('exit code, both streams, no shell in between', async () => {
    const result = await processes().run({
      program: process.execPath,
      args: ['-e', 'console.log(process.argv[1]); console.error("err"); process.exitCode = 7', '$(id); `id` "x" * &'],
      cwd: outside,
      timeoutMs: 20_000,
    });
    expect(result).toMatchObject({ exitCode: 7, signal: null, timedOut: false, stoppedEarly: false, droppedBytes: 0 });
    expect(result.stdout.toString()).toBe('$(id); `id` "x" * &\n');
    expect(result.stderr.toString()).toBe('err\n');
    expect(result.durationMs).toBeGreaterThan(1);
  });

  test('death by signal is no exit code', async () => {
    const result = await run('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)');
    expect(result).toMatchObject({ exitCode: null, signal: 'SIGKILL', timedOut: false });
  });

  test('in the working folder that was asked for', async () => {
    expect((await run('process.stdout.write(process.cwd())')).stdout.toString()).toBe(outside);
  });

  test('a program that does not exist', async () => {
    expect(await codeOf(processes().run({ ...node(''), program: join(outside, 'nothing') }))).toBe('TOOL-FAILED');
  });

  test('a working folder that does not exist', async () => {
    expect(await codeOf(run('', { cwd: join(outside, 'nothing'), teeFile: join(outside, 'log') }))).toBe('TOOL-FAILED');
  });

  test('a file that is no program', async () => {
    const file = await program(join(outside, 'plain'), 0o644);
    expect(await codeOf(processes().run({ ...node(''), program: file }))).toBe('TOOL-FAILED');
  });

  test('an argument that no system takes', async () => {
    expect(await codeOf(processes().run({ ...node(''), args: ['a\0b'] }))).toBe('TOOL-FAILED');
  });
});

describe('standard input', () => {
  test('is written and closed', async () => {
    const result = await run('process.stdin.pipe(process.stdout)', { stdin: 'hello' });
    expect(result.stdout.toString()).toBe('hello');
  });

  test('that the child does not read does not harm (EPIPE)', async () => {
    const result = await run('process.stdin.destroy(); process.exitCode = 3', { stdin: Buffer.alloc(20_000_000, 'x') });
    expect(result).toMatchObject({ exitCode: 3, signal: null });
  });

  test('is empty when nothing is given', async () => {
    const result = await run('process.stdin.on("end", () => console.log("end")).resume()');
    expect(result.stdout.toString()).toBe('end\n');
  });
});

describe('output of any size', () => {
  test('200 MB with one 50 MB line: flat memory, capped lines, everything in the file (T047)', async () => {
    const teeFile = join(outside, 'build.log');
    const writer = `
      const fs = require('node:fs');
      const write = (text) => { const b = Buffer.from(text); let at = 0; while (at < b.length) { try { at += fs.writeSync(1, b, at); } catch (e) { if (e.code !== 'EAGAIN') throw e; } } };
      for (let i = 0; i < 75; i++) write(('line ' + i + ' ').padEnd(999, 'x').concat('\\n').repeat(1000));
      for (let i = 0; i < 50; i++) write('y'.repeat(1_000_000));
      write('\\n');
      for (let i = 0; i < 75; i++) write(('more ' + i + ' ').padEnd(999, 'x').concat('\\n').repeat(1000));
      write('the last line');`;
    let lines = 0;
    let longest = 0;
    let last = '';
    let peak = 0;
    const before = process.memoryUsage().rss;
    const result = await run(writer, {
      keep: 'end',
      keepBytes: 100_000,
      teeFile,
      timeoutMs: 60_000,
      onLine: (line) => {
        lines += 1;
        longest = Math.max(longest, line.length);
        last = line;
        if (lines % 1000 === 0) peak = Math.max(peak, process.memoryUsage().rss - before);
      },
    });
    const total = 75_000_000 + 50_000_001 + 75_000_000 + 13;
    expect(result.exitCode).toBe(0);
    expect(lines).toBe(75_000 + 1 + 75_000 + 1);
    expect(longest).toBeLessThan(16 * 1024 + 40);
    expect(last).toBe('the last line');
    expect(result.stdout.length).toBe(100_000);
    expect(result.stdout.toString().endsWith('x\nthe last line')).toBe(true);
    expect(result.droppedBytes).toBe(total - 100_000);
    expect((await stat(teeFile)).size).toBe(total);
    expect((await stat(teeFile)).mode & 0o777).toBe(0o600);
    expect(peak / 1e6).toBeLessThan(120);
  }, 90_000);

  test('the start is kept unless the end is asked for', async () => {
    const result = await run('process.stdout.write("abcdefgh"); process.stderr.write("123")', { keepBytes: 4 });
    expect(result.stdout.toString()).toBe('abcd');
    expect(result.stderr.toString()).toBe('123');
    expect(result.droppedBytes).toBe(4);
  });

  test('byte by byte, the end of it is exact', async () => {
    const result = await run('for (let i = 0; i < 3000; i++) require("node:fs").writeSync(1, String(i % 10))', {
      keep: 'end',
      keepBytes: 7,
    });
    expect(result.stdout.toString()).toBe('3456789');
  });

  test('lines come without their ends, from both streams, bytes that are no UTF-8 replaced', async () => {
    const lines: string[] = [];
    await run(
      'process.stdout.write(Buffer.from([0x61, 0xff, 0x0d, 0x0a, 0x0a])); process.stderr.write("e\\n"); process.stdout.write("no end")',
      { onLine: (line) => lines.push(line) },
    );
    expect(lines.toSorted()).toEqual(['', 'a\ufffd', 'e', 'no end']);
  });

  test('a log file that cannot be written is said and does not stop the child', async () => {
    const lines: string[] = [];
    const result = await run('console.log("x".repeat(5_000_000))', {
      teeFile: join(outside, 'no', 'such', 'folder'),
      onLine: (line) => lines.push(line),
    });
    expect(result.exitCode).toBe(0);
    expect(lines.at(-1)).toMatch(/^\(The log file is incomplete: ENOENT/);
  });

  test('a child is ended as soon as enough has come', async () => {
    const result = await run('setInterval(() => process.stdout.write("x".repeat(1000)), 1)', {
      enoughBytes: 5000,
      keepBytes: 2000,
    });
    expect(result.stoppedEarly).toBe(true);
    expect(result.stdout.length).toBe(2000);
    expect(result.durationMs).toBeLessThan(5000);
  });

  test('a child that says less than enough ends by itself', async () => {
    const result = await run('console.log("x")', { enoughBytes: 5000 });
    expect(result).toMatchObject({ stoppedEarly: false, exitCode: 0 });
  });
});

describe.skipIf(process.platform === 'win32')('nothing of a child is left', () => {
  test('after its deadline, grandchildren that ignore SIGTERM included, within 5 s (T048)', async () => {
    const file = join(outside, 'pids');
    const running = run(stubbornTree(file), { timeoutMs: 1500 });
    const pids = await pidsIn(file, 2);
    expect(await alive(pids)).toEqual([true, true]);
    const result = await running;
    expect(result.timedOut).toBe(true);
    expect(result.durationMs).toBeLessThan(1500 + 5000);
    expect(await alive(pids)).toEqual([false, false]);
  });

  test('after the gate was cancelled (T201)', async () => {
    const file = join(outside, 'pids');
    const running = codeOf(run(stubbornTree(file)));
    const pids = await pidsIn(file, 2);
    const at = performance.now();
    controller.abort();
    expect(await running).toBe('CANCELLED');
    expect(performance.now() - at).toBeLessThan(5000);
    expect(await alive(pids)).toEqual([false, false]);
  });

  test('after the gate itself ended at once (T202)', async () => {
    const file = join(outside, 'pids');
    const gate = `const { createProcesses } = await import(${JSON.stringify(pathToFileURL(resolve('src/adapters/process.ts')))});
      const signal = new AbortController().signal;
      const processes = createProcesses({ workspace: ${JSON.stringify(workspace)}, environment: process.env, signal });
      processes.run({ program: process.execPath, args: ['-e', process.argv[1]], cwd: '/', timeoutMs: 60000 });
      setInterval(() => { if (require('fs').existsSync(process.argv[2]) && require('fs').readFileSync(process.argv[2], 'utf8').split('\\n').length > 2) process.exit(7); }, 10)`;
    const result = await processes().run({
      ...node(''),
      args: [
        '--input-type=module',
        '-e',
        `import { createRequire } from 'node:module'; const require = createRequire('/x'); ${gate}`,
        stubbornTree(file),
        file,
      ],
    });
    expect(result.exitCode, result.stderr.toString()).toBe(7);
    const pids = await pidsIn(file, 2);
    await sleep(200);
    expect(await alive(pids)).toEqual([false, false]);
  });

  test('when it ends by itself and leaves somebody behind who holds its output', async () => {
    const file = join(outside, 'pids');
    const left = join(outside, 'left-behind.cjs');
    await writeFile(
      left,
      `require('fs').appendFileSync(process.argv[2], process.pid + '\\n'); setInterval(() => {}, 1000)`,
    );
    const parent = `const [left, file] = process.argv.slice(1);
      require('child_process').spawn(process.execPath, [left, file], { stdio: 'inherit' }).unref();
      setInterval(() => { if (require('fs').existsSync(file)) { console.log('parent done'); process.exit(0); } }, 10)`;
    const result = await processes().run({ ...node(''), args: ['-e', parent, left, file] });
    expect(result.stdout.toString()).toBe('parent done\n');
    expect(result).toMatchObject({ exitCode: 0, timedOut: false });
    expect(result.durationMs).toBeLessThan(8000);
    expect(await alive(await pidsIn(file, 1))).toEqual([false]);
  });

  test('a child that obeys SIGTERM is not waited for', async () => {
    const result = await run('setInterval(() => {}, 1000)', { timeoutMs: 500 });
    expect(result).toMatchObject({ timedOut: true, signal: 'SIGTERM' });
    expect(result.durationMs).toBeLessThan(1900);
  });
});

test('after a cancel nothing starts any more, except what cleans up', async () => {
  controller.abort();
  expect(await codeOf(run('console.log("x")'))).toBe('CANCELLED');
  expect((await run('console.log("x")', { survivesCancel: true })).stdout.toString()).toBe('x\n');
});

describe('the environment of a child is an allow-list', () => {
  const hostile = {
    GITHUB_TOKEN: 'ghs_secret',
    ACTIONS_RUNTIME_TOKEN: 'secret',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
    INPUT_SNYK_TOKEN: 'secret',
    'INPUT_GITHUB-TOKEN': 'secret',
    NODE_OPTIONS: '--no-warnings',
    LD_PRELOAD: '/nothing.so',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    DOCKER_CONTENT_TRUST: '1',
    DOCKER_BUILDKIT: '0',
    BUILDKIT_PROGRESS: 'rawjson',
    SNYK_TOKEN: 'secret',
    TZ: 'Pacific/Kiritimati',
    LANG: 'tr_TR.UTF-8',
    HOME: '/home/me',
    DOCKER_HOST: 'unix:///x.sock',
    https_proxy: 'http://proxy:1',
    MY_SECRET: 'mine',
    UNSET: undefined,
  };
  const seen = async (more: Partial<ProcessRequest> = {}): Promise<Record<string, string>> => {
    const environment = { ...hostile, PATH: process.env['PATH'] };
    const result = await processes(environment).run(node('console.log(JSON.stringify(process.env))', more));
    return JSON.parse(result.stdout.toString());
  };

  test('and holds nothing else (T196, T210, T211)', async () => {
    const env = await seen();
    delete env['SystemRoot'];
    // A macOS program finds this one in its environment whoever starts it.
    delete env['__CF_USER_TEXT_ENCODING'];
    const { PATH, ...rest } = env;
    expect(PATH).toBeDefined();
    expect(rest).toEqual({
      HOME: '/home/me',
      DOCKER_HOST: 'unix:///x.sock',
      https_proxy: 'http://proxy:1',
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
      TZ: 'UTC',
    });
  });

  test('with what the request adds or asks for by name', async () => {
    const env = await seen({ env: { DOCKER_BUILDKIT: '1' }, inherit: ['MY_SECRET', 'UNSET', 'TZ'] });
    expect(env).toMatchObject({ DOCKER_BUILDKIT: '1', MY_SECRET: 'mine', TZ: 'UTC' });
    expect(env).not.toHaveProperty('UNSET');
  });

  test.each(['GITHUB_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'INPUT_GITHUB-TOKEN', 'NODE_OPTIONS', 'LD_PRELOAD', 'a b', ''])(
    'and never %j, not even by name',
    async (name) => {
      expect(await codeOf(seen({ inherit: [name] }))).toBe('INPUT-INVALID');
    },
  );
});

describe.skipIf(process.platform === 'win32')('a program is found on PATH', () => {
  const find = (name: string, ...path: string[]): Promise<string | undefined> =>
    processes({ PATH: path.join(delimiter) }).find(name);

  test('the first that can be run', async () => {
    const other = join(folder, 'other');
    await mkdir(other);
    await program(join(outside, 'tool'), 0o644);
    await mkdir(join(folder, 'tool'));
    await program(join(other, 'tool'));
    expect(await find('tool', join(folder, 'nothing'), outside, folder, other)).toBe(join(other, 'tool'));
  });

  test('or is not', async () => {
    expect(await find('tool', outside, workspace)).toBeUndefined();
    expect(await processes({}).find('tool')).toBeUndefined();
  });

  test('a workspace folder on PATH without the program does no harm', async () => {
    await program(join(outside, 'tool'));
    expect(await find('tool', workspace, outside)).toBe(join(outside, 'tool'));
  });

  test('but one inside the workspace is refused (T052)', async () => {
    await program(join(workspace, 'tool'));
    await program(join(outside, 'tool'));
    expect(await codeOf(find('tool', workspace, outside))).toBe('TOOL-UNTRUSTED-PATH');
    expect(await find('tool', outside, workspace)).toBe(join(outside, 'tool'));
  });

  test('also through a link, a linked folder, or a relative entry', async () => {
    await program(join(workspace, 'tool'));
    await symlink(join(workspace, 'tool'), join(outside, 'tool'));
    await symlink(workspace, join(folder, 'linked'));
    expect(await codeOf(find('tool', outside))).toBe('TOOL-UNTRUSTED-PATH');
    expect(await codeOf(find('tool', join(folder, 'linked')))).toBe('TOOL-UNTRUSTED-PATH');
    expect(await codeOf(find('tool', join(workspace, 'x', '..')))).toBe('TOOL-UNTRUSTED-PATH');
  });

  test('also when the workspace is named through a link', async () => {
    await program(join(workspace, 'tool'));
    await symlink(workspace, join(folder, 'linked'));
    const linked = createProcesses({
      workspace: join(folder, 'linked'),
      environment: { PATH: workspace },
      signal: controller.signal,
    });
    expect(await codeOf(linked.find('tool'))).toBe('TOOL-UNTRUSTED-PATH');
  });

  test('and the PATH of children has no folder of the workspace', async () => {
    await symlink(workspace, join(folder, 'linked'));
    const path = ['/usr/bin', workspace, join(workspace, 'bin'), join(folder, 'linked'), outside, join(folder, 'gone')];
    const result = await processes({ PATH: path.join(delimiter) }).run(node('console.log(process.env.PATH)'));
    expect(result.stdout.toString().trim().split(delimiter)).toEqual(['/usr/bin', outside, join(folder, 'gone')]);
  });

  test.each<[string, (home: string) => Record<string, string>]>([
    ['DOCKER_CONFIG', (place) => ({ DOCKER_CONFIG: join(place, '.docker') })],
    ['BUILDX_CONFIG', (place) => ({ BUILDX_CONFIG: join(place, 'buildx') })],
    ['the home folder', (place) => ({ HOME: join(place, 'home') })],
    ['the home folder, an empty DOCKER_CONFIG', (place) => ({ HOME: place, DOCKER_CONFIG: '' })],
    ['a link', (place) => ({ DOCKER_CONFIG: join(folder, place === workspace ? 'in' : 'out') })],
  ])('and plugins do not come from the workspace: %s', async (_, variables) => {
    await symlink(workspace, join(folder, 'in'));
    await symlink(outside, join(folder, 'out'));
    const from = (place: string) => processes({ PATH: '/usr/bin', ...variables(place) });
    expect(await codeOf(from(workspace).run(node('')))).toBe('TOOL-UNTRUSTED-PATH');
    expect((await from(outside).run(node(''))).exitCode).toBe(0);
  });

  test('and a home folder in the workspace counts only when docker reads it', async () => {
    const env = { PATH: '/usr/bin', HOME: workspace, DOCKER_CONFIG: outside };
    expect((await processes(env).run(node(''))).exitCode).toBe(0);
  });

  test('and a relative folder is one of where the child runs', async () => {
    const env = { PATH: '/usr/bin', DOCKER_CONFIG: 'config' };
    expect(await codeOf(processes(env).run({ ...node(''), cwd: workspace }))).toBe('TOOL-UNTRUSTED-PATH');
    expect((await processes(env).run({ ...node(''), cwd: outside })).exitCode).toBe(0);
  });
});
