import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { findShell } from './asked-engine.ts';
import { type Ended, type RunEngine, runEngines } from './run-engine.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PROFILES = join(ROOT, 'test', 'fixtures', 'apparmor');
const DEADLINE_MS = 120_000;

/** What the gate's report says of one check. */
export interface Said {
  readonly state: string;
  readonly seen?: string;
  readonly observed?: string;
  readonly problem?: { readonly code: string };
  readonly findings?: readonly { readonly seen: string; readonly fix?: { readonly text: string } }[];
}

export interface GateAnswer {
  readonly exitCode: number | null;
  /** By the check's id. */
  readonly said: (check: string) => Said;
}

/** This machine's engine, with and without AppArmor, and the gate on it. */
export interface AppArmorMachine {
  readonly missing?: string;
  /** The engine confines containers by AppArmor. */
  readonly has: boolean;
  /** Builds the image with a shell, and the folders `a`, `b`, `allowed` and `denied`. */
  readonly prepare: () => void;
  /** Runs a line of the shell in a container, as root. */
  readonly shell: (line: string, ...options: readonly string[]) => Ended;
  /** The gate on the image, in a repository that holds these files besides the profiles of `test/fixtures/apparmor`. */
  readonly gate: (runArgs: string, files?: Readonly<Record<string, string>>) => GateAnswer;
  /** `apparmor_parser` with the profile `gate-deny-write` on its standard input, as root. */
  readonly parser: (...args: readonly string[]) => Ended;
  readonly cleanUp: () => void;
}

export function appArmorMachine(): AppArmorMachine {
  const [engine, ...others] = runEngines();
  for (const other of others) if (other.missing === undefined) other.cleanUp();
  if (engine === undefined) throw new Error('no engine');
  let folder = '';
  const image = `docker-security-gate-test-apparmor-${process.pid}-${Date.now().toString(36)}:1`;
  const { missing } = engine;
  const has = missing === undefined && hasAppArmor(engine);
  return {
    ...(missing === undefined ? {} : { missing }),
    has,
    prepare: () => {
      folder = mkdtempSync(join(tmpdir(), 'gate-apparmor-'));
      buildImage(engine, folder, image);
    },
    shell: (line, ...options) =>
      engine.docker('run', '--rm', '--network=none', '--user=0', ...options, image, '/bin/sh', '-c', line),
    gate: (runArgs, files = {}) => gateOn(mkdtempSync(join(folder, 'work-')), image, runArgs, files),
    parser: (...args) => asRoot('apparmor_parser', [...args], readFileSync(join(PROFILES, 'gate-deny-write'), 'utf8')),
    cleanUp: () => {
      engine.docker('image', 'rm', '--force', image);
      engine.cleanUp();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function hasAppArmor(engine: RunEngine): boolean {
  const { status, stdout, stderr } = engine.docker('info', '--format={{json .SecurityOptions}}');
  expect(status, stderr).toBe(0);
  return stdout.includes('name=apparmor');
}

function buildImage(engine: RunEngine, folder: string, image: string): void {
  const shell = findShell();
  if (shell?.busybox === undefined) throw new Error('there is no static busybox');
  const context = join(folder, 'context');
  mkdirSync(context);
  copyFileSync(shell.busybox, join(context, 'busybox'));
  writeFileSync(join(context, 'file'), 'here\n');
  const folders = ['/a/of-a', '/b/of-b', '/allowed/file', '/denied/file'].map((path) => `COPY file ${path}\n`);
  const lines = ['FROM scratch\nCOPY busybox /bin/sh\n', ...folders, 'USER 20002:10001\nCMD ["/bin/sh"]\n'];
  writeFileSync(join(context, 'Dockerfile'), lines.join(''));
  const built = engine.docker('build', '--quiet', `--tag=${image}`, context);
  expect(built.status, built.stderr).toBe(0);
}

function gateOn(place: string, image: string, runArgs: string, files: Readonly<Record<string, string>>): GateAnswer {
  const profile = readFileSync(join(PROFILES, 'gate-deny-write'), 'utf8');
  for (const [path, text] of Object.entries({ 'apparmor/gate-deny-write': profile, ...files })) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  const report = join(place, 'report.json');
  const flags = [`--image=${image}`, `--run-args=${runArgs}`, '--scanner=none', '--report-file=report.json'];
  const program = join(ROOT, 'src', 'cli.ts');
  const ended = spawnSync(process.execPath, [program, ...flags], {
    cwd: place,
    encoding: 'utf8',
    timeout: DEADLINE_MS,
  });
  if (!existsSync(report)) throw new Error(`no report (exit code ${ended.status}):\n${ended.stdout}${ended.stderr}`);
  const { checks }: { checks: readonly { readonly checkId: string; readonly outcome: Said }[] } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  return {
    exitCode: ended.status,
    said: (check) => {
      const found = checks.find(({ checkId }) => checkId === check);
      if (found === undefined) throw new Error(`the report has no ${check}`);
      return found.outcome;
    },
  };
}

/** Loading a profile is the test's own deed, on a machine that it may change: the gate never does. */
function asRoot(program: string, args: readonly string[], input: string): Ended {
  const isRoot = process.getuid?.() === 0;
  const command = isRoot ? [program, ...args] : ['sudo', '-n', program, ...args];
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };
  const [first = '', ...rest] = command;
  const ended = spawnSync(first, rest, { input, encoding: 'utf8', timeout: DEADLINE_MS, env });
  return { status: ended.status, stdout: ended.stdout ?? '', stderr: ended.stderr ?? `${ended.error}` };
}
