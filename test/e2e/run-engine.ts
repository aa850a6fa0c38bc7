import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';
import { findShell } from './asked-engine.ts';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One engine on which containers are started with any options. */
export interface RunEngine {
  readonly title: string;
  /** It follows the rules of today, whatever its version says. */
  readonly ofToday: boolean;
  /** Why it can't be used here. */
  readonly missing?: string;
  readonly serverVersion: () => string;
  readonly docker: (...args: readonly string[]) => Ended;
  /** The name of an image of these files and nothing else. */
  readonly importImage: (tar: Buffer) => string;
  readonly cleanUp: () => void;
}

const DEADLINE_MS = 60_000;

function runEngine(title: string, ofToday: boolean, env: Readonly<Record<string, string>>): RunEngine {
  const folder = mkdtempSync(join(tmpdir(), 'gate-run-'));
  const images: string[] = [];
  const docker: RunEngine['docker'] = (...args) => {
    const ended = spawnSync('docker', args, {
      ...{ encoding: 'utf8', timeout: DEADLINE_MS, maxBuffer: 4 * 1024 * 1024, env: { ...process.env, ...env } },
    });
    return { status: ended.status, stdout: ended.stdout ?? '', stderr: ended.stderr ?? `${ended.error}` };
  };
  const version = docker('version', '--format={{.Server.Os}} {{.Server.Version}}');
  const [os, serverVersion = ''] = version.stdout.trim().split(' ');
  const obstacle =
    os === 'linux' ? undefined : `no engine with Linux containers answers: ${version.stderr.trim() || (os ?? '')}`;
  const missing = obstacle ?? (findShell()?.busybox === undefined ? 'there is no static busybox' : undefined);
  return {
    ...{ title, ofToday, docker, serverVersion: () => serverVersion },
    ...(missing === undefined ? {} : { missing }),
    importImage: (tar) => {
      const tag = `docker-security-gate-test-run-${process.pid}-${Date.now().toString(36)}:${images.length}`;
      const path = join(folder, 'image.tar');
      writeFileSync(path, tar);
      const ended = docker('import', path, tag);
      expect(ended.status, ended.stderr).toBe(0);
      images.push(tag);
      return tag;
    },
    cleanUp: () => {
      for (const image of images) docker('image', 'rm', '--force', image);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The machine's own engine, and today's engine where `npm test` started it. */
export function runEngines(): readonly RunEngine[] {
  const own = runEngine('this machine’s engine', false, {});
  const { GATE_TEST_MODERN_DOCKER_HOST: host = '', GATE_TEST_MODERN_DOCKER_CONFIG: config = '' } = process.env;
  const { GATE_TEST_MODERN_BIN: bin = '', GATE_TEST_MODERN_REASON: reason, PATH: path = '' } = process.env;
  const today =
    host === ''
      ? { ...own, title: 'today’s engine', missing: reason ?? 'run npm test to start it' }
      : runEngine('today’s engine', true, {
          ...{ PATH: [bin, path].join(delimiter), DOCKER_HOST: host, DOCKER_CONFIG: config },
        });
  const missing = [own, today].find((engine) => engine.missing !== undefined)?.missing;
  if (missing !== undefined && process.env['GATE_TEST_REQUIRE_ALL'] === '1') {
    throw new Error(`A required service is missing: ${missing}`);
  }
  return [own, today];
}

/** A program that is a shell, `cat` and more, after its name. It gives up the privileges of a setuid file by itself. */
export function busybox(): Buffer {
  const path = findShell()?.busybox;
  if (path === undefined) throw new Error('there is no static busybox');
  return readFileSync(path);
}

/** A static program that starts another one and keeps all privileges that it has; undefined where there is none. */
export function init(): Buffer | undefined {
  const paths = ['/usr/bin/docker-init', '/usr/libexec/docker/docker-init', '/usr/local/bin/docker-init'];
  const path = paths.find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : readFileSync(path);
}
