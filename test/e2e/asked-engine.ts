import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';

/** Who a process is in a container of the engine: `uid:gid` and all its groups, or the error it was refused with. */
export type Answer = { readonly ids: string; readonly groups: readonly number[] } | { readonly refused: string };

/** One engine that can be asked who a container runs as. */
export interface AskedEngine {
  readonly title: string;
  /** It has moby/sys/user 0.4.1 or newer. */
  readonly ofToday: boolean;
  /** Why it can't be asked here. */
  readonly missing?: string;
  /** Builds an image from these Dockerfile lines and files, and answers with its name. `FROM base` is the first one built. */
  readonly build: (lines: readonly string[], files?: Readonly<Record<string, string>>) => string;
  /** Builds an image with a shell and these files, and nothing else where it can be helped. */
  readonly buildBase: (files: Readonly<Record<string, string>>) => string;
  /** `Config.User` as the engine stores it. */
  readonly userOf: (image: string) => string;
  readonly ask: (image: string, options?: readonly string[]) => Answer;
  readonly cleanUp: () => void;
}

const DEADLINE_MS = 60_000;
/** The engine's words about a user; anything else is no answer: a missing image must not look like a refusal. */
export const REFUSAL = /unable to find (?:user|groups?) |must be in range|unable to setup user/;
const SCRIPT = 'while read k v; do case $k in Uid:|Gid:|Groups:) echo "$k $v";; esac; done </proc/self/status';

/** @param env added to the environment: PATH, DOCKER_HOST, DOCKER_CONFIG of the engine */
function askedEngine(title: string, ofToday: boolean, env: Readonly<Record<string, string>>): AskedEngine {
  const name = `docker-security-gate-test-users-${process.pid}-${Date.now().toString(36)}`;
  const folder = mkdtempSync(join(tmpdir(), 'gate-users-'));
  const images: string[] = [];
  const docker = (...args: readonly string[]) =>
    spawnSync('docker', args, {
      encoding: 'utf8',
      timeout: DEADLINE_MS,
      maxBuffer: 4 * 1024 * 1024,
      env: { ...process.env, ...env },
    });

  const build: AskedEngine['build'] = (lines, files = {}) => {
    const tag = `${name}:${images.length}`;
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    writeFileSync(join(folder, 'Dockerfile'), `${lines.join('\n')}\n`);
    const result = docker('build', '--quiet', `--tag=${tag}`, folder);
    expect(result.status, result.stderr).toBe(0);
    images.push(tag);
    return tag;
  };

  const missing = obstacle(docker('version', '--format={{.Server.Os}}'));
  return {
    title,
    ofToday,
    ...(missing === undefined ? {} : { missing }),
    build,
    buildBase: (files) => {
      const shell = findShell();
      if (shell === undefined) throw new Error('no shell to build from');
      if (shell.busybox !== undefined) copyFileSync(shell.busybox, join(folder, 'busybox'));
      const program = shell.busybox === undefined ? [] : ['COPY busybox /bin/sh'];
      const copies = Object.keys(files).map((path) => `COPY ${path} /etc/${path}`);
      return build([`FROM ${shell.from}`, ...program, ...copies], files);
    },
    userOf: (image) => JSON.parse(docker('image', 'inspect', '--format={{json .Config.User}}', image).stdout),
    ask: (image, options = []) => {
      const result = docker('run', '--rm', '--network=none', ...options, image, '/bin/sh', '-c', SCRIPT);
      return result.status === 0 ? readStatus(result.stdout) : readRefusal(result.stderr);
    },
    cleanUp: () => {
      for (const image of images.reverse()) docker('image', 'rm', '--force', image);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The machine's own engine, and today's engine where `npm test` started it. */
export function askedEngines(): readonly AskedEngine[] {
  const own = askedEngine('this machine’s engine', false, {});
  const required = process.env['GATE_TEST_REQUIRE_ALL'] === '1';
  if (required && own.missing !== undefined) throw new Error(`A required service is missing: ${own.missing}`);
  const { GATE_TEST_MODERN_DOCKER_HOST: host = '', GATE_TEST_MODERN_DOCKER_CONFIG: config = '' } = process.env;
  const { GATE_TEST_MODERN_BIN: bin = '', GATE_TEST_MODERN_REASON: reason, PATH: path = '' } = process.env;
  if (host === '') {
    const missing = reason ?? 'run npm test to start it';
    if (required) throw new Error(`A required service is missing: today's engine: ${missing}`);
    return [own, { ...own, title: 'today’s engine', missing }];
  }
  const env = { PATH: [bin, path].join(delimiter), DOCKER_HOST: host, DOCKER_CONFIG: config };
  return [own, askedEngine('today’s engine', true, env)];
}

export function distinct(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** What an image can be made from: something with a shell. */
export function findShell(): { readonly from: string; readonly busybox?: string } | undefined {
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path) && isStatic(path));
  if (busybox !== undefined) return { from: 'scratch', busybox };
  const base = process.env['GATE_TEST_BASE_IMAGE'] ?? '';
  return base === '' ? undefined : { from: base };
}

function isStatic(path: string): boolean {
  // ldd fails for a program that is not dynamic.
  return spawnSync('ldd', [path], { timeout: DEADLINE_MS }).status !== 0;
}

function obstacle(version: {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly error?: Error;
}): string | undefined {
  if (version.status !== 0) return `no Docker engine answers: ${version.error?.message ?? version.stderr.trim()}`;
  if (version.stdout.trim() !== 'linux') return `the engine runs ${version.stdout.trim()} containers`;
  if (findShell() === undefined) return 'neither a static busybox nor GATE_TEST_BASE_IMAGE is there';
  return undefined;
}

function readStatus(status: string): Answer {
  const field = (key: string) => new RegExp(`^${key}:(.*)$`, 'm').exec(status)?.[1]?.trim().split(/\s+/) ?? [];
  const [uid = ''] = field('Uid');
  const [gid = ''] = field('Gid');
  expect(`${uid}:${gid}`).toMatch(/^\d+:\d+$/);
  return {
    ids: `${uid}:${gid}`,
    groups: distinct(field('Groups').flatMap((text) => (text === '' ? [] : [Number(text)]))),
  };
}

function readRefusal(stderr: string): Answer {
  expect(stderr).toMatch(REFUSAL);
  return { refused: stderr.trim() };
}
